import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { codeOf, pageSizes, type Verdict, wordsOf } from '../model.ts'
import { codingsOf, mergesOf } from '../queries.ts'
import type { CodePair } from './model.ts'

/** The first two coders' codes of everything that two coded; topics that were merged count as one. */
export async function codePairs(db: Db, consultationId: string): Promise<CodePair[]> {
  const merges = await mergesOf(db, consultationId)
  const { rows } = await sql<
    Verdict & { firstKind: string; secondKind: string; first: string | null; second: string | null }
  >`
    select kinds[1] as "firstKind", kinds[2] as "secondKind", topics[1]::text as first, topics[2]::text as second from (
      select array_agg(kind order by began) as kinds, array_agg(topic_id order by began) as topics from (
        select distinct on (g.contribution_id, g.coder_id) g.contribution_id, g.kind, g.topic_id,
          min(g.seq) over (partition by g.contribution_id, g.coder_id) as began
        from codings g join contributions c on c.id = g.contribution_id
        where c.consultation_id = ${consultationId} and g.undone_at is null and not g.settles
        order by g.contribution_id, g.coder_id, g.seq desc) words
      group by contribution_id) pairs
    where cardinality(kinds) >= 2`.execute(db)
  const code = (kind: string, topicId: string | null) => codeOf(merges, { kind, topicId, response: null } as Verdict)
  return rows.map((row) => [code(row.firstKind, row.first), code(row.secondKind, row.second)])
}

export type Dispute = {
  id: string
  folio: string
  title: string | null
  body: string | null
  language: string
  words: { codingId: string; coderId: string; coder: string | null; verdict: Verdict }[]
}

/** Contributions on which coders disagree, with who said what; oldest first. */
export async function disputesOf(
  db: Db,
  consultationId: string,
  readsWithheld: boolean,
  page: number,
): Promise<Dispute[]> {
  const { rows } = await sql<Omit<Dispute, 'words'>>`
    select c.id, c.folio, c.language,
      case when c.is_hidden and not ${readsWithheld}::boolean then null else c.title end as title,
      case when c.is_hidden and not ${readsWithheld}::boolean then null else c.body end as body
    from codings_standing s join contributions c on c.id = s.contribution_id
    where s.consultation_id = ${consultationId} and s.standing = 'disputed'
    order by c.received_at, c.id limit ${pageSizes.disputes} offset ${(page - 1) * pageSizes.disputes}`.execute(db)
  const codings = await codingsOf(
    db,
    rows.map(({ id }) => id),
  )
  const all = rows.map((row) => ({ ...row, held: wordsOf(codings.get(row.id) ?? []) }))
  const names = await namesOf(db, [...new Set(all.flatMap(({ held }) => held.map(({ coderId }) => coderId)))])
  return all.map(({ held, ...row }) => ({
    ...row,
    words: held.map(({ id, coderId, kind, topicId, response }) => {
      const verdict = { kind, topicId, response } as Verdict
      return { codingId: id, coderId, coder: names.get(coderId) ?? null, verdict }
    }),
  }))
}

async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
