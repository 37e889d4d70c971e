import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import { chained, genesis } from '../../../platform/record.ts'
import type { RecordLine } from '../model.ts'
import { beginning, concluded, followed, readAnchor, readLine, type Verification } from './model.ts'

function recordOf(details: readonly unknown[]): RecordLine[] {
  let chain: Buffer = genesis
  return details.map((detail, index) => {
    const body = canonicalJson({ seq: index + 1, type: 'thing.done', details: { detail } })
    const hash = createHash('sha256').update(body).digest()
    chain = chained(chain, hash)
    return { seq: index + 1, body, hash: hash.toString('hex'), chain: chain.toString('hex') }
  })
}

const verified = (lines: readonly RecordLine[], head?: { seq: number; chain: string }): Verification =>
  concluded(
    lines.reduce((so, line) => followed(so, line, head ? [head] : []), beginning),
    head ? [head] : [],
  )

const headOf = (lines: readonly RecordLine[]) => ({ seq: lines.length, chain: lines.at(-1)?.chain ?? '' })
const records = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 12 }).map(recordOf)
const place = fc.nat()
const at = (lines: readonly RecordLine[], n: number) => n % lines.length
const line = (lines: readonly RecordLine[], index: number) => lines[index] as RecordLine

test('a record that nobody touched fits, with its head and with any of its texts withheld', () => {
  fc.assert(
    fc.property(records, fc.array(fc.boolean()), (lines, hidden) => {
      const shown = lines.map((one, index) => (hidden[index] ? { ...one, body: null } : one))
      const result = verified(shown, headOf(lines))
      assert.equal(result.misfit, null)
      assert.equal(result.seq, lines.length)
      assert.equal(result.withheld, shown.filter((one) => one.body === null).length)
    }),
  )
})

test('any change of one character of a text is found, at its number', () => {
  fc.assert(
    fc.property(records, place, place, fc.string({ minLength: 1, maxLength: 1 }), (lines, n, c, letter) => {
      const index = at(lines, n)
      const { body } = line(lines, index)
      const spot = c % (body?.length ?? 1)
      const changed = `${body?.slice(0, spot)}${letter}${body?.slice(spot + 1)}`
      fc.pre(changed !== body)
      const result = verified(lines.with(index, { ...line(lines, index), body: changed }), headOf(lines))
      assert.equal(result.misfit?.seq, index + 1)
    }),
  )
})

test('a changed text with a new hash is found at its number; with a new chain too, at the next one or at the noted head', () => {
  fc.assert(
    fc.property(records, place, (lines, n) => {
      const index = at(lines, n)
      const body = canonicalJson({ seq: index + 1, type: 'thing.done', details: { detail: 'forged beyond doubt' } })
      const hash = createHash('sha256').update(body).digest()
      const before = index === 0 ? genesis : Buffer.from(line(lines, index - 1).chain, 'hex')
      const rehashed = { ...line(lines, index), body, hash: hash.toString('hex') }
      assert.deepEqual(verified(lines.with(index, rehashed)).misfit, { seq: index + 1, reason: 'chain' })
      const rechained = { ...rehashed, chain: chained(before, hash).toString('hex') }
      const result = verified(lines.with(index, rechained), headOf(lines))
      const isLast = index === lines.length - 1
      assert.deepEqual(
        result.misfit,
        isLast ? { seq: index + 1, reason: 'anchor' } : { seq: index + 2, reason: 'chain' },
      )
    }),
  )
})

test('a whole record written anew is found by the head that somebody noted', () => {
  fc.assert(
    fc.property(records, (lines) => {
      const forged = recordOf(lines.map(() => 'another story'))
      fc.pre(forged.at(-1)?.chain !== lines.at(-1)?.chain)
      assert.equal(verified(forged).misfit, null)
      assert.deepEqual(verified(forged, headOf(lines)).misfit, { seq: lines.length, reason: 'anchor' })
    }),
  )
})

test('any removal and any change of order is found', () => {
  fc.assert(
    fc.property(records, place, place, (lines, n, m) => {
      const [i, j] = [at(lines, n), at(lines, m)]
      const without = verified(lines.toSpliced(i, 1), headOf(lines))
      assert.equal(without.misfit?.seq, i + 1)
      fc.pre(i !== j)
      const swapped = lines.with(i, line(lines, j)).with(j, line(lines, i))
      assert.deepEqual(verified(swapped, headOf(lines)).misfit, { seq: Math.min(i, j) + 1, reason: 'number' })
    }),
  )
})

test('a line is read strictly, and what is none is not taken for one', () => {
  const [first] = recordOf(['x'])
  assert.deepEqual(readLine(JSON.stringify(first)), first)
  for (const text of ['', 'null', '[]', '{"seq":1}', '{"seq":"1","body":null,"hash":"","chain":""}', 'ñ']) {
    assert.equal(readLine(text), null)
  }
  assert.deepEqual(readAnchor(`12:${'AB'.repeat(32)}`), { seq: 12, chain: 'ab'.repeat(32) })
  assert.equal(readAnchor('12:ab'), null)
})
