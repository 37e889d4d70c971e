import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { parse } from 'csv-parse/sync'
import * as z from 'zod'
import { htmlProblems } from '../../../../test/html.ts'
import { announcementOf, arrive, visitOf } from '../../../../test/rally-posts.ts'
import { type RallyStage, rallyStage, sampleRules } from '../../../../test/rally-stage.ts'
import { newestRun } from '../consolidation/board/queries.ts'
import { scoreEdition } from '../consolidation/passes/commands.ts'
import { Ledgers } from '../consolidation/passes/ledgers.ts'
import { openLedger } from '../scoring/ledger.ts'
import { type RunJob, takeStep } from './commands.ts'
import { keptRuns } from './files/queries.ts'

const [bridge, roof, path] = ['26FICT00001', '26FICT00002', '26FICT00003'] as const
const afterClose = new Date('2026-03-08T00:07:00Z')
const afterAppeals = new Date('2026-03-10T00:01:00Z')

/** What we use of https://datapackage.org/profiles/2.0/datapackage.json, dataresource.json and tableschema.json. */
const text = { type: 'string' }
const type = { enum: ['string', 'number', 'integer', 'boolean', 'date', 'datetime', 'any'] }
const profile = (name: string) => ({ const: `https://datapackage.org/profiles/2.0/${name}.json` })
const tableSchema = {
  type: 'object',
  required: ['$schema', 'fields'],
  properties: {
    $schema: profile('tableschema'),
    fields: {
      ...{ type: 'array', minItems: 1 },
      items: { type: 'object', required: ['name', 'type'], properties: { name: text, type, description: text } },
    },
    missingValues: { type: 'array', items: text },
    primaryKey: { type: 'array', minItems: 1, uniqueItems: true, items: text },
  },
}
const resource = {
  type: 'object',
  required: ['$schema', 'name', 'path'],
  properties: {
    $schema: profile('dataresource'),
    name: text,
    path: { type: 'string', pattern: '^((?=[^./~])(?!file:)((?!/\\.\\./)(?!\\\\)(?!:///).)*|(http|ftp)s?://.*)$' },
    type: { const: 'table' },
    ...{ format: text, mediatype: { type: 'string', pattern: '^(.+)/(.+)$' }, encoding: text, title: text },
    ...{ description: text, bytes: { type: 'integer' } },
    hash: { type: 'string', pattern: '^([^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32}|)$' },
    schema: tableSchema,
    dialect: { type: 'object', properties: { $schema: profile('tabledialect') } },
  },
}
const license = { type: 'object', anyOf: [{ required: ['name'] }, { required: ['path'] }] }
const frictionless2 = {
  type: 'object',
  required: ['$schema', 'resources'],
  properties: {
    $schema: profile('datapackage'),
    ...{ name: text, id: text, title: text, description: text, version: text, homepage: text, created: text },
    licenses: { type: 'array', minItems: 1, items: license },
    resources: { type: 'array', minItems: 1, items: resource },
  },
}

