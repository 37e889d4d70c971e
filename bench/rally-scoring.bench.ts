/**
 * Scores invented editions of 10 000, 100 000 and 1 000 000 posts, each in a process of its own as `tequio rally score` does, and
 * has PostgreSQL COPY the same rows into a table without index, one after the other. Then what an append and a late post cost a live ledger.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { readSetting } from '../src/features/rallies/scoring/folder.ts'
import { readPostLine } from '../src/features/rallies/scoring/inputs/post-line.ts'
import { openLedger } from '../src/features/rallies/scoring/ledger.ts'
import type { PostRecord } from '../src/features/rallies/scoring/model.ts'
import { testDatabase } from '../test/database.ts'
import { median } from '../test/plan-of.ts'
import { postLines, shapeOf, writePosts, writeSetting } from './rally-posts.ts'

const sizes = (process.env.POSTS ?? '10000,100000,1000000').split(',').map(Number)
const base = fileURLToPath(new URL('../var/bench/rally', import.meta.url))
const child = fileURLToPath(new URL('./rally-score.ts', import.meta.url))
mkdirSync(base, { recursive: true })
const { db, drop } = await testDatabase()

for (const size of sizes) {
  const folder = join(base, String(size))
  const shape = shapeOf(size)
  writeSetting(folder, shape)
  const bytes = writePosts(join(folder, 'posts.jsonl'), size, shape)
  const copied = await copySeconds(folder, size)
  const { seconds, megabytes, posts } = scoreOnce(folder)
  console.log(
    `Puntuar ${size} publicaciones (${(bytes / 1e6).toFixed(0)} MB, ${shape.teams} equipos, ${shape.works} obras): ${seconds.toFixed(1)} s, ${Math.round(posts / seconds)} publicaciones/s, memoria máxima ${megabytes} MB; COPY de las mismas filas en PostgreSQL ${copied.toFixed(1)} s; proporción ${(seconds / copied).toFixed(1)} (metas con 1 000 000: 30 s, 1 GB, 6 veces COPY)`,
  )
  if (size > 100_000) rmSync(folder, { recursive: true })
}
liveLedger(50_000, 200)
await db.destroy()
await drop()
process.exit(0)

function scoreOnce(folder: string): { seconds: number; megabytes: number; posts: number } {
  const result = spawnSync(process.execPath, [...process.execArgv, child, folder], { encoding: 'utf8' })
  if (result.status !== 0) throw new Error(result.stderr)
  return JSON.parse(result.stdout)
}

/** A column a field; arrays and media as JSON, as they stand in the line. */
async function copySeconds(folder: string, size: number): Promise<number> {
  const file = join(folder, 'posts.tsv')
  const handle = openSync(file, 'w')
  let piece = ''
  for (const line of postLines(size, shapeOf(size))) {
    const { record } = readPostLine(line)
    if (record !== null) piece += `${rowOf(record)}\n`
    if (piece.length > 1 << 20) {
      writeSync(handle, piece)
      piece = ''
    }
  }
  writeSync(handle, piece)
  closeSync(handle)
  await sql`drop table if exists bench_posts`.execute(db)
  await sql`create table bench_posts (network text, id text, author text, published_at timestamptz, retrieved_at timestamptz, text text, repost_of text, geo jsonb, media jsonb, interactions bigint, finding text)`.execute(
    db,
  )
  const started = performance.now()
  await sql`copy bench_posts from ${sql.lit(file)}`.execute(db)
  const seconds = (performance.now() - started) / 1000
  rmSync(file)
  return seconds
}

function rowOf({
  network,
  id,
  author,
  published_at,
  retrieved_at,
  text,
  repost_of,
  geo,
  media,
  interactions,
  finding,
}: PostRecord): string {
  const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value))
  return [
    network,
    id,
    author,
    published_at,
    retrieved_at,
    text,
    repost_of,
    json(geo),
    json(media),
    interactions,
    finding,
  ]
    .map((cell) => (cell === undefined ? '\\N' : String(cell).replaceAll('\\', '\\\\').replaceAll('\t', '\\t')))
    .join('\t')
}

function liveLedger(size: number, batch: number): void {
  const folder = join(base, 'live')
  writeSetting(folder, shapeOf(size))
  const records = [...postLines(size + 40 * batch, shapeOf(size))].flatMap((line) => readPostLine(line).record ?? [])
  const byTime = [...records].sort((a, b) => (a.published_at < b.published_at ? -1 : 1))
  const begin = byTime.slice(0, size)
  const open = () => {
    const ledger = openLedger(readSetting(folder).setting)
    ledger.add(begin)
    ledger.takeChanges()
    return ledger
  }
  const ledger = open()
  const appended = timesOf(20, (turn) => {
    ledger.add(byTime.slice(size + turn * batch, size + (turn + 1) * batch))
    ledger.takeChanges()
    ledger.standings()
  })
  const middle = byTime.at(size / 2)?.published_at ?? ''
  const late = timesOf(10, (turn) => {
    const posts = byTime.slice(size + turn * batch, size + (turn + 1) * batch)
    ledger.add(posts.map((post, number) => ({ ...post, id: `late-${turn}-${number}`, published_at: middle })))
    ledger.takeChanges()
    ledger.standings()
  })
  const say = (times: number[]) => `mediana ${median(times).toFixed(0)} ms, peor ${Math.max(...times).toFixed(0)} ms`
  console.log(
    `Tablero vivo con ${size} publicaciones, tandas de ${batch}: al final ${say(appended)}; en medio (llegan tarde) ${say(late)} (meta: menos de 300 ms)`,
  )
}

function timesOf(turns: number, act: (turn: number) => void): number[] {
  return Array.from({ length: turns }, (_, turn) => {
    const started = performance.now()
    act(turn)
    return performance.now() - started
  })
}
