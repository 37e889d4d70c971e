import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { type TrackingStage, trackingStage } from '../../../test/tracking-stage.ts'
import { newId } from '../../platform/identity.ts'
import { readBoard, type StoredBoard } from '../tracking/cuts/model.ts'
import type { dataPackage } from './catalog/data-package.ts'
import { missingValues } from './tables/fields.ts'
import { tables } from './tables/model.ts'
import { trackingTables } from './tables/tracking/model.ts'

const formula = '=HYPERLINK("https://example.org")'
const hidden = { url: 'https://example.org/oculto', title: 'Padrón con nombres' }
const private_ = { email: 'vecina@example.org', signature: 'Vecina Con Nombre' }
const sha256 = 'a'.repeat(64)

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
  await everythingSaid()
})
after(() => stage.close())

async function get(path: string): Promise<Response> {
  stage.now = new Date(stage.now.getTime() + 60_000)
  const response = await stage.app.request(path)
  assert.equal(response.status, 200, path)
  return response
}
const records = async (name: string) =>
  parse(await (await get(`/datos/${name}.csv`)).text(), { columns: true }) as Row[]
type Row = Record<string, string>

/** Something in every table of tracking, with a formula, a hidden evidence, a withheld reason and a person's address. */
async function everythingSaid(): Promise<void> {
  const { db, plan, cast, activities, now } = stage
  const place = { plan_id: plan.id, commitment_id: stage.commitments[0]?.id ?? '', activity_id: activities['1.1'] }
  const [report, answer, file, link] = [newId(), newId(), newId(), newId()]
  const period = { period_from: '2026-01-01', period_to: '2026-03-31' }
  const said = {
    body: formula,
    state: 'complete',
    share_done: 100,
    products: 'ND',
    client_id: newId(),
    reported_at: now,
  }
  await db
    .insertInto('reports')
    .values({
      id: report,
      folio: 'REP-1',
      ...place,
      organization_id: cast.institutionId,
      voice: 'institution',
      ...period,
      ...said,
    })
    .execute()
  await db
    .insertInto('report_answers')
    .values({
      ...{ id: answer, report_id: report, organization_id: cast.civilSocietyId, voice: 'civil-society' },
      ...{ stance: 'disagrees', reason: '+No abre', answered_at: now },
    })
    .execute()
  await db
    .insertInto('verifications_of_activities')
    .values({ id: newId(), activity_id: activities['1.1'], outcome: 'observed', comment: '@Falta', verified_at: now })
    .execute()
  await db
    .insertInto('activity_states')
    .values([
      { id: newId(), activity_id: activities['1.1'], state: 'complete', at: now, report_id: report },
      {
        id: newId(),
        activity_id: activities['2.1'],
        state: 'cancelled',
        at: now,
        reason: 'Ya no',
        approved_by: 'Comité',
      },
    ])
    .execute()
  await db.updateTable('activities').set({ is_disputed: true }).where('id', '=', activities['1.1']).execute()
  await db.insertInto('files').values({ sha256, bytes: 10, media_type: 'application/pdf', stored_at: now }).execute()
  const owned = { ...place, organization_id: cast.institutionId, added_at: now, report_id: report }
  await db
    .insertInto('evidence')
    .values([
      { id: file, ...owned, kind: 'document', title: 'Acta' },
      { id: link, ...owned, kind: 'link', title: hidden.title },
    ])
    .execute()
  await db
    .insertInto('evidence_versions')
    .values([
      { evidence_id: file, number: 1, sha256, media_type: 'application/pdf', bytes: 10, added_at: now },
      { evidence_id: link, number: 1, url: hidden.url, added_at: now },
    ])
    .execute()
  await db
    .insertInto('evidence_withdrawals')
    .values({ evidence_id: link, reason: 'Tenía datos personales', is_hidden: true, withdrawn_at: now })
    .execute()
  await contested(place, 'IMP-1', 'shown')
  await contested(place, 'IMP-2', 'withheld')
  await contested(place, 'IMP-3', null)
  const asked = { was_due_on: '2026-03-31', wanted_on: '2026-06-30', reason: 'Falta firma', asked_at: now }
  const { plan_id: _, ...of } = place
  await db
    .insertInto('extension_requests')
    .values({ id: newId(), folio: 'PRO-1', ...of, organization_id: cast.institutionId, ...asked })
    .execute()
  await db
    .insertInto('pauses')
    .values({
      ...{ id: newId(), plan_id: plan.id, commitment_id: stage.commitments[1]?.id ?? '', kind: 'paused' },
      ...{ since: '2026-03-01', party: 'Comité', reason: 'Veda', declared_at: now },
    })
    .execute()
  assert.equal((await stage.post(`${plan.path}/cortes/congelar`, { title: 'Corte' }, 'facilitator')).status, 303)
}

