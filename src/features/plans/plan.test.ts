import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Desk, desk } from '../../../test/desk.ts'

let world: Desk
before(async () => {
  world = await desk()
})
after(() => world.close())

test('a facilitator creates a plan, which only those who work on it see until it is published', async () => {
  const form = { title: 'Plan de Acción Local 2026', kind: 'local', startsOn: '2026-01-01', endsOn: '2026-12-31' }
  const page = await world.get('/san-pedro/planes/nuevo', 'facilitator')
  assert.equal(page.status, 200)
  const made = await world.post('/san-pedro/planes/nuevo', form, 'facilitator')
  assert.equal(made.status, 303, made.text)
  assert.equal(made.location, '/san-pedro/planes/plan-de-accion-local-2026')
  assert.equal((await world.get(made.location ?? '', 'facilitator')).status, 200)
  assert.equal((await world.get(made.location ?? '')).status, 404)
  for (const where of ['editar', 'documentos', 'pausas', 'publicacion', 'compromisos/nuevo']) {
    const answer = await world.get(`${made.location}/${where}`, 'facilitator')
    assert.equal(answer.status, 200, `${where}: ${answer.text}`)
  }
})
