import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { commonLetters, patternOf } from './common-letters.ts'
import { letterScore } from './letters.ts'
import { plainText } from './plain-text.ts'
import { vectorsOf } from './vectors.ts'
import { topicWords, writtenWords } from './words.ts'

test('HTML is read as its words: entities decoded, scripts and styles dropped, blocks apart, inline marks not', () => {
  assert.equal(plainText('<p>Caf&eacute; &amp; pan</p><p>a&ntilde;o&nbsp;2026</p>'), 'Café & pan año 2026')
  assert.equal(plainText('ha<b>bl</b>ar<br>alto'), 'hablar alto')
  assert.equal(plainText('uno<script>alert("dos")</script><style>p{}</style> tres<!-- cuatro -->'), 'uno tres')
  assert.equal(plainText('<img src=x onerror=alert(1)>parque<iframe src="//x.example">y</iframe>'), 'parque')
  assert.equal(plainText('si a < b y c <3, R&D'), 'si a < b y c <3, R&D')
  assert.equal(plainText('uno<script>sin fin'), 'uno')
})

test('any text with marks is read without failing', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('<', '>', '&', '<b', '</', '<!--', '&#x', '<script>'),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const read = plainText(pieces.join(''))
      assert.equal(read, read.trim())
      assert.ok(read.isWellFormed())
    }),
  )
})

test('words: accents, number and gender do not part them; ñ does; addresses are no words', () => {
  const roots = (said: string) => topicWords(writtenWords(said), 'es').map(({ root }) => root)
  assert.deepEqual(roots('iluminación Iluminaciones ILUMINACION'), ['ilumin', 'ilumin', 'ilumin'])
  assert.deepEqual(roots('las calles de la colonia'), ['call', 'coloni'])
  assert.notDeepEqual(roots('año'), roots('ano'))
  assert.deepEqual(roots('mira https://ejemplo.mx/x?y=1 o escribe a ana@ejemplo.mx'), ['mir', 'escrib'])
  assert.deepEqual(writtenWords('計程車 taxi'), ['計程', '程車', 'taxi'])
})

test('weights by hand: rarer words weigh more, length is 1', () => {
  const { vectors, terms } = vectorsOf([['agua', 'luz'], ['agua']])
  assert.deepEqual(terms, ['agua', 'luz'])
  const rare = Math.log(3 / 2) + 1
  const norm = Math.sqrt(1 + rare * rare)
  assert.deepEqual([...(vectors[0]?.weights ?? [])], [1 / norm, rare / norm])
  assert.deepEqual([...(vectors[1]?.weights ?? [])], [1])
})

test('letters in common: as the slow way finds them, the same both ways', () => {
  const slow = (a: string, b: string): number => {
    let before = new Array<number>(b.length + 1).fill(0)
    for (const sign of a.split('')) {
      const now = [0]
      for (let at = 1; at <= b.length; at += 1)
        now.push(b[at - 1] === sign ? (before[at - 1] ?? 0) + 1 : Math.max(before[at] ?? 0, now[at - 1] ?? 0))
      before = now
    }
    return before[b.length] ?? 0
  }
  const said = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 100 })
  fc.assert(
    fc.property(said, said, (a, b) => {
      const common = slow(a, b)
      assert.equal(commonLetters(patternOf(a), b), common)
      assert.equal(commonLetters(patternOf(a), b, common), common)
      assert.equal(commonLetters(patternOf(a), b, common + 1), -1)
      assert.equal(letterScore(a, b), letterScore(b, a))
    }),
  )
  assert.equal(letterScore('perro', 'pero'), 8 / 9)
})
