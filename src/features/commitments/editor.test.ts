import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Desk, desk, fieldsOf, problemsOf } from '../../../test/desk.ts'
import { completeText, draftPlan, planPath, publishedPlan, roadmapForms } from '../../../test/desk-plans.ts'
import { readDocuments } from './document/queries.ts'

let world: Desk
before(async () => {
  world = await desk()
})
after(() => world.close())

async function documentOf(slug: string, key: string) {
  const plan = await world.db.selectFrom('plans').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
  const stored = (await readDocuments(world.db, plan.id)).find((one) => one.document.key === key)
  assert.ok(stored)
  return stored
}

test('a commitment is begun, written, given its roadmap and published with its plan', async () => {
  const plan = await draftPlan(world, 'primero')
  const begun = await world.post(`${plan}/compromisos/nuevo`, { number: '3.1', title: 'Gasto abierto' }, 'facilitator')
  assert.equal(begun.location, `${plan}/compromisos/3.1/editar?guardado`)
  const one = `${plan}/compromisos/3.1`
  const page = await world.get(`${one}/editar`, 'facilitator')
  assert.match(page.text, /Para publicar falta/)
  assert.match(page.text, /Falta responder: qué problema público atiende/)
  const written = await world.post(`${one}/editar`, { ...fieldsOf(page.text), ...completeText('3.1') }, 'facilitator')
  assert.equal(written.status, 303, problemsOf(written.text))
  for (const [path, form] of roadmapForms) {
    const fresh = await world.get(`${one}/${path}`, 'facilitator')
    assert.equal(fresh.status, 200, path)
    const seen = /name="seen" value="([^"]+)"/.exec(fresh.text)?.[1] ?? ''
    const saved = await world.post(`${one}/${path}`, { seen, ...form }, 'facilitator')
    assert.equal(saved.status, 303, `${path}: ${problemsOf(saved.text)}`)
  }
  const { document } = await documentOf('primero', '3.1')
  assert.equal(document.number, '3.1')
  assert.deepEqual(
    document.keyActions.map((action) => action.weight),
    [60, 40],
  )
  assert.deepEqual(
    document.keyActions.flatMap((action) => action.activities.map((activity) => activity.code)),
    ['1.1', '2.1'],
  )
  assert.deepEqual(document.sdgs, [
    { goal: 5, target: null },
    { goal: 16, target: '16.6' },
  ])
  const published = await world.post(`${plan}/publicacion`, { approvedBy: 'Secretariado Técnico Local' }, 'facilitator')
  assert.equal(published.status, 303, problemsOf(published.text))
  const versions = await world.db.selectFrom('commitment_versions').select(['number', 'reason']).execute()
  assert.deepEqual(versions, [{ number: 1, reason: 'Publicación del plan' }])
  assert.equal((await world.get(plan)).status, 200)
})
