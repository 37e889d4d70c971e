import { sql } from 'kysely'
import type { PostRecord, Reason, Status } from '../src/features/rallies/scoring/model.ts'
import type { Database } from '../src/platform/context.ts'
import { newId } from '../src/platform/identity.ts'

export type StagePost = {
  network?: string
  id: string
  author?: string
  text?: string
  team?: string | null
  works?: readonly string[]
  kind?: 'announcement' | 'visit' | null
  status?: Status
  reason?: Reason | null
  finding?: PostRecord['finding']
  geo?: PostRecord['geo']
  points?: string
  other?: { network: string; id: string }
  at?: Date
}

/** A post with its verdict, as the scoring leaves it. */
export async function addPost(
  db: Database,
  editionId: string,
  post: StagePost,
): Promise<{ network: string; id: string }> {
  const { network = 'x', id, team = 'lagartijas', status = 'counted', points = '0.00' } = post
  const at = post.at ?? new Date('2026-03-02T18:00:00Z')
  const works = post.works ?? ['26FICT00001']
  const record: PostRecord = {
    network,
    id,
    author: post.author ?? team ?? 'alguien',
    published_at: at.toISOString(),
    text: post.text ?? `Visitamos ${works[0] ?? 'la obra'} #DatosEnLaCalle`,
    ...(post.finding ? { finding: post.finding } : {}),
    ...(post.geo ? { geo: post.geo } : {}),
  }
  const sha = Buffer.from(id.padEnd(32, '0').slice(0, 32))
  await db
    .insertInto('rally_posts')
    .values({
      ...{ edition_id: editionId, network, external_id: id, record: JSON.stringify(record), record_sha256: sha },
      received_at: new Date(at.getTime() + 60_000),
    })
    .execute()
  const reason = post.reason ?? null
  const because = [{ rule: reason ?? post.kind ?? 'visit', points, ...(post.other ? { other: post.other } : {}) }]
  await db
    .insertInto('rally_verdicts')
    .values({
      ...{ edition_id: editionId, network, external_id: id, team_code: team, works: [...works] },
      ...{ kind: post.kind === undefined ? 'visit' : post.kind, status, reason, points },
      ...{ because: JSON.stringify(because), published_at: at, scored_at: at },
    })
    .execute()
  return { network, id }
}

/** People become judges in this order: J1, J2… */
export async function addJudges(
  db: Database,
  editionId: string,
  people: readonly { id: string; organizationId?: string | null }[],
): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from rally_judges where edition_id = ${editionId}`.execute(db)
  let number = rows[0]?.count ?? 0
  for (const { id, organizationId = null } of people) {
    number += 1
    await db
      .insertInto('rally_judges')
      .values({
        ...{ edition_id: editionId, person_id: id, code: `J${number}`, organization_id: organizationId },
        named_at: new Date('2026-02-20T15:00:00Z'),
      })
      .execute()
  }
}

/** The close is frozen: its run with the hash that a second look is drawn from. */
export async function freeze(db: Database, editionId: string, hash = 'a'.repeat(64)): Promise<void> {
  const at = new Date('2026-03-08T00:10:00Z')
  await db.insertInto('rally_acts').values({ edition_id: editionId, act: 'frozen', at }).execute()
  await db
    .insertInto('rally_runs')
    .values({
      ...{ id: newId(), edition_id: editionId, kind: 'frozen', rules_number: 1, through_arrival: 0 },
      ...{ started_at: at, finished_at: at, input_sha256: hash, output_sha256: hash },
      ...{ standings: '[]', challenges: '[]', summary: '{}' },
    })
    .execute()
}
