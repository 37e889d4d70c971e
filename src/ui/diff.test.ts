import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type DiffPart, wordDiff } from './diff.ts'

const without = (parts: readonly DiffPart[], kind: DiffPart['kind']) =>
  parts
    .filter((part) => part.kind !== kind)
    .map((part) => part.text)
    .join('')

test('only the words that changed are marked', () => {
  assert.deepEqual(wordDiff('Concluye en octubre de 2026.', 'Concluye en diciembre de 2026.'), [
    { kind: 'same', text: 'Concluye en ' },
    { kind: 'removed', text: 'octubre' },
    { kind: 'added', text: 'diciembre' },
    { kind: 'same', text: ' de 2026.' },
  ])
})

test('equal texts have no marks; an empty one is all gained', () => {
  assert.deepEqual(wordDiff('igual', 'igual'), [{ kind: 'same', text: 'igual' }])
  assert.deepEqual(wordDiff('', 'nuevo'), [{ kind: 'added', text: 'nuevo' }])
  assert.deepEqual(wordDiff('', ''), [])
})

test('both texts can always be read back, whatever they hold', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem({ maxCount: 30 }))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = wordDiff(before, after)
      assert.equal(without(parts, 'added'), before)
      assert.equal(without(parts, 'removed'), after)
    }),
  )
})

test('a very long rewrite is shown as replaced whole, quickly', () => {
  const long = (word: string) => Array.from({ length: 5000 }, (_, index) => `${word}${index}`).join(' ')
  const parts = wordDiff(long('antes'), long('ahora'))
  assert.ok(parts.length <= 3)
  assert.equal(without(parts, 'added'), long('antes'))
})
