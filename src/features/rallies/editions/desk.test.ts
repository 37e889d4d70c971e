import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fieldsOf, problemsOf } from '../../../../test/desk.ts'
import { htmlProblems } from '../../../../test/html.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { findEdition } from './queries.ts'
import { presetOf } from './rules/presets.ts'

let stage: RallyStage
before(async () => {
  stage = await rallyStage(new Date('2026-03-03T18:00:00Z'))
})
after(() => stage.close())

const desk = '/san-pedro/rallies/rally-2027/organizar'
const edition = async (slug = 'rally-2027') => {
  const found = await findEdition(stage.db, 'san-pedro', slug)
  assert.ok(found)
  return found
}

/** Sends a part as its form stands, with some of it changed. */
async function save(part: string, changes: Record<string, string | string[]>, base = desk) {
  const page = await stage.get(`${base}/${part}`, 'facilitator')
  assert.equal(page.status, 200)
  assert.deepEqual(await htmlProblems(page.text), [])
  return stage.post(`${base}/${part}`, { ...fieldsOf(page.text), ...changes }, 'facilitator')
}

const calendar = {
  callOn: '2026-12-01T09:00',
  registrationOpensAt: '2027-01-10T09:00',
  registrationClosesAt: '2027-02-20T18:00',
  opensAt: '2027-03-01T09:00',
  closesAt: '2027-03-07T18:00',
  resultsAt: '2027-03-07T21:00',
  appealsCloseAt: '2027-03-10T18:00',
}

