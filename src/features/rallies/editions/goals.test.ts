import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../test/html.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import type { CliWorld } from '../../../platform/cli.ts'
import { goalsOf } from './goals/model.ts'
import { registerCommand } from './register/cli.ts'
import { addToRegister } from './register/commands.ts'
import { registerFile } from './register/model.ts'

let stage: RallyStage
before(async () => {
  stage = await rallyStage()
})
after(() => stage.close())

const nothing = { countries: [], forums: [], governments: [], closings: [] }
const row = { what: 'x', href: null, note: null }

test('R-72 countries and governments count once; R-68 the slowest edition decides', () => {
  const goals = goalsOf({
    ...nothing,
    countries: ['CL', 'CL', 'CO', 'UY'].map((country) => ({ ...row, country })),
    governments: ['Oaxaca', 'oaxaca '].map((government) => ({ ...row, government })),
    closings: [60, 181].map((minutes) => ({ ...row, minutes })),
  })
  assert.deepEqual(
    goals.map(({ id, value, isMet }) => [id, value, isMet]),
    [
      ['countries', 3, true],
      ['forums', 0, false],
      ['local-governments', 1, false],
      ['minutes', 181, false],
    ],
  )
  assert.equal(goalsOf(nothing)[3]?.value, null, 'nothing measured is not zero minutes')
})

test('R-72, T-49 the public page counts from the register and the editions, and shows its rows', async () => {
  const { db, space, now } = stage
  const path = new URL('../../../../db/demo/rally-register.json', import.meta.url)
  const file = registerFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  assert.ok(!JSON.stringify(file).includes('100'), 'expected attendance is no result')
  const add = () => db.transaction().execute((tx) => addToRegister(tx, { actor: null, now }, space.id, file))
  assert.equal(await add(), file.entries.length)
  assert.equal(await add(), 0, 'twice adds nothing')
  const forum = { name: 'Foro inventado', heldOn: '2026-01-01', url: 'https://example.org/foro' }
  assert.equal((await stage.post('/san-pedro/rallies/metas/foros', forum, 'neighbour')).status, 403)
  assert.equal(
    (await stage.post('/san-pedro/rallies/metas/foros', { ...forum, url: 'javascript:1' }, 'facilitator')).status,
    422,
  )
  assert.equal((await stage.post('/san-pedro/rallies/metas/foros', forum, 'facilitator')).status, 303)
  const page = await stage.get('/san-pedro/rallies/metas')
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.match(page.text, /Foro inventado/)
  const { goals } = JSON.parse((await stage.get('/san-pedro/rallies/metas.json')).text)
  assert.ok(goals[0].value >= 3 && goals[0].isMet)
  assert.equal(goals[2].value, 1, 'San Pedro itself')
  const list = await stage.get('/san-pedro/rallies')
  assert.deepEqual(await htmlProblems(list.text), [])
  assert.match(list.text, /BetterBudget/)
})

test('R-72 a replica that runs in this installation counts for its country, once its call is out', async () => {
  const { db, space, now } = stage
  const other = {
    kind: 'country',
    slug: 'peru-de-prueba',
    name: 'Perú de prueba',
    territory_key: 'PE',
    is_fictional: true,
  }
  const spaceId = crypto.randomUUID()
  await db
    .insertInto('spaces')
    .values({ id: spaceId, parent_id: space.id, ...other, created_at: now })
    .execute()
  const countries = async () => JSON.parse((await stage.get('/san-pedro/rallies/metas.json')).text).goals[0]
  const before = await countries()
  await stage.post(
    '/peru-de-prueba/rallies/nueva',
    { name: 'Rally en Lima', timeZone: 'America/Lima', kind: 'rally', preset: 'sample' },
    'facilitator',
  )
  const replica = { space: space.slug, slug: 'rally-2026', name: 'Rally de prueba 2026', sha256: '0' }
  const made = await db
    .updateTable('rally_editions')
    .set({ replica_of: JSON.stringify(replica) })
    .where('space_id', '=', spaceId)
    .returning('id')
    .executeTakeFirstOrThrow()
  assert.equal((await countries()).value, before.value, 'a draft is no replica yet')
  await db.insertInto('rally_acts').values({ edition_id: made.id, act: 'published', at: now }).execute()
  const after = await countries()
  assert.equal(after.value, before.value + 1)
  assert.ok(after.evidence.some(({ what }: { what: string }) => what === 'Rally en Lima (Perú de prueba)'))
  await db.updateTable('spaces').set({ is_fictional: false }).where('slug', '=', 'san-pedro').execute()
  assert.equal((await countries()).value, before.value, 'an invented country proves nothing of a real mechanism')
  await db.updateTable('spaces').set({ is_fictional: true }).where('slug', '=', 'san-pedro').execute()
})

test('R-72 a forum is taken back with a reason, which stays to be read', async () => {
  const forum = { name: 'Foro repetido', heldOn: '2026-02-01', url: 'https://example.org/dos' }
  assert.equal((await stage.post('/san-pedro/rallies/metas/foros', forum, 'facilitator')).status, 303)
  const { id } = await stage.db
    .selectFrom('rally_forums')
    .select('id')
    .where('name', '=', forum.name)
    .executeTakeFirstOrThrow()
  const forums = async () => JSON.parse((await stage.get('/san-pedro/rallies/metas.json')).text).goals[1].value
  const counted = await forums()
  const remove = `/san-pedro/rallies/metas/foros/${id}/quitar`
  const short = await stage.post(remove, { reason: 'no' }, 'facilitator')
  assert.equal(short.status, 422)
  assert.match(short.text, />no<\/textarea>|>\nno<\/textarea>/)
  assert.deepEqual(await htmlProblems(short.text), [])
  assert.equal((await stage.post(remove, { reason: 'Es el mismo que el de enero.' }, 'neighbour')).status, 403)
  assert.equal((await stage.post(remove, { reason: 'Es el mismo que el de enero.' }, 'facilitator')).status, 303)
  assert.equal(await forums(), counted - 1)
  assert.match(
    (await stage.get('/san-pedro/rallies/metas')).text,
    /<del>Foro repetido<\/del>.*Es el mismo que el de enero/s,
  )
  assert.equal((await stage.post(remove, { reason: 'Es el mismo que el de enero.' }, 'facilitator')).status, 404)
})

test('tequio rallies register adds a register once, or says what is wrong', async () => {
  const said: string[] = []
  const stream = { write: (text: string) => said.push(text) > 0 }
  const cwd = new URL('../../../../', import.meta.url).pathname
  const world = { db: stage.db, cwd, stdout: stream, stderr: stream, now: () => stage.now } as unknown as CliWorld
  const file = 'db/demo/rally-register.json'
  assert.equal(await registerCommand([file, '--space', 'san-pedro'], world), 0)
  assert.match(said.join(''), /ya en el registro|agreg/)
  for (const [args, sentence] of [
    [[file], /Uso/],
    [['no-hay.json', '--space', 'san-pedro'], /No se puede leer/],
    [['package.json', '--space', 'san-pedro'], /entries/],
    [[file, '--space', 'nadie'], /nadie/],
  ] as const) {
    said.length = 0
    assert.equal(await registerCommand([...args], world), 2)
    assert.match(said.join(''), sentence)
  }
})
