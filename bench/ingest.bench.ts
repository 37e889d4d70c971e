/** Posts as connectors bring them, in pages of 100, and as a file brings them, all at once: the goal is 10 000 a minute. */
import { keepPosts } from '../src/features/rallies/networks/keeping/commands.ts'
import type { Arrival } from '../src/features/rallies/networks/keeping/model.ts'
import { rallyStage } from '../test/rally-stage.ts'

const count = Number(process.env.POSTS ?? 10_000)
const stage = await rallyStage()
const edition = { id: stage.edition.id, space: stage.space }

function arrival(n: number, network: string): Arrival {
  const record = {
    ...{ network, id: String(n), author: n % 5 === 0 ? 'lagartijas' : `cuenta${n % 997}` },
    ...{
      published_at: '2026-03-03T17:00:00Z',
      text: `Visita ${n} a 26FICT0000${(n % 3) + 1} #DatosEnLaCalle`,
      interactions: n % 40,
    },
  }
  const original = {
    ...record,
    metrics: { likes: n % 40 },
    entities: { hashtags: [{ tag: 'DatosEnLaCalle' }] },
    lang: 'es',
  }
  return { line: null, record, original, url: `https://x.com/i/status/${n}` }
}

async function measure(what: string, network: string, pageSize: number, stamp: boolean): Promise<void> {
  const started = performance.now()
  let kept = 0
  for (let start = 0; start < count; start += pageSize) {
    const page = Array.from({ length: Math.min(pageSize, count - start) }, (_, at) => arrival(start + at, network))
    const now = new Date(stage.now.getTime() + start)
    const way = { sourceId: null, batchId: null }
    const result = await stage.db.transaction().execute((tx) => keepPosts(tx, edition, way, page, { now, stamp }))
    kept += result.kept
  }
  const seconds = (performance.now() - started) / 1000
  const rate = Math.round((count / seconds) * 60)
  console.log(
    `Recibir ${count} publicaciones, ${what}: ${seconds.toFixed(2)} s, ${rate} por minuto (meta: 10000); guardadas ${kept}`,
  )
}

await measure('por páginas de 100', 'x', 100, true)
await measure('las mismas otra vez', 'x', 100, true)
await measure('de un archivo, en una transacción', 'telegram', count, false)
await stage.close()
process.exit(0)
