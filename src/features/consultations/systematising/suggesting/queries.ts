import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { pageSizes } from '../model.ts'

/** `waiting`: how many of it still need this coder's word. */
export type SuggestedGroup = { number: number; label: string | null; size: number; waiting: number }

export async function suggestedGroups(
  db: Db,
  consultationId: string,
  coderId: string,
  page: number,
): Promise<{ groups: SuggestedGroup[]; all: number }> {
  const { rows } = await sql<SuggestedGroup & { all: number }>`
    select g.number, g.label, g.size, count(w.contribution_id)::int as waiting, (count(*) over ())::int as all
    from suggested_groups g
    left join (
      select m.number, m.contribution_id from suggested_members m
      left join codings_standing s on s.contribution_id = m.contribution_id
      where m.consultation_id = ${consultationId} and ${waitsFor('m.contribution_id', coderId)}) w on w.number = g.number
    where g.consultation_id = ${consultationId}
    group by g.number, g.label, g.size order by g.number
    limit ${pageSizes.groups} offset ${(page - 1) * pageSizes.groups}`.execute(db)
  return { groups: rows, all: rows[0]?.all ?? 0 }
}

/** Needs this coder's word: nobody's stands, or one other's does and two are needed. `s` is the standing's row, if there is one. */
export function waitsFor(contribution: string, coderId: string) {
  return sql<boolean>`(s.standing is null or (s.standing = 'half' and not exists (
    select from codings own where own.contribution_id = ${sql.ref(contribution)} and own.coder_id = ${coderId}
      and own.undone_at is null)))`
}