describe('closing a rally', () => {
  let stage: RallyStage
  before(async () => {
    stage = await rallyStage()
    const posts = [
      announcementOf('lagartijas', bridge, 5),
      visitOf('lagartijas', bridge, 20, { text: 'Es, "grande"\n#DatosEnLaCalle ñandú' }),
      visitOf('tlacuaches', roof, 30),
      visitOf('nadie', path, 40),
    ]
    await arrive(stage.db, stage.edition.id, posts, stage.now)
    await pass()
  })
  after(() => stage.close())

  const pass = () => scoreEdition(stage.db, new Ledgers(openLedger), stage.edition.id, () => stage.now)
  const take = (step: RunJob['step']) =>
    takeStep(stage.deps, { editionId: stage.edition.id, step, askedBy: null }, () => stage.now)
  const close = (step: string) => stage.post(`${stage.edition.path}/organizar/cierre`, { step }, 'facilitator')

  test('before the close nothing is frozen, and a sentence says why', async () => {
    const refused = await close('frozen')
    assert.equal(refused.status, 409)
    assert.match(refused.text, /El rally todavía no cierra/)
    assert.match((await close('final')).text, /El rally todavía no cierra/)
    assert.equal((await close('otra')).status, 422)
    assert.equal(await take('frozen'), null)
    const page = await stage.get(`${stage.edition.path}/organizar/cierre`, 'facilitator')
    assert.deepEqual(await htmlProblems(page.text), [])
  })

  test('R-67 two computations from nothing have the same hashes, and give what the live scoring gave', async () => {
    const [first, second] = [await take('full'), await take('full')]
    assert.ok(first && second)
    assert.deepEqual([first.inputSha256, first.outputSha256], [second.inputSha256, second.outputSha256])
    const live = await newestRun(stage.db, stage.edition.id, 'live')
    assert.deepEqual(first.standings, live?.standings)
    const kept = await keptRuns(stage.db, stage.edition.id)
    assert.deepEqual(
      kept.map(({ outputSha256 }) => outputSha256),
      [first.outputSha256, first.outputSha256],
    )
  })

  test('a stranger downloads the edition and gets the same bytes with one command', async () => {
    const page = await stage.get(`${stage.edition.path}/datos`)
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /tequio rally verify/)
    const archive = await stage.app.request(`${stage.edition.path}/datos/rally.tar`)
    const again = await stage.app.request(`${stage.edition.path}/datos/rally.tar`)
    const bytes = Buffer.from(await archive.arrayBuffer())
    assert.ok(bytes.equals(Buffer.from(await again.arrayBuffer())), 'the archive is the same twice')
    const folder = mkdtempSync(join(tmpdir(), 'tequio-stranger-'))
    try {
      writeFileSync(join(folder, 'rally.tar'), bytes)
      assert.equal(spawnSync('tar', ['-xf', 'rally.tar'], { cwd: folder }).status, 0)
      const tequio = fileURLToPath(new URL('../../../../bin/tequio', import.meta.url))
      const verified = spawnSync(tequio, ['rally', 'verify', folder], { encoding: 'utf8' })
      assert.equal(verified.status, 0, verified.stderr + verified.stdout)
      const posts = readFileSync(join(folder, 'posts.jsonl'), 'utf8')
      assert.equal((await stage.get(`${stage.edition.path}/datos/posts.jsonl`)).text, posts)
      writeFileSync(join(folder, 'posts.jsonl'), posts.replace('"matches"', '"no_access"'))
      assert.equal(spawnSync(tequio, ['rally', 'verify', folder]).status, 1, 'a changed post is noticed')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('the package describes every file and fits the profile of Frictionless', async () => {
    const description = JSON.parse((await stage.get(`${stage.edition.path}/datos/datapackage.json`)).text)
    for (const resource of description.resources) {
      const file = await stage.get(`${stage.edition.path}/datos/${resource.path}`)
      assert.equal(file.status, 200, resource.path)
      assert.equal(Buffer.byteLength(file.text), resource.bytes, resource.path)
      const names = resource.schema?.fields.map(({ name }: { name: string }) => name)
      if (names) assert.equal(file.text.split('\r\n')[0], names.join(','), resource.path)
    }
    const profile = new URL(
      '../../../../../shared/data/conformance/frictionless-profiles/data-package.json',
      import.meta.url,
    )
    if (!existsSync(profile)) return
    const { required, properties } = JSON.parse(readFileSync(profile, 'utf8'))
    for (const name of required) assert.ok(name in description, name)
    const { pattern } = properties.name
    if (pattern) assert.match(description.name, new RegExp(pattern))
    z.array(z.object({ name: z.string().regex(/^[-a-z0-9._/]+$/), path: z.string() })).parse(description.resources)
  })

  test('R-149 the package holds to version 2 of Frictionless, and the primary key of every table is unique', async () => {
    const description = JSON.parse((await stage.get(`${stage.edition.path}/datos/datapackage.json`)).text)
    const check = new Ajv({ strict: false, allErrors: true }).compile(frictionless2)
    const isValid: boolean = check(description)
    assert.ok(isValid, JSON.stringify(check.errors?.slice(0, 5)))
    assert.ok(!check({ ...description, resources: [] }), 'the schema refuses something')
    const tables = description.resources.filter(({ type }: { type?: string }) => type === 'table')
    assert.equal(tables.length, 6)
    for (const { path: place, schema } of tables) {
      const { text } = await stage.get(`${stage.edition.path}/datos/${place}`)
      const rows: Record<string, string>[] = parse(text, { columns: true })
      const names = schema.fields.map(({ name }: { name: string }) => name)
      assert.ok(schema.primaryKey.length > 0, place)
      for (const name of schema.primaryKey) assert.ok(names.includes(name), `${place}: ${name}`)
      const keys = rows.map((row) => JSON.stringify(schema.primaryKey.map((name: string) => row[name])))
      assert.equal(new Set(keys).size, rows.length, place)
    }
  })

  test('anybody may ask for the files of this moment, once in a while', async () => {
    for (let turn = 0; turn < 12; turn++)
      assert.equal((await stage.post(`${stage.edition.path}/datos`, {})).status, 303)
    assert.equal((await stage.post(`${stage.edition.path}/datos`, {})).status, 429)
  })

  test('the panel gives points within what the rules allow', async () => {
    const address = `${stage.edition.path}/organizar/jurado`
    const give = (team: string, points: string) =>
      stage.post(address, { challenge: 'difusion', team, points, reason: 'Lo contaron bien' }, 'facilitator')
    assert.match((await give('lagartijas', '31')).text, /30 puntos como máximo/)
    assert.match((await give('lagartijas', 'mucho')).text, /Escribe los puntos con números/)
    assert.match((await give('nadie', '3')).text, /no es de esta edición/)
    assert.equal((await give('lagartijas', '12,50')).status, 303)
    assert.equal((await give('tlacuaches', '1')).status, 303)
    assert.equal((await give('tlacuaches', '')).status, 303)
    const page = await stage.get(address, 'facilitator')
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /12\.50/)
    for (const address of ['organizar/jurado', 'reglas', 'equipos/lagartijas/puntos']) {
      const { text } = await stage.get(`${stage.edition.path}/${address}`, 'facilitator')
      assert.doesNotMatch(text.replace(/<pre[\s\S]*?<\/pre>|value="[^"]*"/g, ''), /difusion|uses_data/, address)
      if (address !== 'equipos/lagartijas/puntos') assert.match(text, /Estrategia de difusión/, address)
    }
    assert.doesNotMatch(page.text, />1\.00</)
  })

  test('R-68 the freeze records its hashes and the minutes since the close; a capture that was under way still counts', async () => {
    stage.now = afterClose
    assert.equal((await close('frozen')).status, 303)
    assert.ok(await take('frozen'))
    assert.equal(await take('frozen'), null, 'a second time does nothing')
    const event = await stage.db
      .selectFrom('events')
      .select('details')
      .where('type', '=', 'rally.frozen')
      .executeTakeFirstOrThrow()
    const [run] = (await keptRuns(stage.db, stage.edition.id)).filter(({ kind }) => kind === 'frozen')
    const { minutesFromClose, outputSha256 } = event.details as Record<string, unknown>
    assert.deepEqual([minutesFromClose, outputSha256], [7, run?.outputSha256])
    const late = visitOf('tlacuaches', path, 9000)
    await arrive(stage.db, stage.edition.id, [late], new Date('2026-03-08T09:00:00Z'))
    await pass()
    const board = await stage.get(`${stage.edition.path}/marcador`)
    assert.match(board.text, /Resultados preliminares/)
    assert.match(board.text, /Del cierre a los puntos de todos/)
    assert.match(board.text, /Llegaron después del corte/)
    assert.deepEqual(await htmlProblems(board.text), [])
    assert.match((await close('final')).text, /Todavía se puede apelar/)
  })

  test('after the appeals the results are final, nothing moves any more, and each participant has a certificate', async () => {
    stage.now = afterAppeals
    assert.ok(await take('final'))
    await arrive(stage.db, stage.edition.id, [visitOf('tlacuaches', bridge, 8000)], stage.now)
    assert.equal(await pass(), null)
    const board = await stage.get(`${stage.edition.path}/marcador`)
    assert.match(board.text, /Resultados definitivos/)
    const rows = await stage.db.selectFrom('rally_certificates').selectAll().orderBy('member_id').execute()
    assert.equal(rows.length, 2)
    const own = rows.find(({ member_id }) => member_id === stage.teams.lagartijas.memberId)
    const address = `/constancias/${own?.code}`
    const page = await stage.get(address)
    assert.deepEqual(await htmlProblems(page.text), [])
    for (const words of [/Las Lagartijas/, /Constancia de lugar 1/, /noindex/, /data:image\/svg/, /escala de ejemplo/])
      assert.match(page.text, words)
    assert.doesNotMatch(page.text, /Nombre que quieres/)
    assert.equal((await stage.post(address, { name: 'Otra persona' }, 'facilitator')).status, 403)
    assert.equal((await stage.post(address, { name: 'María <b>Ñ</b>' }, 'neighbour')).status, 303)
    assert.match((await stage.get(address)).text, /María &lt;b&gt;Ñ/)
    assert.match((await stage.get('/constancias', 'neighbour')).text, new RegExp(own?.code ?? 'none'))
    assert.equal((await stage.get('/constancias/ABCDEFGHJKMN')).status, 404)
    const names = await stage.db
      .selectFrom('events')
      .select('body')
      .where('type', 'like', 'rally.certificate%')
      .execute()
    assert.ok(names.length > 0 && names.every(({ body }) => !body.includes('María')))
  })
})

test('rules changed after the opening: both standings stay and can be compared', async (t) => {
  const stage = await rallyStage()
  t.after(() => stage.close())
  const pass = () => scoreEdition(stage.db, new Ledgers(openLedger), stage.edition.id, () => stage.now)
  await arrive(stage.db, stage.edition.id, [visitOf('lagartijas', bridge, 20)], stage.now)
  await pass()
  const rules = { ...sampleRules, version: '2026.2', points: { ...sampleRules.points, visit: 9 } }
  await stage.db
    .insertInto('rally_rules')
    .values({
      ...{ edition_id: stage.edition.id, number: 2, rules: JSON.stringify(rules), is_sample: false },
      ...{ reason: 'Se acordó pagar más la visita', written_at: stage.now },
    })
    .execute()
  await pass()
  const { text } = await stage.get(`${stage.edition.path}/marcador/versiones`)
  assert.deepEqual(await htmlProblems(text), [])
  for (const words of [/Con 2026\.1/, /Con 2026\.2/, /7\.50 puntos/, /9\.50 puntos/, /Se acordó pagar más/])
    assert.match(text, words)
})
