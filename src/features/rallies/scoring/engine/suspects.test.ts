import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bitsIn } from './photos.ts'
import { Posts } from './posts.ts'
import { suspectsOf } from './suspects.ts'

const near = (bits: readonly number[]) => {
  const hash = { high: 0x0f0f1234, low: 0x55550000 }
  for (const bit of bits)
    if (bit < 32) hash.low ^= 1 << bit
    else hash.high ^= 1 << (bit - 32)
  return hash
}
const hash = fc.oneof(
  fc.array(fc.nat(63), { maxLength: 9 }).map(near),
  fc.record({ high: fc.integer(), low: fc.integer() }),
)

test('contract rule 8: no photograph that has another one near goes without suspicion, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(hash, { maxLength: 3 }), { maxLength: 30 }), fc.nat(8), (visits, distance) => {
      const posts = new Posts()
      // Strangers, so many that the buckets are in use.
      const noise = Array.from({ length: 1000 }, (_, n) => [
        { high: Math.imul(n, 0x9e3779b1), low: Math.imul(n, 0x85ebca77) },
      ])
      const suspects = suspectsOf(posts, distance)
      const all = [...noise, ...visits]
      for (const [at, photos] of all.entries()) {
        const handle = posts.enter('x', String(at))
        posts.photoStart[handle] = posts.photosUsed
        for (const { high, low } of photos) posts.addPhoto(-1, true, high, low)
        posts.photoCount[handle] = photos.length
        suspects?.add(handle)
      }
      suspects?.close()
      const flat = all.flat()
      for (const [at, one] of flat.entries()) {
        if (at < noise.length) continue
        const isNear = flat.some(
          (other, place) => place !== at && bitsIn(one.high ^ other.high) + bitsIn(one.low ^ other.low) <= distance,
        )
        assert.equal(suspects?.has(at), isNear)
      }
    }),
    { numRuns: 60 },
  )
})

test('contract rule 8: at a distance where most are near some other, none are told apart beforehand', () => {
  assert.equal(suspectsOf(new Posts(), 9), null)
})
