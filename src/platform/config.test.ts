import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ConfigError, loadConfig, projectRoot } from './config.ts'
import { settings } from './config-settings.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'tequio-config-'))
after(() => rmSync(dataDir, { recursive: true }))

const load = (env: Record<string, string> = {}, file: string | null = null) =>
  loadConfig({ DATA_DIR: dataDir, ...env }, () => file)

function sentences(env: Record<string, string>, file: string | null = null): string[] {
  try {
    load(env, file)
  } catch (error) {
    assert(error instanceof ConfigError)
    return error.sentences
  }
  return []
}

test('without settings everything has a value that works on one machine', () => {
  const config = load()
  assert.equal(config.port, 3000)
  assert.equal(config.baseUrl, 'http://localhost:3000')
  assert.equal(config.databaseUrl, null)
  assert.equal(config.demo, true)
  assert.equal(config.embedOrigins, '*')
})

test('the environment wins over the file, and the file over the defaults', () => {
  const file = '# comentario\nPORT=4000\n\nMAIL_FROM="Plan <plan@example.org>"\n'
  assert.equal(load({}, file).port, 4000)
  assert.equal(load({}, file).mailFrom, 'Plan <plan@example.org>')
  assert.equal(load({ PORT: '5000' }, file).port, 5000)
  assert.equal(load({ PORT: '' }, file).port, 4000)
})

test('a wrong value is told with its name, what was found and what to write', () => {
  assert.deepEqual(sentences({ PORT: 'tres mil' }), [
    'PORT dice «tres mil»: escribe un puerto entre 0 y 65535, como 3000.',
  ])
  assert.deepEqual(sentences({ ROLE: 'WEB' }), ['ROLE dice «WEB»: escribe web, worker o all.'])
  assert.equal(sentences({ PORT: '70000', DEMO: 'sí', BASE_URL: 'plan.example.org' }).length, 3)
  assert.equal(sentences({ BASE_URL: 'https://example.org/plan' }).length, 1)
})

test('a secret is never repeated', () => {
  const env = { SECRET: 'corto-y-secreto', DATABASE_URL: 'mysql://ana:clave-secreta@h/d', SMTP_URL: 'clave-secreta' }
  const told = sentences(env).join('\n')
  assert.match(told, /SECRET tiene un valor que no sirve/)
  assert.match(told, /DATABASE_URL tiene/)
  assert.doesNotMatch(told, /secreto:|corto|clave-secreta/)
})

test('a line that says nothing and a setting nobody knows are told with their number', () => {
  const told = sentences({}, 'PORT=3000\nPUERTO=1\nhola\n')
  assert.match(told[0] ?? '', /línea 2 .* PUERTO/)
  assert.match(told[1] ?? '', /línea 3 /)
})

test('OpenID Connect needs its three settings together', () => {
  assert.match(sentences({ OIDC_ISSUER: 'https://id.example.org' })[0] ?? '', /OIDC_CLIENT_ID y OIDC_CLIENT_SECRET/)
  assert.match(sentences({ EMBEDDINGS_URL: 'http://localhost:11434/v1/embeddings' })[0] ?? '', /Falta EMBEDDINGS_MODEL/)
  const three = { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }
  assert.deepEqual(load(three).oidc, {
    issuer: three.OIDC_ISSUER,
    clientId: 'a',
    clientSecret: 'b',
    name: 'id.example.org',
  })
})

test('in production with a shared database the secret must be written', () => {
  const env = { NODE_ENV: 'production', DATABASE_URL: 'postgres://a@b/c' }
  assert.match(sentences(env)[0] ?? '', /^Falta SECRET/)
  assert.deepEqual(sentences({ ...env, SECRET: 'x'.repeat(32) }), [])
})

test('a secret is made once, kept, and readable by its owner only', () => {
  const { secret } = load()
  assert(secret.length >= 32)
  assert.equal(load().secret, secret)
  assert.equal(statSync(join(dataDir, 'secret')).mode & 0o777, 0o600)
})

test('the example documents every setting, and no other, each under a comment of its own', () => {
  const lines = readFileSync(join(projectRoot, 'tequio.env.example'), 'utf8').split('\n')
  const named = lines.flatMap((line, index) => {
    const name = /^#([A-Z_]+)=/.exec(line)?.[1]
    if (name === undefined) return []
    assert.match(lines[index - 1] ?? '', /^# \S/, name)
    return [name]
  })
  assert.deepEqual(named, Object.keys(settings))
})
