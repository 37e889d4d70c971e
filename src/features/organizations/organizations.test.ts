import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Desk, desk, fieldsOf, problemsOf } from '../../../test/desk.ts'
import { publishedPlan } from '../../../test/desk-plans.ts'

let world: Desk
before(async () => {
  world = await desk()
})
after(() => world.close())

const list = '/san-pedro/organizaciones'
const form = { name: 'Secretaría Nueva', kind: 'public-institution', acronym: 'SN', url: 'https://example.org' }

async function add(change: Record<string, string> = {}): Promise<string> {
  const made = await world.post(`${list}/nueva`, { ...form, ...change }, 'facilitator')
  assert.equal(made.status, 303, problemsOf(made.text))
  return made.location ?? ''
}

test('T-34: a body that ceased says when, and who took over its functions; its promises keep its name', async () => {
  const plan = await publishedPlan(world, 'sucesion')
  const successor = (await add()).split('/').at(-1) ?? ''
  const old = await world.db
    .selectFrom('organizations')
    .select('id')
    .where('name', '=', 'Tesorería')
    .executeTakeFirstOrThrow()
  const page = await world.get(`${list}/${old.id}/editar`, 'facilitator')
  const saved = await world.post(
    `${list}/${old.id}/editar`,
    { ...fieldsOf(page.text), validTo: '2026-02-28', successor },
    'facilitator',
  )
  assert.equal(saved.status, 303, problemsOf(saved.text))
  const shown = await world.get(`${list}/${old.id}`)
  assert.match(shown.text, /Dejó de existir el 28 de febrero de 2026\. Sus funciones pasaron a Secretaría Nueva/)
  assert.match(shown.text, /conservan su nombre/)
  assert.ok(shown.text.includes(`href="${plan}/compromisos/1"`))
  assert.ok(shown.text.includes(`/san-pedro/tablero?institucion=${old.id}`))
  assert.match((await world.get(`${list}/${successor}`)).text, /Continúa las funciones de Tesorería/)
  assert.match((await world.get(list)).text, /Tesorería/)
  const event = await world.db
    .selectFrom('events')
    .select(['type', 'details'])
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    [event.type, event.details],
    ['organization.changed', { name: 'Tesorería', fields: ['valid_to', 'successor_id'] }],
  )
})

test('commitments of a draft are not counted nor listed', async () => {
  const page = await world.get(await add({ name: 'Nadie todavía' }))
  assert.match(page.text, /No participa en ningún compromiso publicado/)
})

test('what is wrong is refused beside its field, with everything typed', async () => {
  const address = await add({ name: 'Contraloría' })
  const id = address.split('/').at(-1) ?? ''
  const wrong = [
    [{ name: '' }, 422, 'name'],
    [{ url: 'javascript:alert(1)' }, 422, 'url'],
    [{ validFrom: '2026-01-01', validTo: '2025-01-01' }, 422, 'validTo'],
    [{ successor: 'no-such' }, 422, 'successor'],
    [{ name: 'Secretaría Nueva' }, 409, 'name'],
    [{ name: 'Contraloría', successor: id }, 409, 'successor'],
  ] as const
  for (const [change, status, field] of wrong) {
    const answer = await world.post(`${address}/editar`, { ...form, name: 'Contraloría', ...change }, 'facilitator')
    assert.equal(answer.status, status, JSON.stringify(change))
    assert.match(answer.text, new RegExp(`id="${field}-error"`), JSON.stringify(change))
    assert.equal(fieldsOf(answer.text).acronym?.[0], 'SN')
  }
  const foreign = await world.post(
    `${address}/editar`,
    { ...form, name: 'Contraloría', kind: 'no-such' },
    'facilitator',
  )
  assert.equal(foreign.status, 404)
  assert.equal((await world.post(`${list}/nueva`, form, 'liaison')).status, 403)
  assert.equal((await world.post('/santa-maria/organizaciones/nueva', form, 'facilitator')).status, 403)
  assert.equal((await world.post(`/santa-maria/organizaciones/${id}/editar`, form, 'facilitator')).status, 403)
})
