import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseCsv } from '../../../platform/csv/records.ts'
import { normalizeCommand } from './cli.ts'
import type { NormalizeReport } from './report.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-works-'))
})
after(() => rm(folder, { recursive: true }))

async function run(file: string | Uint8Array, isPath = false) {
  const path = isPath ? (file as string) : join(folder, 'obras.csv')
  if (!isPath) await writeFile(path, file)
  await Promise.all(['works.csv', 'r.json'].map((name) => rm(join(folder, name), { force: true })))
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await normalizeCommand([path, '--out', 'works.csv', '--report', 'r.json'], {
    cwd: folder,
    stdout,
    stderr,
  })
  stderr.end()
  const said = (await stderr.toArray()).join('')
  if (code !== 0) return { code, said, records: [], report: null }
  const text = await readFile(join(folder, 'works.csv'), 'utf8')
  const report = JSON.parse(await readFile(join(folder, 'r.json'), 'utf8')) as NormalizeReport
  return { code, said, records: parseCsv(text, ',').records, report }
}

const header =
  'CVE_CARTERA,NOMBRE_PPI,ID_ENTIDAD_FEDERATIVA,ENTIDAD_FEDERATIVA,LATITUD,LONGITUD,NOMBRE_ADMIN,MAIL_ADMIN,TELEFONO_ADMIN,AVANCE_FISICO,ESTATUS_OPERACION'
const official = 'María Secreta,maria@ejemplo.gob.mx,5555123456'

test('the report balances, rows are numbered as a spreadsheet does, coordinates are counted and put right', async () => {
  const file = [
    header,
    `'2151GYN0001,"Puente\nviejo",9,CIUDAD DE MÉXICO,19.4,-99.1,${official},74.71,Vigente`,
    `8.36E+21,Perdida,9,CIUDAD DE MÉXICO,19.4,-99.1,${official},1,Vigente`,
    `2151GYN0002,Al revés,20,OAXACA,-96.7,17.06,${official},100,Vigente`,
    `2151GYN0003,Sin lugar,35,NACIONAL,0,0,${official},,Nuevo estatus`,
    `2151GYN0003,Lejos,35,NACIONAL,436117,-99,${official},101,Vigente`,
    `2151GYN0004,Vacía,1,AGUASCALIENTES,,,${official},5,Vigente`,
  ].join('\n')
  const { code, records, report } = await run(file)
  assert.equal(code, 0)
  assert.deepEqual(records, [
    [
      'CVE_CARTERA',
      'NOMBRE_PPI',
      'ID_ENTIDAD_FEDERATIVA',
      'ENTIDAD_FEDERATIVA',
      'MUNICIPIO',
      'LATITUD',
      'LONGITUD',
      'AVANCE_FISICO',
    ],
    ['2151GYN0001', 'Puente\nviejo', '09', 'CIUDAD DE MÉXICO', '', '19.4', '-99.1', '74.71'],
    ['2151GYN0002', 'Al revés', '20', 'OAXACA', '', '17.06', '-96.7', '100'],
    ['2151GYN0003', 'Sin lugar', '35', 'NACIONAL', '', '', '', ''],
    ['2151GYN0003', 'Lejos', '35', 'NACIONAL', '', '', '', ''],
    ['2151GYN0004', 'Vacía', '01', 'AGUASCALIENTES', '', '', '', '5'],
  ])
  assert.ok(report)
  const { rows_read, accepted, rejected, works, coordinates, rejections, encoding } = report
  assert.deepEqual([rows_read, accepted, rejected, works], [6, 5, 1, 4])
  assert.deepEqual(coordinates, { valid: 1, zero: 1, empty: 1, out_of_range: 1, swapped: 1 })
  assert.equal(encoding, 'utf-8')
  const [first] = rejections
  assert.deepEqual(
    [first?.row, first?.column, first?.value, first?.reason],
    [3, 'CVE_CARTERA', '8.36E+21', 'work-key-number'],
  )
  assert.match(first?.expected ?? '', /hoja de cálculo/)
})

test('R-90 T-28 names, mails and telephones of officials are in no output', async () => {
  const { records, report } = await run(
    `${header}\n2151GYN0001,Obra,9,CDMX,19.4,-99.1,${official},74.71,Vigente\nx,Obra,9,CDMX,19.4,-99.1,${official},1,Vigente\n`,
  )
  const everything = JSON.stringify([records, report])
  for (const secret of ['Secreta', 'maria@', '5555123456']) assert.ok(!everything.includes(secret), secret)
})

test('files that cannot be read say file, row and column, leave with 2 and leave nothing behind', async () => {
  const wrong: [string | Uint8Array, RegExp][] = [
    ['', /fila 1.*vacío/],
    ['a,b\n1,2\n', /fila 1.*encabezados.*CVE_CARTERA/],
    [`${header}\n2151GYN0001,"Cortada`, /fila 2, columna NOMBRE_PPI.*comillas/],
    [`${header},LATITUD\n`, /columna LATITUD.*se repite/],
    [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), /fila 1/],
  ]
  for (const [file, sentence] of wrong) {
    const { code, said } = await run(file)
    assert.equal(code, 2)
    assert.match(said, sentence)
    assert.deepEqual((await readdir(folder)).sort(), ['obras.csv'])
  }
  const missing = await run(join(folder, 'no-hay.csv'), true)
  assert.deepEqual(
    [missing.code, missing.said],
    [2, `No se pudo leer ${join(folder, 'no-hay.csv')}: revisa que el archivo exista y se pueda leer.\n`],
  )
})

test('a line of ten megabytes is one rejection, and the rows around it are kept', async () => {
  const row = (key: string) => `${key},Obra,9,CDMX,19.4,-99.1,${official},1,Vigente`
  const { report } = await run(
    `${header}\n${row('2151GYN0001')}\n2151GYN0002,${'x'.repeat(10_000_000)}\n${row('2151GYN0003')}\n`,
  )
  assert.deepEqual([report?.rows_read, report?.accepted, report?.rejected], [3, 2, 1])
  assert.deepEqual([report?.rejections[0]?.row, report?.rejections[0]?.reason], [3, 'cell-too-long'])
})

const shared = fileURLToPath(new URL('../../../../../shared/data/public_works/', import.meta.url))

test('the real files of 2015, 2019 and 2021 give every row back or a reason', {
  skip: !existsSync(shared),
}, async () => {
  const known: [string, string, string, number, number][] = [
    ['muestra25_opa_2015_anual_antigua_vivo.csv', 'opa-2015 (45)', 'utf-8-sig', 25, 0],
    ['opa_2019_anual_intermedia_vivo.csv', 'opa-2019 (47)', 'utf-8-sig', 2745, 269],
    ['muestra25_opa_2021_anual_reciente_vivo.csv', 'opa-2019 (47)', 'latin-1', 25, 5],
  ]
  for (const [name, schema, encoding, rows, rejected] of known) {
    const { report, records } = await run(join(shared, name), true)
    assert.ok(report)
    assert.deepEqual(
      [report.schema, report.encoding, report.rows_read, report.rejected],
      [schema, encoding, rows, rejected],
    )
    assert.equal(report.accepted + report.rejected, report.rows_read)
    assert.equal(records.length, report.accepted + 1)
    const { valid, zero, empty, out_of_range, swapped } = report.coordinates
    assert.equal(valid + zero + empty + out_of_range + swapped, report.accepted)
    assert.ok(records.slice(1).every(([key]) => /^[0-9A-Z]{10,11}$/.test(key ?? '')))
  }
})
