import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { after, before, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { worksForEdition } from '../queries.ts'
import { type Bringing, runCut, takeCut } from './commands.ts'
import { type Joining, joined } from './joining.ts'
import { findOwnCut, listCuts } from './queries.ts'
import { rowDropOf } from './report.ts'

let stage: RallyStage
let datasetId: string
before(async () => {
  stage = await rallyStage()
})
after(() => stage.close())

let count = 0
beforeEach(async () => {
  count += 1
  const row = {
    space_id: stage.space.id,
    slug: `obras-${count}`,
    title: 'Obras',
    publisher: 'SHCP',
    licence: 'Libre Uso MX',
  }
  datasetId = `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`
  await stage.db
    .insertInto('works_datasets')
    .values({ id: datasetId, ...row, created_at: stage.now })
    .execute()
})

const header =
  'CVE_CARTERA,NOMBRE_PPI,DESCRIPCION_TIPO_PPI,ID_ENTIDAD_FEDERATIVA,ENTIDAD_FEDERATIVA,LATITUD,LONGITUD,NOMBRE_ADMIN,MODIFICADO,EJERCIDO,AVANCE_FISICO,ESTATUS_OPERACION'
const kind = 'Proyecto de Inversión de Infraestructura Social'

type Line = Partial<
  Record<'key' | 'name' | 'kind' | 'state' | 'lat' | 'lon' | 'modified' | 'spent' | 'progress' | 'status', string>
>

function csv(...lines: Line[]): string {
  const rows = lines.map((line) =>
    [
      ...[line.key ?? '2151GYN0001', line.name ?? 'Puente', line.kind ?? kind, line.state ?? '20', 'OAXACA'],
      ...[line.lat ?? '17.06', line.lon ?? '-96.72', 'María Secreta', line.modified ?? '100', line.spent ?? '50'],
      ...[line.progress ?? '10', line.status ?? 'Vigente'],
    ].join(','),
  )
  return [header, ...rows].join('\n')
}

async function bring(text: string | Uint8Array, more: Partial<Bringing['cut']> & Partial<Bringing> = {}) {
  const context = await stage.contextOf('facilitator')
  const cut = {
    datedOn: '2025-12-31',
    downloadedOn: '2026-01-10',
    product: 'tracking' as const,
    year: 2025,
    quarter: 4,
    sourceUrl: null,
    ...more,
  }
  const bringing: Bringing = {
    space: stage.space,
    dataset: { id: datasetId },
    cut,
    fileName: 'obras.csv',
    format: null,
    ...more,
  }
  const taken = await takeCut(context, stage.deps.storage, bringing, once(Buffer.from(text)))
  await runCut(stage.deps, { id: taken.id, locale: 'es' }, stage.now)
  const own = await findOwnCut(stage.db, taken.id)
  assert.ok(own)
  return own
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

function statesOf(cutId: string) {
  return stage.db.selectFrom('work_states').selectAll().where('cut_id', '=', cutId).orderBy('key').execute()
}

test('R-89 T-43 the file is kept as it came before it is read, and what cannot be read is kept too', async () => {
  const text = csv({})
  const own = await bring(text)
  assert.equal(own.cut.outcome, 'kept')
  assert.equal((await stage.deps.storage.read(own.cut.sha256)).toString(), text)
  const broken = await bring('esto no es nada')
  assert.equal(broken.cut.outcome, 'refused')
  assert.match(broken.cut.refusal ?? '', /obras.csv, fila 1.*encabezados/)
  assert.equal((await stage.deps.storage.read(broken.cut.sha256)).toString(), 'esto no es nada')
})

test('R-84 rows of one key are one work: money added, greatest progress, smallest place, and how many they were', async () => {
  const own = await bring(
    csv(
      { modified: '0.10', progress: '10', lat: '18' },
      { modified: '0.20', progress: '30', state: '9' },
      { key: '2151GYN0002' },
    ),
  )
  const [work] = await statesOf(own.cut.id)
  assert.deepEqual(work?.amounts, { MODIFICADO: '0.30', EJERCIDO: '100' })
  assert.deepEqual([work?.physical_progress, work?.latitude, work?.state_key, work?.sub_rows], [30, 17.06, '09', 2])
  assert.ok(work?.flags.includes('several-states'))
  assert.deepEqual([own.report?.works, own.report?.repeated_keys, own.report?.repeated_rows], [2, 1, 2])
})

test('R-84 parts of a work that stand in different pieces of the file are joined the same', async () => {
  const filler = Array.from({ length: 3_000 }, (_, at) => ({
    key: `21AAAA${String(at).padStart(5, '0')}`,
    name: 'x'.repeat(60),
  }))
  const own = await bring(
    csv({ spent: '100.5', modified: '200' }, ...filler, { spent: '100.5', modified: '1', progress: '99' }),
  )
  const [work] = (await statesOf(own.cut.id)).filter(({ key }) => key === '2151GYN0001')
  assert.deepEqual(work?.amounts, { MODIFICADO: '201', EJERCIDO: '201.0' })
  assert.deepEqual([work?.physical_progress, work?.sub_rows, work?.flags], [99, 2, []])
  assert.equal(own.report?.repeated_rows, 2)
})

test('R-84 joining gives the same whatever the order of the rows', () => {
  const part = fc.record({
    amounts: fc.record({
      EJERCIDO: fc.integer({ min: 0, max: 1e6 }).map(String),
      MODIFICADO: fc.integer({ min: 0, max: 1e6 }).map(String),
    }),
    totalAmount: fc.constant(null),
    progress: fc.option(fc.integer({ min: 0, max: 100 })),
    latitude: fc.integer({ min: 14, max: 20 }),
    longitude: fc.integer({ min: -100, max: -90 }),
    stateKey: fc.option(fc.constantFrom('09', '20')),
    municipality: fc.option(fc.constantFrom('A', 'B')),
    flags: fc.constant([]),
    rows: fc.constant(1),
  })
  fc.assert(
    fc.property(fc.array(part, { minLength: 2, maxLength: 6 }), (parts) => {
      const all = (list: Joining[]) => list.slice(1).reduce((sum, one) => joined(sum, one), list[0] as Joining)
      assert.deepEqual(all(parts), all(parts.toReversed()))
    }),
  )
})

test('R-85 T-45 progress that fell since the cut before is flagged and kept as it is, also when cuts come in late', async () => {
  const later = await bring(csv({ progress: '40' }), { datedOn: '2025-12-31' })
  assert.deepEqual((await statesOf(later.cut.id))[0]?.flags, [])
  const earlier = await bring(csv({ progress: '60' }), { datedOn: '2025-09-30', quarter: 3 })
  assert.equal(earlier.report?.progress_fell, 0)
  const [work] = await statesOf(later.cut.id)
  assert.deepEqual([work?.physical_progress, work?.flags], [40, ['progress-fell']])
})

test('R-86 T-44 spending that cannot be compared is flagged', async () => {
  const own = await bring(csv({ spent: '106', modified: '100' }))
  assert.deepEqual((await statesOf(own.cut.id))[0]?.flags, ['spending-not-comparable'])
})

test('R-87 an unknown status stops the cut and leaves nothing of it, until a person lets it in', async () => {
  const text = csv({ status: 'Terminado' }, { key: '2151GYN0002' })
  const own = await bring(text)
  assert.deepEqual([own.cut.outcome, own.report?.unknown_statuses], ['refused', [{ value: 'Terminado', rows: 1 }]])
  assert.match(own.cut.refusal ?? '', /«Terminado»/)
  assert.deepEqual(await statesOf(own.cut.id), [])
  const works = await stage.db.selectFrom('works').select('id').where('dataset_id', '=', datasetId).execute()
  assert.deepEqual(works, [])
  const again = await bring(text, { admittedStatuses: ['Terminado'] })
  assert.equal(again.cut.outcome, 'kept')
  const [work] = await statesOf(again.cut.id)
  assert.deepEqual([work?.status_source, work?.status], ['Terminado', null])
})

test('R-88 a cut that lost more than thirty per cent of its rows since the same quarter says so', async () => {
  assert.equal(rowDropOf(71, 100), null)
  assert.equal(rowDropOf(69, 100), 0.31)
  assert.equal(rowDropOf(5, null), null)
  const many = Array.from({ length: 10 }, (_, at) => ({ key: `2151GYN00${String(at).padStart(2, '0')}` }))
  await bring(csv(...many), { datedOn: '2024-12-31' })
  await bring(csv(...many.slice(1)), { datedOn: '2025-09-30', quarter: 3 })
  const own = await bring(csv(...many.slice(0, 5)), { datedOn: '2025-12-31' })
  assert.deepEqual([own.report?.row_drop, own.report?.earlier?.rows], [0.5, 10])
})

test('the report balances against the cut before: added, changed, unchanged and rejected are all its rows', async () => {
  await bring(csv({}, { key: '2151GYN0002' }), { datedOn: '2025-09-30', quarter: 3 })
  const own = await bring(csv({}, { key: '2151GYN0002', progress: '55' }, { key: '2151GYN0003' }, { key: '8.36E+21' }))
  const report = own.report
  assert.ok(report)
  assert.deepEqual([report.rows_read, report.added, report.changed, report.unchanged, report.rejected], [4, 1, 1, 1, 1])
  assert.deepEqual([report.rejections[0]?.row, report.rejections[0]?.reason], [5, 'work-key-number'])
})

test('T-38 a work keeps its key under another name, and both names stay with their cuts', async () => {
  const first = await bring(csv({ name: 'Puente' }), { datedOn: '2025-09-30', quarter: 3 })
  const second = await bring(csv({ name: 'Puente colgante' }))
  const [a] = await statesOf(first.cut.id)
  const [b] = await statesOf(second.cut.id)
  assert.equal(a?.work_id, b?.work_id)
  assert.deepEqual([a?.name, b?.name], ['Puente', 'Puente colgante'])
})

test('R-90 T-28 nothing that is kept of a cut names an official, and its file is known to hold personal data', async () => {
  const own = await bring(csv({}, { key: 'x' }))
  assert.ok(own.hasPersonalData)
  assert.ok(!JSON.stringify([await statesOf(own.cut.id), own.report]).includes('Secreta'))
})

test('the same file twice in a data set is refused and says which cut it is', async () => {
  await bring(csv({}))
  await assert.rejects(bring(csv({}), { datedOn: '2026-03-31' }), { key: 'works.import.same-file' })
})

test('two cuts at once come in one after the other, and each work once', async () => {
  const both = [bring(csv({ name: 'Uno' })), bring(csv({ name: 'Dos' }), { datedOn: '2025-09-30' })]
  for (const own of await Promise.all(both)) assert.equal(own.cut.outcome, 'kept')
  const works = await stage.db.selectFrom('works').select('key').where('dataset_id', '=', datasetId).execute()
  assert.equal(works.length, 1)
})

test('who may no longer keep works when the file is read gets nothing in', async () => {
  const context = await stage.contextOf('facilitator')
  const cut = {
    datedOn: '2025-12-31',
    downloadedOn: '2026-01-10',
    product: 'other' as const,
    year: null,
    quarter: null,
    sourceUrl: null,
  }
  const bringing: Bringing = {
    space: stage.space,
    dataset: { id: datasetId },
    cut,
    fileName: 'obras.csv',
    format: null,
  }
  await assert.rejects(
    takeCut(await stage.contextOf('neighbour'), stage.deps.storage, bringing, once(Buffer.from(csv({})))),
    { name: 'NotAllowed' },
  )
  const { id } = await takeCut(context, stage.deps.storage, bringing, once(Buffer.from(csv({}))))
  await stage.db
    .updateTable('works_cuts')
    .set({ requested_by: stage.cast.person('neighbour').id })
    .where('id', '=', id)
    .execute()
  await runCut(stage.deps, { id, locale: 'es' }, stage.now)
  assert.equal((await findOwnCut(stage.db, id))?.cut.outcome, 'refused')
  assert.deepEqual(await statesOf(id), [])
})

test('R-91 a municipality that the catalogue does not have is noted, and the work kept without it', async () => {
  const known = { key: '20067', parent_key: '20', level: 'municipality', name: 'Oaxaca de Juárez' }
  await stage.db
    .insertInto('territories')
    .values(known)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const lines = csv({ key: '2151GYN0001' }, { key: '2151GYN0002' }, { key: '2151GYN0003' }).split('\n')
  const text = ['CVE_MUNICIPIO', '67', '999', ''].map((cell, at) => `${cell},${lines[at]}`).join('\n')
  const { cut, report } = await bring(text)
  assert.deepEqual(
    report?.notes.map(({ row, value, reason }) => [row, value, reason]),
    [[3, '20999', 'work-municipality']],
  )
  assert.deepEqual(
    (await statesOf(cut.id)).map((state) => state.municipality_key),
    ['20067', null, null],
  )
})

test('T-41 an edition takes what can be seen on a street, unless it asks for the rest too', async () => {
  const own = await bring(
    csv({}, { key: '2151GYN0002', kind: 'Programa de Inversión de Adquisiciones' }, { key: '2151GYN0003', state: '9' }),
  )
  const keys = async (filter: Parameters<typeof worksForEdition>[2]) =>
    (await worksForEdition(stage.db, own.cut.id, filter)).map(({ key }) => key)
  assert.deepEqual(await keys({}), ['2151GYN0001', '2151GYN0003'])
  assert.deepEqual(await keys({ withOthers: true, states: ['20'] }), ['2151GYN0001', '2151GYN0002'])
  assert.ok((await listCuts(stage.db, stage.space.id)).some(({ id }) => id === own.cut.id))
})

test('R-91 only municipalities of the catalogue are kept; the work of any other stays without one', async () => {
  const [head = '', known = '', unknown = ''] = csv({}, { key: '2151GYN0002' }).split('\n')
  const own = await bring([`${head},CVEGEO`, `${known},200670001`, `${unknown},20999`].join('\n'))
  const rows = await stage.db
    .selectFrom('work_states')
    .select(['key', 'municipality_key'])
    .where('cut_id', '=', own.cut.id)
    .orderBy('key')
    .execute()
  assert.deepEqual(rows, [
    { key: '2151GYN0001', municipality_key: '20067' },
    { key: '2151GYN0002', municipality_key: null },
  ])
})

const shared = fileURLToPath(
  new URL('../../../../../shared/data/public_works/opa_2019_anual_intermedia_vivo.csv', import.meta.url),
)

test('the real file of 2019 comes in whole', { skip: !existsSync(shared) }, async () => {
  const own = await bring(await readFile(shared), { datedOn: '2019-12-31', product: 'annual', quarter: null })
  assert.equal(own.cut.outcome, 'kept')
  const report = own.report
  assert.ok(report)
  assert.deepEqual([report.rows_read, report.added, report.rejected, report.works], [2745, 2476, 269, 2474])
  assert.deepEqual([report.repeated_keys, report.repeated_rows, report.schema], [2, 4, 'opa-2019 (47)'])
  const seen = await worksForEdition(stage.db, own.cut.id, {})
  assert.ok(seen.length > 1000 && seen.length < report.works)
})
