import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonKey } from '../../../test/cast.ts'
import { type Desk, desk } from '../../../test/desk.ts'
import { completeCommitment, draftPlan, publishedPlan, putDocuments } from '../../../test/desk-plans.ts'
import { htmlProblems } from '../../../test/html.ts'

let world: Desk
let draft: string
let published: string
let organization: string

before(async () => {
  world = await desk()
  draft = await draftPlan(world, 'borrador')
  await putDocuments(world, 'borrador', [completeCommitment('1', { problem: null, missing: { problem: 'np' } })])
  published = await publishedPlan(world, 'publicado')
  const row = await world.db
    .selectFrom('organizations')
    .select('id')
    .where('name', '=', 'Tesorería')
    .executeTakeFirstOrThrow()
  organization = row.id
})
after(() => world.close())

const forPlan = ['', '/editar', '/documentos', '/pausas', '/publicacion', '/importaciones', '/compromisos/nuevo']
const forCommitment = [
  ...['editar', 'hoja-de-ruta', 'acciones/nueva', 'acciones/1', 'actividades/nueva?accion=1', 'actividades/1.1'],
  ...['indicadores/nuevo', 'indicadores/1', 'versiones'],
]

function writersPages(): string[] {
  return [draft, published].flatMap((plan) => [
    ...forPlan.map((page) => plan + page),
    ...forCommitment.map((page) => `${plan}/compromisos/1/${page}`),
  ])
}

const everybodys = () => [
  ...[published, `${published}.json`, `${published}/compromisos/1/versiones`, `${published}/compromisos/1/versiones/1`],
  ...['/espacios', '/espacios.json', '/san-pedro/organizaciones', '/san-pedro/organizaciones.json'],
  `/san-pedro/organizaciones/${organization}`,
]

test('every page of the desk is sound HTML for who may write', async () => {
  for (const path of [...writersPages(), '/san-pedro/planes/nuevo', '/san-pedro/organizaciones/nueva']) {
    const answer = await world.get(path, 'facilitator')
    assert.equal(answer.status, 200, path)
    assert.deepEqual(await htmlProblems(answer.text), [], path)
  }
  for (const path of ['/espacios/nuevo', '/san-pedro/ajustes']) {
    const answer = await world.get(path, 'administrator')
    assert.equal(answer.status, 200, path)
    assert.deepEqual(await htmlProblems(answer.text), [], path)
  }
})

test('every public page is sound HTML, the same for everybody, in both languages', async () => {
  for (const path of everybodys()) {
    const answer = await world.get(path)
    assert.equal(answer.status, 200, path)
    assert.equal(answer.headers.get('cache-control'), 'public, no-cache', path)
    if (path.endsWith('.json')) {
      assert.equal(answer.headers.get('access-control-allow-origin'), '*', path)
      continue
    }
    assert.deepEqual(await htmlProblems(answer.text), [], path)
    const english = await world.get(`${path}?lang=en`)
    assert.match(english.text, /<html lang="en">/)
    assert.doesNotMatch(
      english.text,
      />(plan|commitment|organization|space)\.[a-z.-]+</,
      'a sentence without its words',
    )
  }
})

test('only facilitators and administrators write: others are refused, strangers led to sign in', async () => {
  const closed = writersPages().filter((path) => path !== published && !path.endsWith('/versiones'))
  for (const path of closed) {
    const stranger = await world.get(path)
    if (path.startsWith(published)) assert.match(stranger.location ?? '', /^\/entrar\?volver=/, path)
    else assert.equal(stranger.status, 404, path)
  }
  const some = [
    `${published}/editar`,
    `${published}/compromisos/1/editar`,
    `${published}/importaciones`,
    '/san-pedro/planes/nuevo',
  ]
  for (const who of ['liaison', 'co-responsible', 'evaluator', 'moderator', 'neighbour'] satisfies PersonKey[]) {
    for (const path of some) assert.equal((await world.get(path, who)).status, 403, `${who} ${path}`)
    assert.equal((await world.post(`${published}/compromisos/1/editar`, {}, who)).status, 403, who)
    assert.equal((await world.post('/san-pedro/planes/nuevo', { title: 'x' }, who)).status, 403, who)
  }
  assert.equal((await world.get(`${published}/editar`, 'administrator')).status, 200)
})

test('a draft exists only for those who work on it', async () => {
  const seers: Record<string, number> = {
    liaison: 200,
    evaluator: 200,
    'co-responsible': 200,
    moderator: 404,
    neighbour: 404,
  }
  for (const [who, status] of Object.entries(seers)) {
    assert.equal((await world.get(draft, who as PersonKey)).status, status, who)
    assert.equal((await world.get(`${draft}.json`, who as PersonKey)).status, status, who)
  }
})

test('a facilitator has nothing to say in another space', async () => {
  const plan = `/santa-maria/planes/ajeno`
  assert.equal((await world.get('/santa-maria/planes/nuevo', 'facilitator')).status, 403)
  await world.db
    .insertInto('plans')
    .values({
      id: '01900000-0000-7000-8000-000000000001',
      space_id: world.other.id,
      slug: 'ajeno',
      kind: 'local',
      title: 'Plan ajeno',
      origin: 'platform',
      created_at: world.now,
    })
    .execute()
  for (const page of forPlan) assert.equal((await world.get(plan + page, 'facilitator')).status, 404, page)
  for (const page of ['/editar', '/publicacion', '/pausas', '/documentos', '/importaciones', '/compromisos/nuevo']) {
    assert.equal((await world.post(plan + page, {}, 'facilitator')).status, 404, page)
  }
  const theirs = await world.get(`/santa-maria/organizaciones/${organization}`)
  assert.equal(theirs.status, 404, 'an organisation is found only in its own space')
  assert.equal((await world.get('/santa-maria/ajustes', 'administrator')).status, 403)
})
