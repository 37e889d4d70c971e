import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import * as z from 'zod'
import { htmlProblems } from '../../../test/html.ts'
import { awkward, type OpenStage, openStage, threeCommitments } from '../../../test/open-stage.ts'
import { documentSchema } from '../commitments/imports/json/schema.ts'
import { normalDocument } from '../commitments/imports/normal.ts'
import { workbooks } from './api/turnstile.ts'
import type { dataPackage } from './catalog/data-package.ts'
import { missingValues } from './tables/fields.ts'
import { planTables, tables } from './tables/model.ts'
import { trackingTables } from './tables/tracking/model.ts'

let stage: OpenStage
before(async () => {
  stage = await openStage()
})
after(() => stage.close())

const conformance = new URL('../../../../shared/data/conformance/', import.meta.url)
const leftOut = (path: string) =>
  existsSync(new URL(path, conformance)) ? false : `left out: ${path} is not beside this checkout`

async function text(path: string): Promise<string> {
  const response = await stage.get(path)
  assert.equal(response.status, 200, path)
  assert.equal(response.headers.get('access-control-allow-origin'), '*', path)
  return response.text()
}
const records = async (path: string) => parse(await text(path)) as string[][]
const packageOf = async () => JSON.parse(await text('/datos/datapackage.json')) as ReturnType<typeof dataPackage>

test('R-147: every table has a file, a dictionary and a catalogue entry, and the page leads to all of it', async () => {
  const html = await (await stage.get('/datos')).text()
  assert.deepEqual(await htmlProblems(html), [])
  const dictionary = await records('/datos/diccionario.csv')
  const catalog = await text('/datos/catalogo.jsonld')
  for (const table of tables) {
    assert.ok(html.includes(`href="/datos/${table.name}.csv"`), table.name)
    assert.ok(catalog.includes(`/datos/${table.name}.csv`), table.name)
    const described = dictionary.filter(([name]) => name === table.name).map((row) => row[1])
    assert.deepEqual(described, (await records(`/datos/${table.name}.csv`))[0])
    assert.ok(dictionary.every((row) => row.every((cell, index) => cell !== '' || index === 5 || index === 6)))
  }
  for (const [, path = ''] of html.matchAll(/href="(\/(?:datos|registro|api)[^"#]*)"/g)) {
    const response = await stage.get(path.replaceAll('&amp;', '&'))
    assert.equal(response.status, 200, path)
    await response.body?.cancel()
  }
})

test('R-149: the data package is what the tables are: fields match, values fit their type, keys are unique and lead somewhere', async () => {
  const { resources } = await packageOf()
  const keys = new Map<string, Map<string, Set<string>>>()
  const loaded = new Map<string, Record<string, string>[]>()
  for (const { name, path, schema } of resources) {
    const [header = [], ...rows] = await records(`/datos/${path}`)
    assert.deepEqual(
      header,
      schema.fields.map((field) => field.name),
      name,
    )
    assert.equal(new Set(header).size, header.length, name)
    assert.ok(rows.length > 0 || trackingTables.some((table) => table.name === name), name)
    const things = rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])))
    loaded.set(name, things)
    for (const thing of things) for (const field of schema.fields) assertFits(name, field, thing[field.name] ?? '')
    const primary = things.map((thing) => schema.primaryKey.map((column) => thing[column]).join('\u0000'))
    assert.equal(new Set(primary).size, primary.length, `${name}: primary key`)
    assert.ok(
      things.every((thing) => schema.primaryKey.every((column) => thing[column] !== '')),
      `${name}: empty key`,
    )
    keys.set(name, new Map([[schema.primaryKey.join(), new Set(primary)]]))
  }
  for (const { name, schema } of resources) {
    for (const { fields, reference } of schema.foreignKeys) {
      const target = keys.get(reference.resource || name)?.get(reference.fields.join())
      assert.ok(target, `${name} → ${reference.resource}: not its primary key`)
      for (const thing of loaded.get(name) ?? []) {
        const value = fields.map((field) => thing[field]).join('\u0000')
        if (value !== '') assert.ok(target.has(value), `${name} → ${reference.resource}: ${value}`)
      }
    }
  }
})

