import type { Transaction } from 'kysely'
import { dayIn } from '../../../platform/civil-day.ts'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { folioOf } from '../../../platform/folio.ts'
import { newId } from '../../../platform/identity.ts'
import { type Happening, recordAll } from '../../../platform/record.ts'
import { holdUploads } from '../../../platform/uploads/commands.ts'
import type { ActivityState } from '../../commitments/model.ts'
import { type Plan, standingPause } from '../../commitments/plan/model.ts'
import { isValidMeans, warningsOf } from '../evidence/model.ts'
import { attach, type ReportedFile } from './attaching/commands.ts'
import { isDisputed, isValidated, type StepFault, stepFaults, voicesOf } from './model.ts'
import { type Speaker, speakersOf } from './policy.ts'
import { answerableFor, meansCount, toldOf } from './queries.ts'
import type { AnswerForm, ReportForm } from './schema.ts'

type Tx = Transaction<DB>
export type Place = {
  plan: Plan
  commitmentId: string
  key: string
  activity: { id: string; code: string; title: string }
}

/** What nobody may do: speak of a draft, or of what stands still. */
export function refuseFrozen(plan: Plan, commitmentId: string): void {
  if (plan.publication === null) throw new Refused('tracking.refused.draft')
  if (standingPause(plan.pauses, commitmentId)) throw new Refused('tracking.refused.paused')
}

/** The speaker, asked of the database again: parties may have changed since the form was shown. */
async function speakerFor(tx: Tx, { actor }: Context, { plan, commitmentId }: Place, id: string): Promise<Speaker> {
  const speaker = speakersOf(actor, plan.space.id, await answerableFor(tx, commitmentId)).find(
    (one) => one.organizationId === id,
  )
  allow(speaker !== undefined)
  return speaker
}

const faultKeys = {
  cancelled: 'tracking.refused.cancelled',
  'too-far': 'tracking.refused.too-far',
  'reason-missing': 'tracking.refused.reason-missing',
  'evidence-missing': 'tracking.refused.evidence-missing',
} as const satisfies Record<StepFault, string>

/**
 * Reports progress on an activity and returns the folio. The same client id gives the same folio, however often it comes. Two
 * reports at once are judged one after the other, each against what stands then. The bytes of `files` lie in the storage already.
 */
export async function fileReport(
  context: Context,
  place: Place,
  form: ReportForm,
  files: readonly ReportedFile[] = [],
): Promise<string> {
  refuseFrozen(place.plan, place.commitmentId)
  return context.db.transaction().execute(async (tx) => {
    const speaker = await speakerFor(tx, context, place, form.organization)
    const state = await lockActivity(tx, place.activity.id)
    const sent = await sentBefore(tx, context, place, form.clientId)
    if (sent) return sent
    await refuseStep(tx, place, speaker, state, form, form.links.length + meansAmong(context, place, files))
    const { id, added } = await writeReport(tx, context, place, speaker, form, files)
    if (movesActivity(speaker) && state !== form.state && !(state === 'verified' && form.state === 'complete')) {
      const moved = { state: form.state, reason: form.reason, report_id: id, at: context.now }
      await tx
        .insertInto('activity_states')
        .values({ id: newId(), activity_id: place.activity.id, stated_by: context.actor?.id ?? null, ...moved })
        .execute()
    }
    await tx
      .deleteFrom('report_drafts')
      .where('person_id', '=', context.actor?.id ?? '')
      .where('activity_id', '=', place.activity.id)
      .execute()
    await restate(tx, place.activity.id)
    const folio = folioOf('REP', id)
    const filed: Happening = {
      type: 'report.filed',
      spaceId: place.plan.space.id,
      subject: { type: 'activity', id: place.activity.id },
      details: {
        ...about(place),
        report: id,
        folio,
        organization: speaker.organizationId,
        voice: speaker.side,
        state: form.state,
      },
    }
    await recordAll(tx, context, [filed, ...added])
    return folio
  })
}

/** The institution's word moves the activity; civil society's stands beside it and moves it only where it leads itself. */
function movesActivity({ side, part }: Speaker): boolean {
  return side === 'institution' || part === 'lead'
}

async function lockActivity(tx: Tx, id: string): Promise<ActivityState> {
  const row = await tx
    .selectFrom('activities')
    .select('current_state')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found(row).current_state as ActivityState
}

async function sentBefore(tx: Tx, { actor }: Context, { activity }: Place, clientId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('reports')
    .select(['folio', 'activity_id', 'reported_by'])
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  if (!row) return null
  if (row.activity_id !== activity.id || row.reported_by !== actor?.id) throw new Refused('tracking.refused.again')
  return row.folio
}

async function refuseStep(
  tx: Tx,
  { activity }: Place,
  speaker: Speaker,
  state: ActivityState,
  form: ReportForm,
  given: number,
) {
  const from = movesActivity(speaker) ? state : await ownState(tx, activity.id, speaker, state, form.state)
  const evidence = given + (await meansCount(tx, activity.id, speaker.organizationId))
  const [fault] = stepFaults(from, form.state, { reason: form.reason, evidence })
  if (fault) throw new Refused(faultKeys[fault])
}

