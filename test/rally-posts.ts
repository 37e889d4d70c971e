import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { postLine } from '../src/features/rallies/scoring/inputs/post-line.ts'
import type { PostRecord } from '../src/features/rallies/scoring/model.ts'
import type { Db } from '../src/platform/context.ts'

/** Posts as a connector would keep them, in this order of arrival. */
export async function arrive(db: Db, editionId: string, records: readonly PostRecord[], at: Date): Promise<void> {
  for (let start = 0; start < records.length; start += 1000) {
    const rows = records.slice(start, start + 1000).map((record) => {
      const line = postLine(record)
      const { network, id: external_id } = record
      const record_sha256 = `\\x${createHash('sha256').update(line).digest('hex')}`
      return { edition_id: editionId, network, external_id, record: JSON.parse(line), record_sha256, received_at: at }
    })
    await sql`insert into rally_posts (edition_id, network, external_id, record, record_sha256, received_at)
      select edition_id, network, external_id, record, record_sha256, received_at
      from json_populate_recordset(null::rally_posts, ${JSON.stringify(rows)}::json)`.execute(db)
  }
}

let made = 0

/** A visit of a team to one of the stage's works; `minute` counts from the opening. */
export function visitOf(team: string, work: string, minute: number, more: Partial<PostRecord> = {}): PostRecord {
  made += 1
  const photo = createHash('sha256').update(`photo ${made}`).digest('hex')
  return {
    network: 'web',
    id: `v-${made}`,
    author: team,
    published_at: new Date(Date.parse('2026-03-01T15:00:00Z') + minute * 60_000).toISOString(),
    text: 'Fuimos a verla #DatosEnLaCalle',
    media: [{ type: 'photo', sha256: photo, phash: photo.slice(0, 16) }],
    kind: 'visit',
    finding: 'matches',
    work,
    ...more,
  }
}

export function announcementOf(team: string, work: string, minute: number): PostRecord {
  const { media: _, finding: __, ...post } = visitOf(team, work, minute)
  return { ...post, kind: 'announcement', text: `Vamos a ${work} #DatosEnLaCalle` }
}
