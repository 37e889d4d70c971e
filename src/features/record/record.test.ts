import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { spanish } from '../../platform/i18n/messages.ts'
import { newId } from '../../platform/identity.ts'
import { type Happening, record, recordAll } from '../../platform/record.ts'
import { verifyCommand } from './cli.ts'
import { lineOf } from './model.ts'
import { publicBatches, readHead } from './queries.ts'
import { verifyStored } from './verification/queries.ts'

let base: TestDatabase
before(async () => {
  base = await testDatabase()
})
after(() => base.drop())

const witness = { actor: null, now: new Date('2026-11-20T18:05:00.123Z') }
const happening = (title: string): Happening => ({
  type: 'thing.done',
  spaceId: null,
  subject: { type: 'thing', id: newId() },
  details: { title, list: [1.5, 1e21, null, 'ñ \u2028 "'], nested: { b: 1, a: { z: [], y: {} } } },
})
const write = (...titles: string[]) =>
  base.db.transaction().execute((tx) => recordAll(tx, witness, titles.map(happening)))

async function run(args: string[], cwd = tmpdir()) {
  const out = { stdout: '', stderr: '' }
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _encoding, done) {
        out[name] += String(chunk)
        done()
      },
    })
  // A file is checked without a database.
  const db = args.includes('--file') ? null : base.db
  const world = { db, now: () => new Date(), cwd, stdout: into('stdout'), stderr: into('stderr') }
  return { code: await verifyCommand(args, world), ...out }
}

test('events are append-only: UPDATE, DELETE and TRUNCATE are refused', async () => {
  await write('one')
  for (const statement of ['update events set type = type', 'delete from events', 'truncate events']) {
    await assert.rejects(sql.raw(statement).execute(base.db), /events is append-only/)
  }
})

test('what is written is what is verified, columns included', async () => {
  await write('two', 'three')
  const result = await verifyStored(base.db, [])
  assert.equal(result.misfit, null)
  assert.equal(result.seq, (await readHead(base.db)).seq)
})

test('writers at the same time leave no gap, and numbers follow the order of commit', async () => {
  const { seq: start } = await readHead(base.db)
  const committed: string[] = []
  const held = Promise.withResolvers<void>()
  const isHeld = Promise.withResolvers<void>()
  const slow = base.db
    .transaction()
    .execute(async (tx) => {
      await record(tx, witness, happening('slow'))
      isHeld.resolve()
      await held.promise
    })
    .then(() => committed.push('slow'))
  await isHeld.promise
  const given = base.db
    .transaction()
    .execute(async (tx) => {
      await record(tx, witness, happening('given up'))
      throw new Error('rolled back')
    })
    .catch((error: Error) => assert.equal(error.message, 'rolled back'))
  const quick = write('quick').then(() => committed.push('quick'))
  await waiting(2)
  assert.deepEqual(committed, [])
  held.resolve()
  await Promise.all([slow, given, quick])
  const { rows } = await sql<{ seq: number; title: string }>`
    select seq, details->>'title' as title from events where seq > ${start} order by seq`.execute(base.db)
  assert.deepEqual(rows, [
    { seq: start + 1, title: 'slow' },
    { seq: start + 2, title: 'quick' },
  ])
  assert.deepEqual(committed, ['slow', 'quick'])
})

