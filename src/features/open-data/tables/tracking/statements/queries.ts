import { type RawBuilder, sql } from 'kysely'
import type { Missing } from '../../../../commitments/model.ts'
import type { TrackingTableName } from '../../fields.ts'

export type Cell = string | number | boolean | Date | null
/** A row by the names of its table's columns. */
export type Facts = Record<string, Cell>
type Statement = {
  /** Rows of these commitments, in a settled order. */
  rows: (ids: readonly string[]) => RawBuilder<Facts>
  /** Why a column of a row has no value. */
  why: (row: Facts) => Partial<Record<string, Missing>>
}

const mine = (ids: readonly string[]) => sql`any(${ids}::uuid[])`
const withheld = (row: Facts): Missing => (row.decision === 'withheld' ? 'np' : 'na')

/** What was said, read for a few commitments at a time. No column holds a person: names, addresses and ids of people stay out. */
export const statements: Record<Exclude<TrackingTableName, 'avances' | 'pausas' | 'cortes'>, Statement> = {
  reportes: {
    rows: (
      ids,
    ) => sql`select r.folio, c.key as clave, a.code as codigo, o.name as organizacion, r.voice as voz, r.period_from as desde,
      r.period_to as hasta, r.state as estado, r.share_done as avance, r.body as texto, r.products as productos, r.reason as motivo,
      r.reported_at as momento
      from reports r join activities a on a.id = r.activity_id join commitments c on c.id = r.commitment_id
      join organizations o on o.id = r.organization_id
      where r.commitment_id = ${mine(ids)} order by c.position, r.reported_at, r.id`,
    why: () => ({ avance: 'nd', productos: 'nd', motivo: 'na' }),
  },
  respuestas: {
    rows: (
      ids,
    ) => sql`select w.id as respuesta, c.key as clave, a.code as codigo, r.folio as reporte, o.name as organizacion,
      w.voice as voz, w.stance as postura, w.reason as motivo, w.answered_at as momento
      from report_answers w join reports r on r.id = w.report_id join activities a on a.id = r.activity_id
      join commitments c on c.id = r.commitment_id join organizations o on o.id = w.organization_id
      where r.commitment_id = ${mine(ids)} order by c.position, w.answered_at, w.id`,
    why: () => ({ motivo: 'na' }),
  },
  verificaciones: {
    rows: (
      ids,
    ) => sql`select v.id as verificacion, c.key as clave, a.code as codigo, r.folio as reporte, v.outcome as resultado,
      v.comment as comentario, o.name as organizacion, v.verified_at as momento
      from verifications_of_activities v join activities a on a.id = v.activity_id join commitments c on c.id = a.commitment_id
      left join reports r on r.id = v.report_id left join organizations o on o.id = v.organization_id
      where a.commitment_id = ${mine(ids)} order by c.position, v.verified_at, v.id`,
    why: () => ({ reporte: 'na', organizacion: 'na' }),
  },
  evidencias: {
    rows: (
      ids,
    ) => sql`select e.id as evidencia, v.number as version, c.key as clave, a.code as codigo, r.folio as reporte,
      e.answer_id as respuesta, e.kind as tipo, e.title as titulo, o.name as organizacion, v.sha256,
      case when w.is_hidden then null else coalesce(v.shown_sha256, v.sha256) end as sha256_publico, v.media_type as formato,
      v.bytes::float8 as bytes, case when w.is_hidden then null else v.url end as direccion, v.dated_on as fechada,
      nullif(array_to_string(v.warnings, ' | '), '') as advertencias, v.reason as motivo, v.added_at as momento,
      w.evidence_id is not null as retirada, w.reason as motivo_retiro, w.withdrawn_at as retirada_el,
      coalesce(w.is_hidden, false) as is_hidden, v.url is not null as is_link
      from evidence e join evidence_versions v on v.evidence_id = e.id join activities a on a.id = e.activity_id
      join commitments c on c.id = e.commitment_id join organizations o on o.id = e.organization_id
      left join reports r on r.id = e.report_id left join evidence_withdrawals w on w.evidence_id = e.id
      where e.activity_id in (select id from activities where commitment_id = ${mine(ids)})
      order by c.position, e.added_at, e.id, v.number`,
    why: ({ is_hidden, is_link }) => ({
      ...{
        reporte: 'na',
        respuesta: 'na',
        sha256: 'na',
        formato: 'na',
        bytes: 'na',
        fechada: 'nd',
        advertencias: 'na',
      },
      ...{ motivo: 'na', motivo_retiro: 'na', retirada_el: 'na' },
      sha256_publico: is_link ? 'na' : 'np',
      direccion: is_link && is_hidden ? 'np' : 'na',
    }),
  },
  impugnaciones: {
    rows: (ids) => sql`select t.folio, c.key as clave, a.code as codigo, t.contested_state as estado,
      case when d.decision = 'shown' then t.reason end as motivo, case when d.decision = 'shown' then t.evidence_url end as evidencia,
      t.filed_at as momento, d.decision, d.reason as motivo_decision, d.decided_at as decidida, t.answer_due_on as responder_antes_de
      from contestations t join contestation_decisions d on d.contestation_id = t.id join commitments c on c.id = t.commitment_id
      left join activities a on a.id = t.activity_id
      where t.commitment_id = ${mine(ids)} order by c.position, t.filed_at, t.id`,
    why: (row) => ({ codigo: 'na', motivo: 'np', evidencia: withheld(row) }),
  },
  contestaciones: {
    rows: (
      ids,
    ) => sql`select w.id as contestacion, c.key as clave, t.folio as impugnacion, o.name as organizacion, w.outcome as resultado,
      w.answer as texto, w.answered_at as momento
      from contestation_answers w join contestations t on t.id = w.contestation_id
      join contestation_decisions d on d.contestation_id = t.id join commitments c on c.id = t.commitment_id
      join organizations o on o.id = w.organization_id
      where t.commitment_id = ${mine(ids)} order by c.position, w.answered_at, w.id`,
    why: () => ({}),
  },
  prorrogas: {
    rows: (ids) => sql`select x.folio, c.key as clave, a.code as codigo, o.name as organizacion, x.was_due_on as vencia,
      x.wanted_on as pedida_hasta, x.reason as motivo, x.asked_at as momento, d.decision, d.granted_until as concedida_hasta,
      d.reason as motivo_decision, d.approved_by as aprobada_por, d.decided_at as decidida
      from extension_requests x join activities a on a.id = x.activity_id join commitments c on c.id = x.commitment_id
      join organizations o on o.id = x.organization_id left join extension_decisions d on d.request_id = x.id
      where x.commitment_id = ${mine(ids)} order by c.position, x.asked_at, x.id`,
    why: ({ decision }) => ({
      ...{ decision: 'nd', motivo_decision: 'nd', aprobada_por: 'nd', decidida: 'nd' },
      concedida_hasta: decision === 'refused' ? 'na' : 'nd',
    }),
  },
  estados: {
    rows: (
      ids,
    ) => sql`select s.id as cambio, c.key as clave, a.code as codigo, s.state as estado, s.at as momento, s.reason as motivo,
      s.source_url as fuente, r.folio as reporte, s.approved_by as aprobado_por
      from activity_states s join activities a on a.id = s.activity_id join commitments c on c.id = a.commitment_id
      left join reports r on r.id = s.report_id
      where a.commitment_id = ${mine(ids)} order by c.position, s.at, s.id`,
    why: ({ reporte }) => ({ motivo: 'nd', fuente: reporte === null ? 'nd' : 'na', reporte: 'na', aprobado_por: 'na' }),
  },
}
