import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createPerson, openSession } from '../../../test/cast.ts'
import { htmlProblems } from '../../../test/html.ts'
import { Browser, linkSentTo, peopleStage, type Stage } from '../../../test/people-stage.ts'
import { sessionCookie } from '../../platform/auth/session.ts'
import { translator } from '../../platform/i18n.ts'
import { queueMail } from '../../platform/mail/queue.ts'
import { holdings } from './model/holdings.ts'
import { folioFrom } from './model.ts'
import { displayNames } from './queries/people.ts'

let stage: Stage
before(async () => {
  stage = await peopleStage()
})
after(() => stage.close())

let count = 0
async function newcomer(name = 'Rosa') {
  count += 1
  const person = await createPerson(stage.db, { name, email: `rosa${count}@example.org` })
  const cookie = () => openSession(stage.db, person.id).then((token) => sessionCookie(token, stage.deps.auth))
  return { person, cookie, browser: new Browser(stage.app, await cookie()) }
}

test('nobody sees an account without signing in', async () => {
  const nobody = new Browser(stage.app)
  for (const path of ['/cuenta', '/cuenta/borrar', '/cuenta/correo/confirmar', '/cuenta/nombre']) {
    assert.equal((await nobody.get(path)).status, 303, path)
  }
  assert.equal((await nobody.get('/cuenta/datos.json')).status, 403)
  for (const path of ['/cuenta/borrar', '/cuenta/correo', '/cuenta/cambiar-nombre', '/cuenta/sesiones/cerrar']) {
    assert.equal((await nobody.post(path, { sure: 'on', email: 'a@example.org', name: 'X' })).status, 403, path)
  }
})

test('a person corrects her name; what was typed wrong comes back', async () => {
  const { person, browser } = await newcomer()
  assert.equal((await browser.post('/cuenta/cambiar-nombre', { name: ' \u202e ' })).status, 422)
  assert.equal((await browser.post('/cuenta/cambiar-nombre', { name: '  Rosa   María ' })).status, 303)
  const row = await stage.db.selectFrom('people').select('name').where('id', '=', person.id).executeTakeFirstOrThrow()
  assert.equal(row.name, 'Rosa María')
  const event = await stage.db
    .selectFrom('events')
    .select(['type', 'body'])
    .where('subject_id', '=', person.id)
    .executeTakeFirstOrThrow()
  assert.equal(event.type, 'person.corrected')
  assert.ok(!event.body.includes('Rosa'))
})

test('a new address counts only when the link it received is opened, by her, once', async () => {
  const { person, browser } = await newcomer()
  const wanted = `nueva-${person.id}@example.org`
  await browser.post('/entrar', { email: person.email })
  const oldLink = await linkSentTo(stage.db, person.email)
  assert.equal((await browser.post('/cuenta/correo', { email: wanted })).status, 303)
  const email = () =>
    stage.db.selectFrom('people').select('email').where('id', '=', person.id).executeTakeFirstOrThrow()
  assert.equal((await email()).email, person.email)
  const link = await linkSentTo(stage.db, wanted)
  const other = await newcomer()
  assert.equal((await other.browser.post('/cuenta/correo/confirmar', { token: link.token })).status, 409)
  assert.equal((await browser.get(link.path)).status, 200)
  assert.equal((await email()).email, person.email)
  assert.equal((await browser.post('/cuenta/correo/confirmar', { token: link.token })).status, 303)
  assert.equal((await email()).email, wanted)
  assert.equal((await browser.post('/cuenta/correo/confirmar', { token: link.token })).status, 409)
  assert.equal((await new Browser(stage.app).post('/entrar/enlace', { token: oldLink.token })).status, 409)
})

test('an address that has an account cannot be taken over', async () => {
  const [first, second] = [await newcomer(), await newcomer()]
  await first.browser.post('/cuenta/correo', { email: second.person.email })
  const { token } = await linkSentTo(stage.db, second.person.email)
  assert.equal((await first.browser.post('/cuenta/correo/confirmar', { token })).status, 409)
})

test('the download holds everything held, and no secret', async () => {
  const { person, browser } = await newcomer('Rosa "comillas" <b>')
  await browser.post('/entrar', { email: person.email })
  const { token } = await linkSentTo(stage.db, person.email)
  const answer = await browser.get('/cuenta/datos.json')
  assert.match(answer.headers.get('content-disposition') ?? '', /attachment/)
  const text = await answer.text()
  const data = JSON.parse(text)
  assert.deepEqual(Object.keys(data.held).sort(), holdings.map(({ id }) => id).sort())
  assert.equal(data.held.account[0].name, 'Rosa "comillas" <b>')
  assert.equal(data.held.links.length, 1)
  assert.ok(!text.includes(token))
  const session = await stage.db
    .selectFrom('sessions')
    .select('token')
    .where('person_id', '=', person.id)
    .executeTakeFirstOrThrow()
  assert.ok(!text.includes(session.token))
  const page = await (await browser.get('/cuenta')).text()
  assert.ok(!page.includes('<b>'))
  assert.deepEqual(await htmlProblems(page), [])
  assert.deepEqual(await htmlProblems(await (await browser.get('/cuenta/borrar')).text()), [])
})