async function contested(
  place: { plan_id: string; commitment_id: string; activity_id: string },
  folio: string,
  decision: string | null,
) {
  const { db, cast, now } = stage
  const id = newId()
  const about = { contested_state: 'complete', reason: `No abre ${folio}`, evidence_url: 'https://example.org/foto' }
  await db
    .insertInto('contestations')
    .values({ id, folio, ...place, ...about, ...private_, filed_at: now, answer_due_on: '2026-05-01' })
    .execute()
  if (!decision) return
  await db
    .insertInto('contestation_decisions')
    .values({ contestation_id: id, decision, reason: 'Por esto', decided_at: now })
    .execute()
  await db
    .insertInto('contestation_answers')
    .values({
      ...{ id: newId(), contestation_id: id, organization_id: cast.institutionId },
      ...{ answer: 'Ya abre', outcome: 'corrected', answered_at: now },
    })
    .execute()
}

test('T-20 R-147 the three voices stand in columns of their own beside each activity, and what nobody said says why', async () => {
  const rows = await records('actividades')
  const [told, silent, cancelled] = ['1.1', '1.2', '2.1'].map((code) =>
    rows.find((row) => row.clave === '1' && row.codigo === code),
  )
  assert.deepEqual(
    [told?.estado, told?.reportado, told?.respuesta, told?.validado, told?.en_disputa, told?.verificado],
    ['completa', 'completa', 'disagrees', 'false', 'true', 'observed'],
  )
  assert.deepEqual([silent?.reportado, silent?.respuesta, silent?.verificado], ['ND', 'NR', 'NR'])
  assert.deepEqual([cancelled?.reportado, cancelled?.respuesta, cancelled?.verificado], ['NA', 'NA', 'NA'])
})

test('R-149 every table of tracking fits the package: columns, types, choices, unique keys, and keys that lead somewhere', async () => {
  const description = (await (await get('/datos/datapackage.json')).json()) as ReturnType<typeof dataPackage>
  assert.equal(description.$schema, 'https://datapackage.org/profiles/2.0/datapackage.json')
  const loaded = new Map<string, Row[]>()
  for (const { name } of description.resources) loaded.set(name, await records(name))
  for (const table of trackingTables)
    assert.ok((loaded.get(table.name) ?? []).length > 0, `${table.name}: nothing to judge`)
  for (const { name, type, schema } of description.resources) {
    assert.equal(type, 'table')
    const rows = loaded.get(name) ?? []
    for (const row of rows)
      for (const field of schema.fields) assertFits(`${name}.${field.name}`, field, row[field.name] ?? '')
    const keys = rows.map((row) => schema.primaryKey.map((column) => row[column]).join('\u0000'))
    assert.equal(new Set(keys).size, keys.length, `${name}: primary key`)
    for (const { fields, reference } of schema.foreignKeys) {
      const target = new Set(
        (loaded.get(reference.resource || name) ?? []).map((row) =>
          reference.fields.map((field) => row[field]).join('\u0000'),
        ),
      )
      for (const row of rows) {
        const parts = fields.map((field) => row[field] ?? '')
        if (parts.some((part) => (missingValues as readonly string[]).includes(part))) continue
        assert.ok(target.has(parts.join('\u0000')), `${name} → ${reference.resource}: ${parts}`)
      }
    }
  }
})

type PackageField = ReturnType<typeof dataPackage>['resources'][number]['schema']['fields'][number]

function assertFits(place: string, field: PackageField, cell: string): void {
  if ((missingValues as readonly string[]).includes(cell)) {
    assert.ok(!field.constraints.required, `${place}: ${cell}`)
    return
  }
  if (field.constraints.enum) assert.ok(field.constraints.enum.includes(cell), `${place}: ${cell}`)
  const forms = {
    string: /^./s,
    date: /^\d{4}-\d{2}-\d{2}$/,
    datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
    number: /^-?\d+(\.\d+)?$/,
    integer: /^-?\d+$/,
    boolean: /^(true|false)$/,
  }
  assert.match(cell, forms[field.type], place)
}

