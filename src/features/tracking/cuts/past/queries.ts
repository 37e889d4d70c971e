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

type VoiceRow = {
  commitmentId: string
  code: string
  reports: (Omit<Said, 'at'> & { at: string })[] | null
  answers: (Omit<Answered, 'at'> & { at: string })[] | null
  verification: { outcome: 'accepted' | 'observed' | 'rejected'; comment: string; at: string } | null
}

/** The newest report and answer of each organisation, and the newest verification, of every activity of which somebody spoke. */
async function voicesAt(db: Db, ids: readonly string[], at: Date) {
  const { rows } = await sql<VoiceRow>`
    with mine as materialized (select id, commitment_id, code from activities where commitment_id = any(${ids}::uuid[])),
    said as materialized (
      select distinct on (r.activity_id, r.organization_id) r.activity_id, r.folio, o.name as organization, r.voice, r.state,
        r.share_done, r.reported_at
      from reports r join mine m on m.id = r.activity_id join organizations o on o.id = r.organization_id
      where r.reported_at <= ${at} order by r.activity_id, r.organization_id, r.reported_at desc, r.id desc
    ), answered as materialized (
      select distinct on (r.activity_id, w.organization_id) r.activity_id, r.folio, o.name as organization, w.voice, w.stance,
        w.reason, w.answered_at
      from report_answers w join reports r on r.id = w.report_id join mine m on m.id = r.activity_id
        join organizations o on o.id = w.organization_id
      where w.answered_at <= ${at} order by r.activity_id, w.organization_id, w.answered_at desc, w.id desc
    ), verified as materialized (
      select distinct on (v.activity_id) v.activity_id, v.outcome, v.comment, v.verified_at
      from verifications_of_activities v join mine m on m.id = v.activity_id
      where v.verified_at <= ${at} order by v.activity_id, v.verified_at desc, v.id desc
    ), reports_of as (
      select activity_id, jsonb_agg(jsonb_build_object('folio', folio, 'organization', organization, 'voice', voice,
        'state', state, 'shareDone', share_done, 'at', reported_at) order by voice desc, organization, folio) as list
      from said group by 1
    ), answers_of as (
      select activity_id, jsonb_agg(jsonb_build_object('folio', folio, 'organization', organization, 'voice', voice,
        'stance', stance, 'reason', reason, 'at', answered_at) order by voice desc, organization, folio) as list
      from answered group by 1
    )
    select m.commitment_id as "commitmentId", m.code, r.list as reports, w.list as answers,
      case when v.activity_id is null then null
        else jsonb_build_object('outcome', v.outcome, 'comment', v.comment, 'at', v.verified_at) end as verification
    from mine m left join reports_of r on r.activity_id = m.id left join answers_of w on w.activity_id = m.id
      left join verified v on v.activity_id = m.id
    where r.list is not null or w.list is not null or v.activity_id is not null`.execute(db)
  return grouped(
    rows,
    () => new Map<string, Voices>(),
    (voices, { code, reports, answers, verification }) =>
      voices.set(code, {
        reports: (reports ?? []).map((one) => ({ ...one, at: new Date(one.at) })),
        answers: (answers ?? []).map((one) => ({ ...one, at: new Date(one.at) })),
        verification: verification && { ...verification, at: new Date(verification.at) },
      }),
  )
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