/** Everything in the database that names the person, except what stands by rule. */
async function traces(id: string, email: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    stage.db,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const { rows: hits } = await sql`select 1 from ${sql.table(name)} as row where strpos(row::text, ${email}) > 0
      or (strpos(row::text, ${id}) > 0 and ${name}::text not in ('events'))`.execute(stage.db)
    if (hits.length > 0) found.push(name)
  }
  return found
}

/** Registers her for a table that is over and for one to come; returns the ids of both registrations. */
async function registered({ id, email }: { id: string; email: string }): Promise<string[]> {
  const ids: string[] = []
  for (const days of [-1, 30]) {
    const [table, registration] = [crypto.randomUUID(), crypto.randomUUID()]
    const at = new Date(Date.now() + days * 86_400_000)
    const called = { slug: `mesa-${registration}`, title: 'Mesa', purpose: 'Proponer', modality: 'in-person' }
    await stage.db
      .insertInto('working_tables')
      .values({ ...called, id: table, space_id: stage.spaces.state, held_at: at, created_at: new Date() })
      .execute()
    const who = { folio: `REG-${registration}`, name: 'Rosa', sector: 'academia', email, person_id: id }
    await stage.db
      .insertInto('table_registrations')
      .values({
        ...who,
        id: registration,
        table_id: table,
        secret_hash: registration,
        is_waiting: false,
        registered_at: new Date(),
      })
      .execute()
    ids.push(registration)
  }
  return ids
}

test('deleting removes her from every table at once; public acts stand without her name', async () => {
  const { db } = stage
  const { person, browser, cookie } = await newcomer()
  const phone = new Browser(stage.app, await cookie())
  await browser.post('/cuenta/cambiar-nombre', { name: 'Rosa Segunda' })
  await browser.post('/entrar', { email: person.email })
  await browser.post('/cuenta/correo', { email: 'otra-de-rosa@example.org' })
  const admin = new Browser(stage.app, stage.cast.cookie('administrator'))
  await admin.post('/san-pedro/personas/invitaciones', { email: person.email, role: 'moderator' })
  await browser.post('/invitacion', { token: (await linkSentTo(db, person.email)).token })
  const provider = { provider_id: 'oidc', account_id: 'rosa', created_at: new Date(), updated_at: new Date() }
  await db
    .insertInto('accounts')
    .values({ id: crypto.randomUUID(), person_id: person.id, ...provider })
    .execute()
  const [came, coming] = await registered(person)
  assert.ok((await traces(person.id, person.email)).length > 5)

  assert.equal((await browser.post('/cuenta/borrar')).status, 422)
  const answer = await browser.post('/cuenta/borrar', { sure: 'on' })
  assert.equal(answer.status, 200)
  const html = await answer.text()
  const folio = /BAJA-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(html)?.[0] ?? ''
  assert.deepEqual(await traces(person.id, person.email), [])
  assert.deepEqual(await traces(person.id, 'otra-de-rosa@example.org'), [])
  assert.equal((await phone.get('/cuenta')).status, 303, 'her other session is dead at once')
  assert.equal(browser.jar.size, 0)

  const places = await db.selectFrom('table_registrations').select(['id', 'name', 'sector', 'left_at']).execute()
  const placeOf = (id: string | undefined) => places.find((place) => place.id === id)
  assert.deepEqual(placeOf(came), { id: came, name: '—', sector: 'academia', left_at: null }, 'the count stands')
  assert.ok(placeOf(coming)?.left_at, 'the place of a table to come is free')
  const { rows: jobs } =
    await sql`select from graphile_worker.jobs where task_identifier = 'seat_after_erasure'`.execute(db)
  assert.equal(jobs.length, 1, 'and the worker gives it to whoever waits')
  const acts = await db.selectFrom('events').select('type').where('actor_id', '=', person.id).orderBy('seq').execute()
  assert.deepEqual(
    acts.map(({ type }) => type),
    ['person.corrected', 'role.granted', 'person.erased'],
  )
  const nameOf = await displayNames(db, [person.id, stage.cast.person('liaison').id, null], translator('es'))
  assert.equal(nameOf(person.id), 'persona que retiró sus datos')
  assert.equal(nameOf(stage.cast.person('liaison').id), 'Elena Enlace')
  assert.equal(nameOf(null), 'la plataforma')

  const receipt = await new Browser(stage.app).get(`/privacidad/folios?folio=${folio.toLowerCase().replace('-', ' ')}`)
  assert.match(await receipt.text(), new RegExp(folio))
})