type PackageField = ReturnType<typeof dataPackage>['resources'][number]['schema']['fields'][number]

function assertFits(table: string, field: PackageField, cell: string): void {
  const place = `${table}.${field.name}: ${cell}`
  if ((missingValues as readonly string[]).includes(cell)) {
    assert.ok(!field.constraints.required, place)
    return
  }
  if (field.constraints.enum) assert.ok(field.constraints.enum.includes(cell), place)
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

for (const name of ['data-package', 'tabular-data-package']) {
  const profile = `frictionless-profiles/${name}.json`
  test(`R-149: the package fits the standard's profile ${name}`, { skip: leftOut(profile) }, async () => {
    const schema = z.fromJSONSchema(readable(JSON.parse(readFileSync(new URL(profile, conformance), 'utf8'))) as never)
    const description = await packageOf()
    schema.parse(description)
    assert.ok(description.resources.every((resource) => 'path' in resource && !('data' in resource)))
    const broken = [{ resources: [] }, { name: 'No Name' }, { resources: [{ ...description.resources[0], path: 7 }] }]
    for (const change of broken)
      assert.equal(schema.safeParse({ ...description, ...change }).success, false, JSON.stringify(change))
  })
}

/**
 * Without choices between names alone ("path or data"), which zod cannot read and the test asks about itself; other choices
 * as "any of", since zod takes a schema without a type for one that everything fits.
 */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable)
  if (typeof value !== 'object' || value === null) return value
  const isNames = (choice: unknown) =>
    typeof choice === 'object' && choice !== null && Object.keys(choice).join() === 'required'
  const members = Object.entries(value).filter(
    ([name, member]) => name !== 'oneOf' || !(member as unknown[]).every(isNames),
  )
  return Object.fromEntries(members.map(([name, member]) => [name === 'oneOf' ? 'anyOf' : name, readable(member)]))
}

test('R-148: the catalogue and all in it have what DCAT asks for', async () => {
  const catalog = JSON.parse(await text('/datos/catalogo.jsonld')) as Node
  assert.ok(isLiteral(catalog['dct:title']) && isLiteral(catalog['dct:description']))
  assert.ok((catalog['dct:publisher'] as Node)['foaf:name'])
  const datasets = catalog['dcat:dataset'] as Node[]
  assert.ok(datasets.length > tables.length)
  for (const dataset of datasets) {
    assert.ok(isLiteral(dataset['dct:title']) && isLiteral(dataset['dct:description']), dataset['@id'])
    for (const one of dataset['dcat:distribution'] as Node[]) {
      const address = (one['dcat:accessURL'] as Node)['@id']
      assert.ok(address.startsWith('http://localhost:8080/'), address)
      const response = await stage.get(address.replace('http://localhost:8080', ''))
      assert.equal(response.status, 200, address)
      await response.body?.cancel()
    }
  }
  assert.equal(new Set(datasets.map((dataset) => dataset['@id'])).size, datasets.length)
  assert.ok(!/secreto|borrador/i.test(JSON.stringify(catalog)))
})

type Node = { '@id': string; '@type': string } & Record<string, unknown>
const isLiteral = (value: unknown) =>
  typeof value === 'object' && value !== null && String((value as Record<string, unknown>)['@value'] ?? '').length > 3

