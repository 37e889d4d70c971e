import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type TestDatabase, testDatabase } from '../../../../test/database.ts'
import { territoriesOutlinesCommand } from './cli.ts'
import { mapBytes } from './commands.ts'
import { findOutlineMap } from './queries.ts'

let database: TestDatabase
let cwd: string
before(async () => {
  database = await testDatabase()
  cwd = await mkdtemp(join(tmpdir(), 'tequio-'))
})
after(async () => {
  await database.drop()
  await rm(cwd, { recursive: true })
})

async function run(...args: string[]) {
  return runOn({ isTTY: false }, ...args)
}

async function runOn(terminal: { isTTY: boolean }, ...args: string[]) {
  const said = { out: '', err: '' }
  const into = (name: 'out' | 'err') =>
    new Writable({
      write(chunk, _encoding, done) {
        said[name] += String(chunk)
        done()
      },
    })
  const stderr = Object.assign(into('err'), terminal)
  const now = () => new Date('2026-09-17T16:00:00Z')
  const code = await territoriesOutlinesCommand(args, { db: database.db, now, cwd, stdout: into('out'), stderr })
  return { code, ...said }
}

type Place = { key: string | number; at?: [number, number]; name?: string }

function squares(property: string, places: readonly Place[]): string {
  const features = places.map(({ key, at: [x, y] = [-97, 17], name }) => ({
    type: 'Feature',
    properties: { [property]: key, ...(name ? { NOMGEO: name } : {}) },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x, y],
          [x, y + 1],
          [x + 1, y + 1],
          [x + 1, y],
          [x, y],
        ],
      ],
    },
  }))
  return JSON.stringify({ type: 'FeatureCollection', features })
}

async function write(name: string, content: string): Promise<string> {
  await writeFile(join(cwd, name), content)
  return name
}

const stored = () => database.db.selectFrom('territory_outlines').selectAll().orderBy('territory_key').execute()
const lastEvent = () =>
  database.db.selectFrom('events').select(['seq', 'type', 'details']).orderBy('seq', 'desc').executeTakeFirst()

test('outlines are stored once, told in the record, and loading the file again changes nothing', async () => {
  const file = await write('municipios.geojson', squares('CVEGEO', [{ key: '20067' }, { key: '20068', at: [-96, 17] }]))
  const first = await run(file, '--source', 'INEGI, Marco Geoestadístico 2024')
  assert.deepEqual([first.code, first.err], [0, ''])
  assert.match(first.out, /^2 contornos leídos: 2 nuevos, 0 cambiados, 0 iguales, 0 rechazados\.\nEstados .*: 0\.\n$/)
  const rows = await stored()
  assert.deepEqual(
    rows.map((row) => [row.territory_key, row.source, row.path]),
    [
      ['20067', 'INEGI, Marco Geoestadístico 2024', 'M-97000 -17255l0-1049 1000 0 0 1049z'],
      ['20068', 'INEGI, Marco Geoestadístico 2024', 'M-96000 -17255l0-1049 1000 0 0 1049z'],
    ],
  )
  const told = await lastEvent()
  assert.equal(told?.type, 'territories.outlined')
  const second = await run(file, '--source', 'INEGI, Marco Geoestadístico 2024')
  assert.match(second.out, /0 nuevos, 0 cambiados, 2 iguales/)
  assert.deepEqual(await stored(), rows)
  assert.equal((await lastEvent())?.seq, told?.seq, 'what changes nothing is no event')
})

test('another file changes only what is in it; T-57 numbers of a code are padded; the report balances', async () => {
  const places = [
    { key: 20067, at: [-95, 17] as [number, number] },
    { key: 1001 },
    { key: '20999', name: 'Nuevo' },
    { key: 1001 },
  ]
  const file = await write('otros.geojson', squares('cvegeo', places))
  const { code, out, err } = await run(file, '--report', 'informe.json')
  assert.equal(code, 2)
  assert.match(out, /^4 contornos leídos: 1 nuevos, 1 cambiados, 0 iguales, 2 rechazados/)
  assert.match(
    err,
    /^otros\.geojson, figura 3 \(«Nuevo», clave «20999»\): Ningún municipio del catálogo.*Los demás se guardaron\. Hay 1 más/,
  )
  const report = JSON.parse(await readFile(join(cwd, 'informe.json'), 'utf8'))
  assert.equal(report.features_read, report.added + report.changed + report.unchanged + report.rejected)
  assert.deepEqual(
    report.rejections.map((rejection: { reason: string }) => rejection.reason),
    ['key-unknown', 'key-repeated'],
  )
  assert.deepEqual(
    (await stored()).map((row) => [row.territory_key, row.source]),
    [
      ['01001', 'otros.geojson'],
      ['20067', 'otros.geojson'],
      ['20068', 'INEGI, Marco Geoestadístico 2024'],
    ],
  )
})