test('two presses of the delete button make one deletion', async () => {
  const { browser, person } = await newcomer()
  const answers = await Promise.all([1, 2].map(() => browser.post('/cuenta/borrar', { sure: 'on' })))
  const statuses = answers.map(({ status }) => status).sort()
  assert.equal(statuses[0], 200)
  assert.ok([303, 403, 404].includes(statuses[1] ?? 0), String(statuses[1]))
  const erased = await stage.db
    .selectFrom('events')
    .select('seq')
    .where('type', '=', 'person.erased')
    .where('subject_id', '=', person.id)
    .execute()
  assert.equal(erased.length, 1)
})

test('a passkey is removed by its owner only', async () => {
  const [owner, other] = [await newcomer(), await newcomer()]
  const id = crypto.randomUUID()
  const key = { public_key: 'p', credential_id: id, counter: 0, device_type: 'multiDevice', backed_up: true }
  await stage.db
    .insertInto('passkeys')
    .values({ id, person_id: owner.person.id, ...key })
    .execute()
  assert.equal((await other.browser.post(`/cuenta/llaves/${id}/quitar`)).status, 404)
  assert.equal((await owner.browser.post(`/cuenta/llaves/${id}/quitar`)).status, 303)
  assert.equal((await owner.browser.post(`/cuenta/llaves/${id}/quitar`)).status, 404)
})

test('R-146: an ARCO request without an account has a folio, a due date in working days, and an answer', async () => {
  const { db, spaces, cast } = stage
  const nobody = new Browser(stage.app)
  assert.equal((await nobody.post('/privacidad/solicitud', { kind: 'access', name: 'Ana', email: 'no' })).status, 422)
  const sent = await nobody.post('/privacidad/solicitud', {
    kind: 'access',
    name: 'Ana',
    email: 'ana@example.org',
    details: 'Mi nombre en un acta.',
  })
  assert.equal(sent.status, 200)
  const row = await db.selectFrom('privacy_requests').selectAll().executeTakeFirstOrThrow()
  const looked = await (await nobody.get(`/privacidad/folios?folio=${row.folio}`)).text()
  assert.match(looked, new RegExp(row.folio))
  assert.ok(!looked.includes('ana@example.org') && !looked.includes('acta'))

  const desk = '/admin/privacidad'
  assert.equal((await nobody.get(desk)).status, 303)
  const townAdministrator = new Browser(stage.app, cast.cookie('administrator'))
  assert.equal((await townAdministrator.get(desk)).status, 403, 'administering a town is not running the installation')
  const runner = await createPerson(db, { name: 'Opera', email: 'opera@example.org' })
  const grant = { id: crypto.randomUUID(), space_id: spaces.state, person_id: runner.id, role: 'administrator' }
  await db
    .insertInto('role_grants')
    .values({ ...grant, granted_at: new Date() })
    .execute()
  const operator = new Browser(stage.app, sessionCookie(await openSession(db, runner.id), stage.deps.auth))
  const page = await (await operator.get(desk)).text()
  assert.match(page, /quedan 20 días hábiles/)
  assert.deepEqual(await htmlProblems(page), [])
  const answer = { outcome: 'granted', reason: 'Se entregan sus datos.' }
  assert.equal((await operator.post(`${desk}/${row.id}`, answer)).status, 303)
  assert.equal((await operator.post(`${desk}/${row.id}`, answer)).status, 409)
  const mail = await db
    .selectFrom('mails')
    .select('text_body')
    .where('purpose', '=', 'privacy-answer')
    .executeTakeFirstOrThrow()
  assert.match(mail.text_body, /Se entregan sus datos/)
})

