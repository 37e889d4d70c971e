import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { htmlProblems } from '../../../../test/html.ts'
import { linkSentTo } from '../../../../test/people-stage.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { findEdition } from '../editions/queries.ts'
import { proveAccount } from './accounts/commands.ts'
import { claimProvenBy } from './accounts/queries.ts'
import { purgeTeams } from './consents/commands.ts'
import { codeIn, foldedHandle } from './model.ts'
import { accountsOf, findTeam } from './queries.ts'

let stage: RallyStage
const path = '/san-pedro/rallies/rally-2026/equipos'
const good = { kind: 'team', pseudonym: 'Colibrí', accept: 'on' }

before(async () => {
  stage = await rallyStage(new Date('2026-02-24T18:00:00Z'))
})
after(() => stage.close())

const team = async (code: string) => {
  const found = await findTeam(stage.db, stage.edition.id, code)
  assert.ok(found, code)
  return found
}

test('T-48, T-46 a person registers alone, is captain, and can send from here without any network', async () => {
  assert.equal((await stage.get(`${path}/nuevo`)).status, 303, 'who has not signed in is led to sign in')
  const form = await stage.get(`${path}/nuevo`, 'moderator')
  assert.deepEqual(await htmlProblems(form.text), [])
  const refused = await stage.post(`${path}/nuevo`, { ...good, name: '', accept: '' }, 'moderator')
  assert.equal(refused.status, 422)
  assert.match(refused.text, /value="Colibrí"/, 'nothing typed is lost')
  const done = await stage.post(`${path}/nuevo`, { ...good, name: 'Las Iguanas' }, 'moderator')
  assert.equal(done.location, `${path}/las-iguanas/mesa`, done.text)
  const { members, accounts } = await team('las-iguanas')
  assert.deepEqual([members.length, members[0]?.isCaptain, accounts[0]?.network], [1, true, 'web'])
  const counted = await accountsOf(stage.db, stage.edition.id)
  assert.ok(counted.some(({ team_id, network }) => team_id === 'las-iguanas' && network === 'web'))
  for (const [address, who] of [
    [path, undefined],
    [`${path}/las-iguanas`, undefined],
    [`${path}/las-iguanas/mesa`, 'moderator'],
    [`${path}/las-iguanas/obras`, 'moderator'],
    ['/san-pedro/rallies/rally-2026/organizar/equipos', 'facilitator'],
  ] as const) {
    const page = await stage.get(address, who)
    assert.equal(page.status, 200, address)
    assert.deepEqual(await htmlProblems(page.text), [], address)
    if (who === undefined) assert.ok(!page.text.includes('Modesta'), `${address} names nobody`)
  }
})

test('R-60 nobody plays in two teams, and a team takes no more than the edition allows', async () => {
  const twice = await stage.post(`${path}/nuevo`, { ...good, name: 'Otras' }, 'moderator')
  assert.equal(twice.status, 409)
  assert.match(twice.text, /Nadie puede estar en dos/)
  assert.equal((await stage.post(`${path}/nuevo`, { ...good, name: 'LAS IGUANAS' }, 'evaluator')).status, 409)
  await stage.db.updateTable('rally_editions').set({ team_max: 2 }).where('id', '=', stage.edition.id).execute()
  const link = async () => {
    const page = await stage.post(`${path}/las-iguanas/mesa/enlace`, {}, 'moderator')
    return /token=([\w-]+)/.exec(page.text)?.[1] ?? ''
  }
  const [one, two] = [await link(), await link()]
  const join = (token: string, who: 'liaison' | 'evaluator') =>
    stage.post(`${path}/invitacion`, { token, pseudonym: who, accept: 'on' }, who)
  // Both hold a link and one place is left: the team's row is held while the first is let in.
  const answers = await Promise.all([join(one, 'liaison'), join(two, 'evaluator')])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409])
  assert.equal((await team('las-iguanas')).members.length, 2)
  await stage.db.updateTable('rally_editions').set({ team_max: 3 }).where('id', '=', stage.edition.id).execute()
})

test('an invitation by mail is for whoever owns the address, once, and the address is forgotten', async () => {
  const { email } = stage.cast.person('administrator')
  assert.equal((await stage.post(`${path}/las-iguanas/mesa/invitar`, { email: 'no' }, 'moderator')).status, 422)
  assert.equal((await stage.post(`${path}/las-iguanas/mesa/invitar`, { email }, 'moderator')).status, 303)
  const { token, path: page } = await linkSentTo(stage.db, email)
  assert.equal((await stage.get(page)).status, 200)
  const fields = { token, pseudonym: 'Ceiba', accept: 'on' }
  assert.equal((await stage.post(`${path}/invitacion`, fields, 'facilitator')).status, 409)
  assert.equal((await stage.post(`${path}/invitacion`, fields, 'administrator')).status, 303)
  assert.equal((await stage.post(`${path}/invitacion`, fields, 'administrator')).status, 409)
  const kept = await stage.db.selectFrom('rally_member_invitations').select('email').execute()
  assert.ok(kept.every((row) => row.email === null))
})

