import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { metersBetween, nearnessOf } from './distance.ts'
import { isProgressOutside } from './model.ts'
import { postRecordOf } from './post-record.ts'
import { graceMs, publicationOf, windowRefusal } from './published-at.ts'

const at = (text: string) => new Date(text)
const received = at('2026-03-03T18:00:00Z')
const minute = 60_000

test('R-61 a plain form counts by the time of the server', () => {
  const publication = publicationOf({ deviceAt: null, sentAt: null, receivedAt: received })
  assert.deepEqual(publication, { publishedAt: received, basis: 'server', driftMs: null })
})

test('R-61 T-50 what waited on a phone counts when it was made, however wrong the phone’s clock is', () => {
  const waits = fc.integer({ min: 0, max: 7 * 24 * 60 })
  const drifts = fc.integer({ min: -40 * 365 * 24 * 60, max: 40 * 365 * 24 * 60 })
  fc.assert(
    fc.property(waits, drifts, (waited, drift) => {
      const sentAt = new Date(received.getTime() + drift * minute)
      const deviceAt = new Date(sentAt.getTime() - waited * minute)
      const { publishedAt, basis, driftMs } = publicationOf({ deviceAt, sentAt, receivedAt: received })
      assert.equal(basis, 'device')
      assert.equal(driftMs, drift * minute)
      assert.equal(received.getTime() - publishedAt.getTime(), waited * minute)
    }),
  )
})

test('R-61 a capture never counts as made after it arrived; one made after it was sent, or months ago, counts by the server', () => {
  const sentAt = at('2026-03-03T18:00:00Z')
  for (const deviceAt of [at('2026-03-03T18:00:01Z'), at('2031-01-01T00:00:00Z'), at('1970-01-01T00:00:00Z')]) {
    const publication = publicationOf({ deviceAt, sentAt, receivedAt: received })
    assert.equal(publication.basis, 'device-impossible')
    assert.equal(publication.publishedAt, received)
  }
  fc.assert(
    fc.property(
      fc.date({ noInvalidDate: true }),
      fc.date({ noInvalidDate: true }),
      (deviceAt, sent) => publicationOf({ deviceAt, sentAt: sent, receivedAt: received }).publishedAt <= received,
    ),
  )
})

test('R-61 outside the window: not open, made before it, made after it, come too late, frozen', () => {
  const window = { opensAt: at('2026-03-01T15:00:00Z'), closesAt: at('2026-03-08T00:00:00Z'), isClosed: false }
  const refused = (published: string, arrived: string) => windowRefusal(window, at(published), at(arrived))
  assert.equal(refused('2026-03-03T00:00:00Z', '2026-03-03T00:00:00Z'), null)
  assert.equal(refused('2026-02-28T00:00:00Z', '2026-02-28T00:00:00Z'), 'capture.window.not-open')
  assert.equal(refused('2026-03-01T14:59:59Z', '2026-03-02T00:00:00Z'), 'capture.window.early')
  assert.equal(refused('2026-03-08T00:00:00Z', '2026-03-08T00:00:00Z'), 'capture.window.late')
  assert.equal(refused('2026-03-07T23:59:59Z', '2026-03-08T01:30:00Z'), null)
  const tooLate = new Date(window.closesAt.getTime() + graceMs)
  assert.equal(windowRefusal(window, at('2026-03-07T23:59:59Z'), tooLate), 'capture.window.closed')
  assert.equal(windowRefusal({ ...window, isClosed: true }, received, received), 'capture.window.closed')
})

test('R-65 T-40 only the place of a point is compared, and softly', () => {
  const rules = { radiusMeters: 300, accuracyMeters: null }
  assert.equal(nearnessOf(299, { precision: 'point', ...rules }), 'near')
  assert.equal(nearnessOf(301, { precision: 'point', ...rules }), 'far')
  assert.equal(nearnessOf(380, { precision: 'point', radiusMeters: 300, accuracyMeters: 80 }), 'near')
  for (const precision of ['line', 'area', 'municipality', 'state', 'none'])
    assert.equal(nearnessOf(200_000, { precision, ...rules }), 'not-compared')
  assert.equal(nearnessOf(null, { precision: 'point', ...rules }), 'not-compared')
})

test('distances are those of the contract’s sphere', () => {
  const zocalo = { latitude: 19.4326, longitude: -99.1332 }
  assert.equal(metersBetween(zocalo, zocalo), 0)
  assert.equal(Math.round(metersBetween({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })), 20015114)
  assert.equal(Math.round(metersBetween({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 })), 111195)
})

test('observed progress is outside only where it surely is', () => {
  assert.equal(isProgressOutside(85, '26_50'), true)
  assert.equal(isProgressOutside(25.4, '26_50'), false)
  assert.equal(isProgressOutside(100, '100'), false)
  assert.equal(isProgressOutside(0, '1_25'), true)
  assert.equal(isProgressOutside(85, 'unknown'), null)
  assert.equal(isProgressOutside(null, '100'), null)
})

const work = { latitude: 17.06, longitude: -96.72 }
const published = {
  id: '0190b0a0-0000-7000-8000-000000000001',
  author: 'lagartijas',
  publishedAt: received,
  receivedAt: received,
  hashtags: ['DatosEnLaCalle'],
  workKeys: ['26FICT00001'],
  photos: [{ sha256: 'a'.repeat(64), phash: '0'.repeat(16) }],
  work,
}

test('T-51 a position becomes public only at the work: from home, or from afar, it stays with the reviewers', () => {
  const visit = {
    mode: 'on-site',
    finding: 'matches',
    note: null,
    position: { latitude: 17.061234567, longitude: -96.72 },
  } as const
  assert.deepEqual(postRecordOf({ ...published, visit }).geo, { lat: 17.06123, lon: -96.72 })
  assert.equal(postRecordOf({ ...published, visit: { ...visit, mode: 'remote' } }).geo, undefined)
  const afar = { ...visit, position: { latitude: 17.08, longitude: -96.72 } }
  assert.equal(postRecordOf({ ...published, visit: afar }).geo, undefined)
  assert.equal(postRecordOf({ ...published, visit, work: null }).geo, undefined)
})

test('an announcement of several works names them in its text, of one as its work', () => {
  const one = postRecordOf({ ...published, visit: null, photos: [] })
  assert.deepEqual([one.work, one.kind, one.text], ['26FICT00001', 'announcement', '26FICT00001'])
  const two = postRecordOf({ ...published, visit: null, photos: [], workKeys: ['26FICT00001', '26FICT00002'] })
  assert.deepEqual([two.work, two.text], [undefined, '26FICT00001 26FICT00002'])
})
