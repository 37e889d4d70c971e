import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { Browser, peopleStage, type Stage } from '../../../test/people-stage.ts'
import { grantCommand, signInLinkCommand } from './cli.ts'
import { demoAdministrator, firstSignInLink } from './commands/first-sign-in.ts'

let stage: Stage
before(async () => {
  stage = await peopleStage()
})
after(() => stage.close())

type Run = (world: Parameters<typeof grantCommand>[1]) => Promise<number>

async function run(command: Run) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await command({ db: stage.db, now: stage.deps.clock, cwd: '/', stdout, stderr })
  stdout.end()
  stderr.end()
  return { code, stdout: await text(stdout), stderr: await text(stderr) }
}

const grant = (...args: string[]) => run((world) => grantCommand(args, world))
const link = (...args: string[]) => run((world) => signInLinkCommand(args, world, stage.deps.auth))

async function follow(url: string, app = stage.app) {
  const { pathname, searchParams } = new URL(url.trim())
  assert.equal(pathname, '/entrar/enlace')
  const browser = new Browser(app)
  const answer = await browser.post('/entrar/enlace', { token: searchParams.get('token') ?? '' })
  return { browser, status: answer.status }
}

test('an operator hands out a link and gives a role from the terminal', async () => {
  const given = await grant('--email', 'Jefa@example.org', '--space', 'san-pedro', '--role', 'administrator')
  assert.equal(given.code, 0, given.stderr)
  const made = await link('--email', 'jefa@example.org')
  assert.equal(made.code, 0)
  const { browser, status } = await follow(made.stdout)
  assert.equal(status, 303)
  assert.equal((await browser.get('/san-pedro/personas')).status, 200)
  assert.equal((await follow(made.stdout)).status, 409)
  const events = await stage.db.selectFrom('events').select(['type', 'body']).execute()
  assert.deepEqual(
    events.map(({ type }) => type),
    ['role.granted'],
  )
  assert.ok(events.every(({ body }) => !body.includes('example.org')))
})

test('what cannot be done is said in a sentence, with code 2', async () => {
  const base = ['--email', 'a@example.org', '--space', 'san-pedro', '--role']
  assert.match((await grant(...base, 'dueña')).stderr, /administrator, facilitator/)
  assert.match((await grant(...base, 'liaison')).stderr, /--organization .*«Dirección de Agua/)
  assert.match((await grant('--email', 'a@example.org', '--space', 'x', '--role', 'evaluator')).stderr, /espacio «x»/)
  for (const args of [[], ['--email', 'no'], ['--raro', 'x']]) {
    assert.equal((await grant(...args)).code, 2)
    assert.equal((await link(...args)).code, 2)
  }
  const { name } = await stage.db
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', stage.cast.institutionId)
    .executeTakeFirstOrThrow()
  assert.equal((await grant(...base, 'liaison', '--organization', name)).code, 0)
})

test('the first start makes one administrator of every root space and one link, whoever starts', async () => {
  const alone = await peopleStage()
  try {
    const { db, deps } = alone
    await db.deleteFrom('role_grants').execute()
    const start = () => firstSignInLink({ db, settings: deps.auth, now: new Date() })
    const links = (await Promise.all([start(), start(), start()])).filter((one) => one !== null)
    assert.equal(links.length, 1)
    assert.equal(await start(), null)
    const { browser } = await follow(links[0] ?? '', alone.app)
    assert.match(await (await browser.get('/cuenta')).text(), new RegExp(demoAdministrator.email))
    assert.equal((await browser.get('/admin/correo')).status, 200)
  } finally {
    await alone.close()
  }
})
