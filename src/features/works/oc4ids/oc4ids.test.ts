import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import type { WorkState } from '../listing/queries.ts'
import { type Cut, workKinds, workStatuses } from '../model.ts'
import { readPackage } from './read.ts'
import { packagePieces, projectOf } from './write.ts'

const folder = fileURLToPath(new URL('../../../../../shared/data/public_works/oc4ids-0.9/', import.meta.url))

const cut = {
  dataset: { slug: 'opa', publisher: 'SHCP', licenceUrl: 'https://datos.gob.mx/libreusomx' },
  ...{ number: 3, datedOn: '2025-12-31', sha256: 'a'.repeat(64), format: 'opa' },
} as unknown as Cut

function work(more: Partial<WorkState>): WorkState {
  return {
    ...{ key: '2151GYN0001', name: 'Hospital', description: 'Hospital de zona', kindSource: 'Social', kind: 'social' },
    ...{
      branch: 'IMSS',
      unitKey: 'GYN',
      unit: 'ISSSTE',
      locationText: 'Av. Juárez',
      coverage: 'state',
      stateKey: '20',
    },
    ...{ stateName: 'Oaxaca', municipalityKey: null, municipality: 'San Pedro', latitude: 17.06, longitude: -96.72 },
    ...{
      precision: 'point',
      coordinateFault: null,
      amounts: { EJERCIDO: '1.50' },
      totalAmount: '1200.50',
      progress: 60.5,
    },
    ...{ startsOn: '2021-01-01', endsOn: '2026-12-31', statusSource: 'Vigente', status: 'current', rows: 1 },
    ...{ isVisitable: true, flags: [], other: {} },
    ...more,
  } as WorkState
}

const bare: Partial<WorkState> = {
  ...{ description: null, kind: null, unit: null, unitKey: null, locationText: null, stateName: null, stateKey: null },
  ...{ municipality: null, latitude: null, longitude: null, totalAmount: null, progress: null, startsOn: null },
  ...{ endsOn: null, status: null },
}

async function* once(works: WorkState[]) {
  yield works
}

test('R-150 T-61 T-62 the export holds to the schema of OC4IDS 0.9.5, extension and all', {
  skip: !existsSync(folder),
}, async () => {
  const works = [
    work({}),
    work({ key: '2151GYN0002', ...bare }),
    ...workStatuses.map((status, at) => work({ key: `2151GYN01${String(at).padStart(2, '0')}`, status })),
    ...workKinds.map((kind, at) => work({ key: `2151GYN02${String(at).padStart(2, '0')}`, kind })),
  ]
  let text = ''
  for await (const piece of packagePieces(
    { base: 'https://plan.example.org', cut, address: '/mexico/obras' },
    once(works),
  ))
    text += piece
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  const schemaOf = (name: string) => {
    const { $schema: _, id, ...schema } = JSON.parse(readFileSync(folder + name, 'utf8'))
    return { ...schema, $id: id }
  }
  ajv.addSchema(schemaOf('project-schema.json'))
  const check = ajv.compile(schemaOf('project-package-schema.json'))
  assert.ok(check(JSON.parse(text)), JSON.stringify(check.errors?.slice(0, 5), null, 1))
})

test('coordinates are longitude first, the key of the treasury is an identifier, and completion claims no more', () => {
  const project = projectOf(work({ status: 'fiscal-calendar-ended' }), cut)
  assert.deepEqual(project.locations?.[0]?.geometry, { type: 'Point', coordinates: [-96.72, 17.06] })
  assert.deepEqual(project.identifiers, [{ id: '2151GYN0001', scheme: 'MX-SHCP-PPI' }])
  assert.deepEqual([project.status, project.x_tequio.status_source], ['completion', 'Vigente'])
})

const source = (text: string) => ({
  name: 'proyectos.json',
  open: async function* () {
    yield Buffer.from(text)
  },
})

test('what is exported can be read again: the same key, place, progress and money', async () => {
  const text = JSON.stringify({ version: '0.9', projects: [projectOf(work({}), cut)] })
  const file = await readPackage(source(text))
  const [rows = []] = await Array.fromAsync(file.rows)
  const [read] = rows
  assert.ok(read && 'work' in read)
  const { key, name, latitude, longitude, progress, totalAmount, stateKey, municipality } = read.work
  assert.deepEqual([key, name, latitude, longitude], ['2151GYN0001', 'Hospital', 17.06, -96.72])
  assert.deepEqual([progress, totalAmount, stateKey, municipality], [60.5, '1200.5', '20', 'San Pedro'])
  assert.ok(file.hasPersonalData)
})

test("the standard's own example is read, and its contact points are not", { skip: !existsSync(folder) }, async () => {
  const file = await readPackage(source(readFileSync(`${folder}example.json`, 'utf8')))
  const [rows = []] = await Array.fromAsync(file.rows)
  assert.equal(file.schema, 'oc4ids 0.9')
  assert.ok(rows[0] && 'work' in rows[0])
  assert.match(rows[0].work.key, /^X[0-9A-F]{10}$/)
  assert.ok(!JSON.stringify(rows).includes('contactPoint'))
})

test('packages that are none say where, and a project without a name is one rejection', async () => {
  const refusals: [string, string][] = [
    ['{', 'json-syntax'],
    ['{"projects":[]}', 'work-package'],
    ['[]', 'work-package'],
    ['{"projects":{}}', 'work-package'],
  ]
  for (const [text, reason] of refusals)
    await assert.rejects(
      readPackage(source(text)),
      (error: { fault?: { reason?: string } }) => error.fault?.reason === reason,
      text,
    )
  const file = await readPackage(
    source(
      '{"projects":[{"id":"a"},{"title":"b"},{"id":"c","title":"C","locations":[{"geometry":{"type":"Point","coordinates":"x"}}]}]}',
    ),
  )
  const [rows = []] = await Array.fromAsync(file.rows)
  assert.deepEqual(
    rows.map((row) => ('fault' in row ? row.fault.column : row.work.name)),
    ['title', 'id', 'C'],
  )
})

test('a value of ten megabytes in a project is one rejection with its place, and the projects around it are read', async () => {
  const huge = 'n'.repeat(10_000_000)
  const projects = [
    { id: 'a', title: 'A' },
    { id: 'b', title: huge },
    { id: 'c', title: 'C', description: huge },
    { id: 'd', title: 'D', locations: [{ address: { streetAddress: huge } }] },
    { id: 'e', title: 'E', relatedDocuments: huge },
  ]
  const file = await readPackage(source(JSON.stringify({ projects })))
  const [rows = []] = await Array.fromAsync(file.rows)
  assert.deepEqual(
    rows.map((row) => ('fault' in row ? `${row.fault.row} ${row.fault.column} ${row.fault.reason}` : row.work.name)),
    ['A', '2 title too-long', '3 description too-long', '4 locations.0.address.streetAddress too-long', 'E'],
  )
  for (const row of rows) if ('fault' in row) assert.ok(row.fault.value.length <= 200)
  const whole = JSON.stringify({ projects: [{ id: 'x', title: huge.repeat(7) }] })
  await assert.rejects(readPackage(source(whole)), (error: { fault?: object }) => {
    assert.deepEqual(error.fault, {
      ...{ row: 1, column: '', value: '', reason: 'file-too-large', values: { megabytes: 64 } },
    })
    return true
  })
})
