import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Corrections } from '../../consolidation/setting/model.ts'
import { corrected } from '../../consolidation/setting/model.ts'
import { postLine } from '../../scoring/inputs/post-line.ts'
import type { PostRecord } from '../../scoring/model.ts'

const atOnce = 2000

/** posts.jsonl: every copy, in an order that does not tell when each arrived; equal sets of posts are equal bytes. */
export async function* postLines(db: Db, editionId: string, corrections: Corrections): AsyncGenerator<string> {
  type Row = { network: string; id: string; hash: Buffer; record: PostRecord }
  let last: Row | undefined
  for (;;) {
    const after: ReturnType<typeof sql> = last
      ? sql`and (network collate "C", external_id collate "C", record_sha256) > (${last.network}, ${last.id}, ${last.hash})`
      : sql``
    const { rows }: { rows: Row[] } = await sql<Row>`
      select network, external_id as id, record_sha256 as hash, record from rally_posts
      where edition_id = ${editionId} ${after}
      order by network collate "C", external_id collate "C", record_sha256 limit ${atOnce}`.execute(db)
    if (rows.length > 0) yield `${rows.map((row) => postLine(corrected(row.record, corrections))).join('\n')}\n`
    last = rows.at(-1)
    if (rows.length < atOnce) return
  }
}

export async function stateNames(db: Db, editionId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('rally_works')
    .select(['key', 'state_name'])
    .where('edition_id', '=', editionId)
    .execute()
  return new Map(rows.map((row) => [row.key, row.state_name ?? '']))
}

export type RunFile = { name: string; sha256: string; bytes: number }

export async function filesOfRun(db: Db, runId: string): Promise<RunFile[]> {
  const rows = await db
    .selectFrom('rally_run_files')
    .select(['name', 'sha256', 'bytes'])
    .where('run_id', '=', runId)
    .orderBy(sql`name collate "C"`)
    .execute()
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }))
}

export type KeptRun = {
  id: string
  kind: 'full' | 'frozen' | 'final'
  rulesNumber: number
  finishedAt: Date
  inputSha256: string
  outputSha256: string
}

const keptColumns = sql`id, kind, rules_number as "rulesNumber", finished_at as "finishedAt", input_sha256 as "inputSha256",
  output_sha256 as "outputSha256"`

/** Runs that were computed from nothing with their files, newest first. */
export async function keptRuns(db: Db, editionId: string): Promise<KeptRun[]> {
  const { rows } = await sql<KeptRun>`select ${keptColumns} from rally_runs
    where edition_id = ${editionId} and input_sha256 is not null order by finished_at desc, id desc`.execute(db)
  return rows
}

/** What the data page offers: the final run once there is one, else the newest with files. */
export async function openRun(db: Db, editionId: string): Promise<KeptRun | null> {
  const runs = await keptRuns(db, editionId)
  return runs.find(({ kind }) => kind === 'final') ?? runs[0] ?? null
}
