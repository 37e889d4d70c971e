import { saveDocuments } from '../../src/features/commitments/document/commands.ts'
import { findPlan } from '../../src/features/commitments/plan/queries.ts'
import { openConsultation, publishConsultation } from '../../src/features/consultations/commands.ts'
import { findConsultation } from '../../src/features/consultations/queries.ts'
import { codeContributions } from '../../src/features/consultations/systematising/coding/commands.ts'
import { publishResults, setCodedTwice } from '../../src/features/consultations/systematising/settings/commands.ts'
import { changeTopic } from '../../src/features/consultations/systematising/topics/commands.ts'
import { linkContributions } from '../../src/features/diagnoses/evidence/commands.ts'
import { addNode, createTree, publishTree } from '../../src/features/diagnoses/trees/commands.ts'
import { findTree, nodesOf } from '../../src/features/diagnoses/trees/queries.ts'
import { adoptDraft } from '../../src/features/plans/adoption/commands.ts'
import { createPlan, publishPlan } from '../../src/features/plans/commands.ts'
import { planForm } from '../../src/features/plans/schema.ts'
import type { Space } from '../../src/features/spaces/model.ts'
import { approveDraft } from '../../src/features/tables/drafts/approvals/commands.ts'
import { approversOf } from '../../src/features/tables/drafts/approvals/queries.ts'
import { addPassages, beginDraft } from '../../src/features/tables/drafts/commands.ts'
import { findDraft } from '../../src/features/tables/drafts/queries.ts'
import type { WorkingTable } from '../../src/features/tables/model.ts'
import { keepFile } from '../../src/features/tracking/evidence/receiving/commands.ts'
import { fileReport } from '../../src/features/tracking/reports/commands.ts'
import { findActivity } from '../../src/features/tracking/reports/queries.ts'
import type { Context } from '../../src/platform/context.ts'
import { found } from '../../src/platform/errors.ts'
import { newId } from '../../src/platform/identity.ts'
import { consultationFields } from '../consultation-stage.ts'
import { completeCommitment } from '../desk-plans.ts'
import { testStorage } from '../files.ts'
import { tableIn } from '../tables-stage.ts'
import { partiesOf } from '../tracking-stage.ts'
import type { TestHouse } from './stage.ts'

/** What those who run a cycle do behind the pages that a neighbour reads, by commands; each cycle of a house has a name of its own. */
export type Cycle = { house: TestHouse; space: Space; exercise: { id: string }; slug: string; now(): Date }

const day = 86_400_000

async function contextOf({ house, now }: Cycle, who: 'facilitator' | 'liaison' = 'facilitator'): Promise<Context> {
  return { db: house.server.db, actor: await house.cast.actor(who), now: now(), locale: 'es' }
}

const consultationOf = async ({ house, space, slug }: Cycle) =>
  found(await findConsultation(house.server.db, space, slug))

/** A consultation of the exercise, open around now. */
export async function asks(cycle: Cycle): Promise<void> {
  const context = await contextOf(cycle)
  const [opensAt, closesAt] = [new Date(context.now.getTime() - day), new Date(context.now.getTime() + 9 * day)]
  const own = { slug: cycle.slug, title: `Qué hacemos primero (${cycle.slug})`, exercise: cycle.exercise.id }
  await openConsultation(context, cycle.space, { ...consultationFields, ...own, opensAt, closesAt, demographics: [] })
  await publishConsultation(context, await consultationOf(cycle))
}

/** Everything received goes to one topic, which is answered, and the results are published. */
export async function systematises(cycle: Cycle): Promise<{ topicId: string }> {
  const [context, consultation] = [await contextOf(cycle), await consultationOf(cycle)]
  await setCodedTwice(context, consultation, 0)
  const { db } = cycle.house.server
  const rows = await db
    .selectFrom('contributions')
    .select('id')
    .where('consultation_id', '=', consultation.id)
    .execute()
  const newTopic = { name: 'Agua potable', problem: 'El agua llega tarde.', axis: null }
  const ids = rows.map(({ id }) => id)
  await codeContributions(context, consultation, ids, { kind: 'included', newTopic, response: null })
  const topic = await db
    .selectFrom('topics')
    .select('id')
    .where('consultation_id', '=', consultation.id)
    .executeTakeFirstOrThrow()
  const answered = { ...newTopic, priority: true, response: 'Se atiende en el plan de este año.' }
  await changeTopic(context, consultation, topic.id, answered)
  return { topicId: topic.id }
}

export async function publishes(cycle: Cycle): Promise<void> {
  await publishResults(await contextOf(cycle), await consultationOf(cycle))
}

