import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import Provider from 'oidc-provider'
import { createPerson, testSettings } from '../../../test/cast.ts'
import { Browser, peopleStage, type Stage } from '../../../test/people-stage.ts'

let stage: Stage
let server: Server
let issuer: string
/** Who the provider says is there; set by each test. */
let claims: { email: string; email_verified: boolean } = { email: '', email_verified: true }

before(async () => {
  server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const oidc = { issuer, clientId: 'tequio', clientSecret: 'a secret of the test', name: 'Identidad de prueba' }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: oidc.clientId,
        client_secret: oidc.clientSecret,
        redirect_uris: [`${testSettings.baseUrl}/auth/callback/oidc`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    claims: { email: ['email', 'email_verified'] },
    cookies: { keys: ['of the test'] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, ...claims, name: 'Nombre Legal Completo', picture: 'https://x.example/foto.png' }),
    }),
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    void answer(request, response)
  })
  stage = await peopleStage({ settings: { oidc } })
})
after(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await stage.close()
})

/** Goes through the provider's own pages with a cookie jar, as a browser would, until it leads back to us. */
async function throughProvider(start: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  const ask = async (url: string, body?: URLSearchParams) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const init = body ? { method: 'POST', body } : {}
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return answer
  }
  let answer = await ask(start)
  for (let step = 0; step < 12; step++) {
    const location = answer.headers.get('location')
    if (location?.startsWith(stage.deps.auth.baseUrl)) return location
    if (location) {
      answer = await ask(new URL(location, issuer).href)
      continue
    }
    const page = await answer.text()
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
    assert.ok(action, page.slice(0, 500))
    answer = await ask(new URL(action, issuer).href, new URLSearchParams({ prompt, login, password: 'x' }))
  }
  throw new Error('the provider never led back')
}

async function leave(browser: Browser, returnTo = '/'): Promise<string> {
  const answer = await browser.post('/entrar/oidc', { returnTo })
  assert.equal(answer.status, 200)
  return (answer.headers.get('refresh') ?? '').replace(/^0; url=/, '')
}

const personWith = (email: string) =>
  stage.db.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirst()

test('a person enters through OpenID Connect with PKCE, and only her address is taken along', async () => {
  claims = { email: 'olivia@example.org', email_verified: true }
  const browser = new Browser(stage.app)
  assert.match(await (await browser.get('/entrar')).text(), /Entrar con Identidad de prueba/)
  const start = await leave(browser, '/san-pedro')
  const asked = new URL(start)
  assert.equal(asked.origin, issuer)
  assert.equal(asked.searchParams.get('code_challenge_method'), 'S256')
  assert.ok(asked.searchParams.get('nonce'))
  assert.ok(!asked.searchParams.get('scope')?.includes('profile'))
  const back = await throughProvider(start, 'olivia-1')
  const entered = await browser.get(back)
  assert.equal(entered.status, 302)
  assert.equal(entered.headers.get('location'), '/cuenta/nombre?volver=%2Fsan-pedro')
  assert.equal((await browser.get('/cuenta/nombre')).status, 200)

  const person = await personWith('olivia@example.org')
  assert.equal(person?.name, '', 'the name is chosen here')
  assert.equal(person?.image, null)
  const account = await stage.db
    .selectFrom('accounts')
    .selectAll()
    .where('person_id', '=', person?.id ?? '')
    .executeTakeFirstOrThrow()
  assert.equal(account.account_id, 'olivia-1')
  assert.deepEqual(
    [account.access_token, account.refresh_token, account.id_token, account.password, account.scope],
    [null, null, null, null, null],
  )
  // The code is worth nothing a second time, nor in another browser.
  const thief = new Browser(stage.app)
  await thief.get(back)
  assert.equal((await thief.get('/cuenta')).status, 303)
})

