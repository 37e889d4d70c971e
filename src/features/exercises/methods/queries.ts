import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Method } from './model.ts'
import { methodDefinition } from './schema.ts'

type Row = {
  id: string
  space_id: string | null
  code: string
  version: number
  name: string
  definition: unknown
  reason: string | null
  made_at: Date
  from_name: string | null
  from_code: string | null
  from_version: number | null
}

const columns = sql`m.id, m.space_id, m.code, m.version, m.name, m.definition, m.reason, m.made_at, f.name as from_name,
  f.code as from_code, f.version as from_version`
const tables = sql`methods m left join methods f on f.id = m.copied_from`

function methodOf(row: Row): Method {
  const { from_name: name, from_code: code, from_version: version } = row
  return {
    id: row.id,
    spaceId: row.space_id,
    code: row.code,
    version: row.version,
    name: row.name,
    definition: methodDefinition.parse(row.definition),
    copiedFrom: name !== null && code !== null && version !== null ? { name, code, version } : null,
    reason: row.reason,
    madeAt: row.made_at,
  }
}

/** The newest version of each method that a space can use: those shipped, and its own. */
export async function methodsFor(db: Db, spaceId: string): Promise<Method[]> {
  const { rows } = await sql<Row>`
    select distinct on (m.space_id is not null, m.code) ${columns} from ${tables}
    where m.space_id is null or m.space_id = ${spaceId}
    order by m.space_id is not null, m.code, m.version desc`.execute(db)
  return rows.map(methodOf)
}

/** Every version under one code, newest first; the space's own before a shipped one of the same name. */
export async function versionsOf(db: Db, spaceId: string, code: string): Promise<Method[]> {
  const { rows } = await sql<Row>`
    select ${columns} from ${tables} where m.code = ${code} and (m.space_id is null or m.space_id = ${spaceId})
    order by m.space_id nulls last, m.version desc`.execute(db)
  return rows.map(methodOf)
}

export async function findMethod(db: Db, id: string): Promise<Method | null> {
  const { rows } = await sql<Row>`select ${columns} from ${tables} where m.id = ${id}`.execute(db)
  return rows[0] ? methodOf(rows[0]) : null
}
