import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Finding } from '../scoring/model.ts'
import { type Code, type FindingState, type Seen, type Stance, stateOfFinding } from './model.ts'
import type { Filters } from './schema.ts'

export type Answer = {
  stance: Stance
  answer: string
  organization: string | null
  documentUrl: string | null
  at: Date
}

export type FindingRow = {
  id: string
  number: number
  code: Code
  codes: Code[]
  finding: Finding
  openedAt: Date
  network: string
  postId: string
  work: { key: string; name: string; stateKey: string | null; stateName: string | null; municipality: string | null }
  latitude: number | null
  longitude: number | null
  precision: string
  /** As the published data name who is responsible. */
  institution: string | null
  /** The same, where the space knows it. */
  institutionId: string | null
  team: { code: string; name: string } | null
  answers: Answer[]
  turns: { turn: 'withdrawn' | 'restored'; reason: string; at: Date }[]
  state: FindingState
}

type Raw = Omit<FindingRow, 'answers' | 'turns' | 'state'> & {
  answers: (Omit<Answer, 'at'> & { at: string })[]
  turns: (Omit<FindingRow['turns'][number], 'at'> & { at: string })[]
}

/** Findings of an edition by number; one of them when a number is given. */
export async function listFindings(db: Db, editionId: string, number: number | null = null): Promise<FindingRow[]> {
  const { rows } = await sql<Raw>`
    select f.id, f.number, f.code, f.codes, f.finding, f.opened_at as "openedAt", f.network, f.external_id as "postId",
      json_build_object('key', f.work_key, 'name', coalesce(w.name, f.work_key), 'stateKey', w.state_key,
        'stateName', w.state_name, 'municipality', w.municipality) as work,
      w.latitude, w.longitude, coalesce(w.location_precision, 'none') as precision,
      s.unit as institution, o.id as "institutionId",
      case when t.code is null then null else json_build_object('code', t.code, 'name', t.name) end as team,
      coalesce((select json_agg(json_build_object('stance', a.stance, 'answer', a.answer, 'organization', org.name,
        'documentUrl', a.document_url, 'at', a.answered_at) order by a.answered_at, a.id)
        from rally_finding_answers a left join organizations org on org.id = a.organization_id
        where a.finding_id = f.id), '[]') as answers,
      coalesce((select json_agg(json_build_object('turn', u.turn, 'reason', u.reason, 'at', u.turned_at) order by u.id)
        from rally_finding_turns u where u.finding_id = f.id), '[]') as turns
    from rally_findings f
    join rally_editions e on e.id = f.edition_id
    left join rally_works w on w.edition_id = f.edition_id and w.key = f.work_key
    left join work_states s on s.cut_id = e.works_cut_id and s.key = f.work_key
    left join lateral (select o.id from organizations o where o.space_id = e.space_id
      and (fold(o.name) = fold(s.unit) or fold(o.acronym) = fold(s.unit)) order by o.name limit 1) o on true
    left join rally_verdicts v on v.edition_id = f.edition_id and v.network = f.network and v.external_id = f.external_id
    left join rally_teams t on t.edition_id = f.edition_id and t.code = v.team_code
    where f.edition_id = ${editionId} and (${number}::int is null or f.number = ${number}::int)
    order by f.number`.execute(db)
  return rows.map((raw) => {
    const answers = raw.answers.map((answer) => ({ ...answer, at: new Date(answer.at) }))
    const turns = raw.turns.map((turn) => ({ ...turn, at: new Date(turn.at) }))
    return { ...raw, answers, turns, state: stateOfFinding(turns.at(-1)?.turn === 'withdrawn', answers) }
  })
}

export function filtered(rows: readonly FindingRow[], filters: Filters): FindingRow[] {
  return rows.filter(
    (row) =>
      (filters.tipo === null || row.codes.includes(filters.tipo)) &&
      (filters.estado === null || row.work.stateKey === filters.estado) &&
      (filters.municipio === null || row.work.municipality === filters.municipio) &&
      (filters.institucion === null || row.institution === filters.institucion) &&
      (filters.respuesta === null || row.answers.length > 0 === (filters.respuesta === 'con')),
  )
}

export type Visit = Seen & {
  network: string
  id: string
  workKey: string
  publishedAt: Date
}

/** Counted visits that said what they found. */
export async function countedVisits(db: Db, editionId: string): Promise<Visit[]> {
  const { rows } = await sql<Visit>`
    select v.network, v.external_id as id, v.works[1] as "workKey", v.published_at as "publishedAt",
      coalesce(k.finding, p.record->>'finding') as finding, coalesce(k.comparisons, '{}') as comparisons,
      k.declared_progress::float8 as "declaredProgress", k.observed_progress as "observedProgress"
    from rally_verdicts v
    join lateral (select record, capture_id from rally_posts c where c.edition_id = v.edition_id and c.network = v.network
      and c.external_id = v.external_id order by (c.record->>'retrieved_at')::timestamptz desc nulls last, c.arrival desc
      limit 1) p on true
    left join rally_captures k on k.id = p.capture_id
    where v.edition_id = ${editionId} and v.status = 'counted' and v.kind = 'visit' and cardinality(v.works) > 0
      and (k.id is not null or p.record->>'finding' is not null)
    order by v.published_at, v.network, v.external_id`.execute(db)
  return rows
}

export type Observation = Seen & {
  publicUrl: string | null
  note: string | null
  mode: string | null
  publishedAt: Date
  /** Only those that somebody looked over and showed. */
  photos: { sha256: string; alt: string | null; width: number; height: number }[]
}

/** What the visit of a finding saw, with the photographs that may be shown. */
export async function observationOf(db: Db, editionId: string, row: FindingRow): Promise<Observation | null> {
  const { rows } = await sql<Observation & { captureId: string | null }>`
    select coalesce(k.finding, p.record->>'finding') as finding, coalesce(k.comparisons, '{}') as comparisons,
      k.declared_progress::float8 as "declaredProgress", k.observed_progress as "observedProgress", k.note, k.mode,
      coalesce(p.public_url, k.public_url) as "publicUrl", (p.record->>'published_at')::timestamptz as "publishedAt",
      coalesce((select json_agg(json_build_object('sha256', coalesce(h.replaced_sha256, f.public_sha256), 'alt', f.alt,
        'width', f.width, 'height', f.height) order by f.position)
        from rally_photos f join lateral (select * from rally_photo_checks c where c.photo_id = f.id
          order by c.number desc limit 1) h on h.decision = 'shown'
        where f.capture_id = k.id), '[]') as photos
    from rally_posts p left join rally_captures k on k.id = p.capture_id
    where p.edition_id = ${editionId} and p.network = ${row.network} and p.external_id = ${row.postId}
    order by (p.record->>'retrieved_at')::timestamptz desc nulls last, p.arrival desc limit 1`.execute(db)
  return rows[0] ?? null
}
