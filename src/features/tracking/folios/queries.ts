import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'

export type FolioKind = 'report' | 'contestation' | 'extension'

/** Of which plan a folio is, and of what; a folio is unique among all. */
export async function placeOfFolio(db: Db, folio: string) {
  const { rows } = await sql<{ kind: FolioKind; space: string; plan: string }>`
    select f.kind, s.slug as space, p.slug as plan from (
      select 'report' as kind, plan_id from reports where folio = ${folio}
      union all select 'contestation', plan_id from contestations where folio = ${folio}
      union all select 'extension', c.plan_id from extension_requests x join commitments c on c.id = x.commitment_id
        where x.folio = ${folio}
    ) f join plans p on p.id = f.plan_id join spaces s on s.id = p.space_id`.execute(db)
  return rows[0] ?? null
}
