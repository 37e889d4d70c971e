import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { translator } from '../../../platform/i18n.ts'
import { readFileOfCommitments } from './read-file.ts'

test('no bytes make the importer fail otherwise than with a sentence', async () => {
  const t = translator('es')
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string().map((text) => Buffer.from(`tipo,clave,titulo\n${text}`)),
    fc.string().map((text) => Buffer.from(`{"tequio":"commitments/1","space":"s","plan":{},"commitments":[${text}]}`)),
    fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([Buffer.from('PK\u0003\u0004'), tail])),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      const read = await readFileOfCommitments({ bytes: content, fileName: 'x', format: null }, t)
      const accepted = read.accepted.reduce((sum, one) => sum + one.rows, 0)
      assert.ok(accepted <= read.rowsRead)
      if (accepted < read.rowsRead) assert.ok(read.rejections.length > 0)
      for (const rejection of read.rejections) assert.ok(rejection.expected.length > 20 && rejection.row >= 1)
    }),
    { numRuns: 300 },
  )
})