const shapes = 'dcat-ap-3.0.1/shacl/dcat-ap-SHACL.ttl'
test('R-148: nothing that DCAT-AP 3.0.1 requires or limits is amiss', { skip: leftOut(shapes) }, async () => {
  const rules = rulesIn(readFileSync(new URL(shapes, conformance), 'utf8'))
  assert.ok(rules.length > 30)
  const checked = new Set<string>()
  const walk = (node: Node) => {
    for (const rule of rules.filter((one) => one.target === node['@type'])) {
      const values = rule.path in node ? [node[rule.path]].flat() : []
      if (rule.min !== null) assert.ok(values.length >= rule.min, `${node['@type']} ${node['@id']} lacks ${rule.path}`)
      if (rule.max !== null)
        assert.ok(values.length <= rule.max, `${node['@type']} ${node['@id']} has too many ${rule.path}`)
      checked.add(`${rule.target} ${rule.path}`)
    }
    for (const value of Object.values(node).flat()) if (typeof value === 'object' && value !== null) walk(value as Node)
  }
  walk(JSON.parse(await text('/datos/catalogo.jsonld')) as Node)
  for (const required of [
    'dcat:Catalog dct:publisher',
    'dcat:Dataset dct:title',
    'dcat:Distribution dcat:accessURL',
    'dcat:DataService dcat:endpointURL',
  ]) {
    assert.ok(checked.has(required), required)
  }
})

type Rule = { target: string; path: string; min: number | null; max: number | null }

/** minCount and maxCount of every property shape, with the class it is for; the file's `dc:` is our `dct:`. */
function rulesIn(turtle: string): Rule[] {
  const blocks = turtle.split(/ \.\n/)
  const properties = new Map(
    blocks.flatMap((block) => {
      const path = /shacl:path ([\w-]+:[\w-]+)/.exec(block)?.[1]
      const id = /<[^>]+Shape\/[0-9a-f]{40}>/.exec(block)?.[0]
      const count = (kind: string) => Number(new RegExp(`shacl:${kind} (\\d+)`).exec(block)?.[1] ?? Number.NaN)
      const orNull = (value: number) => (Number.isNaN(value) ? null : value)
      return path && id
        ? [
            [
              id,
              { path: path.replace(/^dc:/, 'dct:'), min: orNull(count('minCount')), max: orNull(count('maxCount')) },
            ] as const,
          ]
        : []
    }),
  )
  return blocks.flatMap((block) => {
    const target = /shacl:targetClass ([\w-]+:[\w-]+)/.exec(block)?.[1]
    if (!target) return []
    return [...block.matchAll(/<[^>]+Shape\/[0-9a-f]{40}>/g)].flatMap(([id]) => {
      const property = properties.get(id)
      return property ? [{ target: target.replace(/^dc:/, 'dct:'), ...property }] : []
    })
  })
}

test('the whole JSON holds every published commitment as it was written, and no draft', async () => {
  const file = JSON.parse(await text('/datos/compromisos.json')) as {
    license: { url: string }
    plans: { tequio: string; space: string; commitments: unknown[] }[]
  }
  assert.ok(file.license.url.includes('creativecommons.org'))
  assert.deepEqual(
    file.plans.map((plan) => [plan.tequio, plan.space, plan.commitments.length]),
    [['commitments/1', 'san-pedro', 3]],
  )
  const documents = file.plans[0]?.commitments.map((document) => normalDocument(documentSchema.parse(document)))
  assert.deepEqual(documents, threeCommitments().map(normalDocument))
})

test('the workbook holds every table of plans and the dictionary', async () => {
  const response = await stage.get('/datos/compromisos.xlsx')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await response.arrayBuffer())
  assert.deepEqual(
    book.worksheets.map((sheet) => sheet.name),
    [...planTables.map((table) => table.title), 'Diccionario'],
  )
  for (const table of planTables) {
    const rows = await records(`/datos/${table.name}.csv`)
    assert.equal(book.getWorksheet(table.title)?.rowCount, rows.length, table.name)
  }
  const sheet = book.getWorksheet('Compromisos')
  const header = sheet?.getRow(1).values as string[]
  assert.equal(sheet?.getRow(3).getCell(header.indexOf('problema')).value, awkward)
})

