import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import { hostileStrings } from '../../../../test/hostile-strings.ts'
import { htmlProblems } from '../../../../test/html.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { findEdition } from './queries.ts'
import { replicateCommand } from './replica/cli.ts'
import { replicaFile } from './replica/model.ts'
import { readReplica } from './replica/schema.ts'

let stage: RallyStage
before(async () => {
  stage = await rallyStage()
  const other = { kind: 'state', slug: 'guanajuato-de-prueba', name: 'Guanajuato de prueba', is_fictional: true }
  await stage.db
    .insertInto('spaces')
    .values({ id: crypto.randomUUID(), parent_id: stage.space.id, ...other, created_at: stage.now })
    .execute()
})
after(() => stage.close())

const address = '/guanajuato-de-prueba/rallies/importaciones'
const start = { name: 'Rally en Guanajuato', timeZone: 'America/Tijuana', opens: '2027-03-10T09:00' }

test('R-72 an edition travels as one file with nobody in it, and starts another elsewhere with its own dates', async () => {
  const answer = await stage.get(`${stage.edition.path}/replica.json`)
  assert.equal(answer.status, 200)
  for (const private_ of ['lagartijas', 'Lagartijas', '26FICT00001', 'Nicanor']) {
    assert.ok(!answer.text.includes(private_), `${private_} stays at home`)
  }
  const read = readReplica(answer.text)
  assert.ok(read.ok)
  assert.equal(answer.headers.get('etag'), `"${replicaFile(read.replica).sha256}"`)

  const done = await stage.post(address, { ...start, text: answer.text }, 'facilitator')
  assert.equal(done.location, '/guanajuato-de-prueba/rallies/rally-en-guanajuato/organizar', done.text)
  const made = await findEdition(stage.db, 'guanajuato-de-prueba', 'rally-en-guanajuato')
  assert.ok(made)
  // 1 to 7 March without a change of clocks; in Tijuana they go forward on 14 March 2027: 18:00 stays 18:00.
  assert.equal(made.opensAt?.toISOString(), '2027-03-10T17:00:00.000Z')
  assert.equal(made.closesAt?.toISOString(), '2027-03-17T01:00:00.000Z')
  const { version: _, ...rules } = made.rules.rules
  const { version: __, ...original } = read.replica.rules
  assert.deepEqual(rules, original)
  assert.deepEqual([made.replicaOf?.space, made.replicaOf?.slug], ['san-pedro', 'rally-2026'])
  assert.match((await stage.get(`/guanajuato-de-prueba/rallies/rally-en-guanajuato`, 'facilitator')).text, /Réplica de/)
  assert.equal(
    (await stage.post(address, { ...start, text: answer.text }, 'facilitator')).status,
    409,
    'its address is taken',
  )
  assert.equal((await stage.post(address, { ...start, text: answer.text }, 'neighbour')).status, 403)
})

test('a file that is none is refused with a sentence, and what was typed stays', async () => {
  const good = JSON.parse((await stage.get(`${stage.edition.path}/replica.json`)).text)
  const cases: [string, RegExp][] = [
    ['', /no es un archivo JSON/],
    ['{"schema":', /no es un archivo JSON/],
    ['[]', /no es el de un rally/],
    [JSON.stringify({ ...good, version: 2 }), /otra versión/],
    [JSON.stringify({ ...good, teamSize: { min: 5, max: 1 } }), /teamSize/],
    [JSON.stringify({ ...good, rules: { ...good.rules, points: {} } }), /rules\.points/],
    [JSON.stringify({ ...good, people: [] }), /no se entiende/],
    [JSON.stringify({ ...good, hashtags: ['<script>'] }), /hashtags/],
    [' '.repeat(300_000), /demasiado grande/],
  ]
  for (const [text, sentence] of cases) {
    const answer = await stage.post(address, { ...start, text }, 'facilitator')
    assert.equal(answer.status, 422, text.slice(0, 80))
    assert.match(answer.text, sentence)
    assert.match(answer.text, /value="Rally en Guanajuato"/)
  }
  const wrong = await stage.post(
    address,
    { ...start, opens: '2027-02-30T09:00', text: JSON.stringify(good) },
    'facilitator',
  )
  assert.equal(wrong.status, 422)
  assert.deepEqual(await htmlProblems(wrong.text), [])
})

