/**
 * 10,000 posts a minute for five minutes while 200 clients watch the scoreboard: each holds the line of events and fetches the part
 * again when told, and loads a whole page now and then. The program with its worker is one process, the clients and whoever brings the
 * posts another; all share this machine's cores and speak over loopback only. RALLY_LOAD_SECONDS shortens it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { askForScoring } from '../src/features/rallies/consolidation/queue/commands.ts'
import type { PostRecord } from '../src/features/rallies/scoring/model.ts'
import { folderStorage } from '../src/platform/storage/storage.ts'
import { testDatabase } from '../test/database.ts'
import { announcementOf, arrive, visitOf } from '../test/rally-posts.ts'
import { furnishRally } from '../test/rally-stage.ts'
import { invent } from './rally-field.ts'

const seconds = Number(process.env.RALLY_LOAD_SECONDS ?? 300)
const [postsPerMinute, clients, batchMs, pageEveryMs] = [10_000, 200, 250, 10_000]
const perBatch = Math.round((postsPerMinute / 60_000) * batchMs)

const { db, url, drop } = await testDatabase()
const now = new Date('2026-03-03T18:00:00Z')
const { edition } = await furnishRally(db, folderStorage('var/bench/files'), now)
const field = await invent(db, edition.id, { teams: 60, works: 2_000 }, now)
const house = await open(url)
const board = `http://127.0.0.1:${house.port}${edition.path}/marcador`

const pages: number[] = []
const parts: number[] = []
const delays: number[] = []
/** When the posts of each total were committed: the board shows a post once its total is reached. */
const committed: { total: number; at: number }[] = []
let [sent, errors, shown, isOver] = [0, 0, 0, false]

const watching = Array.from({ length: clients }, (_, index) => watch(index))
const started = performance.now()
for (let turn = 0; performance.now() - started < seconds * 1000; turn++) {
  const posts = Array.from({ length: perBatch }, () => post())
  await db.transaction().execute(async (tx) => {
    await arrive(tx, edition.id, posts, new Date())
    await askForScoring(tx, edition.id)
  })
  sent += posts.length
  committed.push({ total: sent, at: performance.now() })
  const due = started + (turn + 1) * batchMs - performance.now()
  if (due > 0) await new Promise((resolve) => setTimeout(resolve, due))
}
const tookSeconds = (performance.now() - started) / 1000
await settled()
isOver = true
await Promise.all(watching)
const { summary } = (await (await fetch(`${board}.json`)).json()) as {
  summary: { posts_read: number; distinct: number }
}
const [{ verdicts } = { verdicts: 0 }] = await db
  .selectFrom('rally_verdicts')
  .select((select) => select.fn.countAll<number>().as('verdicts'))
  .execute()

console.log(
  `${sent} publicaciones en ${tookSeconds.toFixed(0)} s (${Math.round((sent / tookSeconds) * 60)} por minuto), ${clients} lectores con la línea abierta`,
)
console.log(
  `leídas ${summary.posts_read}, distintas ${summary.distinct}, decisiones ${verdicts}: perdidas ${sent - summary.posts_read} (meta: 0); errores ${errors} (meta: 0)`,
)
console.log(`página completa: ${told(pages)} (meta: mediana menor que 100 ms)`)
console.log(`parte que se renueva: ${told(parts)}`)
console.log(`de guardada a vista en el marcador: ${told(delays)} (meta: menos de 2 000 ms)`)
house.child.kill()
await once(house.child, 'exit')
await db.destroy()
await drop().catch(() => {})
process.exit(sent === summary.posts_read && errors === 0 ? 0 : 1)

function post(): PostRecord {
  const team = pick(field.teams)
  const work = pick(field.works)
  const minute = Math.floor(Math.random() * 3_000)
  return Math.random() < 0.4
    ? announcementOf(team, work, minute)
    : visitOf(team, work, minute, { text: `Vimos ${Math.random()} #DatosEnLaCalle` })
}

function pick(from: readonly string[]): string {
  return from[Math.floor(Math.random() * from.length)] ?? ''
}

/** One reader: the first one also reads the total on the board, to know when a post was to be seen. */
async function watch(index: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * pageEveryMs))
  const line = new AbortController()
  let [isWaiting, nextPage] = [false, 0]
  const renew = async () => {
    if (isWaiting) return
    isWaiting = true
    // As the island does: a second's rest, a little spread.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 400))
    const text = await timed(`${board}/parte`, parts)
    if (index < 5 && text) seen(text)
    await new Promise((resolve) => setTimeout(resolve, 600))
    isWaiting = false
  }
  const listening = listen(line, renew)
  while (!isOver) {
    if (performance.now() >= nextPage) {
      await timed(board, pages)
      nextPage = performance.now() + pageEveryMs
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  line.abort()
  await listening
}

async function listen(line: AbortController, renew: () => Promise<void>): Promise<void> {
  try {
    const response = await fetch(`${board}/vivo`, { signal: line.signal })
    if (response.status !== 200) errors++
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      if (piece.includes('event: pass')) void renew()
    }
  } catch {
    if (!line.signal.aborted) errors++
  }
}

async function timed(address: string, times: number[]): Promise<string | null> {
  const begun = performance.now()
  try {
    const response = await fetch(address, { headers: { 'accept-encoding': 'br' } })
    const text = await response.text()
    times.push(performance.now() - begun)
    if (response.status !== 200) errors++
    return text
  } catch {
    errors++
    return null
  }
}

function seen(html: string): void {
  const at = performance.now()
  const total = Number(/Publicaciones leídas<\/dt><dd>([\d,.]+)/.exec(html)?.[1]?.replace(/[,.]/g, '') ?? 0)
  for (const batch of committed) {
    if (batch.total > shown && batch.total <= total) delays.push(at - batch.at)
  }
  shown = Math.max(shown, total)
}

/** Waits until all that was sent is on the board, at most half a minute. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 60 && shown < sent; turn++) await new Promise((resolve) => setTimeout(resolve, 500))
}

function told(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
  return `mediana ${at(0.5)} ms, p95 ${at(0.95)} ms, peor ${at(1)} ms (${sorted.length} veces)`
}

async function open(databaseUrl: string): Promise<{ child: ChildProcess; port: number }> {
  const server = fileURLToPath(new URL('./rally-server.ts', import.meta.url))
  const child = spawn(process.execPath, [...process.execArgv, server, databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // Whatever ends the measurement ends the program that it measured.
  process.on('exit', () => child.kill())
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  child.stdout.resume()
  return { child, port: Number(chunk.toString().trim()) }
}
