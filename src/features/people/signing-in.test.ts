import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSession } from '../../../test/cast.ts'
import { htmlProblems } from '../../../test/html.ts'
import { Browser, linkSentTo, peopleStage, type Stage } from '../../../test/people-stage.ts'
import { tokenHash } from '../../platform/auth/one-time-link.ts'
import { personOf, sessionCookie, sessionOf } from '../../platform/auth/session.ts'
import { networkPrefix } from '../../platform/rate-limit.ts'
import { purgeExpired } from './jobs.ts'

let stage: Stage
before(async () => {
  stage = await peopleStage()
})
after(() => stage.close())

const day = 86_400_000
const sessionName = 'tequio.session'

async function signIn(email: string, browser = new Browser(stage.app), returnTo = '/') {
  await browser.post('/entrar', { email, returnTo })
  const link = await linkSentTo(stage.db, email)
  const answer = await browser.post('/entrar/enlace', { token: link.token, returnTo })
  return { browser, link, answer }
}

test('a new person asks for a link, opens it, chooses a name, and is led to where she came from', async () => {
  const browser = new Browser(stage.app)
  const form = await browser.get('/entrar?volver=/san-pedro/planes')
  assert.equal(form.status, 200)
  assert.match(await form.text(), /name="returnTo" value="\/san-pedro\/planes"/)

  const sent = await browser.post('/entrar', { email: ' Nueva@Example.org ', returnTo: '/san-pedro/planes' })
  assert.equal(sent.status, 200)
  const link = await linkSentTo(stage.db, 'nueva@example.org')
  assert.match(link.path, /^\/entrar\/enlace\?token=\w{32}&volver=%2Fsan-pedro%2Fplanes$/)

  const shown = await browser.get(link.path)
  assert.match(await shown.text(), /nueva@example\.org/)
  const opened = await browser.post('/entrar/enlace', { token: link.token, returnTo: '/san-pedro/planes' })
  assert.equal(opened.status, 303)
  assert.equal(opened.headers.get('location'), '/cuenta/nombre?volver=%2Fsan-pedro%2Fplanes')

  const refused = await browser.post('/cuenta/nombre', { name: 'Nueva', returnTo: '/san-pedro/planes' })
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /value="Nueva"/)
  const named = await browser.post('/cuenta/nombre', { name: 'Nueva', notice: 'on', returnTo: '/san-pedro/planes' })
  assert.equal(named.headers.get('location'), '/san-pedro/planes')
  const row = await stage.db
    .selectFrom('people as p')
    .innerJoin('notice_acceptances as n', 'n.person_id', 'p.id')
    .select(['p.name', 'p.email_verified', 'n.version'])
    .where('email', '=', 'nueva@example.org')
    .executeTakeFirstOrThrow()
  assert.equal(row.name, 'Nueva')
  assert.equal(row.email_verified, true)
  assert.ok(row.version, 'R-145: the version of the notice is kept')
})

test('the session cookie is HttpOnly and SameSite=Lax, and over https it is Secure with the __Host- prefix', async () => {
  const { answer } = await signIn('galleta@example.org')
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`${sessionName}=`)) ?? ''
  assert.match(cookie, /HttpOnly/)
  assert.match(cookie, /SameSite=Lax/)
  assert.match(cookie, /Max-Age=2592000/)
  const baseUrl = 'https://plan.example.org'
  const secure = await peopleStage({ settings: { baseUrl }, env: { BASE_URL: baseUrl } })
  try {
    const browser = new Browser(secure.app, '', baseUrl)
    await browser.post('/entrar', { email: 'a@example.org', returnTo: '/' })
    const { token } = await linkSentTo(secure.db, 'a@example.org')
    const opened = await browser.post('/entrar/enlace', { token, returnTo: '/' })
    const [line = ''] = opened.headers.getSetCookie()
    assert.match(line, /^__Host-tequio\.session=/)
    assert.match(line, /Secure/)
    assert.match(line, /Path=\//)
    assert.doesNotMatch(line, /Domain/)
    const account = await browser.get('/cuenta/nombre')
    assert.equal(account.status, 200)
  } finally {
    await secure.close()
  }
})