test('a download can be narrowed to a space with all below it, or to a plan; what names nothing is not found', async () => {
  const rows = async (query: string) => (await records(`/datos/compromisos.csv?${query}`)).length - 1
  assert.equal(await rows('espacio=estado-ejemplo'), 3)
  assert.equal(await rows('espacio=san-pedro&plan=plan-2026'), 3)
  const json = JSON.parse(await text('/datos/compromisos.json?espacio=san-pedro&plan=plan-2026')) as {
    plans: unknown[]
  }
  assert.equal(json.plans.length, 1)
  for (const query of [
    'espacio=san-pedro&plan=borrador',
    'espacio=nada',
    'plan=plan-2026',
    'espacio=%20',
    'espacio=estado-ejemplo&plan=plan-2026',
  ]) {
    assert.equal((await stage.get(`/datos/compromisos.csv?${query}`)).status, 404, query)
  }
  for (const path of ['/datos/nada.csv', '/datos/toString.csv']) assert.equal((await stage.get(path)).status, 404)
})

test('formulas in what people wrote do not run in a spreadsheet, and missing codes stay apart (T-18)', async () => {
  const [header = [], ...rows] = await records('/datos/compromisos.csv')
  const odd = rows.find((row) => row[header.indexOf('clave')] === 'raro') ?? []
  assert.equal(odd[header.indexOf('presupuesto')], '\'=HYPERLINK("x")')
  assert.equal(odd[header.indexOf('supuestos')], 'NP')
  assert.equal(odd[header.indexOf('causas')], '')
})

test('an unchanged file is not sent again; a change in the record brings it anew', async () => {
  // The tests before took all the downloads of this minute.
  await stage.db.deleteFrom('rate_limits').execute()
  const first = await stage.get('/datos/actividades.csv')
  await first.body?.cancel()
  const etag = first.headers.get('etag') ?? ''
  assert.equal((await stage.get('/datos/actividades.csv', { 'if-none-match': etag })).status, 304)
  await stage.db
    .updateTable('record_head')
    .set((expression) => ({ seq: expression('seq', '+', 1) }))
    .execute()
  const second = await stage.get('/datos/actividades.csv', { 'if-none-match': etag })
  assert.equal(second.status, 200)
  await second.body?.cancel()
  await stage.db
    .updateTable('record_head')
    .set((expression) => ({ seq: expression('seq', '-', 1) }))
    .execute()
})

test('a reader who leaves in the middle leaves nothing open', async () => {
  for (const path of [
    '/datos/compromisos.csv',
    '/datos/compromisos.json',
    '/datos/compromisos.xlsx',
    '/registro.ndjson',
  ]) {
    const reader = (await stage.get(path)).body?.getReader()
    await reader?.read()
    await reader?.cancel()
  }
  assert.equal((await stage.get('/datos')).status, 200)
})

test('crawlers find every public page and no other; security.txt is in force', async () => {
  const sitemap = await (await stage.get('/sitemap.xml')).text()
  const found = [...sitemap.matchAll(/<loc>http:\/\/localhost:8080([^<]*)<\/loc>/g)].map((match) => match[1])
  for (const path of [
    '/',
    '/datos',
    '/api',
    '/registro',
    '/san-pedro',
    '/san-pedro/planes/plan-2026/tablero',
    '/san-pedro/planes/plan-2026/compromisos/raro',
  ]) {
    assert.ok(found.includes(path), path)
  }
  assert.ok(!sitemap.includes('borrador'))
  assert.match(await (await stage.get('/robots.txt')).text(), /^Sitemap: http:\/\/localhost:8080\/sitemap\.xml$/m)
  const security = await (await stage.get('/.well-known/security.txt')).text()
  assert.match(security, /^Contact: https?:\/\/\S+$/m)
  const expires = new Date(/^Expires: (\S+)$/m.exec(security)?.[1] ?? '')
  assert.ok(expires > stage.now && expires.getTime() - stage.now.getTime() < 366 * 86_400_000)
})

test('a network that downloads without end is told to wait', async () => {
  await (await stage.get('/datos/compromisos.xlsx')).body?.cancel()
  await stage.db.updateTable('rate_limits').set({ count: workbooks.max }).where('key', 'like', 'workbook:%').execute()
  const response = await stage.get('/datos/compromisos.xlsx')
  assert.equal(response.status, 429)
  assert.ok(Number(response.headers.get('retry-after')) > 0)
})
