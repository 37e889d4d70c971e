import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../test/html.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { folioAsTyped } from '../../../platform/folio.ts'
import { newId } from '../../../platform/identity.ts'

let stage: TrackingStage
const ids = { consultation: newId(), hidden: newId(), table: newId(), draft: newId(), body: newId(), session: newId() }
before(async () => {
  stage = await trackingStage()
  const { db, space, now } = stage
  const at = { space_id: space.id, created_at: now }
  const asked = { question: '¿Qué?', channels: ['mail'], opens_at: now, closes_at: new Date(now.getTime() + 1), ...at }
  for (const [id, slug, published_at] of [
    [ids.consultation, 'agua', now] as const,
    [ids.hidden, 'luz', null] as const,
  ]) {
    await db
      .insertInto('consultations')
      .values({ id, slug, title: slug, published_at, ...asked })
      .execute()
    const said = {
      id: newId(),
      folio: `APO-AAAA-${slug === 'agua' ? '1111' : '2222'}`,
      consultation_id: id,
      body: 'Sí',
    }
    await db
      .insertInto('contributions')
      .values({ ...said, channel: 'mail', said_on: '2026-04-01', received_at: now })
      .execute()
  }
  for (const [id, slug, published_at] of [[ids.table, 'mesa', now] as const, [ids.draft, 'otra', null] as const])
    await db
      .insertInto('working_tables')
      .values({ id, slug, title: slug, purpose: 'p', held_at: now, modality: 'remote', published_at, ...at })
      .execute()
  await db
    .insertInto('bodies')
    .values({ id: ids.body, slug: 'comite', kind: 'local', name: 'Comité', minimum: '{}', ...at })
    .execute()
  const session = { id: ids.session, body_id: ids.body, number: 1, title: 'Primera', held_at: now, called_at: now }
  await db
    .insertInto('sessions_of_bodies')
    .values({ ...session, modality: 'remote', is_open: true })
    .execute()
  const agreed = { space_id: space.id, wording: 'Se hace', responsible: 'Obras', made_at: now }
  for (const [folio, where] of [
    ['ACU-AAAA-1111', { session_id: ids.session }] as const,
    ['ACU-AAAA-2222', { table_id: ids.table }] as const,
    ['ACU-AAAA-3333', { table_id: ids.draft }] as const,
  ])
    await db
      .insertInto('agreements')
      .values({ id: newId(), folio, ...where, ...agreed })
      .execute()
})
after(() => stage.close())

const ask = (door: string, folio: string) => stage.get(`${door}?folio=${encodeURIComponent(folio)}`)

test('any folio typed at either door leads to the right place', async () => {
  const space = stage.space.slug
  const places = {
    'APO-AAAA-1111': '/hilo/APO-AAAA-1111',
    'ACU-AAAA-1111': `/${space}/organos/comite/acuerdos#ACU-AAAA-1111`,
    'ACU-AAAA-2222': `/${space}/mesas/mesa#ACU-AAAA-2222`,
    'ARCO-AAAA-1111': '/privacidad/folios?folio=ARCO-AAAA-1111',
    'BAJA-AAAA-1111': '/privacidad/folios?folio=BAJA-AAAA-1111',
  }
  for (const [folio, place] of Object.entries(places)) {
    for (const typed of [folio, ` ${folio.toLowerCase().replaceAll('-', ' ')}`]) {
      const answer = await ask('/folios', typed)
      assert.deepEqual([answer.status, answer.location], [303, place], typed)
      const other = await ask('/hilo', typed)
      const expected = folio.startsWith('APO') ? place : `/folios?folio=${folio}`
      assert.deepEqual([other.status, other.location], [303, expected], typed)
    }
  }
})

test('a folio that nobody has, one that is not public and one half copied are each said so, and what was typed stays', async () => {
  for (const [typed, words] of [
    ['APO-ZZZZ-9999', /No hay nada público con ese folio/],
    ['APO-AAAA-2222', /No hay nada público con ese folio/],
    ['ACU-AAAA-3333', /No hay nada público con ese folio/],
    ['REP-AAAA', /no es un folio completo/],
    ['hola', /no es un folio completo/],
    ['REG-AAAA-1111', /solo lo ve quien se registró/],
  ] as const) {
    const page = await ask('/folios', typed)
    assert.equal(page.status, 404, typed)
    assert.match(page.text, words)
    assert.ok(page.text.includes(`value="${typed}"`))
    assert.deepEqual(await htmlProblems(page.text), [])
  }
  assert.match((await ask('/hilo', 'APO-ZZZZ-9999')).text, /No hay ninguna aportación pública/)
})

test('a folio is read as it is written by hand, and its title never ends a line at its hyphen', async () => {
  assert.equal(folioAsTyped('rep 7k3q 9wzd'), 'REP-7K3Q-9WZD')
  assert.equal(folioAsTyped('APO-OIL0-1111'), 'APO-0110-1111')
  assert.equal(folioAsTyped('obra0a1b2c3d'), 'OBRA-0A1B-2C3D')
  assert.equal(folioAsTyped('APO-7K3Q-9WZ'), null)
  const page = await stage.get('/hilo/APO-AAAA-1111')
  assert.match(page.text, /<h1>[^<]*<span class="nowrap">APO-AAAA-1111<\/span>/)
})