test('looking at a link as mail scanners do does not use it; using it twice is refused', async () => {
  const browser = new Browser(stage.app)
  await browser.post('/entrar', { email: 'escaner@example.org', returnTo: '/' })
  const link = await linkSentTo(stage.db, 'escaner@example.org')
  for (let times = 0; times < 3; times++) assert.equal((await new Browser(stage.app).get(link.path)).status, 200)
  assert.equal((await browser.post('/entrar/enlace', { token: link.token })).status, 303)
  const thief = new Browser(stage.app)
  assert.equal((await thief.post('/entrar/enlace', { token: link.token })).status, 409)
  assert.equal(thief.jar.size, 0)
  assert.equal((await thief.get(link.path)).status, 410)
})

test('of two browsers that open a link at the same moment one gets in', async () => {
  await new Browser(stage.app).post('/entrar', { email: 'carrera@example.org' })
  const { token } = await linkSentTo(stage.db, 'carrera@example.org')
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => new Browser(stage.app).post('/entrar/enlace', { token }).then(({ status }) => status)),
  )
  assert.deepEqual(answers.sort(), [303, 409, 409, 409])
})

test('a link lives fifteen minutes', async () => {
  await new Browser(stage.app).post('/entrar', { email: 'tarde@example.org' })
  const link = await linkSentTo(stage.db, 'tarde@example.org')
  const row = await stage.db
    .selectFrom('verifications')
    .select(['expires_at', 'created_at'])
    .where('identifier', '=', tokenHash(link.token))
    .executeTakeFirstOrThrow()
  assert.ok(Math.abs(row.expires_at.getTime() - row.created_at.getTime() - 15 * 60_000) < 2_000)
  await stage.db
    .updateTable('verifications')
    .set({ expires_at: new Date(Date.now() - 1_000) })
    .where('identifier', '=', tokenHash(link.token))
    .execute()
  assert.equal((await new Browser(stage.app).get(link.path)).status, 410)
  assert.equal((await new Browser(stage.app).post('/entrar/enlace', { token: link.token })).status, 409)
})

test('the database holds no token that could be used', async () => {
  await new Browser(stage.app).post('/entrar', { email: 'hash@example.org' })
  const { token } = await linkSentTo(stage.db, 'hash@example.org')
  const rows = await stage.db.selectFrom('verifications').selectAll().execute()
  assert.ok(rows.every((row) => !JSON.stringify(row).includes(token)))
})

test('known and unknown addresses get the same answer, byte for byte, and the same work', async () => {
  const known = stage.cast.person('liaison').email
  const browser = new Browser(stage.app)
  const texts = []
  for (const email of [known, 'nadie@example.org']) {
    const answer = await browser.post('/entrar', { email })
    texts.push([answer.status, await answer.text()])
    const links = await stage.db
      .selectFrom('verifications')
      .select('id')
      .where('value', 'like', `%"${email}"%`)
      .execute()
    assert.equal(links.length, 1)
  }
  assert.deepEqual(texts[0], texts[1])
})

test('a form from another site is refused, and nothing is sent', async () => {
  for (const headers of [{ origin: 'https://otro.example' }, { origin: 'null' }]) {
    const answer = await new Browser(stage.app).post('/entrar', { email: 'victima@example.org' }, headers)
    assert.equal(answer.status, 403)
  }
  const bare = await stage.app.request('http://localhost:8080/salir', { method: 'POST', body: new URLSearchParams() })
  assert.equal(bare.status, 403)
  const mails = await stage.db.selectFrom('mails').select('id').where('recipient', '=', 'victima@example.org').execute()
  assert.equal(mails.length, 0)
})

test('no way of asking leads to another site', async () => {
  const elsewhere = [
    'https://malo.example/',
    '//malo.example/',
    '/\\malo.example',
    '/%09/malo.example\t',
    'javascript:alert(1)',
    '/..//malo.example',
    '\\\\malo.example',
  ]
  for (const [index, returnTo] of elsewhere.entries()) {
    const { answer } = await signIn(`salto${index}@example.org`, new Browser(stage.app), returnTo)
    const location = new URL(answer.headers.get('location') ?? '', 'http://localhost:8080')
    assert.equal(location.origin, 'http://localhost:8080')
    const onward = new URL(location.searchParams.get('volver') ?? '/', 'http://localhost:8080')
    assert.equal(onward.origin, 'http://localhost:8080', returnTo)
  }
})

