import type { Db } from '../../../platform/context.ts'
import type { ActivityState } from '../model.ts'
import type { Plan } from '../plan/model.ts'
import type { Happened } from './model.ts'

const statesShown = 100

/** All that happened to a commitment: publication, versions, pauses and states of its activities, newest first. */
export async function historyOf(db: Db, plan: Plan, commitmentId: string): Promise<Happened[]> {
  const versions = await db
    .selectFrom('commitment_versions')
    .select(['number', 'reason', 'approved_by', 'at'])
    .where('commitment_id', '=', commitmentId)
    .where('number', '>', 1)
    .execute()
  const states = await db
    .selectFrom('activity_states as s')
    .innerJoin('activities as a', 'a.id', 's.activity_id')
    .select(['s.at', 's.state', 's.reason', 'a.code', 'a.title'])
    .where('a.commitment_id', '=', commitmentId)
    .orderBy('s.at', 'desc')
    .limit(statesShown)
    .execute()
  const happened: Happened[] = [
    ...versions.map((row) => ({
      kind: 'version' as const,
      at: row.at,
      number: row.number,
      reason: row.reason,
      approvedBy: row.approved_by,
    })),
    ...states.map((row) => ({
      kind: 'state' as const,
      at: row.at,
      activity: `${row.code} ${row.title}`,
      state: row.state as ActivityState,
      reason: row.reason,
    })),
    ...pausesOf(plan, commitmentId),
    ...publicationOf(plan),
  ]
  return happened.sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** A plan made elsewhere was published when its source says, and recorded here later. */
function publicationOf({ origin, publication }: Plan): Happened[] {
  if (!publication) return []
  const { launchedOn, publishedAt, approvedBy } = publication
  if (origin === 'platform') return [{ kind: 'published', at: publishedAt, approvedBy }]
  return [
    { kind: 'recorded', at: publishedAt, approvedBy: null },
    ...(launchedOn ? [{ kind: 'published' as const, at: midday(launchedOn), approvedBy }] : []),
  ]
}

/** A civil day as an instant that is the same day in every zone of Mexico. */
function midday(day: string): Date {
  return new Date(`${day}T18:00:00Z`)
}

function pausesOf(plan: Plan, commitmentId: string): Happened[] {
  return plan.pauses
    .filter((pause) => pause.commitmentId === null || pause.commitmentId === commitmentId)
    .flatMap((pause): Happened[] => {
      const wholePlan = pause.commitmentId === null
      const { party, reason } = pause
      return [
        { kind: pause.kind, at: midday(pause.since), party, reason, wholePlan },
        ...(pause.ending
          ? [{ kind: 'resumed' as const, at: midday(pause.ending.on), party, reason: pause.ending.reason, wholePlan }]
          : []),
      ]
    })
}