test('kept mails are read by who runs the installation; links stay covered until disclosed with a reason', async () => {
  const { db, spaces, cast } = stage
  const id = await db.transaction().execute((tx) =>
    queueMail(
      tx,
      {
        recipient: 'x@example.org',
        subject: 'Enlace',
        text: 'http://t/?token=SECRETO-1_2',
        html: null,
        purpose: 'sign-in',
      },
      new Date(),
    ),
  )
  for (const key of ['administrator', 'facilitator', 'neighbour'] as const) {
    assert.equal((await new Browser(stage.app, cast.cookie(key)).get(`/admin/correo/${id}`)).status, 403)
  }
  const runner = await createPerson(db, { name: 'Opera', email: 'opera2@example.org' })
  const grant = { id: crypto.randomUUID(), space_id: spaces.state, person_id: runner.id, role: 'administrator' }
  await db
    .insertInto('role_grants')
    .values({ ...grant, granted_at: new Date() })
    .execute()
  const operator = new Browser(stage.app, sessionCookie(await openSession(db, runner.id), stage.deps.auth))
  assert.deepEqual(await htmlProblems(await (await operator.get('/admin/correo')).text()), [])
  const covered = await (await operator.get(`/admin/correo/${id}`)).text()
  assert.ok(!covered.includes('SECRETO'))
  assert.deepEqual(await htmlProblems(covered), [])
  assert.equal((await operator.post(`/admin/correo/${id}/enlace`, { reason: ' ' })).status, 422)
  assert.equal((await operator.post(`/admin/correo/${id}/enlace`, { reason: 'Lo pidió por teléfono' })).status, 303)
  assert.ok((await (await operator.get(`/admin/correo/${id}`)).text()).includes('SECRETO-1_2'))
  const event = await db.selectFrom('events').selectAll().where('type', '=', 'mail.disclosed').executeTakeFirstOrThrow()
  assert.equal(event.actor_id, runner.id)
  assert.ok(!event.body.includes('x@example.org'))
})

test('a mail in doubt waits for a person: sent again once, or taken as sent, and the record says so', async () => {
  const { db, cast, spaces } = stage
  const queueOne = (recipient: string) =>
    db.transaction().execute(async (tx) => {
      const letter = { recipient, subject: `Aviso para ${recipient}`, text: 'Hola', html: null, purpose: 'follow' }
      const id = await queueMail(tx, letter, new Date())
      const handed = { handed_at: new Date(), doubted_at: new Date() }
      await tx.updateTable('mails').set(handed).where('id', '=', id).execute()
      return id
    })
  const [again, taken] = [await queueOne('otra@example.org'), await queueOne('basta@example.org')]
  for (const key of ['administrator', 'facilitator', 'neighbour'] as const) {
    const browser = new Browser(stage.app, cast.cookie(key))
    assert.equal((await browser.get('/admin/correo/en-duda')).status, 403)
    assert.equal((await browser.post(`/admin/correo/${again}/enviar-otra-vez`, {})).status, 403)
  }
  const runner = await createPerson(db, { name: 'Opera', email: 'opera3@example.org' })
  const grant = { id: crypto.randomUUID(), space_id: spaces.state, person_id: runner.id, role: 'administrator' }
  await db
    .insertInto('role_grants')
    .values({ ...grant, granted_at: new Date() })
    .execute()
  const operator = new Browser(stage.app, sessionCookie(await openSession(db, runner.id), stage.deps.auth))
  const list = await (await operator.get('/admin/correo/en-duda')).text()
  assert.deepEqual(await htmlProblems(list), [])
  assert.ok(list.includes('otra@example.org') && list.includes('basta@example.org') && !list.includes('Hola'))
  assert.match(await (await operator.get('/cuenta')).text(), /Correos en duda<\/a> \(2\)/)
  const metrics = await stage.app.request('/metricas')
  assert.ok(metrics.status === 404 || (await metrics.text()).includes('tequio_mails_in_doubt 2'))
  assert.equal((await operator.post(`/admin/correo/${again}/enviar-otra-vez`, {})).status, 303)
  assert.equal((await operator.post(`/admin/correo/${taken}/dar-por-enviado`, {})).status, 303)
  assert.equal((await operator.post(`/admin/correo/${again}/enviar-otra-vez`, {})).status, 409)
  const rows = await db.selectFrom('mails').selectAll().where('id', 'in', [again, taken]).execute()
  const [one, other] = [rows.find(({ id }) => id === again), rows.find(({ id }) => id === taken)]
  assert.deepEqual([one?.handed_at, one?.doubted_at, one?.sent_at, one?.text_body], [null, null, null, 'Hola'])
  assert.ok(other?.sent_at)
  assert.deepEqual([other.doubted_at, other.text_body], [null, ''])
  const types = ['mail.sent-again', 'mail.taken-as-sent']
  const events = await db.selectFrom('events').select(['actor_id', 'body']).where('type', 'in', types).execute()
  assert.equal(events.length, 2)
  assert.ok(events.every(({ actor_id, body }) => actor_id === runner.id && !body.includes('@example.org')))
})

test('folios are understood as people copy them', () => {
  assert.equal(folioFrom(' baja 7k2m 9qxd '), 'BAJA-7K2M-9QXD')
  assert.equal(folioFrom('ARCO-OIL0-1111'), 'ARCO-0110-1111')
  assert.equal(folioFrom("' or 1=1 --"), '')
})