test('signing in makes a new session and ends the one the browser had; a planted cookie is worth nothing', async () => {
  const email = stage.cast.person('evaluator').email
  const planted = new Browser(stage.app, `${sessionName}=elegida-por-otro.AAAA`)
  const { browser } = await signIn(email, planted)
  const first = browser.jar.get(sessionName)
  assert.notEqual(first, 'elegida-por-otro.AAAA')
  await signIn(email, browser)
  assert.notEqual(browser.jar.get(sessionName), first)
  const old = new Browser(stage.app, `${sessionName}=${first}`)
  assert.equal((await old.get('/cuenta')).status, 303)
  assert.equal((await browser.get('/cuenta')).status, 200)
})

test('a session token without our signature opens nothing', async () => {
  const token = await openSession(stage.db, stage.cast.person('moderator').id)
  for (const cookie of [token, `${token}.`, `${token}.${'A'.repeat(43)}=`, `.${token}`]) {
    const answer = await new Browser(stage.app, `${sessionName}=${encodeURIComponent(cookie)}`).get('/cuenta')
    assert.equal(answer.status, 303)
    assert.match(answer.headers.get('location') ?? '', /^\/entrar/)
  }
  const good = new Browser(stage.app, sessionCookie(token, stage.deps.auth))
  assert.equal((await good.get('/cuenta')).status, 200)
})

test('a session ends after seven days without use, and after thirty however much it is used', async () => {
  const { db, deps } = stage
  const begun = new Date()
  const token = await openSession(db, stage.cast.person('moderator').id, begun)
  const headers = new Headers({ cookie: sessionCookie(token, deps.auth) })
  const at = (days: number) => sessionOf(db, headers, deps.auth, new Date(begun.getTime() + days * day))
  assert.ok(await at(6.9))
  assert.ok(await at(13), 'use on day 6.9 gave it seven days more')
  assert.equal(await at(20.1), null)
  const used = await openSession(db, stage.cast.person('moderator').id, begun)
  const usedHeaders = new Headers({ cookie: sessionCookie(used, deps.auth) })
  for (let days = 1; days < 30; days += 4) {
    assert.ok(await sessionOf(db, usedHeaders, deps.auth, new Date(begun.getTime() + days * day)))
  }
  assert.equal(await sessionOf(db, usedHeaders, deps.auth, new Date(begun.getTime() + 30.1 * day)), null)
})

test('leaving ends the session in the database too, and ending all ends all', async () => {
  const email = stage.cast.person('facilitator').email
  const { browser } = await signIn(email)
  const copy = new Browser(stage.app, [...browser.jar].map((pair) => pair.join('=')).join('; '))
  assert.equal((await browser.post('/salir')).status, 303)
  assert.equal((await copy.get('/cuenta')).status, 303)
  const [phone, desk] = [(await signIn(email)).browser, (await signIn(email)).browser]
  assert.equal((await phone.post('/cuenta/sesiones/cerrar')).status, 303)
  assert.equal((await desk.get('/cuenta')).status, 303)
})

test('neither network address nor browser of a person is kept', async () => {
  await signIn('huella@example.org')
  const row = await stage.db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select(['ip_address', 'user_agent'])
    .where('email', '=', 'huella@example.org')
    .executeTakeFirstOrThrow()
  assert.deepEqual(row, { ip_address: null, user_agent: null })
})

test('the sixth mail within an hour to one address is refused with 429 and a time to wait', async () => {
  const browser = new Browser(stage.app)
  for (let turn = 1; turn <= 5; turn++) {
    assert.equal((await browser.post('/entrar', { email: 'insistente@example.org' })).status, 200)
  }
  const refused = await browser.post('/entrar', { email: 'INSISTENTE@example.org' })
  assert.equal(refused.status, 429)
  const wait = Number(refused.headers.get('retry-after'))
  assert.ok(wait > 0 && wait <= 3600)
  const keys = await stage.db.selectFrom('rate_limits').select('key').execute()
  assert.ok(keys.every(({ key }) => !key.includes('insistente')))
})

test('doors of the library that are not needed do not exist', async () => {
  const browser = new Browser(stage.app, stage.cast.cookie('administrator'))
  for (const path of [
    '/auth/get-session',
    '/auth/list-sessions',
    '/auth/ok',
    '/auth/passkey/list-user-passkeys',
    '/auth/magic-link/verify?token=x',
  ]) {
    assert.equal((await browser.get(path)).status, 404, path)
  }
  for (const path of [
    '/auth/sign-up/email',
    '/auth/sign-in/magic-link',
    '/auth/update-user',
    '/auth/delete-user',
    '/auth/change-email',
  ]) {
    assert.equal((await browser.post(path)).status, 404, path)
  }
  assert.equal((await new Browser(stage.app).get('/auth/passkey/generate-register-options')).status, 303)
})

