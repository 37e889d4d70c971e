import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Logger, runOnce } from 'graphile-worker'
import pg from 'pg'
import { type Desk, desk, problemsOf } from '../../../test/desk.ts'
import { approval, draftPlan, publishedPlan } from '../../../test/desk-plans.ts'
import { htmlProblems } from '../../../test/html.ts'
import { isSmall, largestFileBytes } from './imports/model.ts'
import { planTasks } from './jobs.ts'

let world: Desk
before(async () => {
  world = await desk()
})
after(() => world.close())

const header = 'tipo,clave,numero,titulo,inicio,fin'
const good = (number: string) => `compromiso,${number},${number},Compromiso ${number},2026-02-01,2026-11-30`

async function sendFile(
  plan: string,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  fields: Record<string, string> = {},
) {
  const form = new FormData()
  form.append('file', new File([content], name))
  for (const [field, value] of Object.entries({ how: 'save', ...fields })) form.append(field, value)
  return world.send(`${plan}/importaciones`, form, 'facilitator')
}

async function keysOf(slug: string): Promise<string[]> {
  const rows = await world.db
    .selectFrom('commitments as c')
    .innerJoin('plans as p', 'p.id', 'c.plan_id')
    .select('c.key')
    .where('p.slug', '=', slug)
    .orderBy('c.position')
    .execute()
  return rows.map((row) => row.key)
}

test('a sheet with errors is tried, sent, mended and sent again', async () => {
  const plan = await draftPlan(world, 'hoja')
  const sheet = [header, good('1'), 'compromiso,2,2,,31/02/2026,', good('3')].join('\r\n')
  const tried = await sendFile(plan, 'hoja.csv', sheet, { how: 'try' })
  assert.equal(tried.status, 303, problemsOf(tried.text))
  const trial = await world.get(tried.location ?? '', 'facilitator')
  assert.match(trial.text, /Fue una prueba: no se guardó nada/)
  assert.deepEqual(await keysOf('hoja'), [])
  const sent = await sendFile(plan, 'hoja.csv', sheet)
  const page = await world.get(sent.location ?? '', 'facilitator')
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.match(page.text, /31\/02\/2026/)
  assert.match(page.text, /<th[^>]*>3<\/th>/, 'the row as a person sees it in a spreadsheet')
  assert.deepEqual(await keysOf('hoja'), ['1', '3'])
  const report = JSON.parse((await world.get(`${sent.location}.json`, 'facilitator')).text)
  assert.equal(report.rows_read, report.added + report.changed + report.unchanged + report.rejected)
  assert.deepEqual([report.added, report.rejected], [2, 1])
  assert.match((await world.get(`${sent.location}.csv`, 'facilitator')).text, /^row,column,value,reason,expected\r\n3,/)
  const mended = await sendFile(plan, 'hoja.csv', [header, good('1'), good('2'), good('3')].join('\r\n'))
  const again = JSON.parse((await world.get(`${mended.location}.json`, 'facilitator')).text)
  assert.deepEqual([again.added, again.changed, again.unchanged, again.rejected], [1, 0, 2, 0])
  const kept = await world.db.selectFrom('imports').select('content').execute()
  assert.ok(
    kept.every((row) => row.content === null),
    'the file is forgotten once it was read',
  )
})

test('the empty templates and the dictionary can be downloaded, and come back as nothing to do', async () => {
  const plan = await draftPlan(world, 'plantilla')
  const csv = await world.get(`${plan}/importaciones/plantilla.csv`, 'facilitator')
  assert.equal(csv.headers.get('content-type'), 'text/csv; charset=utf-8')
  assert.match(csv.text, /^tipo,/)
  assert.equal((await world.get(`${plan}/importaciones/diccionario.csv`, 'facilitator')).status, 200)
  const book = await world.get(`${plan}/importaciones/plantilla.xlsx`, 'facilitator')
  assert.match(book.text, /^PK/)
  assert.equal((await world.get(`${plan}/importaciones/plantilla.xlsx`, 'liaison')).status, 403)
})

test('what is no file, too large or unreadable is refused with a sentence', async () => {
  const plan = await draftPlan(world, 'malos')
  const none = await world.post(`${plan}/importaciones`, { how: 'save', format: 'json' }, 'facilitator')
  assert.equal(none.status, 422)
  assert.match(none.text, /Elige un archivo/)
  assert.match(none.text, /<option value="json" selected/, 'what was chosen stays')
  const large = await sendFile(plan, 'grande.csv', new Uint8Array(largestFileBytes + 200_000))
  assert.equal(large.status, 422)
  assert.match(large.text, /más de 20 MB/)
  assert.equal((await sendFile(plan, 'x.csv', header, { format: 'no-such' })).status, 422)
  const rubbish = [
    ['nada.csv', ''],
    ['binario.xlsx', new Uint8Array(randomBytes(500))],
    ['roto.json', '{"tequio": '],
    ['comillas.csv', `${header}\n"abierta`],
    ['nul.csv', `${header}\ncompromiso,1,1,a\u0000b,,`],
    ['<script>alert(1)<.csv', '<script>alert(1)</script>'],
  ] as const
  for (const [name, content] of rubbish) {
    const sent = await sendFile(plan, name, content)
    assert.equal(sent.status, 303, name)
    const page = await world.get(sent.location ?? '', 'facilitator')
    assert.equal(page.status, 200, name)
    assert.match(page.text, /No se pudo leer el archivo|Rechazados/, name)
    assert.doesNotMatch(page.text, /error nuestro|<script>alert/, name)
  }
  assert.deepEqual(await keysOf('malos'), [])
})