test('a minor counts when her guardian has consented; the guardian’s address goes with the answer', async () => {
  const guardian = 'tutora@example.org'
  const fields = { ...good, name: 'Los Axolotes', isMinor: 'on', guardianEmail: guardian }
  assert.equal((await stage.post(`${path}/nuevo`, fields, 'co-responsible')).status, 303)
  const counted = async () =>
    (await accountsOf(stage.db, stage.edition.id)).filter((one) => one.team_id === 'los-axolotes')
  assert.equal((await counted()).length, 0)
  const { token, path: page } = await linkSentTo(stage.db, guardian)
  const asked = await stage.get(page)
  assert.deepEqual(await htmlProblems(asked.text), [])
  assert.equal((await stage.post(`${path}/permiso`, { token: 'wrong' })).status, 409)
  assert.equal((await stage.post(`${path}/permiso`, { token })).status, 303)
  assert.equal((await stage.post(`${path}/permiso`, { token })).status, 409)
  assert.equal((await counted()).length, 1)
  const consent = await stage.db.selectFrom('rally_guardian_consents').selectAll().executeTakeFirstOrThrow()
  assert.deepEqual([consent.guardian_email, consent.token_hash, consent.given_by], [null, null, 'link'])
  const event = await stage.db
    .selectFrom('events')
    .select('body')
    .where('type', '=', 'rally.consent-given')
    .executeTakeFirst()
  assert.ok(event && !event.body.includes(guardian))
})

test('a guardian who does not answer is forgotten after thirty days', async () => {
  const { members } = await team('las-iguanas')
  const member_id = members[0]?.id ?? ''
  const asked = { member_id, guardian_email: 'otra@example.org', token_hash: 'x', asked_at: stage.now }
  await stage.db.insertInto('rally_guardian_consents').values(asked).execute()
  await purgeTeams(stage.db, new Date(stage.now.getTime() + 29 * 86_400_000))
  const kept = () =>
    stage.db
      .selectFrom('rally_guardian_consents')
      .select('guardian_email')
      .where('member_id', '=', member_id)
      .executeTakeFirst()
  assert.equal((await kept())?.guardian_email, 'otra@example.org')
  await purgeTeams(stage.db, new Date(stage.now.getTime() + 31 * 86_400_000))
  assert.equal((await kept())?.guardian_email, null)
})

test('an account is one team’s; it counts when a post of its own shows its code, or an organiser has looked', async () => {
  const mesa = `${path}/las-iguanas/mesa/cuentas`
  assert.equal((await stage.post(mesa, { network: 'x', handle: 'con espacio' }, 'moderator')).status, 422)
  const taken = await stage.post(mesa, { network: 'x', handle: '@LAGARTIJAS' }, 'moderator')
  assert.equal(taken.status, 409)
  assert.ok(!/Lagartijas</.test(taken.text.replace(/<title>.*<\/title>/, '')), 'it does not say whose it is')
  assert.equal((await stage.post(mesa, { network: 'x', handle: '@Iguana_MX' }, 'moderator')).status, 303)
  const account = (await team('las-iguanas')).accounts.find(({ network }) => network === 'x')
  assert.ok(account && account.handle === 'Iguana_MX' && account.proof === null)
  const { db, edition } = stage
  const post = {
    network: 'x',
    author: '@iguana_mx',
    text: `Somos nosotras ${account.code.toUpperCase()} #DatosEnLaCalle`,
  }
  assert.equal(await claimProvenBy(db, edition.id, { ...post, author: 'otra' }), null)
  const claim = await claimProvenBy(db, edition.id, post)
  assert.equal(claim?.id, account.id)
  const found = await findEdition(db, 'san-pedro', 'rally-2026')
  assert.ok(found)
  assert.equal(await proveAccount({ db, now: stage.now }, found, account.id, 'https://example.org/1'), true)
  assert.equal(await proveAccount({ db, now: stage.now }, found, account.id, null), false, 'once')

  assert.equal((await stage.post(mesa, { network: 'mastodon', handle: 'iguana@red.example' }, 'moderator')).status, 303)
  const other = (await team('las-iguanas')).accounts.find(({ network }) => network === 'mastodon')
  const profile = { url: 'https://red.example/@iguana' }
  assert.equal(
    (await stage.post(`${mesa}/${other?.id}/perfil`, { url: 'javascript:alert(1)' }, 'moderator')).status,
    422,
  )
  assert.equal((await stage.post(`${mesa}/${other?.id}/perfil`, profile, 'moderator')).status, 303)
  const confirm = `/san-pedro/rallies/rally-2026/organizar/equipos/las-iguanas/cuentas/${other?.id}`
  assert.equal((await stage.post(confirm, {}, 'moderator')).status, 403)
  assert.equal((await stage.post(confirm, {}, 'facilitator')).status, 303)
  assert.equal(
    (await team('las-iguanas')).accounts.find(({ network }) => network === 'mastodon')?.proof?.method,
    'profile',
  )
})

