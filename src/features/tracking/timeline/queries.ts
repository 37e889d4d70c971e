import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'

export const momentTypes = [
  'report',
  'answer',
  'verification',
  'verification-refused',
  'contestation',
  'contestation-decision',
  'contestation-answer',
  'evidence',
  'evidence-version',
  'evidence-withdrawn',
  'extension-asked',
  'extension-decided',
  'cut',
] as const
export type MomentType = (typeof momentTypes)[number]

/** One thing that happened to a commitment, before it is put in words. */
export type Moment = {
  type: MomentType
  at: Date
  by: string | null
  /** '1.2 Actualizar el padrón'; '' where it is of the whole commitment. */
  activity: string
  /** State, stance, verdict, rule, decision or outcome, as the tables name it. */
  word: string
  reason: string | null
  /** Folio, id or number by which its page is found. */
  ref: string | null
}

/**
 * Everything said of a commitment from the day it was published on, newest first. Of a contestation only what a moderator decided
 * to show has words; of evidence that is hidden by law the mark stays. One statement, whatever the number.
 */
export async function momentsOf(db: Db, planId: string, commitmentId: string): Promise<Moment[]> {
  const { rows } = await sql<Moment>`
    with own as (select id, code || ' ' || title as name from activities where commitment_id = ${commitmentId})
    select type, at, by, coalesce(activity, '') as activity, coalesce(word, '') as word, reason, ref from (
      select 'report' as type, r.reported_at as at, o.name as by, a.name as activity, r.state as word,
        coalesce(r.reason, r.body) as reason, r.folio as ref
      from reports r join own a on a.id = r.activity_id join organizations o on o.id = r.organization_id
      union all select 'answer', x.answered_at, o.name, a.name, x.stance, x.reason, r.folio
      from report_answers x join reports r on r.id = x.report_id join own a on a.id = r.activity_id
        join organizations o on o.id = x.organization_id
      union all select 'verification', v.verified_at, o.name, a.name, v.outcome, v.comment, null
      from verifications_of_activities v join own a on a.id = v.activity_id left join organizations o on o.id = v.organization_id
      union all select 'verification-refused', e.at, null, a.name, e.details ->> 'rule', null, null
      from events e join own a on a.id = e.subject_id where e.subject_type = 'activity' and e.type = 'verification.refused'
      union all select 'contestation', t.filed_at, t.signature, a.name, t.contested_state, t.reason, t.folio
      from contestations t join contestation_decisions d on d.contestation_id = t.id and d.decision = 'shown'
        left join own a on a.id = t.activity_id where t.commitment_id = ${commitmentId}
      union all select 'contestation-decision', d.decided_at, null, a.name, d.decision, d.reason, t.folio
      from contestations t join contestation_decisions d on d.contestation_id = t.id
        left join own a on a.id = t.activity_id where t.commitment_id = ${commitmentId}
      union all select 'contestation-answer', y.answered_at, o.name, a.name, y.outcome, y.answer, t.folio
      from contestations t join contestation_answers y on y.contestation_id = t.id join organizations o on o.id = y.organization_id
        left join own a on a.id = t.activity_id where t.commitment_id = ${commitmentId}
      union all select case when v.number = 1 then 'evidence' else 'evidence-version' end, v.added_at, o.name, a.name, i.title,
        v.reason, i.id::text
      from evidence i join evidence_versions v on v.evidence_id = i.id join own a on a.id = i.activity_id
        join organizations o on o.id = i.organization_id
      union all select 'evidence-withdrawn', w.withdrawn_at, o.name, a.name, i.title, w.reason, i.id::text
      from evidence i join evidence_withdrawals w on w.evidence_id = i.id join own a on a.id = i.activity_id
        join organizations o on o.id = i.organization_id
      union all select 'extension-asked', x.asked_at, o.name, a.name, x.wanted_on::text, x.reason, x.folio
      from extension_requests x join own a on a.id = x.activity_id join organizations o on o.id = x.organization_id
      union all select 'extension-decided', d.decided_at, d.approved_by, a.name, d.decision, d.reason, x.folio
      from extension_requests x join extension_decisions d on d.request_id = x.id join own a on a.id = x.activity_id
      union all select 'cut', k.as_of, null, null, k.title, null, k.number::text from cuts k where k.plan_id = ${planId}
    ) happened order by at desc, type, ref`.execute(db)
  return rows
}