test('what was withdrawn or withheld leaves its mark and its reason, and not what it was; T-26 T-18', async () => {
  const evidence = await records('evidencias')
  const [file, link] = ['Acta', hidden.title].map((title) => evidence.find((row) => row.titulo === title))
  assert.deepEqual(
    [file?.sha256, file?.sha256_publico, file?.direccion, file?.retirada],
    [sha256, sha256, 'NA', 'false'],
  )
  assert.deepEqual([link?.direccion, link?.retirada, link?.motivo_retiro], ['NP', 'true', 'Tenía datos personales'])
  const contested = await records('impugnaciones')
  assert.deepEqual(
    contested.map(({ folio, motivo, decision }) => [folio, motivo, decision]),
    [
      ['IMP-1', 'No abre IMP-1', 'shown'],
      ['IMP-2', 'NP', 'withheld'],
    ],
  )
})

test('nothing of a person is in any table, and no cell runs as a formula', async () => {
  const people = await stage.db.selectFrom('people').select(['id', 'email']).execute()
  for (const { name } of tables) {
    const text = await (await get(`/datos/${name}.csv`)).text()
    const secrets = [...Object.values(private_), hidden.url, ...people.flatMap(({ id, email }) => [id, email])]
    for (const secret of secrets) assert.ok(!text.includes(secret), `${name}: ${secret}`)
    for (const row of parse(text) as string[][])
      for (const cell of row) assert.ok(!/^[=+@]/.test(cell) && !/^-(?!\d)/.test(cell), `${name}: ${cell}`)
  }
  assert.equal((await records('reportes'))[0]?.texto, `'${formula}`)
  assert.equal((await records('reportes'))[0]?.productos, "'ND")
})

test('the JSON and the workbook of tracking hold the rows of the tables', async () => {
  const json = (await (await get('/datos/seguimiento.json')).json()) as {
    tables: Record<string, Record<string, unknown>[]>
  }
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await (await get('/datos/seguimiento.xlsx')).arrayBuffer())
  for (const table of trackingTables) {
    const rows = await records(table.name)
    assert.equal(json.tables[table.name]?.length, rows.length, table.name)
    assert.equal(book.getWorksheet(table.title)?.rowCount, rows.length + 1, table.name)
  }
  const [report] = json.tables.reportes ?? []
  assert.deepEqual([report?.texto, report?.avance, report?.productos, report?.motivo], [formula, 100, 'ND', null])
  assert.deepEqual(report?.sin_dato, { motivo: 'na' })
  assert.equal(book.getWorksheet('Reportes')?.getRow(2).getCell(12).value, formula)
})

test('a package can be narrowed to a plan, and leads to files narrowed alike', async () => {
  const narrowed = (await (await get('/datos/datapackage.json?espacio=san-pedro&plan=plan-2026')).json()) as ReturnType<
    typeof dataPackage
  >
  assert.equal(narrowed.name, 'tequio-san-pedro-plan-2026')
  for (const { path } of narrowed.resources) {
    const url = new URL(path)
    assert.match(url.search, /espacio=san-pedro&plan=plan-2026/)
    await (await get(url.pathname + url.search)).body?.cancel()
  }
  assert.equal((await stage.app.request('/datos/datapackage.json?espacio=nada')).status, 404)
})

test('R-51 a cut is frozen with the evidence that stood then, and a file of the first format is still read', async () => {
  const stored = (await (await get(`${stage.plan.path}/cortes/1.json`)).json()) as StoredBoard
  assert.equal(stored.format, 'tequio-cut-2')
  const activities = stored.commitments.flatMap(({ keyActions }) => keyActions.flatMap((action) => action.activities))
  const evidence = activities.find(({ code }) => code === '1.1')?.evidence ?? []
  assert.deepEqual(
    evidence
      .toSorted((a, b) => (a.title < b.title ? -1 : 1))
      .map((one) => [one.title, one.version, one.sha256, one.url, one.isWithdrawn]),
    [
      ['Acta', 1, sha256, null, false],
      [hidden.title, 1, null, null, true],
    ],
  )
  const { commitments, ...head } = stored
  const first: StoredBoard = {
    ...head,
    format: 'tequio-cut-1',
    commitments: commitments.map(({ validated: _, keyActions, ...commitment }) => ({
      ...commitment,
      keyActions: keyActions.map((action) => ({
        ...action,
        activities: action.activities.map(({ evidence: __, ...activity }) => activity),
      })),
    })),
  }
  const [read] = readBoard(first).commitments
  assert.equal(read?.validated, null)
  assert.ok(read?.keyActions.every((action) => action.activities.every((activity) => activity.evidence.length === 0)))
  assert.deepEqual(read?.progress, commitments[0]?.progress)
})
