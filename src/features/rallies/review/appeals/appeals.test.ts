import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { PersonKey } from '../../../../../test/cast.ts'
import { htmlProblems } from '../../../../../test/html.ts'
import { arrive, visitOf } from '../../../../../test/rally-posts.ts'
import { type RallyStage, rallyStage } from '../../../../../test/rally-stage.ts'
import { addJudges, addPost } from '../../../../../test/review-stage.ts'
import { scoreEdition } from '../../consolidation/passes/commands.ts'
import { Ledgers } from '../../consolidation/passes/ledgers.ts'
import { openLedger } from '../../scoring/ledger.ts'

const reason = 'La fotografía es nuestra: se ve el letrero que pusieron el martes.'

describe('appeals', () => {
  let stage: RallyStage
  let path: string
  before(async () => {
    stage = await rallyStage()
    path = `${stage.edition.path}/apelaciones`
    const judges = (['evaluator', 'moderator', 'liaison'] as const).map((key) => ({ id: stage.cast.person(key).id }))
    await addJudges(stage.db, stage.edition.id, judges)
  })
  after(() => stage.close())

  beforeEach(async () => {
    stage.now = new Date('2026-03-03T18:00:00Z')
    await sql`truncate rally_judgements, rally_corrections, rally_verdicts, rally_posts, rally_appeals, rate_limits cascade`.execute(
      stage.db,
    )
  })

  const appeal = async (id: string, network = 'x', text = reason) => {
    const sent = await stage.post(`${path}/nueva?red=${network}&id=${id}`, { reason: text })
    return { sent, folio: /APE-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(sent.text)?.[0] ?? '' }
  }
  const answer = (folio: string, fields: Record<string, string>, who: PersonKey) =>
    stage.post(`${path}/${folio}/respuesta`, { reason: 'Se revisó otra vez.', remedy: '', work: '', ...fields }, who)

  test('anybody appeals without an account, gets a folio, and finds the appeal in the public list and its twins', async () => {
    await addPost(stage.db, stage.edition.id, { id: 'p1', status: 'review', reason: 'photo_reused' })
    const form = await stage.get(`${path}/nueva?red=x&id=p1`)
    assert.deepEqual(await htmlProblems(form.text), [])
    assert.match(form.text, /se parece a otra anterior/)
    const short = await appeal('p1', 'x', 'no')
    assert.equal(short.sent.status, 422)
    assert.match(short.sent.text, /al menos 20 letras/)
    const { sent, folio } = await appeal('p1')
    assert.equal(sent.status, 200)
    assert.deepEqual(await htmlProblems(sent.text), [])
    const list = await stage.get(path)
    assert.deepEqual(await htmlProblems(list.text), [])
    assert.match(list.text, new RegExp(folio))
    assert.match(list.text, /a más tardar el 6 de marzo de 2026/)
    const json = JSON.parse((await stage.get(`${path}.json`)).text)
    assert.equal(json.appeals[0].reason, reason)
    assert.match((await stage.get(`${path}.csv`)).text, new RegExp(`^folio,url.*\r\n${folio}`))
    assert.match((await stage.get(`${path}.atom`)).text, new RegExp(`Apelación ${folio}`))
    const [event] = await stage.db.selectFrom('events').select('details').where('type', '=', 'appeal.filed').execute()
    assert.doesNotMatch(JSON.stringify(event), /letrero/)
  })

  test('a cell that a spreadsheet would run is defused', async () => {
    await addPost(stage.db, stage.edition.id, { id: 'p1', status: 'review', reason: 'photo_reused' })
    await appeal('p1', 'x', '=HYPERLINK("https://example.org";"clic aquí")')
    assert.match((await stage.get(`${path}.csv`)).text, /"'=HYPERLINK/)
  })

  test('after its date an appeal is closed with a sentence, on the page and for whoever sends it anyway', async () => {
    await addPost(stage.db, stage.edition.id, { id: 'p1', status: 'review', reason: 'photo_reused' })
    stage.now = new Date('2026-03-10T00:00:00Z')
    const form = await stage.get(`${path}/nueva?red=x&id=p1`)
    assert.match(form.text, /El plazo para apelar terminó/)
    assert.doesNotMatch(form.text, /Enviar la apelación/)
    const { sent } = await appeal('p1')
    assert.equal(sent.status, 409)
    assert.match(sent.text, /El plazo para apelar ya terminó/)
  })

  test('a machine is slowed down: twenty an hour from one network', async () => {
    await addPost(stage.db, stage.edition.id, { id: 'p1', status: 'review', reason: 'photo_reused' })
    for (let sent = 0; sent < 20; sent += 1) assert.equal((await appeal('p1')).sent.status, 200)
    const more = (await appeal('p1')).sent
    assert.equal(more.status, 429)
    assert.ok(Number(more.headers.get('retry-after')) > 0)
  })

  test('who decided first may not answer; who did not gives a reason and says what changes', async () => {
    await addPost(stage.db, stage.edition.id, { id: 'p1', status: 'review', reason: 'photo_reused' })
    const review = `${stage.edition.path}/revision`
    await stage.post(review, { network: 'x', id: 'p1', 'q-photo_original': 'no', note: '' }, 'evaluator')
    const { folio } = await appeal('p1')
    const own = await answer(folio, { outcome: 'rejected' }, 'evaluator')
    assert.equal(own.status, 409)
    assert.match(own.text, /la apelación la contesta otra persona/)
    assert.doesNotMatch((await stage.get(`${path}/${folio}`, 'evaluator')).text, /¿Tiene razón\?/)
    const empty = await answer(folio, { outcome: 'upheld' }, 'moderator')
    assert.equal(empty.status, 409)
    assert.match(empty.text, /hay que decir qué cambia/)
    assert.match((await answer(folio, { outcome: 'rejected', reason: '' }, 'moderator')).text, /sin motivo no se puede/)
    assert.equal((await answer(folio, { outcome: 'upheld', remedy: 'grant:photo_original' }, 'moderator')).status, 303)
    const page = await stage.get(`${path}/${folio}`)
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /Tiene razón · contestó J2/)
    assert.doesNotMatch(page.text, /Modesta/)
    assert.equal((await answer(folio, { outcome: 'rejected' }, 'liaison')).status, 409)
  })

  test('an upheld appeal changes what the engine reads, and the engine gives the points', async () => {
    const { db, edition } = stage
    const first = visitOf('tlacuaches', '26FICT00001', 10, { network: 'x' })
    const second = visitOf('lagartijas', '26FICT00002', 60, { network: 'x', media: first.media })
    await arrive(db, edition.id, [first, second], stage.now)
    const ledgers = new Ledgers(openLedger)
    const verdict = async () => {
      await scoreEdition(db, ledgers, edition.id, () => stage.now)
      return db
        .selectFrom('rally_verdicts')
        .select(['status', 'reason', 'points'])
        .where('external_id', '=', second.id)
        .executeTakeFirstOrThrow()
    }
    assert.equal((await verdict()).reason, 'photo_reused')
    const { folio } = await appeal(second.id)
    await answer(folio, { outcome: 'upheld', remedy: 'grant:photo_original' }, 'moderator')
    const after = await verdict()
    assert.equal(after.status, 'counted')
    assert.equal(Number(after.points), 7.5)
  })

  test('T-52 no access costs nothing: the visit gives what any visit gives', async () => {
    const { db, edition } = stage
    const visits = (['matches', 'no_access'] as const).map((finding, index) =>
      visitOf('lagartijas', stage.works[index] ?? '', 20 + index, { finding }),
    )
    await arrive(db, edition.id, visits, stage.now)
    await scoreEdition(db, new Ledgers(openLedger), edition.id, () => stage.now)
    const rows = await db.selectFrom('rally_verdicts').select(['external_id', 'status', 'because']).execute()
    const visitPoints = rows.map(({ because }) =>
      (because as { rule: string; points: string }[])
        .filter(({ rule }) => rule !== 'comparison')
        .map(({ rule, points }) => `${rule} ${points}`),
    )
    assert.ok(rows.every(({ status }) => status === 'counted'))
    assert.deepEqual(visitPoints[0], visitPoints[1])
  })

  test('hostile words are hidden with a public reason, in pages and twins; the appeal stays and is answered', async () => {
    await addPost(stage.db, stage.edition.id, { id: 'p1', status: 'review', reason: 'photo_reused' })
    const { folio } = await appeal('p1', 'x', 'Palabras muy groseras contra alguien en particular')
    const hide = (who: PersonKey, why: string) => stage.post(`${path}/${folio}/ocultar`, { reason: why }, who)
    assert.equal((await hide('neighbour', 'no me gusta')).status, 403)
    assert.equal((await hide('moderator', '')).status, 422)
    assert.equal((await hide('moderator', 'Insulta a una persona')).status, 303)
    for (const address of [path, `${path}/${folio}`, `${path}.json`, `${path}.csv`, `${path}.atom`])
      assert.doesNotMatch((await stage.get(address)).text, /groseras/, address)
    assert.match((await stage.get(`${path}/${folio}`)).text, /Insulta a una persona/)
    assert.equal((await answer(folio, { outcome: 'rejected' }, 'liaison')).status, 303)
  })

  test('whoever hides an appeal can neither answer it nor close over it: two people are needed', async () => {
    await addPost(stage.db, stage.edition.id, { id: 'p1', status: 'review', reason: 'photo_reused' })
    const { folio } = await appeal('p1')
    await stage.post(`${path}/${folio}/ocultar`, { reason: 'Insulta a una persona' }, 'moderator')
    const own = await answer(folio, { outcome: 'rejected' }, 'moderator')
    assert.equal(own.status, 409)
    assert.match(own.text, /Tú ocultaste esta apelación/)

    stage.now = new Date('2026-03-10T00:00:01Z')
    const act = { edition_id: stage.edition.id, act: 'frozen', at: stage.now }
    await stage.db.insertInto('rally_acts').values(act).execute()
    const finalise = () => stage.post(`${stage.edition.path}/organizar/cierre`, { step: 'final' }, 'facilitator')
    const early = await finalise()
    assert.equal(early.status, 409)
    assert.match(early.text, /Falta responder 1 apelación/)
    assert.equal((await answer(folio, { outcome: 'rejected' }, 'liaison')).status, 303)
    assert.equal((await finalise()).status, 303)
    await stage.db.deleteFrom('rally_acts').where('act', '=', 'frozen').execute()
  })
})