test('R-33: a published plan takes a file only with a reason, which its versions carry', async () => {
  const plan = await publishedPlan(world, 'publicado-archivo')
  const sheet = [header, good('1'), good('9')].join('\r\n')
  const unsaid = await sendFile(plan, 'cambio.csv', sheet)
  assert.equal(unsaid.status, 422)
  assert.match(unsaid.text, /id="reason-error"/)
  assert.equal((await sendFile(plan, 'cambio.csv', sheet, { how: 'try' })).status, 303, 'trying asks no reason')
  const sent = await sendFile(plan, 'cambio.csv', sheet, approval)
  assert.equal(sent.status, 303, problemsOf(sent.text))
  const versions = await world.db
    .selectFrom('commitment_versions as v')
    .innerJoin('commitments as c', 'c.id', 'v.commitment_id')
    .select(['c.key', 'v.number', 'v.reason', 'v.approved_by', 'v.author_id'])
    .where('v.reason', '=', approval.reason)
    .orderBy('c.key')
    .execute()
  const author_id = world.cast.person('facilitator').id
  const kept = { reason: approval.reason, approved_by: approval.approvedBy, author_id }
  assert.deepEqual(versions, [
    { key: '1', number: 2, ...kept },
    { key: '9', number: 1, ...kept },
  ])
})

test('a large file is read by the worker, as the person who sent it, while its page tells how far it is', async () => {
  const plan = await draftPlan(world, 'grande')
  const sheet = [header, ...Array.from({ length: 4000 }, (_, index) => good(String(index + 1)))].join('\r\n')
  assert.equal(isSmall('grande.csv', Buffer.byteLength(sheet)), false)
  const sent = await sendFile(plan, 'grande.csv', sheet)
  const waiting = await world.get(sent.location ?? '', 'facilitator')
  assert.equal(waiting.headers.get('refresh'), '2')
  assert.match(waiting.text, /En espera de su turno/)
  assert.equal((await world.get(`${sent.location}.json`, 'facilitator')).status, 404, 'there is no report yet')
  await work()
  const done = await world.get(sent.location ?? '', 'facilitator')
  assert.equal(done.headers.get('refresh'), null)
  assert.match(done.text, /4,000/)
  assert.equal((await keysOf('grande')).length, 4000)
  const row = await world.db
    .selectFrom('imports')
    .select(['rows_done', 'rows_total'])
    .where('file_name', '=', 'grande.csv')
    .executeTakeFirst()
  assert.deepEqual(row, { rows_done: 4000, rows_total: 4000 })
})

test('who lost her role before the worker came changes nothing', async () => {
  const plan = await draftPlan(world, 'sin-encargo')
  const sheet = [header, ...Array.from({ length: 4000 }, (_, index) => good(String(index + 1)))].join('\r\n')
  const sent = await sendFile(plan, 'tarde.csv', sheet)
  const grant = await world.db
    .selectFrom('role_grants')
    .select('id')
    .where('person_id', '=', world.cast.person('facilitator').id)
    .executeTakeFirstOrThrow()
  await world.db
    .insertInto('role_revocations')
    .values({ grant_id: grant.id, revoked_at: world.now, reason: 'Terminó su encargo' })
    .execute()
  await work()
  await world.db.deleteFrom('role_revocations').where('grant_id', '=', grant.id).execute()
  assert.match((await world.get(sent.location ?? '', 'facilitator')).text, /No se guardó nada/)
  assert.deepEqual(await keysOf('sin-encargo'), [])
})

test('an import is found only under its own plan', async () => {
  const mine = await draftPlan(world, 'propio')
  const other = await draftPlan(world, 'de-al-lado')
  const sent = await sendFile(mine, 'uno.csv', [header, good('1')].join('\n'))
  const elsewhere = (sent.location ?? '').replace(mine, other)
  assert.equal((await world.get(elsewhere, 'facilitator')).status, 404)
  assert.equal((await world.get(sent.location ?? '', 'evaluator')).status, 403)
})

/** Does every job that waits, as the worker would. */
async function work(): Promise<void> {
  const pool = new pg.Pool({ connectionString: world.url })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runOnce({ pgPool: pool, taskList: planTasks(world.db, () => new Date()), logger: new Logger(() => () => {}) })
  } finally {
    await pool.end()
  }
}
