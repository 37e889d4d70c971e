import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { PersonKey } from '../../../../test/cast.ts'
import { htmlProblems } from '../../../../test/html.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { addJudges, addPost, freeze, type StagePost } from '../../../../test/review-stage.ts'
import { newId } from '../../../platform/identity.ts'
import { sealOf } from './deciding/commands.ts'

describe('the review', () => {
  let stage: RallyStage
  let path: string
  before(async () => {
    stage = await rallyStage()
    path = `${stage.edition.path}/revision`
    // J1, J2, J3
    const judges = (['evaluator', 'moderator', 'liaison'] as const).map((key) => ({ id: stage.cast.person(key).id }))
    await addJudges(stage.db, stage.edition.id, [
      ...judges,
      { id: stage.cast.person('co-responsible').id, organizationId: stage.cast.civilSocietyId },
    ])
  })
  after(() => stage.close())

  beforeEach(async () => {
    stage.now = new Date('2026-03-03T18:00:00Z')
    for (const table of ['rally_judgements', 'rally_corrections', 'rally_verdicts', 'rally_posts'] as const)
      await stage.db.deleteFrom(table).execute()
  })

  const add = (post: StagePost) => addPost(stage.db, stage.edition.id, post)
  const reused = (id: string, more: Partial<StagePost> = {}) =>
    add({ id, status: 'review', reason: 'photo_reused', ...more })
  const say = (who: PersonKey, id: string, criterion: string, decision: string, note = '') =>
    stage.post(path, { network: 'x', id, [`q-${criterion}`]: decision, note }, who)
  const settled = async (id: string) =>
    stage.db.selectFrom('rally_settled_judgements').selectAll().where('external_id', '=', id).execute()
  const eventsOf = async (type: string) =>
    stage.db.selectFrom('events').select(['details', 'actor_id']).where('type', '=', type).orderBy('seq').execute()

  test('R-64 R-65 the bench shows both posts, their words, the place and what the clocks say, and leads on', async () => {
    await add({ id: 'first', team: 'tlacuaches', text: 'El puente está en obra, fuimos el lunes' })
    await reused('p1', {
      text: 'El puente está en obra, fuimos el martes',
      geo: { lat: 17.07, lon: -96.72 },
      other: { network: 'x', id: 'first' },
    })
    await reused('p2', { at: new Date('2026-03-02T19:00:00Z') })
    const page = await stage.get(path, 'evaluator')
    assert.equal(page.status, 200)
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /Te quedan 3 publicaciones/)
    assert.match(page.text, /¿La fotografía es suya y de esta visita\?/)
    assert.match(page.text, /<ins>.*martes/s)
    assert.match(page.text, /Puente peatonal del mercado/)
    assert.match(page.text, /1\.1 km.*más lejos de lo usual/s)
    assert.match(page.text, /Son señales, no pruebas/)
    const said = await say('evaluator', 'p1', 'photo_original', 'yes')
    assert.equal(said.status, 303)
    const next = await stage.get(said.location ?? '', 'evaluator')
    assert.match(next.text, /name="id" value="p2"/)
    assert.match(next.text, /Te quedan 2 publicaciones/)
  })

  test('R-64 T-50 photographs stand side by side, with where and when phone and photograph say that they were taken', async () => {
    await add({ id: 'first', team: 'tlacuaches' })
    await reused('p1', { other: { network: 'x', id: 'first' } })
    const photos: string[] = []
    for (const [id, exif] of [
      ['first', null],
      ['p1', 17.0605],
    ] as const)
      photos.push(await addPhoto(stage, id, exif))
    const page = await stage.get(path, 'evaluator')
    assert.deepEqual(await htmlProblems(page.text), [])
    for (const photo of photos) assert.match(page.text, new RegExp(`<img src="[^"]*/fotos/${photo}/vista"`))
    assert.match(page.text, /Fotografía \(EXIF\).*56 m/s)
    assert.match(page.text, /Teléfono.*111 m/s)
    assert.match(page.text, /2 horas antes que su llegada/)
    await stage.db.updateTable('rally_posts').set({ capture_id: null }).execute()
  })

  test('two judges decide on their own; one alone settles nothing and leaves no trace for the second', async () => {
    await reused('p1')
    await say('evaluator', 'p1', 'photo_original', 'yes', 'Se ve el letrero nuevo')
    assert.deepEqual(await settled('p1'), [])
    const second = await stage.get(path, 'moderator')
    assert.match(second.text, /value="p1"/)
    assert.doesNotMatch(second.text, /letrero nuevo|J1/)
    const given = (await eventsOf('judgement.given')).at(-1)
    const details = given?.details as { seal: string; decision?: string }
    assert.equal(details.decision, undefined)
    assert.equal(given?.actor_id, null)
    await say('moderator', 'p1', 'photo_original', 'yes')
    assert.equal((await settled('p1')).length, 2)
    const told = (await eventsOf('question.settled')).at(-1)?.details as {
      decisions: { id: string; decision: 'yes' }[]
    }
    const [first] = told.decisions
    assert.equal(first && sealOf(first), details.seal)
    assert.doesNotMatch((await stage.get(path, 'liaison')).text, /value="p1"/)
    const late = await say('liaison', 'p1', 'photo_original', 'no')
    assert.equal(late.status, 409)
    assert.match(late.text, /ya lo resolvieron/)
  })

  test('a tie goes to a third, who comes first in nobody else’s queue', async () => {
    await reused('p0')
    await reused('p1', { at: new Date('2026-03-02T20:00:00Z') })
    await say('evaluator', 'p1', 'photo_original', 'yes')
    await say('moderator', 'p1', 'photo_original', 'no')
    assert.deepEqual(await settled('p1'), [])
    assert.match((await stage.get(path, 'liaison')).text, /name="id" value="p1"/)
    assert.match((await stage.get(path, 'evaluator')).text, /name="id" value="p0"/)
    await say('liaison', 'p1', 'photo_original', 'no')
    assert.equal((await settled('p1')).filter(({ decision }) => decision === 'no').length, 2)
  })

  test('nobody judges her own team or organisation: it is not in her queue, is refused, and the refusal is recorded', async () => {
    const { lagartijas } = stage.teams
    const organization = { organization_id: stage.cast.civilSocietyId }
    await stage.db.updateTable('rally_teams').set(organization).where('id', '=', lagartijas.id).execute()
    await reused('p1')
    assert.match((await stage.get(path, 'co-responsible')).text, /No queda nada para ti/)
    assert.equal((await stage.get(`${path}?red=x&id=p1`, 'co-responsible')).status, 403)
    const refused = await say('co-responsible', 'p1', 'photo_original', 'yes')
    assert.equal(refused.status, 409)
    assert.match(refused.text, /tu propia organización/)
    const [event] = await eventsOf('judgement.refused')
    assert.deepEqual(event?.details, { network: 'x', post: 'p1', judge: 'J4', because: 'own-organisation' })
    await addJudges(stage.db, stage.edition.id, [{ id: stage.cast.person('neighbour').id }])
    assert.match((await say('neighbour', 'p1', 'photo_original', 'yes')).text, /un equipo en el que participas/)
    await stage.db.deleteFrom('rally_judges').where('code', '=', 'J5').execute()
    await stage.db.updateTable('rally_teams').set({ organization_id: null }).execute()
  })

  test('when two judges want the third slot at once, one gets it and the other is told', async () => {
    await reused('p1')
    await say('evaluator', 'p1', 'photo_original', 'yes')
    await say('moderator', 'p1', 'photo_original', 'no')
    const answers = await stage.db.transaction().execute(async (tx) => {
      await tx.selectFrom('rally_editions').select('id').forNoKeyUpdate().execute()
      const both = [say('liaison', 'p1', 'photo_original', 'yes'), say('co-responsible', 'p1', 'photo_original', 'no')]
      // Both wait for the row before either goes on.
      for (let waiting = 0; waiting < 2; ) {
        const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
          where wait_event_type = 'Lock' and datname = current_database()`.execute(stage.db)
        waiting = rows[0]?.count ?? 0
      }
      return both
    })
    const statuses = (await Promise.all(answers)).map(({ status }) => status).sort()
    assert.deepEqual(statuses, [303, 409])
    const given = await stage.db.selectFrom('rally_judgements').select('judge_code').execute()
    assert.equal(given.length, 3)
  })

  test('what two judges found to be her own words becomes a correction, and a slip takes it back', async () => {
    await add({ id: 'p1', status: 'review', reason: 'copied_text' })
    await say('evaluator', 'p1', 'text_original', 'yes')
    await say('moderator', 'p1', 'text_original', 'yes')
    const corrections = () => stage.db.selectFrom('rally_corrections').select(['work_key', 'text_is_own']).execute()
    assert.deepEqual(await corrections(), [{ work_key: '26FICT00001', text_is_own: true }])
    const undone = await stage.post(`${path}/deshacer`, {}, 'moderator')
    assert.equal(undone.status, 303)
    assert.deepEqual(await corrections(), [])
    assert.match((await stage.get(undone.location ?? '', 'moderator')).text, /value="p1"/)
    assert.equal((await eventsOf('judgement.taken-back')).length, 1)
  })

  test('a slip can’t be taken back once somebody decided after it, nor after ten minutes', async () => {
    await reused('p1')
    await say('evaluator', 'p1', 'photo_original', 'yes')
    stage.now = new Date('2026-03-03T18:05:00Z')
    await say('moderator', 'p1', 'photo_original', 'no')
    assert.match((await stage.post(`${path}/deshacer`, {}, 'evaluator')).text, /Alguien más decidió después/)
    stage.now = new Date('2026-03-03T18:16:00Z')
    assert.match((await stage.post(`${path}/deshacer`, {}, 'moderator')).text, /más de diez minutos/)
  })

  test('a form without an answer comes back with its note and a sentence', async () => {
    await reused('p1')
    const back = await stage.post(path, { network: 'x', id: 'p1', note: 'lo pienso' }, 'evaluator')
    assert.equal(back.status, 422)
    assert.match(back.text, /Contesta al menos una pregunta/)
    assert.match(back.text, /lo pienso/)
    assert.equal((await say('evaluator', 'p1', 'interview', 'yes')).status, 409)
  })

  test('a work is named for a post that named none, with a reason for everybody', async () => {
    await add({
      id: 'p1',
      status: 'review',
      reason: 'no_work',
      works: [],
      kind: null,
      geo: { lat: 17.07, lon: -96.73 },
    })
    const form = `${path}/obra?red=x&id=p1`
    const page = await stage.get(form, 'facilitator')
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.ok(page.text.indexOf('26FICT00002') < page.text.indexOf('26FICT00003'), 'the nearest comes first')
    const unknown = await stage.post(form, { work: '26NADA00000', reason: 'por la foto' }, 'facilitator')
    assert.equal(unknown.status, 409)
    assert.match(unknown.text, /no está entre las obras/)
    assert.match(
      (await stage.post(form, { work: '26FICT00002', reason: '' }, 'facilitator')).text,
      /Falta|Escribe|necesario/,
    )
    assert.equal(
      (await stage.post(form, { work: "'26fict00002", reason: 'lo dice el letrero' }, 'facilitator')).status,
      303,
    )
    const [event] = await eventsOf('post.work-named')
    assert.match(JSON.stringify(event?.details), /"work":"26FICT00002"/)
  })

  test('organisers name judges by mail or among evaluators; open data know them as J1, J2', async () => {
    const people = `${path}/personas`
    const page = await stage.get(people, 'facilitator')
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /Evaristo Evalúa/)
    assert.match((await stage.post(people, { email: 'nadie@example.org' }, 'facilitator')).text, /Nadie con ese correo/)
    assert.match((await stage.post(people, {}, 'facilitator')).text, /Elige a una persona/)
    assert.match((await stage.post(people, { email: 'evaluator@example.org' }, 'facilitator')).text, /ya juzga/)
    const named = await stage.post(people, { email: 'Administrator@example.org' }, 'facilitator')
    assert.equal(named.status, 303)
    const [event] = await eventsOf('judge.named')
    assert.deepEqual(event?.details, { judge: 'J5', organization: null })
    await stage.db.deleteFrom('rally_judges').where('code', '=', 'J5').execute()
  })

  test('agreement and the blind second look are public; its page tells nothing of the first', async () => {
    await reused('p1', { other: { network: 'x', id: 'p1' } })
    await say('evaluator', 'p1', 'photo_original', 'yes', 'la sombra es otra')
    await say('moderator', 'p1', 'photo_original', 'yes')
    await freeze(stage.db, stage.edition.id)
    assert.equal((await stage.post(`${path}/muestra`, {}, 'facilitator')).status, 303)
    assert.match((await stage.post(`${path}/muestra`, {}, 'facilitator')).text, /ya se sorteó/)
    assert.match((await stage.get(`${path}/segunda-mirada`, 'evaluator')).text, /No queda nada para ti/)
    await stage.db.updateTable('rally_verdicts').set({ status: 'counted', reason: null, points: '5.00' }).execute()
    const blind = await stage.get(`${path}/segunda-mirada`, 'liaison')
    assert.deepEqual(await htmlProblems(blind.text), [])
    assert.match(blind.text, /¿La fotografía es suya/)
    assert.doesNotMatch(blind.text, /la sombra es otra|J1|J2|Cuenta<|En revisión|5\.00/)
    const fields = { network: 'x', id: 'p1', 'q-photo_original': 'no', note: '' }
    assert.match((await stage.post(`${path}/segunda-mirada`, fields, 'evaluator')).text, /otra persona/)
    assert.equal((await stage.post(`${path}/segunda-mirada`, fields, 'liaison')).status, 303)
    assert.equal(
      (await settled('p1')).every(({ decision }) => decision === 'yes'),
      true,
    )
    const page = await stage.get(`${path}/acuerdo`)
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /todas las respuestas fueron iguales/)
    assert.match(page.text, /100\.0\s%/)
    const data = JSON.parse((await stage.get(`${path}/acuerdo.json`)).text)
    assert.equal(data.sample.rate.differing, 1)
    assert.equal(data.overall.table.yesYes, 1)
    for (const table of ['rally_review_samples', 'rally_runs'] as const) await stage.db.deleteFrom(table).execute()
    await stage.db.deleteFrom('rally_acts').where('act', '=', 'frozen').execute()
  })
})

/** A capture of a post with one photograph; returns the photograph's id. */
async function addPhoto({ db, edition, teams }: RallyStage, postId: string, exif: number | null): Promise<string> {
  const [captureId, id] = [newId(), newId()]
  const at = new Date('2026-03-02T16:01:00Z')
  const sha256 = 'c'.repeat(64)
  await db
    .insertInto('rally_captures')
    .values({
      ...{ id: captureId, edition_id: edition.id, team_id: teams.lagartijas.id, client_id: captureId, kind: 'visit' },
      ...{ work_keys: ['26FICT00001'], mode: 'on-site', finding: 'matches', device_at: at, published_at: at },
      ...{ received_at: at, time_basis: 'device' },
      ...{ latitude: 17.061, longitude: -96.72 },
    })
    .execute()
  await db
    .insertInto('files')
    .values({ sha256, bytes: 1, media_type: 'image/jpeg', stored_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .insertInto('rally_photos')
    .values({
      ...{
        id,
        edition_id: edition.id,
        capture_id: captureId,
        position: 1,
        original_sha256: sha256,
        width: 4,
        height: 3,
      },
      ...{ original_delete_after: at, public_sha256: sha256, thumbnail_sha256: sha256, phash: '0'.repeat(16) },
      ...{ was_blurred: false, received_at: at, exif_taken_at: exif === null ? null : at },
      ...{ exif_latitude: exif, exif_longitude: exif === null ? null : -96.72 },
    })
    .execute()
  await db.updateTable('rally_posts').set({ capture_id: captureId }).where('external_id', '=', postId).execute()
  return id
}
