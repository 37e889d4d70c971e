import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { blindedBallot } from '../../../../test/voter.ts'
import { newId } from '../../../platform/identity.ts'
import { createLog } from '../../../platform/log.ts'
import { createWeb } from '../../../web.tsx'
import { newKeys, sealKey } from './keys.ts'

let stage: TrackingStage
let publicKey: string
const id = newId()
const address = '/san-pedro/organos/stl/elecciones'

before(async () => {
  stage = await trackingStage(new Date('2026-05-02T18:00:00Z'))
  const { db, now, space } = stage
  const keys = await newKeys()
  publicKey = keys.publicKey
  const bodyId = newId()
  const body = { id: bodyId, space_id: space.id, slug: 'stl', kind: 'local', name: 'STL', minimum: '{}' }
  await db
    .insertInto('bodies')
    .values({ ...body, created_at: now })
    .execute()
  const day = (n: number) => new Date(Date.UTC(2026, 4, n))
  await db
    .insertInto('elections')
    .values({
      ...{ id, body_id: bodyId, slug: 'e', title: 'E', sector: 'government', seats: 1, public_key: publicKey },
      ...{
        candidacies_from: day(-9),
        candidacies_to: day(-8),
        voting_from: day(1),
        voting_to: day(4),
        created_at: now,
      },
    })
    .execute()
  const sealed = sealKey(keys.privateKey, stage.deps.config.secret, id)
  await db.insertInto('election_keys').values({ election_id: id, sealed_private_key: sealed }).execute()
  const actor = await stage.cast.actor('liaison')
  await db
    .insertInto('election_roll')
    .values({ id: newId(), election_id: id, person_id: actor?.id ?? '', admitted_at: now })
    .execute()
})
after(() => stage.close())

async function send(path: string, body: unknown, cookie?: string) {
  const headers = new Headers({ origin: stage.deps.config.baseUrl, 'content-type': 'application/json' })
  if (cookie) headers.set('cookie', cookie)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await stage.app.request(`${address}/e/${path}`, { method: 'POST', body: text, headers })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

test('a voter is signed once with her session and casts without it; the answer sets nothing and names nobody', async () => {
  const { blinded, unblind } = await blindedBallot({ id, publicKey }, 'blank')
  assert.notEqual((await send('firmas.json', { blinded })).status, 200)
  const signed = await send('firmas.json', { blinded }, stage.cookie('liaison'))
  assert.equal(signed.status, 200, signed.text)
  const other = await blindedBallot({ id, publicKey }, 'blank')
  assert.equal((await send('firmas.json', { blinded: other.blinded }, stage.cookie('liaison'))).status, 409)
  assert.equal((await send('firmas.json', { blinded }, stage.cookie('administrator'))).status, 409, 'not on the roll')
  const own = await stage.get(`${address}/e/firmas.json`, 'liaison')
  assert.deepEqual(JSON.parse(own.text).place, { struckReason: null, signedOn: '2026-05-02', paperOn: null })
  assert.equal(JSON.parse((await stage.get(`${address}/e/firmas.json`, 'administrator')).text).place, null)
  const ballot = await unblind(JSON.parse(signed.text).signature)
  const cast = await send('boletas.json', ballot)
  assert.equal(cast.status, 200, cast.text)
  assert.equal(cast.headers.get('set-cookie'), null)
  const { receipt } = JSON.parse(cast.text)
  const again = await send('boletas.json', ballot)
  assert.equal(again.status, 409)
  assert.equal(JSON.parse(again.text).key, 'elections.refused.cast')
  assert.ok(again.text.includes(receipt))
})

test('hostile bodies are refused with a sentence', async () => {
  const serial = 'a'.repeat(64)
  const signature = 'A'.repeat(512)
  const bodies = [
    ...['', 'null', '[]', '{"serial":1}', '{'],
    ...[
      { serial, choice: 'blank', signature, person: 'x' },
      { serial: `${serial}'; drop`, choice: 'blank', signature },
    ],
    ...[
      { serial, choice: '1,,2', signature },
      { serial, choice: '0', signature },
      { serial, choice: 'blank\n', signature },
    ],
    { serial, choice: 'blank', signature: `${signature}A` },
  ]
  for (const body of bodies) assert.equal((await send('boletas.json', body)).status, 422, JSON.stringify(body))
  assert.equal((await send('firmas.json', { blinded: 'x' }, stage.cookie('liaison'))).status, 422)
  assert.equal((await send('boletas.json', { serial, choice: 'blank', signature })).status, 409)
})

test('while the vote lasts nobody, administrators included, is shown ballots or how many there are', async () => {
  for (const who of ['administrator', 'facilitator', undefined] as const) {
    const page = await stage.get(`${address}/e.json`, who)
    assert.equal(page.status, 200)
    assert.doesNotMatch(page.text, /serial|receipt|roll|signaturesGiven|ballots|private/i)
    assert.equal((await stage.get(`${address}/e/paquete.json`, who)).status, 404)
  }
})

test('R-142 the log of a signature and of a ballot holds the pattern of its address, and nothing of either', async () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const app = createWeb({ ...stage.deps, log })
  const sending = async (path: string, body: unknown, cookie?: string) => {
    const headers = new Headers({ 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' })
    if (cookie) headers.set('cookie', cookie)
    if (cookie) headers.set('origin', stage.deps.config.baseUrl)
    return app.request(`${address}/e/${path}`, { method: 'POST', body: JSON.stringify(body), headers })
  }
  const { blinded } = await blindedBallot({ id, publicKey }, 'blank')
  await sending('firmas.json', { blinded }, stage.cookie('liaison'))
  const ballot = { serial: 'b'.repeat(64), choice: 'blank', signature: 'B'.repeat(512) }
  assert.equal((await sending('boletas.json', ballot)).status, 409, 'read without an origin: other programs vote too')
  const said = lines.join('')
  assert.match(said, /:election\/boletas\.json/)
  assert.match(said, /:election\/firmas\.json/)
  const person = await stage.cast.actor('liaison')
  for (const trace of [ballot.serial, 'BBBB', blinded.slice(0, 40), '203.0.113', '/elecciones/e/', person?.id ?? '-'])
    assert.ok(!said.includes(trace), trace)
})
