import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { readDocumentsById } from '../../../commitments/document/queries.ts'
import { type ActivityState, type CommitmentDocument, emptyDocument } from '../../../commitments/model.ts'
import type { BoardFacts, BoardPlan } from '../../board/model.ts'
import {
  type Answered,
  type PastCommitment,
  type PastFacts,
  pastCommitmentOf,
  type Said,
  type Shown,
  type Verified,
  type Voices,
} from './model.ts'

/** Commitments read at a time, so that a plan of thousands never lies in memory whole. */
const batchSize = 500

/** The published commitments of a plan as they stood at an instant, in the plan's order, in pieces. */
export async function* pastBatches(db: Db, plan: BoardPlan, at: Date): AsyncGenerator<PastCommitment[]> {
  if (plan.publishedAt > at) return
  const pauses = await pausesAt(db, plan.id, at)
  const all = await commitmentsAt(db, plan.id, at)
  for (let start = 0; start < all.length; start += batchSize) {
    const batch = all.slice(start, start + batchSize)
    const ids = batch.map(({ id }) => id)
    const [documents, states, voices, evidence] = [
      await documentsAt(db, batch),
      await statesAt(db, ids, at),
      await voicesAt(db, ids, at),
      await evidenceAt(db, ids, at),
    ]
    yield batch.flatMap(({ id, position, versionAt }) => {
      const document = documents.get(id)
      if (!document) return []
      const facts: PastFacts = {
        ...{ id, position, document, versionAt: versionAt ?? plan.publishedAt },
        states: states.get(id) ?? new Map(),
        voices: voices.get(id) ?? new Map(),
        evidence: evidence.get(id) ?? new Map(),
        pause: pauses.get(id) ?? pauses.get(plan.id) ?? null,
      }
      return [pastCommitmentOf(plan, facts, at)]
    })
  }
}

/** All of it at once: for a page, never for a download. */
export async function pastBoard(db: Db, plan: BoardPlan, at: Date): Promise<PastCommitment[]> {
  const rows: PastCommitment[] = []
  for await (const batch of pastBatches(db, plan, at)) rows.push(...batch)
  return rows
}

type Listed = { id: string; position: number; version: number | null; versionAt: Date | null }

