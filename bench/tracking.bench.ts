/**
 * Tracking at the size of the goal: one plan with 100,000 activities and 300,000 reports, made inside the database. The board, the
 * page of a commitment, downloads and the freeze of a cut; nothing is kept between requests. The process of the downloads has a
 * heap of the usual size, so it grows; what they really hold is seen in another with a small one. Prints only.
 * TRACKING_SHARE=10 makes a tenth.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freezeDueCuts } from '../src/features/tracking/cuts/commands.ts'
import { newId } from '../src/platform/identity.ts'
import { createWeb } from '../src/web.tsx'
import { testDatabase } from '../test/database.ts'
import { benchDeps } from './deps.ts'
import { fillPlan } from './tracking-plan.ts'

const share = Number(process.env.TRACKING_SHARE ?? 1)
const sizes = { commitments: Math.round(1000 / share), actions: 10, activities: 10, reports: 3 }
const activities = sizes.commitments * sizes.actions * sizes.activities
const { db, url, drop } = await testDatabase()
const deps = await benchDeps(db)
// Each download a minute later: the limit per network is not what is measured.
let minutes = 0
const clock = () => new Date(deps.clock().getTime() + minutes * 60_000)
const app = createWeb({ ...deps, clock }, null)
const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`

let peak = 0
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 20)
const begun = performance.now()
const { space, plan, planId } = await fillPlan(db, sizes)
console.log(
  `Seguimiento: ${activities} actividades, ${activities * sizes.reports} reportes, hechos en ${((performance.now() - begun) / 1000).toFixed(1)} s`,
)

await page('Tablero', `/${space}/planes/${plan}/tablero`, 'menos de 50 ms')
await page('Página de un compromiso', `/${space}/planes/${plan}/compromisos/c7`, 'menos de 30 ms')
for (const file of ['reportes.csv', 'actividades.csv', 'estados.csv', 'seguimiento.json', 'seguimiento.xlsx'])
  await download(file)
await heldByDownloads(128)
await freeze()
clearInterval(watch)
await drop()

async function page(name: string, path: string, aim: string): Promise<void> {
  const times: number[] = []
  let bytes = 0
  for (let turn = 0; turn < 25; turn += 1) {
    const started = performance.now()
    const response = await app.request(path)
    const body = await response.text()
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
    bytes = body.length
    if (turn >= 5) times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const [median = 0, worst = 0] = [times[Math.floor(times.length / 2)], times.at(-1)]
  console.log(
    `${name}: mediana ${median.toFixed(1)} ms, peor ${worst.toFixed(1)} ms, ${bytes} bytes (meta: ${aim} de mediana)`,
  )
}

async function download(file: string): Promise<void> {
  minutes += 1
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  peak = before
  const started = performance.now()
  const response = await app.request(`/datos/${file}?espacio=${space}&plan=${plan}`)
  if (response.status !== 200 || !response.body) throw new Error(`${file}: ${response.status}`)
  let [bytes, lines] = [0, 0]
  for await (const piece of response.body) {
    bytes += piece.length
    for (const byte of piece) if (byte === 10) lines += 1
  }
  const seconds = (performance.now() - started) / 1000
  // A workbook has no lines to count: its rows are those of the tables it holds.
  const rows = file.endsWith('.xlsx')
    ? sizes.commitments * (2 + sizes.actions) + activities * (2 + sizes.reports + 1)
    : lines
  console.log(
    `${file}: ${rows} filas, ${megabytes(bytes)} en ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} filas/s; proceso ${megabytes(before)} → ${megabytes(peak)} (meta: 20000 filas/s)`,
  )
}

/** A process of its own that may hold little: it must give the same files, and hold no more at their end than at their beginning. */
async function heldByDownloads(heapMb: number): Promise<void> {
  const root = new URL('../', import.meta.url)
  const [reader, hook] = ['bench/tracking-reader.ts', 'bin/tsx-hook.mjs'].map((file) =>
    fileURLToPath(new URL(file, root)),
  )
  const files = ['reportes.csv', 'seguimiento.json', 'seguimiento.xlsx']
  const child = fork(reader ?? '', [url, `espacio=${space}&plan=${plan}`, ...files], {
    execArgv: ['--import', hook ?? '', '--expose-gc', `--max-old-space-size=${heapMb}`],
    env: { ...process.env, HEAP_MB: String(heapMb) },
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) process.exitCode = 1
}

async function freeze(): Promise<void> {
  const due = { due_on: '2026-06-14', title: 'Corte', number: 1, set_at: clock() }
  await db
    .insertInto('cut_dates')
    .values({ id: newId(), plan_id: planId, ...due })
    .execute()
  peak = process.memoryUsage.rss()
  const started = performance.now()
  await freezeDueCuts({ db, storage: deps.storage }, clock())
  const { bytes } = await db.selectFrom('cuts').select('bytes').executeTakeFirstOrThrow()
  console.log(
    `Congelar un corte: ${((performance.now() - started) / 1000).toFixed(1)} s, ${megabytes(Number(bytes))}, memoria hasta ${megabytes(peak)} (meta: menos de 5 s)`,
  )
}
