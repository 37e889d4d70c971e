import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { copyWords } from '../text/words.ts'
import { CopyIndex } from './copies.ts'
import { bitsIn, PhotoIndex } from './photos.ts'
import { haversineMeters, nearestOf } from './places.ts'
import { Tuples } from './tuples.ts'

type Hash = { high: number; low: number }

const word = fc.integer({ min: 0, max: 0xffffffff })
const hash: fc.Arbitrary<Hash> = fc.record({ high: word, low: word })
/** Hashes near to one another: a few of their own, some bits flipped. */
const crowd = fc
  .tuple(fc.array(hash, { minLength: 1, maxLength: 4 }), fc.array(fc.array(fc.nat(63), { maxLength: 24 })))
  .map(([centres, flips]) =>
    flips.map((bits, index) => {
      const hash = { ...(centres[index % centres.length] as Hash) }
      for (const bit of bits) {
        if (bit < 32) hash.low = (hash.low ^ (1 << bit)) >>> 0
        else hash.high = (hash.high ^ (1 << (bit - 32))) >>> 0
      }
      return hash
    }),
  )

function apart(a: Hash, b: Hash): number {
  return bitsIn(a.high ^ b.high) + bitsIn(a.low ^ b.low)
}

test('contract rule 8: the bands miss no near photograph, whatever the distance', () => {
  const noise = Array.from({ length: 12_000 }, (_, n) => ({
    high: Math.imul(n, 0x9e3779b1) >>> 0,
    low: Math.imul(n, 0x85ebca77) >>> 0,
  }))
  for (const distance of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 16, 33, 64]) {
    fc.assert(
      fc.property(crowd, fc.array(hash, { maxLength: 3 }), (known, others) => {
        const photos = [...noise, ...known]
        const index = new PhotoIndex(distance)
        photos.forEach(({ high, low }, visit) => {
          index.pushHash(high, low, visit)
        })
        // So many alike that their buckets overflow, more than once.
        for (let extra = 0; extra < 40; extra++) index.pushHash(known[0]?.high ?? 0, 0, photos.length + extra)
        for (let extra = 0; extra < 40; extra++) index.popHash()
        for (const asked of [...known, ...others]) {
          const collides = (visit: number) => visit % 3 !== 0
          const expected = photos.findIndex((photo, visit) => collides(visit) && apart(photo, asked) <= distance)
          const found = index.earliestNear(asked.high, asked.low, photos.length, collides)
          assert.equal(found, expected < 0 ? photos.length : expected)
        }
      }),
      { numRuns: 6 },
    )
  }
})

test('contract rule 8: many photographs alike are all found, also after some were taken back', () => {
  const index = new PhotoIndex(6)
  const total = 3000
  for (let visit = 0; visit < total; visit++)
    index.pushHash(visit % 100 === 0 ? 7 : Math.imul(visit, 0x9e3779b1), 9, visit)
  for (let visit = total - 1; visit >= 1450; visit--) index.popHash()
  for (let visit = 0; visit < 1450; visit += 100)
    assert.equal(
      index.earliestNear(7, 8, 1450, (place) => place >= visit && place % 100 === 0),
      visit,
    )
  assert.equal(
    index.earliestNear(7, 8, 1450, (place) => place > 1400),
    1450,
  )
})

test('contract rule 8: the same file is found by its hash, and no longer once taken back', () => {
  const index = new PhotoIndex(6)
  index.pushSha(4, 0)
  index.pushSha(4, 1)
  index.pushSha(9, 2)
  assert.equal(
    index.earliestSame(4, 3, () => true),
    0,
  )
  assert.equal(
    index.earliestSame(4, 3, (visit) => visit > 0),
    1,
  )
  index.popSha()
  assert.equal(
    index.earliestSame(9, 3, () => true),
    3,
  )
  assert.equal(
    index.earliestSame(1_000_000, 3, () => true),
    3,
  )
})

/** Falling, each once. */
function setOf(numbers: readonly number[]): Uint32Array {
  return Uint32Array.from(new Set(numbers)).sort().reverse()
}

function jaccard(a: Uint32Array, b: Uint32Array): number {
  const shared = a.filter((shingle) => b.includes(shingle)).length
  return shared / (a.length + b.length - shared)
}

const texts = fc.array(
  fc.record({ team: fc.nat(3), set: fc.array(fc.nat(30), { minLength: 1, maxLength: 40 }).map(setOf) }),
  { maxLength: 30, size: 'max' },
)

