/**
 * Public works at the size of the goal: the OPA file of 2019 (invented rows of the same width where it is not at hand) told as
 * 50,000 works with a key each. Normalising, importing a cut, and the data of the map. Prints only.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { runCut, takeCut } from '../src/features/works/cuts/commands.ts'
import { fileSource, normalizeCommand } from '../src/features/works/normalizing/cli.ts'
import { parseCsv } from '../src/platform/csv/records.ts'
import { csvRecord } from '../src/platform/csv/write.ts'
import { newId } from '../src/platform/identity.ts'
import { createWeb } from '../src/web.tsx'
import { testDatabase } from '../test/database.ts'
import { benchDeps } from './deps.ts'

const wanted = 50_000
const folder = await mkdtemp(join(tmpdir(), 'tequio-bench-works-'))
const path = join(folder, 'opa.csv')
await writeFile(path, await manyRows())
const { size } = await stat(path)
const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`

let peak = 0
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 20)
const measured = async <Result>(work: () => Promise<Result>): Promise<{ seconds: number; result: Result }> => {
  peak = process.memoryUsage.rss()
  const started = performance.now()
  const result = await work()
  return { seconds: (performance.now() - started) / 1000, result }
}

const quiet = { cwd: folder, stdout: process.stderr, stderr: process.stderr }
const normal = await measured(() => normalizeCommand([path, '--out', 'works.csv', '--report', 'r.json'], quiet))
console.log(
  `Normalizar ${wanted} filas (${megabytes(size)}): ${normal.seconds.toFixed(2)} s, ${Math.round(wanted / normal.seconds)} filas/s, memoria hasta ${megabytes(peak)}`,
)

const { db, drop } = await testDatabase()
const deps = await benchDeps(db)
const now = deps.clock()
const space = { id: newId() }
await db
  .insertInto('spaces')
  .values({ ...space, kind: 'country', slug: 'pais', name: 'País', is_fictional: true, created_at: now })
  .execute()
const context = { db, actor: null, now, locale: 'es' as const }
const dataset = {
  slug: 'opa',
  title: 'OPA',
  publisher: 'SHCP',
  sourceUrl: null,
  licence: 'Libre Uso MX',
  licenceUrl: null,
}
const cut = {
  datedOn: '2019-12-31',
  downloadedOn: '2020-01-10',
  product: 'annual' as const,
  year: 2019,
  quarter: null,
  sourceUrl: null,
}
const bringing = { space, dataset, cut, fileName: 'opa.csv', format: null }
const imported = await measured(async () => {
  const { id } = await takeCut(context, deps.storage, bringing, fileSource(path).open())
  await runCut(deps, { id, locale: 'es' }, now)
})
console.log(
  `Importar un corte de ${wanted} obras: ${imported.seconds.toFixed(1)} s, ${Math.round(wanted / imported.seconds)} filas/s, memoria hasta ${megabytes(peak)}`,
)

const app = createWeb(deps, null)
for (const [name, address] of [
  ['Datos del mapa', '/pais/obras/mapa.json'],
  ['Lista por distancia', '/pais/obras?cerca=19.4,-99.1'],
  ['GeoJSON entero', '/pais/obras.geojson'],
] as const) {
  const answer = await measured(async () => (await app.request(address)).arrayBuffer())
  const bytes = Buffer.from(answer.result)
  const small = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  console.log(
    `${name}: ${Math.round(answer.seconds * 1000)} ms, ${megabytes(bytes.length)}, ${megabytes(small.length)} comprimidos`,
  )
}
clearInterval(watch)
await drop()
await rm(folder, { recursive: true })

async function manyRows(): Promise<string> {
  const shared = fileURLToPath(
    new URL('../../shared/data/public_works/opa_2019_anual_intermedia_vivo.csv', import.meta.url),
  )
  const header = [
    'CVE_CARTERA',
    'NOMBRE_PPI',
    'LATITUD',
    'LONGITUD',
    'DESCRIPCION_PPI',
    'EJERCIDO',
    'ESTATUS_OPERACION',
  ]
  const invented = Array.from({ length: 100 }, (_, at) => [
    ...['X', `Obra inventada ${at}`, String(15 + at / 10), String(-100 - at / 20)],
    ...['x'.repeat(600), '1000.50', 'Vigente'],
  ])
  const [first = [], ...rows] = existsSync(shared)
    ? parseCsv(await readFile(shared, 'utf8'), ',').records
    : [header, ...invented]
  const kept = rows.filter(([key]) => key !== '')
  let text = csvRecord(first)
  for (let row = 0; row < wanted; row += 1)
    text += csvRecord([
      `19${row.toString(36).toUpperCase().padStart(9, '0')}`,
      ...(kept[row % kept.length] ?? []).slice(1),
    ])
  return text
}