test('an organiser creates an edition from the rules of 2016, completes it and publishes its call', async () => {
  const { db } = stage
  const created = await stage.post(
    '/san-pedro/rallies/nueva',
    { name: 'Rally 2027', timeZone: 'America/Mexico_City', kind: 'rally', preset: 'rally-2016' },
    'facilitator',
  )
  assert.equal(created.location, desk, created.text)
  assert.equal(
    (await stage.get('/san-pedro/rallies/rally-2027')).status,
    404,
    'a draft is there for its organisers only',
  )
  const bare = await stage.get(desk, 'facilitator')
  assert.deepEqual(await htmlProblems(bare.text), [])
  assert.match(bare.text, /organizar\/calendario#opensAt/)
  assert.equal((await stage.post(`${desk}/publicacion`, {}, 'facilitator')).status, 409)

  assert.equal((await save('identidad', { summary: 'Se verifican obras.' })).status, 303)
  assert.equal((await save('calendario', calendar)).status, 303)
  assert.equal((await save('participacion', { hashtags: '#DatosEnLaCalle' })).status, 303)
  assert.equal((await save('textos', { terms: 'Puede participar cualquiera.' })).status, 303)
  const cut = await db.selectFrom('works_cuts').select('id').executeTakeFirstOrThrow()
  const works = await save('obras', { cut: cut.id })
  assert.equal(works.status, 303, problemsOf(works.text))
  assert.equal((await save('aliados', { name: 'Municipio inventado', part: 'organiser' })).status, 303)
  assert.equal((await stage.post(`${desk}/reglas/modelo`, { preset: 'rally-2016' }, 'facilitator')).status, 303)

  const ready = await stage.get(desk, 'facilitator')
  assert.match(ready.text, /No falta nada/)
  const published = await stage.post(`${desk}/publicacion`, {}, 'facilitator')
  assert.equal(published.location, '/san-pedro/rallies/rally-2027', problemsOf(published.text))
  const { rules, teamMax, opensAt } = await edition()
  assert.deepEqual(rules.rules.points, presetOf('rally-2016').rules.points)
  assert.equal(rules.rules.announce_by, '2027-03-07T18:00:00.000Z', '12:00 of the last day, in Mexico City')
  assert.equal(teamMax, 5)
  assert.equal(opensAt?.toISOString(), '2027-03-01T15:00:00.000Z')

  const page = await stage.get('/san-pedro/rallies/rally-2027')
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.match(page.text, /10 puntos|>10</)
  assert.equal((await stage.post(`${desk}/publicacion`, {}, 'facilitator')).status, 409, 'once')
  const types = await db.selectFrom('events').select('type').where('subject_type', '=', 'rally-edition').execute()
  assert.ok(types.some(({ type }) => type === 'rally.published'))
})

test('T-41 a purchase or a study is no work of an edition unless its organisers ask for it', async () => {
  const { db } = stage
  const [study = ''] = stage.works
  const seen = (isVisitable: boolean) =>
    db.updateTable('work_states').set({ is_visitable: isVisitable }).where('key', '=', study).execute()
  await seen(false)
  const cut = await db.selectFrom('works_cuts').select('id').executeTakeFirstOrThrow()
  const keys = async () => {
    const rows = db
      .selectFrom('rally_works')
      .select('key')
      .where('edition_id', '=', (await edition()).id)
    return (await rows.orderBy('key').execute()).map(({ key }) => key)
  }
  assert.equal((await save('obras', { cut: cut.id })).status, 303)
  assert.deepEqual(await keys(), stage.works.slice(1))
  assert.equal((await save('obras', { cut: cut.id, withOthers: 'on' })).status, 303)
  assert.deepEqual(await keys(), stage.works)
  await seen(true)
})

test('T-47 no rule of an edition can pay for likes or for the number of posts', async () => {
  const before = (await edition()).rules.rules.points
  const paid = await save('reglas', { 'points-like': '5', 'points-interactions': '5', 'points-post': '1' })
  assert.equal(paid.status, 303, problemsOf(paid.text))
  assert.deepEqual((await edition()).rules.rules.points, before)
})

test('R-63 once it has opened the works stand, the opening too, and rules change as a new version with its reason', async () => {
  const running = `${stage.edition.path}/organizar`
  const cut = await stage.db.selectFrom('works_cuts').select('id').executeTakeFirstOrThrow()
  const works = await save('obras', { cut: cut.id }, running)
  assert.equal(works.status, 409)
  assert.match(works.text, /R-63/)
  assert.equal(
    (
      await save(
        'calendario',
        { opensAt: '2026-03-20T09:00', closesAt: '2026-03-30T09:00', reason: 'Se recorre por la lluvia.' },
        running,
      )
    ).status,
    409,
  )
  assert.equal((await save('calendario', { closesAt: '2026-03-09T18:00' }, running)).status, 409, 'no reason')
  assert.equal(
    (await save('calendario', { closesAt: '2026-03-09T18:00', reason: 'Se recorre por la lluvia.' }, running)).status,
    303,
  )

  assert.equal((await save('reglas', { 'points-visit': '6' }, running)).status, 409, 'no reason')
  const changed = await save('reglas', { 'points-visit': '6,5', reason: 'La visita pedía más trabajo.' }, running)
  assert.equal(changed.status, 303, problemsOf(changed.text))
  const { rules } = await edition('rally-2026')
  assert.deepEqual([rules.number, rules.rules.points.visit, rules.rules.version], [2, 6.5, '2026.2'])
  const page = await stage.get(`${stage.edition.path}/reglas`)
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.match(page.text, /La visita pedía más trabajo/)
  const jobs = await stage.db
    .selectFrom('events')
    .select('details')
    .where('type', '=', 'rally.rules-changed')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  assert.deepEqual((jobs.details as { differences: unknown }).differences, [
    { rule: 'points.visit', before: '5', after: '6.5' },
  ])
})

test('works whose key the scoring cannot read are counted and listed, for everybody and on the checklist', async () => {
  const { path } = stage.edition
  assert.doesNotMatch((await stage.get(`${path}/obras`)).text, /sin-puntos/)
  assert.doesNotMatch((await stage.get(`${path}/organizar`, 'facilitator')).text, /sin-puntos/)
  const row = { edition_id: stage.edition.id, location_precision: 'none', is_added: true }
  const unread = ['2026-FICT-9', '26fict00009', 'FUERA 1'].map((key) => ({ ...row, key, name: `Obra ${key}` }))
  await stage.db.insertInto('rally_works').values(unread).execute()
  const page = await stage.get(`${path}/obras`)
  assert.match(page.text, /3 obras no pueden dar puntos[^<]*10 u 11 letras o números/)
  assert.match(page.text, new RegExp(`href="${path}/obras\\?sin-puntos=1"`))
  const own = `/${stage.space.slug}/obras/${stage.works[0]}`
  assert.ok(page.text.includes(`href="${own}"`), 'a work of the cut leads to its page')
  assert.equal((await stage.get(own)).status, 200)
  for (const { key } of unread) assert.ok(!page.text.includes(`/obras/${encodeURIComponent(key)}"`), key)
  const list = await stage.get(`${path}/obras?sin-puntos=1`)
  assert.deepEqual(await htmlProblems(list.text), [])
  for (const { key } of unread) assert.ok(list.text.includes(key), key)
  assert.ok(!list.text.includes(stage.works[0] ?? ''), 'those that give points are not in it')
  const checklist = await stage.get(`${path}/organizar`, 'facilitator')
  assert.match(checklist.text, new RegExp(`href="${path}/obras\\?sin-puntos=1">3 obras no pueden dar puntos`))
  await stage.db.deleteFrom('rally_works').where('is_added', '=', true).execute()
})

test('only who organises the space reaches the desk', async () => {
  for (const who of ['neighbour', 'moderator', 'evaluator', 'liaison'] as const) {
    assert.equal((await stage.get(desk, who)).status, 403, who)
    assert.equal((await stage.post(`${desk}/calendario`, calendar, who)).status, 403, who)
    assert.equal((await stage.get('/san-pedro/rallies/nueva', who)).status, 403, who)
  }
  assert.equal((await stage.get('/san-pedro/rallies/nueva')).status, 303)
})