/** A problem tree of the topic, one of whose causes stands on what was contributed. */
export async function diagnoses(cycle: Cycle, topicId: string): Promise<{ treeId: string }> {
  const [context, { db }] = [await contextOf(cycle), cycle.house.server]
  const title = `Agua que no llega ${cycle.slug}`
  const exerciseId = cycle.exercise.id
  const slug = await createTree(context, cycle.space, { title, central: 'El agua llega tarde', topicId, exerciseId })
  const tree = found(await findTree(db, cycle.space.slug, slug))
  const [central] = await nodesOf(db, tree.id)
  const hang = (side: 'cause' | 'effect', wording: string) =>
    addNode(context, tree, found(central).id, { side, wording, mirror: null })
  const leaks = await hang('cause', 'La tubería pierde la mitad')
  await hang('cause', 'Nadie mide lo que sale de los pozos')
  await hang('effect', 'Las familias compran pipas')
  await linkContributions(context, tree, leaks, { folios: [], topic: topicId })
  await publishTree(context, tree)
  return { treeId: tree.id }
}

/** A table works on the tree and writes a draft, which the three sectors approve. */
export async function meets(cycle: Cycle, treeId: string): Promise<WorkingTable> {
  const context = await contextOf(cycle)
  const table = await tableIn(context, cycle.space, { title: `Mesa del agua ${cycle.slug}`, tree: treeId })
  await beginDraft(context, table, { title: 'Agua medida y sin fugas', alternative: null })
  const draft = found(await findDraft(context.db, table.id, 1))
  await addPassages(context, table, draft.id, [{ field: 'problem', wording: 'El agua llega tarde.' }])
  return table
}

/** The approved draft becomes the first commitment of a plan that is published at once. */
export async function commits(cycle: Cycle, table: WorkingTable): Promise<void> {
  const [context, liaison] = [await contextOf(cycle), await contextOf(cycle, 'liaison')]
  const { db, config } = cycle.house.server
  const draft = found(await findDraft(db, table.id, 1))
  for (const { membershipId, sector } of await approversOf(db, table, context.now)) {
    const { version } = found(await findDraft(db, table.id, 1))
    const by = sector === 'government' ? liaison : context
    await approveDraft(by, table, draft.id, { membership: membershipId, seen: version })
  }
  const dates = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
  const fields = planForm.parse({ title: `Plan ${cycle.slug}`, kind: 'local', ...dates })
  const slug = await createPlan(context, cycle.space, fields, `plan-${cycle.slug}`)
  const plan = found(await findPlan(db, cycle.space.slug, slug))
  const key = await adoptDraft(context, plan, draft.id, { number: '1', baseUrl: config.baseUrl })
  const { id } = await db
    .selectFrom('commitments')
    .select('id')
    .where('plan_id', '=', plan.id)
    .executeTakeFirstOrThrow()
  const organizations = await partiesOf(db, cycle.house.cast)
  const document = completeCommitment('1', { title: draft.title, organizations })
  const into = { id: plan.id, spaceId: cycle.space.id, isPublished: false }
  await db
    .transaction()
    .execute((tx) => saveDocuments(tx, context, into, [{ id, document: { ...document, key } }], null))
  const approval = { approvedBy: 'Secretariado Técnico Local', approvedOn: null, approvalUrl: null, launchedOn: null }
  await publishPlan(context, plan, approval)
}

/** The institution reports that its first activity began; with `evidence` it shows a document of it. */
export async function reports(cycle: Cycle, evidence: boolean): Promise<void> {
  const liaison = await contextOf(cycle, 'liaison')
  const plan = found(await findPlan(liaison.db, cycle.space.slug, `plan-${cycle.slug}`))
  const { id: commitmentId, key } = await liaison.db
    .selectFrom('commitments')
    .select(['id', 'key'])
    .where('plan_id', '=', plan.id)
    .executeTakeFirstOrThrow()
  const activity = found(await findActivity(liaison.db, commitmentId, '1.1'))
  const text = Buffer.from('Medidores instalados: doce de doce.')
  const files = evidence
    ? [{ title: 'Acta de instalación', datedOn: null, file: await keepFile(testStorage(), text, 'acta.txt') }]
    : []
  const said = { body: 'Se instalan los medidores.', share: null, products: null, reason: null, links: [] }
  const when = { from: '2026-03-01', to: '2026-03-31', state: 'in-progress' as const }
  const form = { clientId: newId(), organization: cycle.house.cast.institutionId, ...when, ...said }
  await fileReport(liaison, { plan, commitmentId, key, activity }, form, files)
}
