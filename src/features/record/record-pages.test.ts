import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { testSettings } from '../../../test/cast.ts'
import { htmlProblems } from '../../../test/html.ts'
import { awkward, type OpenStage, openStage } from '../../../test/open-stage.ts'
import { newId } from '../../platform/identity.ts'
import { genesis, recordAll } from '../../platform/record.ts'
import { invite, revokeRole } from '../people/commands/roles.ts'
import { verifyCommand } from './cli.ts'

let stage: OpenStage
before(async () => {
  stage = await openStage()
})
after(() => stage.close())

const text = async (path: string) => {
  const response = await stage.get(path)
  assert.equal(response.status, 200, path)
  return response.text()
}
const json = async <Answer>(path: string) => JSON.parse(await text(path)) as Answer
type EventJson = { seq: number; type: string | null; body: string | null; hash: string; chain: string; at: string }

test('the list shows the newest first, in words, and the page is valid', async () => {
  const html = await text('/registro')
  assert.deepEqual(await htmlProblems(html), [])
  assert.ok(html.includes('Se publicó un plan'))
  const numbers = [...html.matchAll(/href="\/registro\/(\d+)"/g)].map((match) => Number(match[1]))
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => b - a),
  )
  assert.ok(numbers.length >= 7)
})

test('every event has a page, with what is needed to recompute it', async () => {
  const { head } = await json<{ head: { seq: number } }>('/registro.json')
  let previous = genesis.toString('hex')
  for (let seq = 1; seq <= head.seq; seq++) {
    const html = await text(`/registro/${seq}`)
    const event = await json<EventJson>(`/registro/${seq}.json`)
    assert.deepEqual(await htmlProblems(html), [])
    for (const value of [previous, event.hash, event.chain]) assert.ok(html.includes(value))
    if (event.body !== null) assert.equal(createHash('sha256').update(event.body).digest('hex'), event.hash)
    previous = event.chain
  }
})

test('filters by type and by space, kept in the address; what is withheld answers no filter', async () => {
  const added = await json<{ total: number; events: EventJson[] }>('/registro.json?tipo=commitment.added')
  assert.equal(added.total, 3)
  assert.ok(added.events.every((event) => event.type === 'commitment.added'))
  assert.equal((await json<{ total: number }>('/registro.json?espacio=estado-ejemplo')).total, 0)
  const html = await text('/registro?tipo=commitment.added&espacio=san-pedro')
  assert.ok(/value="commitment.added" selected/.test(html))
  assert.equal((await stage.get('/registro?espacio=no-existe')).status, 404)
  assert.ok((await text('/registro?tipo=nada%20de%20eso&pagina=-1')).includes('Se publicó un plan'))
})

test('the list as CSV has the same events in their order, with the filters of the page', async () => {
  const [header = [], ...rows] = parse(await text('/registro.csv')) as string[][]
  const { events } = await json<{ events: EventJson[] }>('/registro.json')
  const cell = (row: string[], name: string) => row[header.indexOf(name)]
  assert.deepEqual(
    rows.map((row) => [Number(cell(row, 'numero')), cell(row, 'tipo') || null, cell(row, 'huella')]),
    events.toReversed().map((event) => [event.seq, event.type, event.hash]),
  )
  const filtered = parse(await text('/registro.csv?tipo=plan.published')) as string[][]
  assert.equal(filtered.length, 2)
})

test('what a draft says is told to nobody, and its hashes stand', async () => {
  for (const path of ['/registro', '/registro.csv', '/registro.json', '/registro.ndjson', '/registro?pagina=1']) {
    assert.ok(!/secreto/i.test(await text(path)), path)
  }
  const { events } = await json<{ events: EventJson[] }>('/registro.json')
  const withheld = events.filter((event) => event.body === null)
  assert.equal(withheld.length, 2)
  assert.ok((await text(`/registro/${withheld[0]?.seq}`)).includes('Contenido reservado'))
})

test('the downloaded record verifies, draft and all; publishing the plan shows what its hash had promised', async () => {
  const verify = async (lines: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'record-'))
    await writeFile(join(folder, 'r.ndjson'), lines)
    const stdout = new PassThrough({ encoding: 'utf8' })
    const stderr = new PassThrough({ encoding: 'utf8' })
    const world = { db: stage.db, now: () => stage.now, cwd: folder, stdout, stderr }
    const code = await verifyCommand(['--file', 'r.ndjson'], world)
    await rm(folder, { recursive: true })
    return `${code} ${stdout.read() ?? ''}${stderr.read() ?? ''}`
  }
  const before = await text('/registro.ndjson')
  assert.match(await verify(before), /^0 El registro cuadra: \d+ acontecimientos \(2 con contenido reservado/)
  const head = await json<{ seq: number; chain: string }>('/registro/cabeza.json')
  assert.equal((JSON.parse(before.trimEnd().split('\n').at(-1) ?? '') as EventJson).chain, head.chain)
  await stage.db.insertInto('plan_publications').values({ plan_id: stage.draftPlan, published_at: stage.now }).execute()
  const after = await text('/registro.ndjson')
  await stage.db.deleteFrom('plan_publications').where('plan_id', '=', stage.draftPlan).execute()
  assert.match(await verify(after), /^0 El registro cuadra: \d+ acontecimientos\./)
  const hashes = (lines: string) =>
    lines
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as EventJson).hash)
  assert.deepEqual(hashes(after), hashes(before))
})