test('a file that cannot be used is a sentence and exit 2, and nothing is stored', async () => {
  const kept = await stored()
  const bad: [string, RegExp][] = [
    [await write('roto.json', '{"type":'), /^roto\.json: No es JSON.*No se guardó nada\./],
    [
      await write('metros.json', squares('CVEGEO', [{ key: '20067', at: [2_455_000, 9] }])),
      /EPSG:4326.*No se guardó nada/,
    ],
    [await write('sin-clave.json', squares('nombre', [{ key: 'Oaxaca' }])), /Ninguna figura trae una clave/],
    [await write('numeros.json', squares('id', [{ key: 1 }, { key: 2 }])), /Ninguna figura trae una clave/],
    ['no-existe.json', /No se pudo leer no-existe\.json/],
  ]
  for (const [file, sentence] of bad) {
    const { code, out, err } = await run(file)
    assert.deepEqual([code, out], [2, ''], file)
    assert.match(err, sentence)
  }
  const ids = await run('numeros.json', '--level', 'state', '--report', 'informe.json')
  assert.equal(ids.code, 2)
  assert.match(
    ids.err,
    /figura 1 \(clave «1»\): Un «id» cuenta como clave solo si en todas.*No se guardó nada\. Hay 1 más/,
  )
  assert.deepEqual(await stored(), kept)
  for (const args of [[], ['a', 'b'], ['a', '--level', 'pueblo'], ['a', '--nada']]) {
    const { code, err } = await run(...args)
    assert.equal(code, 2)
    assert.match(err, /^Uso: tequio territories outlines/)
  }
})

test('a map appears once every state is there, and progress is told only to a terminal', async () => {
  const keys = Array.from({ length: 32 }, (_, index) => ({
    key: String(index + 1).padStart(2, '0'),
    at: [-110 + index, 17] as [number, number],
  }))
  await run(await write('casi.geojson', squares('CVE_ENT', keys.slice(1))))
  assert.equal(await findOutlineMap(database.db, 'MX'), null)
  const whole = await write('estados.geojson', squares('CVE_ENT', keys))
  const { code, out, err } = await runOn({ isTTY: true }, whole)
  assert.equal(code, 0)
  assert.match(out, /Los mapas por entidad usan estos contornos/)
  assert.match(err, /Dibujando \[█{20}\] 32\/32/)
  const map = await findOutlineMap(database.db, 'MX')
  assert.deepEqual(
    map?.regions.map(({ key }) => key),
    keys.map(({ key }) => key),
  )
  assert.equal(map?.regions[19]?.name, 'Oaxaca')
  assert.deepEqual(map?.sources, ['estados.geojson'])
})

const shared = new URL('../../../../../shared/data/geography/', import.meta.url)
const skip = existsSync(shared) ? false : 'left out: ../shared is missing'

test('real files: the 32 states and the municipalities of every state, each map within its weight', {
  skip,
}, async () => {
  const at = (name: string) => fileURLToPath(new URL(name, shared))
  const states = await run(at('mx_municipios_estados_light.topojson'), '--level', 'state')
  assert.deepEqual([states.code, states.err], [0, ''])
  const both = await run(at('mx_municipios_estados_light.topojson'))
  assert.match(both.err, /varias capas .*--level/)
  const country = await findOutlineMap(database.db, 'MX')
  assert.equal(country?.regions.length, 32)
  assert.equal((await run(at('mx_estados_verylight.topojson'))).code, 0)
  const municipal = await run(at('mx_municipios_medium.topojson'))
  assert.match(
    municipal.out,
    /^2475 contornos leídos: .* 0 rechazados\.\nEstados con todos sus municipios dibujados: 32\.\n$/,
  )
  for (const { key } of country?.regions ?? []) {
    const map = await findOutlineMap(database.db, key)
    const bytes = map?.regions.reduce((sum, { path }) => sum + path.length, 0) ?? Number.POSITIVE_INFINITY
    assert.ok(bytes <= mapBytes.municipality, `${key}: ${bytes}`)
  }
  // Where they lie, by their own coordinates: Baja California is west of Yucatán, Sonora north of Chiapas.
  const corner = async (key: string) =>
    database.db.selectFrom('territory_outlines').selectAll().where('territory_key', '=', key).executeTakeFirstOrThrow()
  assert.ok((await corner('02')).max_x < (await corner('31')).min_x)
  assert.ok((await corner('26')).max_y < (await corner('07')).min_y)
  assert.equal((await findOutlineMap(database.db, '20'))?.regions.length, 570)
  // The Revillagigedo islands belong to Colima, some 700 km away: its map shows the land.
  const [, , width = 0] = ((await findOutlineMap(database.db, '06'))?.viewBox ?? '').split(' ').map(Number)
  assert.ok(width > 0 && width < 2000, `Colima is ${width} thousandths of a degree wide`)
})
