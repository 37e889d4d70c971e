import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../test/html.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { newId } from '../../../platform/identity.ts'
import { changeCommitment } from '../../commitments/commands.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'
import { progressOf } from '../../commitments/progress/model.ts'
import { boardRows, findBoardPlan } from '../board/queries.ts'
import { restate } from '../reports/commands.ts'
import { freezeDueCuts } from './commands.ts'
import { type FrozenCommitment, frozenCommitmentOf } from './model.ts'
import { endOfDay } from './past/model.ts'
import { pastBoard } from './past/queries.ts'
import { findCut, listCutDates, readFrozen } from './queries.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())

const day = (text: string) => new Date(`${text}T18:00:00Z`)
const json = (value: unknown) => JSON.parse(JSON.stringify(value))

async function state(code: '1.1' | '1.2' | '2.1', to: string, at: Date) {
  await stage.db
    .insertInto('activity_states')
    .values({ id: newId(), activity_id: stage.activities[code], state: to, at })
    .execute()
}

async function report(code: '1.1' | '1.2' | '2.1', at: Date) {
  const id = newId()
  const shared = { plan_id: stage.plan.id, commitment_id: stage.commitments[0]?.id ?? '' }
  const said = { body: 'Se publicó', state: 'in-progress', period_from: '2026-01-01', period_to: '2026-03-31' }
  await stage.db
    .insertInto('reports')
    .values({
      ...{ id, folio: `REP-${id.slice(-8)}`, client_id: newId(), ...shared, ...said },
      ...{ activity_id: stage.activities[code], organization_id: stage.cast.institutionId },
      ...{ voice: 'institution', reported_at: at },
    })
    .execute()
  return id
}

async function boardAt(at: Date): Promise<FrozenCommitment[]> {
  const plan = await findBoardPlan(stage.db, stage.plan.id)
  assert.ok(plan)
  return (await pastBoard(stage.db, plan, at)).map(frozenCommitmentOf)
}

async function sha256OnRecord(): Promise<{ sha256: string; asOf: string; opinionsMissing: number }> {
  const event = await stage.db
    .selectFrom('events')
    .select('details')
    .where('type', '=', 'cut.frozen')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  return event.details as { sha256: string; asOf: string; opinionsMissing: number }
}

test('a cut date is set by the facilitator, moved only with a reason, and refused in the past', async () => {
  const path = `${stage.plan.path}/cortes/fechas`
  assert.equal((await stage.post(path, { title: 'Primer corte', dueOn: '2026-04-03' }, 'liaison')).status, 403)
  const past = await stage.post(path, { title: 'Primer corte', dueOn: '2026-03-01' }, 'facilitator')
  assert.equal(past.status, 409)
  assert.match(past.text, /no puede estar en el pasado/)
  assert.match(past.text, /Primer corte/)
  assert.equal((await stage.post(path, { title: 'Primer corte', dueOn: '2026-04-03' }, 'facilitator')).status, 303)
  const [date] = await listCutDates(stage.db, stage.plan.id)
  assert.ok(date)
  const bare = await stage.post(`${path}/${date.id}`, { dueOn: '2026-04-04', reason: '' }, 'facilitator')
  assert.equal(bare.status, 422)
  assert.match(bare.text, /2026-04-04/)
  const reason = 'El comité sesiona hasta el día 15'
  assert.equal((await stage.post(`${path}/${date.id}`, { dueOn: '2026-04-04', reason }, 'facilitator')).status, 303)
  const moved = await stage.db
    .selectFrom('events')
    .select('details')
    .where('type', '=', 'cut-date.moved')
    .executeTakeFirstOrThrow()
  const details = moved.details as Record<string, unknown>
  assert.deepEqual([details.from, details.on, details.reason], ['2026-04-03', '2026-04-04', reason])
})

test("T-63 a day ends at midnight of the plan's zone, also where the clocks change", () => {
  assert.equal(endOfDay('America/Mexico_City', '2026-04-04').toISOString(), '2026-04-05T05:59:59.999Z')
  assert.equal(endOfDay('America/Tijuana', '2026-03-08').toISOString(), '2026-03-09T06:59:59.999Z')
  assert.equal(endOfDay('America/Tijuana', '2026-11-01').toISOString(), '2026-11-02T07:59:59.999Z')
  assert.equal(endOfDay('UTC', '2026-01-01').toISOString(), '2026-01-01T23:59:59.999Z')
})

