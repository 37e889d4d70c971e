/** 10 000 commitments with 10 activities each from the project's own CSV template into an empty plan, and the same file again. */
import { csvPieces } from '../src/features/commitments/exports/csv.ts'
import { importCommitments } from '../src/features/commitments/imports/commands.ts'
import { newId } from '../src/platform/identity.ts'
import { testDatabase } from '../test/database.ts'
import { invented } from '../test/plan-of.ts'

const count = Number(process.env.COMMITMENTS ?? 10_000)
const { db, drop } = await testDatabase()
const now = new Date('2026-06-15T18:00:00Z')
const [spaceId, planId] = [newId(), newId()]
await db
  .insertInto('spaces')
  .values({ id: spaceId, kind: 'country', slug: 'banco', name: 'Banco', created_at: now })
  .execute()
const plan = {
  id: planId,
  space_id: spaceId,
  slug: 'plan',
  kind: 'internal',
  title: 'Plan',
  origin: 'platform',
  created_at: now,
}
await db.insertInto('plans').values(plan).execute()
const bytes = Buffer.from([...csvPieces(invented(count, 2, 10))].join(''))

for (const turn of ['primera vez', 'otra vez, sin cambios']) {
  const started = performance.now()
  const report = await importCommitments(
    { db, actor: null, now, locale: 'es' },
    { plan: { id: planId }, bytes, fileName: 'banco.csv', format: null, dryRun: false, approval: null },
  )
  if (report.rejected > 0) console.log('Rechazos:', report.rejections.slice(0, 3))
  const seconds = (performance.now() - started) / 1000
  const { added, changed, unchanged, rejected } = report.commitments as Record<string, number>
  console.log(
    `Importar ${count} compromisos con 10 actividades (${(bytes.length / 1e6).toFixed(1)} MB, ${report.rows_read} filas), ${turn}: ${seconds.toFixed(1)} s (meta: menos de 30 s); agregados ${added}, cambiados ${changed}, iguales ${unchanged}, filas rechazadas ${rejected ?? report.rejected}; memoria máxima ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  )
}
await db.destroy()
await drop()
process.exit(0)
