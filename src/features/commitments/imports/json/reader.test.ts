import assert from 'node:assert/strict'
import { test } from 'node:test'
import { translator } from '../../../../platform/i18n.ts'
import { emptyDocument } from '../../model.ts'
import { readFileOfCommitments } from '../read-file.ts'

const document = emptyDocument('uno', '1', 'Uno')
const file = (...commitments: unknown[]) => ({ tequio: 'commitments/1', space: 's', plan: {}, commitments })

async function rejectionsOf(content: unknown) {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
  const read = await readFileOfCommitments({ bytes, fileName: 'x.json', format: 'json' }, translator('es'))
  return read.rejections.map(({ row, column, value, reason }) => [row, column, value, reason])
}

test('a commitment as exported is read', async () => {
  assert.deepEqual(await rejectionsOf(file(document)), [])
})

test('each fault is named by the place of the commitment and the member', async () => {
  assert.deepEqual(await rejectionsOf(file(document, { ...document, key: 'dos', color: 'rojo' })), [
    [2, 'color', '"rojo"', 'unknown-member'],
  ])
  assert.deepEqual(await rejectionsOf(file({ ...document, origin: 'magic' })), [[1, 'origin', 'magic', 'choice']])
  assert.deepEqual(await rejectionsOf(file({ ...document, startsOn: '2026-02-30' })), [
    [1, 'startsOn', '2026-02-30', 'date'],
  ])
  assert.deepEqual(await rejectionsOf(file({ ...document, title: 'a\u0000b' })), [[1, 'title', 'a\u0000b', 'nul']])
  assert.deepEqual(await rejectionsOf(file({ ...document, sdgs: [{ goal: 18, target: null }] })), [
    [1, 'sdgs', '18', 'sdg'],
  ])
  const { problem: _, ...without } = document
  assert.deepEqual(await rejectionsOf(file(without)), [[1, 'problem', '', 'json-type']])
})

test('another file is refused as a whole', async () => {
  assert.deepEqual(await rejectionsOf('{"tequio":'), [[1, '', '{"tequio":', 'json-syntax']])
  assert.deepEqual(await rejectionsOf({ ...file(), tequio: 'commitments/2' }), [[1, 'tequio', '', 'json-shape']])
  assert.deepEqual(await rejectionsOf({ ...file(), extra: 1 }), [[1, 'extra', '', 'unknown-member']])
})
