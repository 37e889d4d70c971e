/**
 * Downloads of tracking in a process whose heap is small (`--max-old-space-size`) and whose garbage is taken out on the way: what is
 * left is what a download really holds. With a big heap a process grows because nobody needs the room, which says nothing.
 */
import { openDatabase } from '../src/platform/db/database.ts'
import { createWeb } from '../src/web.tsx'
import { benchDeps } from './deps.ts'

const [url = '', query = '', ...files] = process.argv.slice(2)
const db = openDatabase(url, { max: 5 })
const deps = await benchDeps(db)
let minutes = 0
const clock = () => new Date(deps.clock().getTime() + minutes * 60_000)
const app = createWeb({ ...deps, clock }, null)
const everyBytes = 4 * 1024 * 1024
const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(0)
const kept = () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return { heapUsed, external }
}

for (const file of files) {
  minutes += 1
  const before = kept()
  const most = { ...before, rss: 0 }
  const response = await app.request(`/datos/${file}?${query}`)
  if (response.status !== 200 || !response.body) throw new Error(`${file}: ${response.status}`)
  let [bytes, next] = [0, 0]
  for await (const piece of response.body) {
    bytes += piece.length
    if (bytes < next) continue
    next = bytes + everyBytes
    const { heapUsed, external } = kept()
    most.heapUsed = Math.max(most.heapUsed, heapUsed)
    most.external = Math.max(most.external, external)
    most.rss = Math.max(most.rss, process.memoryUsage.rss())
  }
  const after = kept()
  console.log(
    `${file}, con un montón de ${process.env.HEAP_MB} MB: ${megabytes(bytes)} MB; vivo ${megabytes(before.heapUsed)} MB antes, ${megabytes(most.heapUsed)} a lo más, ${megabytes(after.heapUsed)} después; fuera del montón ${megabytes(before.external)}, ${megabytes(most.external)} y ${megabytes(after.external)}; proceso hasta ${megabytes(most.rss)} MB`,
  )
}
await db.destroy()
process.exit(0)
