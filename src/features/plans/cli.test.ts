import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import { type Desk, desk } from '../../../test/desk.ts'
import { completeCommitment, putDocuments } from '../../../test/desk-plans.ts'
import type { CliWorld } from '../../platform/cli.ts'
import { findPlan } from '../commitments/plan/queries.ts'
import { createPlanCommand, publishPlanCommand } from './cli.ts'

let world: Desk
let terminal: CliWorld
const said: string[] = []

before(async () => {
  world = await desk()
  const stream = new Writable({
    write(chunk, _encoding, done) {
      said.push(String(chunk))
      done()
    },
  })
  terminal = { db: world.db, now: () => world.now, cwd: '/', stdout: stream, stderr: stream }
})
after(() => world.close())

async function run(command: typeof createPlanCommand, args: string[]): Promise<{ code: number; text: string }> {
  said.length = 0
  const code = await command(args, terminal)
  return { code, text: said.join('') }
}

const where = ['--space', 'san-pedro']

test('a plan is created, refused while it lacks something, and published', async () => {
  const period = ['--from', '2026-01-01', '--to', '2026-12-31']
  const made = await run(createPlanCommand, [...where, '--slug', 'local', '--title', 'Plan local', ...period])
  assert.deepEqual(made, { code: 0, text: 'Plan creado: /san-pedro/planes/local\n' })
  const empty = await run(publishPlanCommand, [...where, '--plan', 'local', '--approved-by', 'STL'])
  assert.equal(empty.code, 2)
  assert.match(empty.text, /- El plan no tiene compromisos\. \/san-pedro\/planes\/local/)
  await putDocuments(world, 'local', [completeCommitment('1', { problem: null })])
  const lacking = await run(publishPlanCommand, [...where, '--plan', 'local', '--approved-by', 'STL'])
  assert.match(
    lacking.text,
    /qué problema público atiende\. \/san-pedro\/planes\/local\/compromisos\/1\/editar#problem/,
  )
  await world.db.updateTable('commitments').set({ problem: 'No se sabe.' }).execute()
  assert.equal((await run(publishPlanCommand, [...where, '--plan', 'local'])).code, 2, 'R-18')
  const done = await run(publishPlanCommand, [
    ...where,
    '--plan',
    'local',
    '--approved-by',
    'STL',
    '--launched-on',
    '2026-02-01',
  ])
  assert.deepEqual(done, { code: 0, text: 'Plan publicado con un compromiso: /san-pedro/planes/local\n' })
  assert.equal((await run(publishPlanCommand, [...where, '--plan', 'local', '--approved-by', 'STL'])).code, 2)
})

test('a plan of public record is created with its source and published as it is', async () => {
  const source = ['--record-source', 'OGP', '--record-url', 'https://example.org']
  assert.equal((await run(createPlanCommand, [...where, '--slug', 'viejo', '--title', 'Viejo', ...source])).code, 0)
  assert.equal((await findPlan(world.db, 'san-pedro', 'viejo'))?.origin, 'public-record')
  assert.equal((await run(publishPlanCommand, [...where, '--plan', 'viejo'])).code, 0)
})

test('every wrong order ends with 2 and a sentence', async () => {
  const title = ['--slug', 'otro', '--title', 'Otro']
  const wrong = [
    [createPlanCommand, []],
    [createPlanCommand, [...where, ...title, '--no-such']],
    [createPlanCommand, ['--space', 'nowhere', ...title]],
    [createPlanCommand, [...where, ...title, '--from', 'ayer']],
    [createPlanCommand, [...where, ...title, '--kind', 'planet']],
    [createPlanCommand, [...where, '--slug', 'Otro Plan', '--title', 'Otro']],
    [createPlanCommand, [...where, '--slug', 'local', '--title', 'Otro']],
    [createPlanCommand, [...where, ...title, '--record-source', 'OGP', '--record-url', 'javascript:alert(1)']],
    [publishPlanCommand, where],
    [publishPlanCommand, [...where, '--plan', 'no-such']],
    [publishPlanCommand, [...where, '--plan', 'local', '--approved-by', 'x', '--approved-on', 'ayer']],
  ] as const
  for (const [command, args] of wrong) {
    const { code, text } = await run(command, [...args])
    assert.equal(code, 2, args.join(' '))
    assert.match(text, /\S.*\n$/, args.join(' '))
  }
})