test('R-51 T-63 the board is frozen as its day ended in the zone of the plan, once, and its hash is on the record', async () => {
  await state('1.1', 'in-progress', day('2026-04-02'))
  await report('1.1', day('2026-04-02'))
  const work = { db: stage.db, storage: stage.deps.storage }
  assert.equal(await freezeDueCuts(work, new Date('2026-04-05T05:59:00Z')), 0)
  stage.now = new Date('2026-04-05T06:10:00Z')
  assert.equal(await freezeDueCuts(work, stage.now), 1)
  assert.equal(await freezeDueCuts(work, stage.now), 0)
  const cut = await findCut(stage.db, stage.plan.id, 1)
  assert.ok(cut)
  const { text } = await stage.get(`${stage.plan.path}/cortes/1.json`)
  assert.equal(createHash('sha256').update(text).digest('hex'), cut.sha256)
  const told = await sha256OnRecord()
  assert.deepEqual([told.sha256, told.asOf], [cut.sha256, '2026-04-05T05:59:59.999Z'])
  const frozen = JSON.parse(text)
  assert.deepEqual(frozen.commitments, json(await boardAt(cut.asOf)))
})

test('R-52 an opinion that civil society did not give before the cut is shown as not delivered', async () => {
  const cut = await findCut(stage.db, stage.plan.id, 1)
  assert.equal(cut?.opinionsMissing, 2)
  const page = await stage.get(`${stage.plan.path}/cortes/1`)
  assert.equal(page.status, 200)
  assert.match(page.text, /no entregada/)
  assert.match(page.text, new RegExp(cut?.sha256 ?? 'none'))
  assert.deepEqual(await htmlProblems(page.text), [])
})

test('R-51 whatever is written later, the frozen board and the board of that day stay as they were', async () => {
  const before = (await stage.get(`${stage.plan.path}/cortes/1.json`)).text
  const plan = await loadPlan(stage.db, await stage.cast.actor('facilitator'), stage.space.slug, stage.plan.slug)
  const original = await boardAt(day('2026-04-04'))
  // A published plan has a first version; the stage writes rows alone.
  await firstVersions()
  stage.now = day('2026-04-07')
  await state('1.1', 'complete', day('2026-04-06'))
  const reportId = await report('1.1', day('2026-04-06'))
  await stage.db
    .insertInto('report_answers')
    .values({
      ...{ id: newId(), report_id: reportId, organization_id: stage.cast.civilSocietyId, voice: 'civil-society' },
      ...{ stance: 'disagrees', reason: 'El padrón no abre', answered_at: day('2026-04-06') },
    })
    .execute()
  await changeCommitment(await stage.contextOf('facilitator'), plan, {
    ...{ key: '1', seen: null },
    apply: (document) => ({ ...document, title: 'Otro título' }),
    approval: { reason: 'Lo pidió el comité', approvedBy: 'Comité', approvedOn: null, approvalUrl: null },
  })
  assert.equal((await stage.get(`${stage.plan.path}/cortes/1.json`)).text, before)
  assert.deepEqual(json(await boardAt(day('2026-04-04'))), json(original))
  const cut = await findCut(stage.db, stage.plan.id, 1)
  assert.deepEqual(
    json((await readFrozen(stage.deps.storage, cut ?? { sha256: '' })).commitments),
    json(await boardAt(cut?.asOf ?? new Date(0))),
  )
  await assert.rejects(stage.db.updateTable('cuts').set({ title: 'Otro' }).execute())
  await assert.rejects(stage.db.deleteFrom('cuts').execute())
})

async function firstVersions() {
  const { readDocuments } = await import('../../commitments/document/queries.ts')
  const { insertVersions } = await import('../../commitments/document/commands.ts')
  const stored = await readDocuments(stage.db, stage.plan.id)
  await stage.db.transaction().execute((tx) =>
    insertVersions(
      tx,
      stored.map(({ id, document }) => ({
        ...{ commitment_id: id, number: 1, document, reason: 'Publicación', at: new Date('2026-01-05T18:00:00Z') },
        ...{ approved_by: null, approved_on: null, approval_url: null, author_id: null },
      })),
    ),
  )
}