const python = spawnSync('python3', ['--version']).status === 0
const noPython = python ? false : 'left out: there is no python3 here'
test('the checker that the guide gives, which trusts nothing of ours, agrees', { skip: noPython }, async () => {
  const guide = readFileSync(new URL('../../../docs/guides/open-data.md', import.meta.url), 'utf8')
  const script = /```python\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''
  const lines = await text('/registro.ndjson')
  const head = await json<{ seq: number; chain: string }>('/registro/cabeza.json')
  const folder = await mkdtemp(join(tmpdir(), 'record-'))
  const check = async (content: string) => {
    await writeFile(join(folder, 'registro.ndjson'), content)
    const { stdout, stderr } = spawnSync('python3', ['-c', script], { cwd: folder, encoding: 'utf8' })
    return stdout + stderr
  }
  assert.equal(await check(lines), `${head.seq} ${head.chain}\n`)
  assert.match(await check(lines.replace('Ñ raro', 'N raro')), /no cuadra el número 3/)
  await rm(folder, { recursive: true })
})

test('more than fifty events go on pages; more than a thousand still download whole', async () => {
  const { seq: start } = await json<{ seq: number }>('/registro/cabeza.json')
  const happenings = Array.from({ length: 2100 }, (_, index) => ({
    type: 'thing.done' as const,
    spaceId: stage.town,
    subject: { type: 'thing', id: newId() },
    details: { title: `${awkward} ${index}` },
  }))
  await stage.db.transaction().execute((tx) => recordAll(tx, { actor: null, now: stage.now }, happenings))
  const html = await text('/registro?pagina=2')
  assert.deepEqual(await htmlProblems(html), [])
  assert.ok(!html.includes('<script>alert'))
  assert.ok(html.includes(`href="/registro/${start + 2100 - 50}"`))
  assert.ok(html.includes('thing.done'), 'a type without words is shown as it is')
  const lines = (await text('/registro.ndjson')).trimEnd().split('\n')
  assert.deepEqual(
    lines.map((line) => (JSON.parse(line) as EventJson).seq),
    Array.from({ length: start + 2100 }, (_, index) => index + 1),
  )
  assert.ok((await text('/registro?pagina=9999')).includes('href="/registro/1"'))
})

test('numbers that no event has are not found', async () => {
  for (const path of [
    '/registro/0',
    '/registro/999999',
    '/registro/99999999999999999999',
    '/registro/1e3',
    '/registro/0.json',
  ]) {
    assert.equal((await stage.get(path)).status, 404, path)
  }
})

test('acts on people leave ids in the record, never what is personal: no mail, telephone, CURP, name or reason', async () => {
  const context = {
    db: stage.db,
    actor: await stage.cast.actor('administrator'),
    now: stage.now,
    locale: 'es' as const,
  }
  const space = { id: stage.town, name: 'San Pedro' }
  const wanted = { email: 'nueva.persona@example.org', role: 'facilitator', organization: null } as const
  await invite(context, testSettings, space, wanted)
  const grant = await stage.db
    .selectFrom('role_grants')
    .select('id')
    .where('person_id', '=', stage.cast.person('moderator').id)
    .executeTakeFirstOrThrow()
  await revokeRole(context, stage.town, grant.id, 'Modesta Modera se enfermó; su teléfono es 951 555 0123')
  const bodies = (await text('/registro.ndjson'))
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as EventJson).body)
  const acts = bodies
    .filter((body) => body !== null)
    .map((body) => JSON.parse(body) as { type: string; details: unknown })
  for (const type of ['invitation.sent', 'role.revoked'])
    assert.ok(
      acts.some((act) => act.type === type),
      type,
    )
  const said = acts.flatMap((act) => stringsIn(act.details)).filter((word) => !/^[0-9a-f-]{36}$/.test(word))
  const people = await stage.db.selectFrom('people').select(['name', 'email']).execute()
  for (const word of said) {
    assert.doesNotMatch(word, /[\w.+-]+@[\w-]+\.[a-z]{2,}/i)
    assert.doesNotMatch(word, /\b[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d\b/)
    assert.doesNotMatch(word, /(\d[ .-]?){10}/)
    for (const { name, email } of people) assert.ok(!word.includes(name) && !word.includes(email), word)
  }
})

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
