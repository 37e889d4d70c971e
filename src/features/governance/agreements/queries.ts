import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Agreement, AgreementState } from './model.ts'

type Row = Omit<Agreement, 'from' | 'states'> & {
  sessionNumber: number | null
  sessionTitle: string | null
  tableSlug: string | null
  tableTitle: string | null
  states: { state: AgreementState; reason: string; url: string | null; at: string }[]
}

async function read(db: Db, where: ReturnType<typeof sql>): Promise<Agreement[]> {
  const { rows } = await sql<Row>`
    select a.id, a.folio, a.wording, a.responsible, o.name as organization, a.due_on as "dueOn", a.made_at as "madeAt",
      s.number as "sessionNumber", s.title as "sessionTitle", t.slug as "tableSlug", t.title as "tableTitle",
      coalesce((select json_agg(json_build_object('state', x.state, 'reason', x.reason, 'url', x.url, 'at', x.stated_at)
        order by x.stated_at, x.id) from agreement_states x where x.agreement_id = a.id), '[]') as states
    from agreements a left join organizations o on o.id = a.organization_id
    left join sessions_of_bodies s on s.id = a.session_id left join working_tables t on t.id = a.table_id
    where ${where} order by a.made_at desc, a.folio limit 2000`.execute(db)
  return rows.map(({ sessionNumber, sessionTitle, tableSlug, tableTitle, states, ...row }) => ({
    ...row,
    from: tableSlug
      ? { kind: 'table', title: tableTitle ?? '', number: null, slug: tableSlug }
      : { kind: 'session', title: sessionTitle ?? '', number: sessionNumber, slug: null },
    states: states.map((state) => ({ ...state, at: new Date(state.at) })),
  }))
}

/** Of all sessions of a body, newest first. */
export function agreementsOfBody(db: Db, bodyId: string): Promise<Agreement[]> {
  return read(db, sql`s.body_id = ${bodyId}`)
}

export function agreementsOfSession(db: Db, sessionId: string): Promise<Agreement[]> {
  return read(db, sql`a.session_id = ${sessionId}`)
}

export function agreementsOfTable(db: Db, tableId: string): Promise<Agreement[]> {
  return read(db, sql`a.table_id = ${tableId}`)
}

export async function findAgreement(db: Db, spaceId: string, folio: string): Promise<Agreement | null> {
  const [one] = await read(db, sql`a.space_id = ${spaceId} and a.folio = ${folio.toUpperCase()}`)
  return one ?? null
}
