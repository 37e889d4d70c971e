import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { type Draft, stateOfDraft } from '../../tables/drafts/model.ts'
import { draftById } from '../../tables/drafts/queries.ts'

/** The table that a draft lies on, if it is of that space. */
export async function tableOfDraft(
  db: Db,
  spaceId: string,
  draftId: string,
): Promise<{ slug: string; title: string } | null> {
  const { rows } = await sql<{ slug: string; title: string }>`
    select t.slug, t.title from commitment_drafts d join working_tables t on t.id = d.table_id
    where d.id = ${draftId} and t.space_id = ${spaceId}`.execute(db)
  return rows[0] ?? null
}

export type Candidate = { draft: Draft; table: { slug: string; title: string } }

/** Drafts of a space's tables that are no commitment yet and were not stopped; approved ones first. */
export async function candidates(db: Db, spaceId: string): Promise<Candidate[]> {
  const { rows } = await sql<{ id: string; slug: string; title: string }>`
    select d.id, t.slug, t.title from commitment_drafts d join working_tables t on t.id = d.table_id
    where t.space_id = ${spaceId} and d.commitment_id is null and d.stopped_at is null
    order by t.held_at, d.number limit 200`.execute(db)
  const all: Candidate[] = []
  for (const { id, slug, title } of rows) {
    const draft = await draftById(db, id)
    if (draft) all.push({ draft, table: { slug, title } })
  }
  const isReady = ({ draft }: Candidate) => stateOfDraft(draft) === 'approved'
  return all.sort((a, b) => Number(isReady(b)) - Number(isReady(a)))
}

/** Where a commitment came from; null where it was not made at a table. */
export async function originOf(
  db: Db,
  commitmentId: string,
): Promise<{ space: string; table: string; title: string; number: number } | null> {
  const { rows } = await sql<{ space: string; table: string; title: string; number: number }>`
    select s.slug as space, t.slug as "table", t.title, d.number from commitment_drafts d
      join working_tables t on t.id = d.table_id join spaces s on s.id = t.space_id
    where d.commitment_id = ${commitmentId} and t.published_at is not null`.execute(db)
  return rows[0] ?? null
}
