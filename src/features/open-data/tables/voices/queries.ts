import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { vocabularies } from '../../../commitments/imports/template/cells.ts'
import type { Missing } from '../../../commitments/model.ts'
import type { Claim, Stance, Verdict } from '../../../tracking/reports/model.ts'

type VoiceRow = {
  commitmentId: string
  code: string
  isCancelled: boolean
  hasPartner: boolean
  since: Date | null
  state: Claim | null
  reportedAt: Date | null
  folio: string | null
  share: number | null
  stance: Stance | null
  answeredAt: Date | null
  isValidated: boolean
  isDisputed: boolean
  outcome: Verdict | null
  verifiedAt: Date | null
}

/** Cells of the voices by commitment and activity; the newest word of each side, whatever came later of the others. */
export async function voiceCells(db: Db, ids: readonly string[]): Promise<Map<string, ReadonlyMap<string, string>>> {
  const { rows } = await sql<VoiceRow>`
    select a.commitment_id as "commitmentId", a.code, a.current_state = 'cancelled' as "isCancelled", a.state_since as since,
      exists (select 1 from commitment_organizations o where o.commitment_id = a.commitment_id and o.part = 'co-responsible') as "hasPartner",
      r.state, r.reported_at as "reportedAt", r.folio, r.share_done as share, w.stance, w.answered_at as "answeredAt",
      a.is_validated as "isValidated", a.is_disputed as "isDisputed", v.outcome, v.verified_at as "verifiedAt"
    from activities a
    left join lateral (select state, reported_at, folio, share_done from reports
      where activity_id = a.id and voice = 'institution' order by reported_at desc, id desc limit 1) r on true
    left join lateral (select x.stance, x.answered_at from report_answers x join reports y on y.id = x.report_id
      where y.activity_id = a.id and x.voice = 'civil-society' order by x.answered_at desc, x.id desc limit 1) w on true
    left join lateral (select outcome, verified_at from verifications_of_activities
      where activity_id = a.id order by verified_at desc, id desc limit 1) v on true
    where a.commitment_id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [placeOf(row.commitmentId, row.code), cellsOf(row)]))
}

export const placeOf = (commitmentId: string, code: string) => `${commitmentId} ${code}`

function cellsOf(row: VoiceRow): Map<string, string> {
  const or = (value: string | number | null | undefined, why: Missing) =>
    value === null || value === undefined ? why.toUpperCase() : String(value)
  const unreported: Missing = row.isCancelled ? 'na' : 'nd'
  const unanswered: Missing = row.isCancelled || !row.hasPartner ? 'na' : 'nr'
  const unverified: Missing = row.isCancelled ? 'na' : 'nr'
  return new Map([
    ['estado_desde', or(row.since?.toISOString(), 'nd')],
    ['reportado', or(row.state && vocabularies.state[row.state], unreported)],
    ['reportado_el', or(row.reportedAt?.toISOString(), unreported)],
    ['reporte', or(row.folio, unreported)],
    ['avance_reportado', or(row.share, unreported)],
    ['respuesta', or(row.stance, unanswered)],
    ['respondido_el', or(row.answeredAt?.toISOString(), unanswered)],
    ['validado', String(row.isValidated)],
    ['en_disputa', String(row.isDisputed)],
    ['verificado', or(row.outcome, unverified)],
    ['verificado_el', or(row.verifiedAt?.toISOString(), unverified)],
  ])
}
