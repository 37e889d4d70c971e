import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createPerson, grantRole, openSession, type PersonKey, personKeys } from '../../../test/cast.ts'
import { htmlProblems } from '../../../test/html.ts'
import { Browser, linkSentTo, peopleStage, type Stage } from '../../../test/people-stage.ts'
import { sessionCookie } from '../../platform/auth/session.ts'

let stage: Stage
before(async () => {
  stage = await peopleStage()
})
after(() => stage.close())

const day = 86_400_000
const as = (key: PersonKey) => new Browser(stage.app, stage.cast.cookie(key))

let count = 0
async function guest(email = `invitada${++count}@example.org`) {
  const person = await createPerson(stage.db, { name: 'Invitada', email })
  const token = await openSession(stage.db, person.id)
  return { ...person, browser: new Browser(stage.app, sessionCookie(token, stage.deps.auth)) }
}

async function invited(email: string, role = 'moderator', organization = '') {
  const answer = await as('administrator').post('/san-pedro/personas/invitaciones', { email, role, organization })
  assert.equal(answer.status, 303)
  return linkSentTo(stage.db, email)
}

const grantsOf = (personId: string) =>
  stage.db.selectFrom('role_grants').select(['role', 'organization_id']).where('person_id', '=', personId).execute()

test('only who administers the space, or one above it, manages its roles', async () => {
  for (const key of personKeys) {
    const expected = key === 'administrator' ? 200 : 403
    assert.equal((await as(key).get('/san-pedro/personas')).status, expected, key)
    const elsewhere = await as(key).get('/santa-maria/personas')
    assert.equal(elsewhere.status, 403, `${key} elsewhere`)
    if (key === 'administrator') continue
    const form = { email: 'colado@example.org', role: 'administrator', reason: 'x' }
    for (const path of [
      'invitaciones',
      `invitaciones/${crypto.randomUUID()}/retirar`,
      `${crypto.randomUUID()}/retirar`,
    ]) {
      assert.equal((await as(key).post(`/san-pedro/personas/${path}`, form)).status, 403, `${key} ${path}`)
    }
  }
  assert.equal((await new Browser(stage.app).get('/san-pedro/personas')).status, 303)
  assert.equal((await as('administrator').get('/no-existe/personas')).status, 404)
  const above = await guest()
  await grantRole(stage.db, { spaceId: stage.spaces.state, personId: above.id, role: 'administrator' })
  assert.equal((await above.browser.get('/santa-maria/personas')).status, 200)
})

test('an invitation is mailed, accepted by its address, and works at once', async () => {
  const person = await guest()
  const link = await invited(person.email, 'liaison', stage.cast.institutionId)
  const page = await (await person.browser.get(link.path)).text()
  assert.match(page, /Enlace de una institución/)
  const letter = await stage.db
    .selectFrom('mails')
    .select(['text_body', 'html_body'])
    .where('recipient', '=', person.email)
    .executeTakeFirstOrThrow()
  assert.match(letter.text_body, /hasta el \d+ de \p{L}+ de \d{4}/u)
  // Mail programs drop style sheets, so letters carry their style on the elements.
  const problems = (await htmlProblems(letter.html_body ?? '')).filter((one) => !one.startsWith('no-inline-style'))
  assert.deepEqual(problems, [])
  assert.deepEqual(await htmlProblems(page), [])
  const accepted = await person.browser.post('/invitacion', { token: link.token })
  assert.equal(accepted.headers.get('location'), '/san-pedro')
  assert.deepEqual(await grantsOf(person.id), [{ role: 'liaison', organization_id: stage.cast.institutionId }])
  const types = await stage.db.selectFrom('events').select(['type', 'body']).orderBy('seq', 'desc').limit(2).execute()
  assert.deepEqual(
    types.map(({ type }) => type),
    ['role.granted', 'invitation.sent'],
  )
  assert.ok(types.every(({ body }) => !body.includes('example.org')))
  const list = await (await as('administrator').get('/san-pedro/personas?listo=invited')).text()
  assert.match(list, /Invitada/)
  assert.deepEqual(await htmlProblems(list), [])
})