test('handles are compared as the contract says, and codes are found in any text', () => {
  assert.equal(foldedHandle('@@Ana_MX '), 'ana_mx')
  assert.equal(foldedHandle('STRASSE'), foldedHandle('Straße'))
  assert.deepEqual(codeIn('(TEQUIO-abcd2345). tequio-abcd2345 tequio-corto tequio-abcd23456'), ['tequio-abcd2345'])
})

test('R-63 works are chosen from those of the edition only; leaving frees a place before the opening, not after', async () => {
  const [first = ''] = stage.works
  const chosen = await stage.post(
    `${path}/las-iguanas/obras`,
    { work: [first, 'NOEXISTE01'], shown: [first] },
    'moderator',
  )
  assert.equal(chosen.status, 303)
  assert.deepEqual(
    (await team('las-iguanas')).works.map(({ key }) => key),
    [first],
  )
  assert.equal(
    (await stage.post(`${path}/las-iguanas/mesa/salir`, {}, 'moderator')).status,
    409,
    'a captain hands over first',
  )
  assert.equal((await stage.post(`${path}/las-iguanas/mesa/salir`, {}, 'administrator')).status, 303)
  assert.equal((await team('las-iguanas')).members.length, 2)
  stage.now = new Date('2026-03-02T18:00:00Z')
  const heir = (await team('las-iguanas')).members.find(({ isCaptain }) => !isCaptain)
  const handed = await stage.post(`${path}/las-iguanas/mesa/capitania`, { member: heir?.id ?? '' }, 'moderator')
  assert.equal(handed.status, 303)
  assert.equal((await stage.post(`${path}/las-iguanas/mesa/salir`, {}, 'moderator')).status, 303)
  assert.equal((await team('las-iguanas')).members.length, 2, 'her place stays taken')
  assert.equal(
    (await stage.post(`${path}/nuevo`, { ...good, name: 'Tarde' }, 'facilitator')).status,
    409,
    'registration has closed',
  )
})

test('a team is withdrawn with a reason, in public, and counts no more (T-49)', async () => {
  const desk = '/san-pedro/rallies/rally-2026/organizar/equipos/los-axolotes'
  assert.equal((await stage.post(`${desk}/baja`, { reason: 'corto' }, 'facilitator')).status, 422)
  assert.equal((await stage.post(`${desk}/baja`, { reason: 'Lo pidió el equipo.' }, 'facilitator')).status, 303)
  const { registered, active } = JSON.parse((await stage.get(`${path}.json`)).text)
  assert.deepEqual([registered, active], [3, 0])
  assert.match((await stage.get(`${path}/los-axolotes`)).text, /Lo pidió el equipo/)
})

test('R-60 the last place of a full team: two who hold a link wait for its row, and one of them is told that it is full', async () => {
  const own = await rallyStage(new Date('2026-02-24T18:00:00Z'))
  const { db } = own
  await db.updateTable('rally_editions').set({ team_max: 2 }).execute()
  assert.equal((await own.post(`${path}/nuevo`, { ...good, name: 'Las Nutrias' }, 'moderator')).status, 303)
  const link = async () => {
    const page = await own.post(`${path}/las-nutrias/mesa/enlace`, {}, 'moderator')
    return /token=([\w-]+)/.exec(page.text)?.[1] ?? ''
  }
  const [one, two] = [await link(), await link()]
  const join = (token: string, who: 'liaison' | 'evaluator') =>
    own.post(`${path}/invitacion`, { token, pseudonym: who, accept: 'on' }, who)
  const answers = await db.transaction().execute(async (tx) => {
    await tx.selectFrom('rally_teams').select('id').where('code', '=', 'las-nutrias').forUpdate().execute()
    const both = [join(one, 'liaison'), join(two, 'evaluator')]
    // Both wait for the row before either goes on.
    for (let waiting = 0; waiting < 2; ) {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
        where wait_event_type = 'Lock' and datname = current_database()`.execute(db)
      waiting = rows[0]?.count ?? 0
    }
    return both
  })
  const settled = await Promise.all(answers)
  assert.deepEqual(settled.map(({ status }) => status).sort(), [303, 409])
  assert.match(
    settled.find(({ status }) => status === 409)?.text ?? '',
    /El equipo ya tiene sus 2 personas: no caben más/,
  )
  assert.equal((await findTeam(db, own.edition.id, 'las-nutrias'))?.members.length, 2)
  await own.close()
})