/** a document from the future proves nothing. */
function meansAmong({ now }: Context, { plan }: Place, files: readonly ReportedFile[]): number {
  const today = dayIn(plan.timeZone, now)
  return files.filter(({ datedOn }) => {
    const warnings = warningsOf(datedOn, { startsOn: null }, today)
    return isValidMeans({ isWithdrawn: false, hasSource: true, warnings })
  }).length
}

/** What civil society itself said last; its first report may say whatever it found. */
async function ownState(tx: Tx, activityId: string, speaker: Speaker, state: ActivityState, claimed: ActivityState) {
  if (state === 'cancelled') return state
  const row = await tx
    .selectFrom('reports')
    .select('state')
    .where('activity_id', '=', activityId)
    .where('organization_id', '=', speaker.organizationId)
    .orderBy('reported_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return (row?.state ?? claimed) as ActivityState
}

async function writeReport(
  tx: Tx,
  { actor, now }: Context,
  place: Place,
  speaker: Speaker,
  form: ReportForm,
  files: readonly ReportedFile[],
) {
  const id = newId()
  const where = { plan_id: place.plan.id, commitment_id: place.commitmentId, activity_id: place.activity.id }
  await tx
    .insertInto('reports')
    .values({
      ...{ id, folio: folioOf('REP', id), client_id: form.clientId, ...where },
      ...{ organization_id: speaker.organizationId, voice: speaker.side, period_from: form.from, period_to: form.to },
      ...{ body: form.body, share_done: form.share, products: form.products, state: form.state, reason: form.reason },
      ...{ reported_by: actor?.id ?? null, reported_at: now },
    })
    .execute()
  const to = { activityId: place.activity.id, reportId: id, organizationId: speaker.organizationId }
  return { id, added: await attach(tx, { actor, now }, to, { links: form.links, files }) }
}

/** Answers a report in the name of an organisation that did not write it; the newest answer of each holds. */
export async function answerReport(
  context: Context,
  place: Place & { report: { id: string; folio: string; organizationId: string } },
  form: AnswerForm,
  files: readonly ReportedFile[] = [],
): Promise<void> {
  refuseFrozen(place.plan, place.commitmentId)
  const { actor, now } = context
  await context.db.transaction().execute(async (tx) => {
    const speaker = await speakerFor(tx, context, place, form.organization)
    if (speaker.organizationId === place.report.organizationId) throw new Refused('tracking.refused.own-report')
    if ((await lockActivity(tx, place.activity.id)) === 'cancelled') throw new Refused('tracking.refused.cancelled')
    const id = newId()
    const about_ = { report_id: place.report.id, organization_id: speaker.organizationId, voice: speaker.side }
    await tx
      .insertInto('report_answers')
      .values({
        id,
        ...about_,
        stance: form.stance,
        reason: form.reason,
        answered_by: actor?.id ?? null,
        answered_at: now,
      })
      .execute()
    const to = { activityId: place.activity.id, answerId: id, organizationId: speaker.organizationId }
    const added = await attach(tx, context, to, { links: form.links, files })
    await restate(tx, place.activity.id)
    const details = { report: place.report.id, folio: place.report.folio, organization: speaker.organizationId }
    const answered: Happening = {
      type: 'report.answered',
      spaceId: place.plan.space.id,
      subject: { type: 'activity', id: place.activity.id },
      details: { ...about(place), ...details, voice: speaker.side, stance: form.stance },
    }
    await recordAll(tx, context, [answered, ...added])
  })
}

/** Writes what the board counts from all that was said; under the activity's lock. */
export async function restate(tx: Tx, activityId: string): Promise<void> {
  const told = (await toldOf(tx, [activityId])).get(activityId)
  if (!told) return
  const voices = voicesOf(told)
  await tx
    .updateTable('activities')
    .set({ is_disputed: isDisputed(voices), is_validated: isValidated(voices) })
    .where('id', '=', activityId)
    .execute()
}

/** What every event of tracking says of its place: ids and public words. */
export function about({ plan, commitmentId, key, activity }: Place) {
  return { plan: plan.id, commitment: commitmentId, key, code: activity.code, title: activity.title }
}

const draftLifeMs = 30 * 86_400_000

/** Keeps what is being written, and the files that came for it; the last one saved holds. */
export async function saveDraft(
  context: Context,
  place: Place,
  fields: Record<string, string>,
  uploadIds: readonly string[],
): Promise<void> {
  const { actor, db, now } = context
  allow(actor !== null)
  const row = { fields: JSON.stringify(fields), saved_at: now }
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('report_drafts')
      .values({ person_id: actor.id, activity_id: place.activity.id, ...row })
      .onConflict((conflict) => conflict.columns(['person_id', 'activity_id']).doUpdateSet(row))
      .execute()
    await holdUploads(tx, { ids: uploadIds, owner: actor.id }, new Date(now.getTime() + draftLifeMs))
  })
}