/** Until so many transactions wait for the row that is held. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      base.db,
    )
    if ((rows[0]?.n ?? 0) >= count) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('tequio record verify says that all fits, from the database and from the downloaded file', async () => {
  const head = await readHead(base.db)
  const stored = await run(['--head', `${head.seq}:${head.chain}`])
  assert.equal(stored.code, 0)
  assert.ok(stored.stdout.includes(`${head.seq}:${head.chain}`))
  const folder = await mkdtemp(join(tmpdir(), 'record-'))
  try {
    await writeFile(join(folder, 'registro.ndjson'), (await download()).join(''))
    assert.equal((await run(['--file', 'registro.ndjson'], folder)).stdout, stored.stdout)
  } finally {
    await rm(folder, { recursive: true })
  }
})

async function download(): Promise<string[]> {
  const lines: string[] = []
  for await (const batch of publicBatches(base.db, async () => []))
    lines.push(...batch.map((event) => `${JSON.stringify(lineOf(event))}\n`))
  return lines
}

test('tequio record verify names the first number that does not fit, and ends with 2', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'record-'))
  const lines = await download()
  const head = await readHead(base.db)
  const verify = async (changed: string[], ...more: string[]) => {
    await writeFile(join(folder, 'r.ndjson'), changed.join(''))
    const { code, stderr } = await run(['--file', 'r.ndjson', ...more], folder)
    return `${code} ${stderr}`
  }
  try {
    assert.match(await verify(lines.toSpliced(1, 1)), /^2 .*número 2: falta ese número/)
    assert.match(
      await verify(lines.with(2, (lines[2] ?? '').replace('three', 'trhee'))),
      /^2 .*número 3: su texto no corresponde/,
    )
    assert.match(await verify(lines.with(0, 'hola\n')), /^2 .*número 1: esa línea no es/)
    assert.match(
      await verify(lines.slice(0, -1), '--head', `${head.seq}:${head.chain}`),
      /^2 .*faltan acontecimientos al final/,
    )
    assert.match(await verify(lines, '--head', `2:${'0'.repeat(64)}`), /^2 .*número 2: su cadena no es la que se anotó/)
    assert.match((await run(['--file', 'none.ndjson'], folder)).stderr, /No se pudo leer none\.ndjson/)
    assert.match((await run(['--head', 'x'], folder)).stderr, /--head espera NÚMERO:CADENA/)
    assert.match((await run(['--unknown'], folder)).stderr, /^No entendí la orden/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('every type of event that the code writes has words in Spanish', () => {
  const folder = new URL('../', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /commands[^/]*\.ts$|commands\/[^/]+\.ts$/.test(name) && !name.endsWith('.test.ts'),
  )
  const types = files.flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .split('\n')
      .filter((line) => /\btype: /.test(line))
      .flatMap((line) => [...line.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map((match) => match[1] ?? '')),
  )
  assert.ok(types.length > 15)
  assert.deepEqual(
    types.filter((type) => !(`record.type.${type}` in spanish)),
    [],
  )
})

test('somebody with the database in hand who switches the triggers off is found all the same', async () => {
  const forge = async (statement: string) => {
    await sql`alter table events disable trigger user`.execute(base.db)
    await sql.raw(statement).execute(base.db)
  }
  const faultAfter = async (statement: string, undo: string) => {
    await forge(statement)
    const { code, stderr } = await run([])
    await forge(undo)
    return `${code} ${stderr}`
  }
  const { seq } = await readHead(base.db)
  const move = (from: string, to: string) =>
    `update events set details = jsonb_set(details, '{title}', '"${to}"') where details->>'title' = '${from}'`
  assert.match(await faultAfter(move('two', 'dos'), move('dos', 'two')), /^2 .*número 2: sus columnas no dicen/)
  assert.match(
    await faultAfter(
      `update events set body = replace(body, 'two', 'dos')`,
      `update events set body = replace(body, 'dos', 'two')`,
    ),
    /^2 .*número 2: su texto no corresponde/,
  )
  assert.match(
    await faultAfter(
      `update events set seq = 1000 where seq = ${seq}`,
      `update events set seq = ${seq} where seq = 1000`,
    ),
    new RegExp(`^2 .*número ${seq}: falta ese número`),
  )
  assert.equal((await run([])).code, 0)
  assert.match(
    await faultAfter(`delete from events where seq = ${seq}`, 'select'),
    new RegExp(`número ${seq}: faltan acontecimientos al final`),
  )
})