test('coming back later is the same person, even under a new address there', async () => {
  claims = { email: 'cambiada@example.org', email_verified: true }
  const browser = new Browser(stage.app)
  await browser.get(await throughProvider(await leave(browser), 'olivia-1'))
  assert.match(await (await browser.get('/cuenta')).text(), /olivia@example\.org/)
  assert.equal(await personWith('cambiada@example.org'), undefined)
})

test('a proved address joins the account that has it; an unproved one opens nothing', async () => {
  const known = await createPerson(stage.db, { name: 'Conocida', email: 'conocida@example.org' })
  claims = { email: 'conocida@example.org', email_verified: false }
  const impostor = new Browser(stage.app)
  const refused = await impostor.get(await throughProvider(await leave(impostor), 'impostor-1'))
  assert.match(refused.headers.get('location') ?? '', /^\/entrar\?error=/)
  assert.match(await (await impostor.get(refused.headers.get('location') ?? '')).text(), /No se pudo entrar/)
  assert.equal((await impostor.get('/cuenta')).status, 303)

  claims = { email: 'sin-probar@example.org', email_verified: false }
  const unproved = new Browser(stage.app)
  await unproved.get(await throughProvider(await leave(unproved), 'sin-probar-1'))
  assert.equal((await unproved.get('/cuenta')).status, 303)

  claims = { email: 'conocida@example.org', email_verified: true }
  const owner = new Browser(stage.app)
  await owner.get(await throughProvider(await leave(owner), 'conocida-1'))
  assert.match(await (await owner.get('/cuenta')).text(), /Conocida/)
  const accounts = await stage.db
    .selectFrom('accounts')
    .select('account_id')
    .where('person_id', '=', known.id)
    .execute()
  assert.deepEqual(accounts, [{ account_id: 'conocida-1' }])
})

test('an answer nobody asked for, or one that says no, leads to the page of signing in', async () => {
  const browser = new Browser(stage.app)
  for (const query of ['code=x&state=inventado', 'error=access_denied', 'code=x', '']) {
    const answer = await browser.get(`/auth/callback/oidc?${query}`)
    assert.equal(answer.status, 302, query)
    const location = new URL(answer.headers.get('location') ?? '', stage.deps.auth.baseUrl)
    assert.equal(location.origin + location.pathname, `${stage.deps.auth.baseUrl}/entrar`, query)
  }
  assert.equal(browser.jar.has('tequio.session'), false)
})

test('without OpenID Connect in the configuration there is neither button nor door', async () => {
  const plain = await peopleStage()
  try {
    const browser = new Browser(plain.app)
    assert.ok(!(await (await browser.get('/entrar')).text()).includes('/entrar/oidc'))
    assert.equal((await browser.post('/entrar/oidc')).status, 404)
  } finally {
    await plain.close()
  }
})

test('while the provider is away the other doors stay open, and its own opens when it is back', async () => {
  const oidc = { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y', name: 'Ausente' }
  const alone = await peopleStage({ settings: { oidc } })
  try {
    const browser = new Browser(alone.app)
    assert.equal((await browser.post('/entrar', { email: 'a@example.org' })).status, 200)
    assert.equal((await browser.post('/entrar/oidc')).status, 409)
    assert.equal((await browser.get('/auth/callback/oidc?code=x&state=y')).status, 409)
    oidc.issuer = issuer
    assert.equal((await browser.post('/entrar/oidc')).status, 200)
  } finally {
    await alone.close()
  }
})

test('thirty mails an hour from one network, then a pause', async () => {
  const plain = await peopleStage()
  try {
    const statuses: number[] = []
    for (let turn = 0; turn < 31; turn++) {
      statuses.push((await new Browser(plain.app).post('/entrar', { email: `vecina${turn}@example.org` })).status)
    }
    assert.deepEqual([...new Set(statuses.slice(0, 30))], [200])
    assert.equal(statuses[30], 429)
    plain.travel(3_600_000)
    assert.equal((await new Browser(plain.app).post('/entrar', { email: 'vecina@example.org' })).status, 200)
  } finally {
    await plain.close()
  }
})