test('roles reach the spaces below and no other; what was revoked or ended does not count', async () => {
  const { db, cast, spaces } = stage
  const now = new Date()
  const administrator = await cast.actor('administrator')
  assert.deepEqual(
    administrator.grants.map(({ role }) => role),
    ['administrator'],
  )
  assert.deepEqual([...(administrator.grants[0]?.spaceIds ?? [])], [spaces.town])
  const id = cast.person('neighbour').id
  await db
    .insertInto('role_grants')
    .values([
      { id: crypto.randomUUID(), space_id: spaces.state, person_id: id, role: 'evaluator', granted_at: now },
      {
        id: crypto.randomUUID(),
        space_id: spaces.state,
        person_id: id,
        role: 'moderator',
        granted_at: now,
        expires_at: now,
      },
    ])
    .execute()
  const neighbour = await personOf(db, id, now)
  assert.deepEqual(
    neighbour?.grants.map(({ role }) => role),
    ['evaluator'],
  )
  const reach = new Set([spaces.state, spaces.town, spaces.neighbourTown])
  assert.deepEqual(neighbour?.grants[0]?.spaceIds, reach)
})

test('pages of signing in are valid HTML', async () => {
  const browser = new Browser(stage.app)
  for (const path of ['/entrar', '/privacidad', '/privacidad/solicitud', '/privacidad/folios?folio=BAJA-0000-0000']) {
    const answer = await browser.get(path)
    assert.equal(answer.status, 200)
    assert.deepEqual(await htmlProblems(await answer.text()), [], path)
  }
  const invalid = await browser.post('/entrar', { email: '"><script>alert(1)</script>' })
  assert.equal(invalid.status, 422)
  const html = await invalid.text()
  assert.ok(!html.includes('<script>alert'))
  assert.deepEqual(await htmlProblems(html), [])
})

test('what has ended is not kept', async () => {
  const { db } = stage
  const now = new Date(Date.now() + 31 * day)
  await purgeExpired(db, now)
  for (const table of ['verifications', 'sessions', 'rate_limits'] as const) {
    assert.deepEqual(await db.selectFrom(table).selectAll().execute(), [], table)
  }
})

test('a network is what neighbours share', () => {
  assert.equal(networkPrefix('203.0.113.77'), '203.0.113')
  assert.equal(networkPrefix('::ffff:203.0.113.77'), '203.0.113')
  assert.equal(networkPrefix('2001:db8:12:3456::1'), networkPrefix('2001:db8:12:34ff:1:2:3:4'))
  assert.notEqual(networkPrefix('2001:db8:12:3456::1'), networkPrefix('2001:db8:12:3556::1'))
  assert.equal(networkPrefix(null), 'unknown')
  assert.equal(networkPrefix('not an address'), 'unknown')
})

test('what is no form is answered with a sentence, not as a bug', async () => {
  const cookie = sessionCookie(await openSession(stage.db, stage.cast.person('administrator').id), stage.deps.auth)
  const bodies = [
    ['application/json', '{}'],
    ['multipart/form-data; boundary=x', 'cut off'],
    ['multipart/form-data', 'x'],
    ['text/plain', 'x'],
  ] as const
  for (const path of ['/entrar', '/entrar/enlace', '/cuenta/cambiar-nombre', '/privacidad/solicitud', '/invitacion']) {
    for (const [type, body] of bodies) {
      const headers = { 'content-type': type, origin: stage.deps.auth.baseUrl, cookie }
      const answer = await stage.app.request(path, { method: 'POST', body, headers })
      assert.equal(answer.status, 422, `${path} ${type}`)
    }
  }
})

test('a token is a token whatever it holds', async () => {
  const browser = new Browser(stage.app)
  for (const token of ['%ff', "'--", '%F0%9F%98%80'.repeat(2000), '']) {
    assert.equal((await browser.get(`/entrar/enlace?token=${token}`)).status, 410, token.slice(0, 20))
    assert.equal((await browser.get(`/invitacion?token=${token}`)).status, 404, token.slice(0, 20))
  }
  assert.equal((await browser.get('/a%00b/personas')).status, 404)
})