test('signed out, an invitation explains with which address to sign in, without telling it all', async () => {
  const link = await invited('completa@example.org')
  const page = await (await new Browser(stage.app).get(link.path)).text()
  assert.match(page, /co\*\*\*@example\.org/)
  assert.ok(!page.includes('completa@example.org'))
  assert.match(page, /href="\/entrar\?volver=%2Finvitacion%3Ftoken%3D/)
  assert.equal((await new Browser(stage.app).post('/invitacion', { token: link.token })).status, 403)
})

test('an invitation is refused to another address, twice, too late, withdrawn, or made up', async () => {
  const [person, other] = [await guest(), await guest()]
  const link = await invited(person.email)
  assert.equal((await other.browser.post('/invitacion', { token: link.token })).status, 409)
  assert.deepEqual(await grantsOf(other.id), [])
  const twice = await Promise.all([1, 2].map(() => person.browser.post('/invitacion', { token: link.token })))
  assert.deepEqual(twice.map(({ status }) => status).sort(), [303, 409])
  assert.equal((await grantsOf(person.id)).length, 1)
  assert.equal((await person.browser.post('/invitacion', { token: 'inventado' })).status, 404)
  assert.equal((await person.browser.get('/invitacion?token=inventado')).status, 404)

  const late = await guest()
  const lateLink = await invited(late.email)
  stage.travel(14 * day + 1)
  // Her session is 14 days idle by then; a new one is opened at that later time.
  const session = await openSession(stage.db, late.id, stage.deps.clock())
  const lateBrowser = new Browser(stage.app, sessionCookie(session, stage.deps.auth))
  assert.equal((await lateBrowser.post('/invitacion', { token: lateLink.token })).status, 409)
  assert.match(await (await lateBrowser.get(lateLink.path)).text(), /venció/)
  stage.travel(-14 * day - 1)

  const withdrawn = await guest()
  const withdrawnLink = await invited(withdrawn.email)
  const { id } = await stage.db
    .selectFrom('invitations')
    .select('id')
    .where('email', '=', withdrawn.email)
    .executeTakeFirstOrThrow()
  assert.equal((await as('administrator').post(`/san-pedro/personas/invitaciones/${id}/retirar`)).status, 303)
  assert.equal((await withdrawn.browser.post('/invitacion', { token: withdrawnLink.token })).status, 409)
  assert.deepEqual(await grantsOf(withdrawn.id), [])
})

test('a liaison and a co-responsible need an organisation of the space', async () => {
  const administrator = as('administrator')
  const form = { email: 'sin-casa@example.org', role: 'co-responsible' }
  const bare = await administrator.post('/san-pedro/personas/invitaciones', { ...form, organization: '' })
  assert.equal(bare.status, 422)
  assert.match(await bare.text(), /value="sin-casa@example\.org"/)
  const organization = crypto.randomUUID()
  assert.equal((await administrator.post('/san-pedro/personas/invitaciones', { ...form, organization })).status, 422)
  for (const wrong of [{ role: 'dueño' }, { email: 'no' }, { role: '' }]) {
    const answer = await administrator.post('/san-pedro/personas/invitaciones', { ...form, ...wrong, organization: '' })
    assert.equal(answer.status, 422)
  }
})

test('a role revoked with a reason is gone at the next request; the reason stays out of the record', async () => {
  const person = await guest()
  const grant = { spaceId: stage.spaces.town, personId: person.id, role: 'administrator' } as const
  const grantId = await grantRole(stage.db, grant)
  assert.equal((await person.browser.get('/san-pedro/personas')).status, 200)
  const administrator = as('administrator')
  assert.equal((await administrator.post(`/san-pedro/personas/${grantId}/retirar`, { reason: '' })).status, 422)
  const elsewhere = await administrator.post(`/santa-maria/personas/${grantId}/retirar`, { reason: 'x' })
  assert.equal(elsewhere.status, 403)
  const reason = 'Terminó su encargo el viernes'
  assert.equal((await administrator.post(`/san-pedro/personas/${grantId}/retirar`, { reason })).status, 303)
  assert.equal((await person.browser.get('/san-pedro/personas')).status, 403)
  assert.equal((await administrator.post(`/san-pedro/personas/${grantId}/retirar`, { reason })).status, 404)
  const event = await stage.db
    .selectFrom('events')
    .select(['type', 'body'])
    .where('subject_id', '=', grantId)
    .executeTakeFirstOrThrow()
  assert.equal(event.type, 'role.revoked')
  assert.ok(!event.body.includes('viernes'))
})

test('the last administrator of a space stays until there is another, in it or above it', async () => {
  const alone = await peopleStage()
  try {
    const { db, cast } = alone
    const { id } = await db
      .selectFrom('role_grants')
      .select('id')
      .where('role', '=', 'administrator')
      .executeTakeFirstOrThrow()
    const administrator = new Browser(alone.app, cast.cookie('administrator'))
    const revoke = () => administrator.post(`/san-pedro/personas/${id}/retirar`, { reason: 'Me voy' })
    assert.equal((await revoke()).status, 409)
    const heir = cast.person('neighbour').id
    await grantRole(db, { spaceId: alone.spaces.state, personId: heir, role: 'administrator' })
    assert.equal((await revoke()).status, 303)
  } finally {
    await alone.close()
  }
})
