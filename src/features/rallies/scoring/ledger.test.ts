import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settingOf } from '../../../../test/rally-setting.ts'
import { openLedger } from './ledger.ts'
import type { PostRecord } from './model.ts'

const photo = (n: number) => [{ type: 'photo' as const, sha256: n.toString(16).padStart(64, '0') }]

test('contract rules 7 to 9: an announced visit scores, an unannounced one by its factor, a second one not', () => {
  const ledger = openLedger(settingOf({}))
  const post = (id: string, minute: number, more: Partial<PostRecord>): PostRecord => ({
    network: 'x',
    id,
    author: '@ana',
    published_at: `2026-03-02T10:${String(minute).padStart(2, '0')}:00-06:00`,
    text: '#DatosEnLaCalle',
    ...more,
  })
  ledger.add([
    post('a', 1, { text: 'Vamos a 2151GYN0001 y 2151GYN0002 #DatosEnLaCalle' }),
    post('b', 2, { work: '2151GYN0001', media: photo(1), finding: 'matches' }),
    post('c', 3, { work: '2151GYN0003', media: photo(2) }),
    post('d', 4, { work: '2151GYN0003', media: photo(3) }),
  ])
  assert.deepEqual(
    [...ledger.verdicts()].map(({ id, reason, points }) => [id, reason, points]),
    [
      ['a', null, '2.00'],
      ['b', null, '10.00'],
      ['c', null, '2.50'],
      ['d', 'duplicate', '0.00'],
    ],
  )
  assert.equal(ledger.takeChanges().length, 4)
  ledger.add([post('e', 0, { work: '2151GYN0003', media: photo(2) })])
  assert.deepEqual(
    ledger.takeChanges().map(({ verdict }) => [verdict.id, verdict.reason]),
    [
      ['e', null],
      ['c', 'duplicate'],
      ['d', 'duplicate'],
    ],
  )
  assert.equal(ledger.standings()[0]?.points, '14.50')
})