/** A commitment without any version was never changed since it was published: its rows are the promise. */
async function commitmentsAt(db: Db, planId: string, at: Date): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select c.id, c.position, v.number as version, v.at as "versionAt"
    from commitments c left join lateral (
      select number, at from commitment_versions where commitment_id = c.id and at <= ${at} order by number desc limit 1
    ) v on true
    where c.plan_id = ${planId}
      and (v.number is not null or not exists (select 1 from commitment_versions x where x.commitment_id = c.id))
    order by c.position, c.id`.execute(db)
  return rows
}

async function documentsAt(db: Db, batch: readonly Listed[]): Promise<Map<string, CommitmentDocument>> {
  const bare = batch.filter(({ version }) => version === null).map(({ id }) => id)
  const versioned = batch.filter(({ version }) => version !== null)
  const { rows } = await sql<{ id: string; document: CommitmentDocument }>`
    select v.commitment_id as id, v.document from commitment_versions v
    join unnest(${versioned.map(({ id }) => id)}::uuid[], ${versioned.map(({ version }) => version)}::int[]) as w(id, number)
      on w.id = v.commitment_id and w.number = v.number`.execute(db)
  return new Map([
    ...rows.map(({ id, document }) => [id, { ...emptyDocument('', '', ''), ...document }] as const),
    ...(bare.length === 0 ? [] : await readDocumentsById(db, bare)).map(({ id, document }) => [id, document] as const),
  ])
}

function grouped<Row extends { commitmentId: string }, Value>(
  rows: readonly Row[],
  fresh: () => Value,
  add: (value: Value, row: Row) => void,
): Map<string, Value> {
  const groups = new Map<string, Value>()
  for (const row of rows) {
    let value = groups.get(row.commitmentId)
    if (value === undefined) {
      value = fresh()
      groups.set(row.commitmentId, value)
    }
    add(value, row)
  }
  return groups
}

async function statesAt(db: Db, ids: readonly string[], at: Date) {
  const { rows } = await sql<{ commitmentId: string; code: string; state: ActivityState; at: Date }>`
    select a.commitment_id as "commitmentId", a.code, s.state, s.at
    from activities a join lateral (
      select state, at from activity_states where activity_id = a.id and at <= ${at} order by at desc, id desc limit 1
    ) s on true
    where a.commitment_id = any(${ids}::uuid[])`.execute(db)
  return grouped(
    rows,
    () => new Map<string, { state: ActivityState; at: Date }>(),
    (states, { code, state, at }) => states.set(code, { state, at }),
  )
}

type Of<Word> = Word & { commitmentId: string; code: string }

/**
 * The newest report and answer of each organisation, and the newest verification, of every activity of which somebody spoke. Rows and
 * no JSON made by the database: that cost more than finding them.
 */
async function voicesAt(db: Db, ids: readonly string[], at: Date): Promise<Map<string, Map<string, Voices>>> {
  const mine = sql`a.commitment_id = any(${ids}::uuid[])`
  const [reports, answers, verifications] = [
    await sql<Of<Said>>`select * from (
      select distinct on (r.activity_id, r.organization_id) a.commitment_id as "commitmentId", a.code, r.folio, o.name as organization,
        r.voice, r.state, r.share_done as "shareDone", r.reported_at as at
      from activities a join reports r on r.activity_id = a.id join organizations o on o.id = r.organization_id
      where ${mine} and r.reported_at <= ${at} order by r.activity_id, r.organization_id, r.reported_at desc, r.id desc
      ) said order by voice desc, organization, folio`.execute(db),
    await sql<Of<Answered>>`select * from (
      select distinct on (r.activity_id, w.organization_id) a.commitment_id as "commitmentId", a.code, r.folio, o.name as organization,
        w.voice, w.stance, w.reason, w.answered_at as at
      from activities a join reports r on r.activity_id = a.id join report_answers w on w.report_id = r.id
        join organizations o on o.id = w.organization_id
      where ${mine} and w.answered_at <= ${at} order by r.activity_id, w.organization_id, w.answered_at desc, w.id desc
      ) answered order by voice desc, organization, folio`.execute(db),
    await sql<Of<Verified>>`
      select distinct on (v.activity_id) a.commitment_id as "commitmentId", a.code, v.outcome, v.comment, v.verified_at as at
      from activities a join verifications_of_activities v on v.activity_id = a.id
      where ${mine} and v.verified_at <= ${at} order by v.activity_id, v.verified_at desc, v.id desc`.execute(db),
  ]
  const all = new Map<string, Map<string, { reports: Said[]; answers: Answered[]; verification: Verified | null }>>()
  const spoken = ({ commitmentId, code }: Of<unknown>) => {
    const ofCommitment = all.getOrInsertComputed(commitmentId, () => new Map())
    return ofCommitment.getOrInsertComputed(code, () => ({ reports: [], answers: [], verification: null }))
  }
  for (const row of reports.rows) {
    const { folio, organization, voice, state, shareDone, at: when } = row
    spoken(row).reports.push({ folio, organization, voice, state, shareDone, at: when })
  }
  for (const row of answers.rows) {
    const { folio, organization, voice, stance, reason, at: when } = row
    spoken(row).answers.push({ folio, organization, voice, stance, reason, at: when })
  }
  for (const row of verifications.rows) {
    const { outcome, comment, at: when } = row
    spoken(row).verification = { outcome, comment, at: when }
  }
  return all
}

/** The evidence of each activity as it stood: its newest version by then, and whether it had been withdrawn. */
async function evidenceAt(db: Db, ids: readonly string[], at: Date) {
  const { rows } = await sql<Shown & { commitmentId: string; code: string }>`
    select e.commitment_id as "commitmentId", a.code, e.id, e.title, e.kind, o.name as organization, v.number as version, v.sha256,
      case when w.is_hidden then null else v.url end as url, v.added_at as at, coalesce(w.withdrawn_at <= ${at}, false) as "isWithdrawn"
    from activities a join evidence e on e.activity_id = a.id join organizations o on o.id = e.organization_id
    join lateral (
      select number, sha256, url, added_at from evidence_versions where evidence_id = e.id and added_at <= ${at} order by number desc limit 1
    ) v on true
    left join evidence_withdrawals w on w.evidence_id = e.id
    where a.commitment_id = any(${ids}::uuid[]) order by e.added_at, e.id`.execute(db)
  return grouped(
    rows,
    () => new Map<string, Shown[]>(),
    (byCode, { commitmentId: _, code, ...shown }) => {
      const list = byCode.get(code)
      if (list) list.push(shown)
      else byCode.set(code, [shown])
    },
  )
}

/** Pauses declared by then and not ended by then, the newest of each commitment or, under the plan's id, of the plan. */
async function pausesAt(db: Db, planId: string, at: Date) {
  const rows = await db
    .selectFrom('pauses as p')
    .leftJoin('pause_endings as e', (join) => join.onRef('e.pause_id', '=', 'p.id').on('e.ended_at', '<=', at))
    .select(['p.commitment_id', 'p.kind', 'p.since', 'p.party', 'p.reason'])
    .where('p.plan_id', '=', planId)
    .where('p.declared_at', '<=', at)
    .where('e.pause_id', 'is', null)
    .orderBy('p.since')
    .execute()
  return new Map(
    rows.map(({ commitment_id, kind, ...rest }) => [
      commitment_id ?? planId,
      { ...rest, kind: kind as NonNullable<BoardFacts['pause']>['kind'] },
    ]),
  )
}