/** The same file as an editor of another age saves it: every accent one byte. */
const latin1 = (text: string) => Buffer.from(text.replace('"hashtags"', '\n"hashtags"'), 'latin1')

test('a replica in Latin-1 is refused with its place, on the page and by tequio rallies replicate, and nothing is begun', async () => {
  const good = JSON.parse((await stage.get(`${stage.edition.path}/replica.json`)).text)
  const bytes = latin1(JSON.stringify({ ...good, hashtags: ['ObraPública'] }))
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...start, name: 'Rally en Latin-1' })) form.append(name, value)
  form.append('file', new File([bytes], 'replica.json', { type: 'application/json' }))
  const answer = await stage.send(address, form, 'facilitator')
  assert.equal(answer.status, 422, answer.text.slice(0, 200))
  assert.match(answer.text, /Línea 2, columna 19: hay un carácter que no está en UTF-8/)
  assert.match(answer.text, /value="Rally en Latin-1"/)
  const file = join(tmpdir(), `latin1-${process.pid}.json`)
  await writeFile(file, bytes)
  const said: string[] = []
  const stream = new Writable({ write: (chunk, _, done) => done(void said.push(String(chunk))) })
  const world = { db: stage.db, now: () => stage.now, cwd: tmpdir(), stdout: stream, stderr: stream }
  const args = [file, '--space', 'guanajuato-de-prueba', '--slug', 'latin', '--opens', '2027-03-01T09:00']
  assert.equal(await replicateCommand([...args, '--zone', 'America/Bogota'], world), 2)
  assert.match(said.join(''), /Línea 2, columna 19/)
  for (const slug of ['latin', 'rally-en-latin-1'])
    assert.equal(await findEdition(stage.db, 'guanajuato-de-prueba', slug), null)
})

test('hostile strings in a file are kept as text or refused, never run', async () => {
  const good = JSON.parse((await stage.get(`${stage.edition.path}/replica.json`)).text)
  for (const [index, hostile] of hostileStrings.entries()) {
    const texts = { ...good.texts, summary: hostile.slice(0, 4000), prizes: hostile.slice(0, 4000) }
    const file = JSON.stringify({ ...good, texts, from: { ...good.from, name: hostile.slice(0, 150) || 'x' } })
    const name = `Hostil ${index}`
    const answer = await stage.post(address, { ...start, name, text: file }, 'facilitator')
    assert.ok([303, 422].includes(answer.status), `${hostile.slice(0, 40)}: ${answer.status}`)
    if (answer.status !== 303) continue
    const page = await stage.get(`/guanajuato-de-prueba/rallies/hostil-${index}`, 'facilitator')
    assert.equal(page.status, 200)
    assert.ok(!/<script>alert|<img src=x|<svg onload|<iframe/.test(page.text), hostile.slice(0, 40))
  }
})

test('tequio rallies replicate starts a draft, or says what is wrong', async () => {
  const said: string[] = []
  const stream = new Writable({
    write: (chunk, _, done) => {
      said.push(String(chunk))
      done()
    },
  })
  const world = { db: stage.db, now: () => stage.now, cwd: tmpdir(), stdout: stream, stderr: stream }
  const file = join(tmpdir(), `replica-${process.pid}.json`)
  await writeFile(file, (await stage.get(`${stage.edition.path}/replica.json`)).text)
  const args = [file, '--space', 'guanajuato-de-prueba', '--slug', 'bogota', '--opens', '2027-03-01T09:00']
  assert.equal(await replicateCommand([...args, '--zone', 'America/Bogota'], world), 0, said.join(''))
  assert.equal(await replicateCommand([...args, '--zone', 'Marte/Olympus'], world), 2)
  assert.match(said.at(-1) ?? '', /zona horaria/)
  assert.equal(await replicateCommand(['nada.json', '--space', 'x'], world), 2)
  const made = await findEdition(stage.db, 'guanajuato-de-prueba', 'bogota')
  assert.equal(made?.opensAt?.toISOString(), '2027-03-01T14:00:00.000Z')
})