test('contract rule 10: the prefixes miss no text that is alike, whatever the threshold', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), texts, fc.nat(10), (any, visits, dropped) => {
      for (const threshold of [any, 0.07, 0.5, 2 / 3, 0.9, 1]) {
        const all = Uint32Array.from(visits.flatMap(({ set }) => [...set]))
        const index = new CopyIndex(threshold, () => all)
        const starts = visits.map((_, at) => visits.slice(0, at).reduce((sum, { set }) => sum + set.length, 0))
        visits.forEach(({ team, set }, at) => {
          index.push(team, starts[at] ?? 0, set.length)
        })
        const kept = visits.slice(0, Math.max(0, visits.length - dropped))
        for (let at = kept.length; at < visits.length; at++) index.pop()
        for (const [at, { team, set }] of visits.entries()) {
          const expected = kept.findIndex((other) => other.team !== team && jaccard(set, other.set) >= threshold)
          assert.equal(index.earliestAlike(team, starts[at] ?? 0, set.length), expected)
        }
      }
    }),
  )
})

test('contract rule 10: a threshold of 0 is met by the earliest visit of any other team', () => {
  const index = new CopyIndex(0, () => Uint32Array.of(1, 2))
  index.push(5, 0, 1)
  index.push(5, 0, 1)
  index.push(6, 1, 1)
  assert.equal(index.earliestAlike(5, 0, 1), 2)
  assert.equal(index.earliestAlike(7, 0, 1), 0)
  index.pop()
  assert.equal(index.earliestAlike(5, 0, 1), -1)
})

test('contract rule 6: the nearest work is found as if all were measured, over the date line and the poles too', () => {
  const place = fc.record({
    lat: fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.constantFrom(-90, 0, 19.4, 90)),
    lon: fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(-180, 0, -99.1, 180)),
  })
  const meters = fc.constantFrom(0, 300, 5000, 100_000, 5_000_000, 21_000_000)
  fc.assert(
    fc.property(fc.array(place, { maxLength: 40 }), place, meters, (places, point, max) => {
      const keyed = places.map((one, index) => ({ ...one, key: String((index * 7) % 41).padStart(2, '0') }))
      const within = keyed
        .map((one, index) => ({ index, key: one.key, meters: haversineMeters(point, one) }))
        .filter((one) => one.meters <= max)
        .sort((a, b) => a.meters - b.meters || (a.key < b.key ? -1 : 1))
      assert.equal(nearestOf(keyed, max)(point), within[0]?.index ?? -1)
    }),
    { numRuns: 2000 },
  )
})

test('contract rule 6: a degree of latitude is 111.195 km on the mean radius', () => {
  assert.equal(Math.round(haversineMeters({ lat: 19, lon: -99 }, { lat: 20, lon: -99 })), 111_195)
})

test('tuples get one number each, however many there are', () => {
  const tuples = new Tuples(3)
  const known = new Map<string, number>()
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }), (words) => {
      const number = tuples.number(Uint32Array.from(words))
      assert.equal(known.get(words.join()) ?? number, number)
      known.set(words.join(), number)
    }),
    { numRuns: 5000 },
  )
  assert.equal(tuples.size, known.size)
})

const social = new URL('../../../../../../shared/data/social/crisislex_t26/', import.meta.url)

test('contract rule 10: real near-duplicates of other teams are found where they are long enough', {
  skip: existsSync(social) ? false : 'the shared data is not here',
}, () => {
  const groups: string[][] = parse(readFileSync(new URL('neardup_groups_rule_based.csv', social)), { from_line: 2 })
  const event = '2012_Costa_Rica_earthquake'
  const rows: string[][] = parse(readFileSync(new URL(`${event}-tweets_labeled.csv`, social)), { from_line: 2 })
  const texts = new Map(rows.map(([id = '', text = '']) => [id, text]))
  const tuples = new Tuples(3)
  const numbers = new Map<string, number>()
  const numberOf = (word: string) => {
    const number = numbers.get(word) ?? numbers.size
    numbers.set(word, number)
    return number
  }
  const setIn = (text: string) => {
    const words = copyWords(text.normalize('NFC').replace(/^RT @\w+: /, ''), () => false).map(numberOf)
    return setOf(words.slice(2).map((_, at) => tuples.number(Uint32Array.from(words.slice(at, at + 3)))))
  }
  let [alike, compared] = [0, 0]
  const byGroup = Map.groupBy(
    groups.filter((row) => row[0] === event),
    (row) => row[1] ?? '',
  )
  for (const members of byGroup.values()) {
    const sets = members.map((row) => setIn(texts.get(row[2] ?? '') ?? '')).filter((set) => set.length >= 6)
    const [first, ...others] = sets
    if (first === undefined) continue
    const all = Uint32Array.from(sets.flatMap((set) => [...set]))
    const index = new CopyIndex(0.5, () => all)
    index.push(0, 0, first.length)
    let start = first.length
    for (const other of others) {
      const found = index.earliestAlike(1, start, other.length) === 0
      assert.equal(found, jaccard(first, other) >= 0.5)
      start += other.length
      compared++
      if (found) alike++
    }
  }
  assert.ok(compared > 20, `${compared} pairs`)
  assert.ok(alike / compared > 0.5, `${alike} of ${compared}`)
})
