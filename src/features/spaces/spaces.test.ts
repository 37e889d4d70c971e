import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import type { PersonKey } from '../../../test/cast.ts'
import { type Desk, desk, fieldsOf, problemsOf } from '../../../test/desk.ts'
import type { CliWorld } from '../../platform/cli.ts'
import { createSpaceCommand, listSpacesCommand } from './cli.ts'
import { findSpace } from './queries.ts'

let world: Desk
before(async () => {
  world = await desk()
})
after(() => world.close())

const form = { parent: 'san-pedro', kind: 'institution', name: 'Organismo de Agua', slug: 'organismo-de-agua' }

test('an administrator makes spaces below her own, and nobody else does', async () => {
  for (const who of ['facilitator', 'moderator', 'neighbour'] satisfies PersonKey[]) {
    assert.equal((await world.get('/espacios/nuevo', who)).status, 403, who)
    assert.equal((await world.post('/espacios/nuevo', form, who)).status, 403, who)
  }
  assert.equal((await world.post('/espacios/nuevo', { ...form, parent: 'santa-maria' }, 'administrator')).status, 422)
  const made = await world.post('/espacios/nuevo', form, 'administrator')
  assert.equal(made.location, '/organismo-de-agua/ajustes', problemsOf(made.text))
  assert.equal((await world.get('/organismo-de-agua/ajustes', 'administrator')).status, 200, 'her reach goes down')
  assert.deepEqual((await findSpace(world.db, 'organismo-de-agua'))?.path, [{ slug: 'san-pedro', name: 'San Pedro' }])
  assert.match((await world.get('/espacios')).text, /href="\/organismo-de-agua"/)
  const event = await world.db.selectFrom('events').select('type').orderBy('seq', 'desc').executeTakeFirst()
  assert.equal(event?.type, 'space.created')
})

test('addresses of spaces are words of their own, never the platform’s', async () => {
  const refusals = [
    ['tablero', 422, 'Esa palabra la usa la plataforma'],
    ['datos', 422, 'Esa palabra la usa la plataforma'],
    ['San Jacinto', 422, 'Usa letras minúsculas'],
    ['../x', 422, 'Usa letras minúsculas'],
    ['san-pedro', 409, 'Ya hay un espacio'],
  ] as const
  for (const [slug, status, said] of refusals) {
    const answer = await world.post('/espacios/nuevo', { ...form, slug }, 'administrator')
    assert.equal(answer.status, status, slug)
    assert.ok(answer.text.includes(said), slug)
  }
  const nowhere = await world.post('/espacios/nuevo', { ...form, slug: 'nueva', territoryKey: '99' }, 'administrator')
  assert.equal(nowhere.status, 409)
  assert.match(nowhere.text, /id="territoryKey-error"/)
})

test('a space chooses its colours, and is told when they would be hard to read', async () => {
  const page = await world.get('/san-pedro/ajustes', 'administrator')
  const fields = fieldsOf(page.text)
  const pale = {
    ...fields,
    colorPrimary: '#E4A0B0',
    colorAccent: 'c2185b',
    greca: 'steps',
    contactUrl: 'https://example.org',
  }
  assert.equal((await world.post('/san-pedro/ajustes', pale, 'administrator')).status, 303)
  const again = await world.get('/san-pedro/ajustes', 'administrator')
  assert.match(again.text, /cuesta leerlo\. En las páginas se usará #[0-9a-f]{6}, que llega a 4\.5:1/)
  assert.match(again.text, /Se lee bien: contraste/)
  const space = await findSpace(world.db, 'san-pedro')
  assert.deepEqual([space?.colorPrimary, space?.colorAccent, space?.greca], ['#e4a0b0', '#c2185b', 'steps'])
  const wrong = [
    { colorPrimary: 'rojo' },
    { colorPrimary: '#0b5d4b', colorAccent: '' },
    { greca: 'no-such' },
    { contactUrl: 'javascript:alert(1)' },
    { name: '' },
  ]
  for (const change of wrong) {
    const answer = await world.post('/san-pedro/ajustes', { ...pale, ...change }, 'administrator')
    assert.equal(answer.status, 422, JSON.stringify(change))
  }
  assert.equal((await world.post('/san-pedro/ajustes', pale, 'facilitator')).status, 403)
  assert.equal((await world.post('/santa-maria/ajustes', pale, 'administrator')).status, 403)
})

test('the first spaces come from the terminal', async () => {
  const said: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      said.push(String(chunk))
      done()
    },
  })
  const terminal: CliWorld = { db: world.db, now: () => world.now, cwd: '/', stdout: stream, stderr: stream }
  assert.equal(
    await createSpaceCommand(
      ['--slug', 'oaxaca', '--name', 'Oaxaca', '--kind', 'state', '--territory', '20'],
      terminal,
    ),
    0,
  )
  assert.equal((await findSpace(world.db, 'oaxaca'))?.territoryKey, '20')
  const wrong = [
    [],
    ['--slug', 'oaxaca', '--name', 'Otra vez'],
    ['--slug', 'tablero', '--name', 'x'],
    ['--slug', 'x', '--name', 'x', '--kind', 'planet'],
    ['--slug', 'x', '--name', 'x', '--parent', 'no-such'],
    ['--slug', 'x', '--name', 'x', '--no-such'],
  ]
  for (const args of wrong) {
    said.length = 0
    assert.equal(await createSpaceCommand(args, terminal), 2, args.join(' '))
    assert.match(said.join(''), /\S.*\n$/)
  }
  said.length = 0
  assert.equal(await listSpacesCommand([], terminal), 0)
  assert.match(said.join(''), /^oaxaca {2}Oaxaca \(Estado\)$/m)
  assert.match(said.join(''), /^ {2}organismo-de-agua/m)
})
