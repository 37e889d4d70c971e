/**
 * The anonymous board from the page cache beside a bare node:http server that sends the same bytes, and the same board made
 * anew for each request. Servers run in processes of their own; load and server share this machine's cores, in both cases alike.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { createWeb } from '../src/web.tsx'
import { testDatabase } from '../test/database.ts'
import { invented, median, publishedPlan } from '../test/plan-of.ts'
import { benchDeps } from './deps.ts'

const rounds = 3
const seconds = 4
const connections = 32

const { db, url, drop } = await testDatabase()
const { space, plan } = await publishedPlan(db, invented(1000, 3, 9))
const address = `/${space}/planes/${plan}/tablero`

const deps = await benchDeps(db)
const app = createWeb(deps, null)
const ask = () => app.request(address, { headers: { 'accept-encoding': 'br' } })
const page = Buffer.from(await (await ask()).arrayBuffer())
const times: number[] = []
for (let round = 0; round < 60; round++) {
  const started = performance.now()
  const answer = await ask()
  await answer.arrayBuffer()
  if (round >= 10) times.push(performance.now() - started)
}
console.log(
  `Tablero sin caché, 1 000 compromisos con 9 actividades: mediana ${median(times).toFixed(1)} ms, peor ${Math.max(...times).toFixed(1)} ms (meta: menos de 50 ms de mediana; ${times.length} peticiones una tras otra)`,
)

const server = fileURLToPath(new URL('./board-server.ts', import.meta.url))
const bytesFile = fileURLToPath(new URL('../var/bench-page.bin', import.meta.url))
const warmed = await open(['house', url])
const cached = await (
  await fetch(`http://127.0.0.1:${warmed.port}${address}`, { headers: { 'accept-encoding': 'br' } })
).arrayBuffer()
void cached
const raw = await rawBytes(warmed.port)
writeFileSync(bytesFile, raw)
const bare = await open(['bare', bytesFile])
const results = { cached: [] as number[], bare: [] as number[] }
for (let round = 0; round < rounds; round++) {
  results.bare.push(await load(bare.port))
  results.cached.push(await load(warmed.port))
}
const share = median(results.cached) / median(results.bare)
console.log(
  `Página ${page.length} bytes; por la red ${raw.length} bytes en brotli; ${connections} conexiones, ${rounds} vueltas de ${seconds} s, alternadas`,
)
console.log(
  `node:http con los mismos bytes: ${Math.round(median(results.bare))} peticiones/s (${results.bare.map(Math.round).join(', ')})`,
)
console.log(
  `tablero anónimo de Tequio:      ${Math.round(median(results.cached))} peticiones/s (${results.cached.map(Math.round).join(', ')})`,
)
console.log(`proporción: ${share.toFixed(2)} (meta: al menos 0.33)`)
warmed.child.kill()
bare.child.kill()
await Promise.all([once(warmed.child, 'exit'), once(bare.child, 'exit')])
await db.destroy()
await drop().catch(() => {})
process.exit(0)

async function open(args: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [...process.execArgv, server, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  child.stdout.resume()
  return { child, port: Number(chunk.toString().trim()) }
}

/** The compressed body exactly as it travels. */
async function rawBytes(port: number): Promise<Buffer> {
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    request({ port, path: address, headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks)))
    })
      .on('error', reject)
      .end()
  })
}

async function load(port: number): Promise<number> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${address}`,
    connections,
    duration: seconds,
    headers: { 'accept-encoding': 'br' },
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were not 200, ${result.errors} failed`)
  return result.requests.average
}
