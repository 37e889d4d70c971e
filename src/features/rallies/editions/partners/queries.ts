import type { Db } from '../../../../platform/context.ts'
import type { Partner, PartnerPart } from './model.ts'

export async function partnersOf(db: Db, editionId: string): Promise<Partner[]> {
  const rows = await db
    .selectFrom('rally_partners')
    .select(['id', 'part', 'name', 'url', 'linked_on'])
    .where('edition_id', '=', editionId)
    .orderBy('position')
    .execute()
  return rows.map(({ part, linked_on, ...row }) => ({ ...row, part: part as PartnerPart, linkedOn: linked_on }))
}