test('T-23 T-24 T-25 percentages of a frozen board follow from its own weights and activities, and none is invented', async () => {
  const cut = await findCut(stage.db, stage.plan.id, 1)
  const { commitments } = await readFrozen(stage.deps.storage, cut ?? { sha256: '' })
  for (const commitment of commitments) {
    const actions = commitment.keyActions.map(({ weight, activities }) => {
      const counts: Record<string, number> = {}
      for (const activity of activities) counts[activity.state] = (counts[activity.state] ?? 0) + 1
      return { weight, counts }
    })
    assert.deepEqual(progressOf(actions), commitment.progress)
  }
  assert.equal(commitments[0]?.progress?.['in-progress'], 30)
})

test('the board of now computed from the history is the board that is shown', async () => {
  const plan = await findBoardPlan(stage.db, stage.plan.id)
  assert.ok(plan)
  // The rows of this test were written by hand: what the board counts is written by whoever speaks.
  await stage.db.transaction().execute(async (tx) => {
    for (const id of Object.values(stage.activities)) await restate(tx, id)
  })
  const strip = (row: object) => ({ ...row, updatedAt: null })
  const now = await boardRows(stage.db, { planId: stage.plan.id }, stage.now)
  const past = (await pastBoard(stage.db, plan, stage.now)).map(({ row }) => row)
  assert.deepEqual(json(past.map(strip)), json(now.map(strip)))
})

test('the board of any past day opens as a page and as data, and says which day it is of', async () => {
  const page = await stage.get(`${stage.plan.path}/tablero?al=2026-04-04`)
  assert.equal(page.status, 200)
  assert.match(page.text, /El tablero como estaba el 4 de abril de 2026/)
  assert.deepEqual(await htmlProblems(page.text), [])
  const past = JSON.parse((await stage.get(`${stage.plan.path}/tablero.json?al=2026-04-04`)).text)
  const now = JSON.parse((await stage.get(`${stage.plan.path}/tablero.json`)).text)
  assert.deepEqual([past.commitments[0].reported, now.commitments[0].reported], [0, 30])
  const before = JSON.parse((await stage.get(`${stage.plan.path}/tablero.json?al=2025-01-01`)).text)
  assert.deepEqual(before.commitments, [])
})

test('two moments are compared in words: what was reported, disputed, renamed', async () => {
  const page = await stage.get(`${stage.plan.path}/cortes/comparar?de=1&a=2026-04-06`)
  assert.equal(page.status, 200)
  assert.match(page.text, /pasó de «en proceso» a «completa, por verificar»/)
  assert.match(page.text, /quedó en disputa/)
  assert.match(page.text, /Lo reportado pasó de 0/)
  assert.deepEqual(await htmlProblems(page.text), [])
  const same = await stage.get(`${stage.plan.path}/cortes/comparar?de=1&a=1`)
  assert.match(same.text, /Nada cambió/)
  const unknown = await stage.get(`${stage.plan.path}/cortes/comparar?de=9&a=2030-01-01`)
  assert.match(unknown.text, /No hay un tablero para uno de los dos momentos/)
})

test("the facilitator's button freezes this instant under the next number", async () => {
  const path = `${stage.plan.path}/cortes/congelar`
  assert.equal((await stage.post(path, { title: 'Sesión' }, 'evaluator')).status, 403)
  assert.equal((await stage.post(path, { title: '' }, 'facilitator')).status, 422)
  const frozen = await stage.post(path, { title: 'Sesión de abril' }, 'facilitator')
  assert.equal(frozen.status, 303, frozen.text.slice(-1500))
  assert.equal(frozen.location, `${stage.plan.path}/cortes/2`)
  const list = await stage.get(`${stage.plan.path}/cortes`, 'facilitator')
  assert.match(list.text, /Sesión de abril/)
  assert.deepEqual(await htmlProblems(list.text), [])
  const csv = await stage.get(`${stage.plan.path}/cortes/2.csv`)
  assert.match(csv.text, /disagrees,El padrón no abre,true/)
  assert.equal((await stage.get(`${stage.plan.path}/cortes/3`)).status, 404)
})
