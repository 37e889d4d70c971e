import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { copyOf, golden, outputsOf, run } from '../../../../../test/rally-folder.ts'
import { scoreCommand } from '../cli.ts'
import { longestLineBytes } from './posts-file.ts'

test('broken lines are told with their place, and nothing read is lost', async () => {
  const folder = copyOf('ties')
  const good = { network: 'x', id: 'g', author: 'e1', published_at: '2026-03-02T10:00:00Z', text: '' }
  const line = (more: object) => JSON.stringify({ ...good, ...more })
  const huge = line({ id: 'huge', text: 'á'.repeat(5_000_000) })
  const lines: (string | Buffer)[] = [
    `\ufeff${line({ id: '"\u2028,\u0000\ud83d\ude00' })}\r`,
    Buffer.concat([Buffer.from('{"network":"x","id":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    '',
    '[]',
    'null',
    '{"network":"x"',
    line({ id: 7 }),
    line({ id: '' }),
    line({ published_at: '2026-03-02' }),
    line({ published_at: null }),
    line({ geo: { lat: 91, lon: 0 } }),
    line({ media: [{ type: 'gif' }] }),
    line({ media: [{ type: 'photo', phash: 'xyz' }] }),
    line({ interactions: -1 }),
    line({}).replace('"text"', '"interactions":1e400,"text"'),
    line({ interactions: 1.5 }),
    line({ hashtags: 'DatosEnLaCalle' }),
    line({ kind: 'other' }),
    line({ unknown: { a: 1 }, geo: null, media: null, repost_of: null }),
    line({ text: 'otra copia' }),
    huge,
    line({ id: '\ufffd' }),
    '{"network":"x","id":"a","id":"b","author":"e1","published_at":"2026-03-02T10:00:00Z","text":"","__proto__":{"x":1}}',
    '['.repeat(200_000),
  ]
  const bytes = lines.flatMap((one, index) => [Buffer.from(one), Buffer.from(index < lines.length - 1 ? '\n' : '')])
  writeFileSync(join(folder, 'posts.jsonl'), Buffer.concat(bytes))
  assert.equal((await run(scoreCommand, folder)).code, 0)
  const outputs = outputsOf(join(folder, 'out'))
  const rejects = (outputs['rejects.jsonl'] ?? '')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text))
    .filter(({ file }) => file === 'posts.jsonl')
  assert.deepEqual(
    rejects.map(({ line, reason }) => `${line} ${reason}`),
    [
      ...[
        '2 not_utf8',
        '3 not_json',
        '4 not_an_object',
        '5 not_an_object',
        '6 not_json',
        '7 wrong_field',
        '8 wrong_field',
      ],
      ...['9 wrong_field', '10 missing_field', '11 wrong_field', '12 wrong_field', '13 wrong_field', '14 wrong_field'],
      ...['15 wrong_field', '16 wrong_field', '17 wrong_field', '18 wrong_field', '24 not_json'],
    ],
  )
  assert.equal(rejects[8]?.detail, 'falta «published_at»')
  const summary = JSON.parse(outputs['summary.json'] ?? '')
  assert.deepEqual([summary.posts_read, summary.distinct, summary.joined_copies, summary.rejects], [24, 5, 1, 18])
})

test('a line that would fill the memory is told and passed over', async () => {
  const folder = copyOf('ties')
  const before = readFileSync(join(folder, 'posts.jsonl'))
  writeFileSync(
    join(folder, 'posts.jsonl'),
    Buffer.concat([Buffer.alloc(longestLineBytes + 1, 97), Buffer.from('\n'), before]),
  )
  assert.equal((await run(scoreCommand, folder)).code, 0)
  const outputs = outputsOf(join(folder, 'out'))
  assert.match(outputs['rejects.jsonl'] ?? '', /{"file":"posts.jsonl","line":1,"reason":"too_long"/)
  assert.equal(outputs['verdicts.jsonl'], outputsOf(join(golden, 'ties', 'out'))['verdicts.jsonl'])
})

test('clocks in the future: such posts are outside the window, one by one, and nothing else moves', async () => {
  const folder = copyOf('ties')
  const standing = () => outputsOf(join(folder, 'out'))['standings.csv'] ?? ''
  assert.equal((await run(scoreCommand, folder)).code, 0)
  const before = standing()
  const posts = readFileSync(join(folder, 'posts.jsonl'), 'utf8')
  const [first = ''] = posts.split('\n')
  const future = ['2099-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-12-31T23:59:60Z'].map((published_at, n) =>
    JSON.stringify({ ...JSON.parse(first), id: `future-${n}`, published_at }),
  )
  // The same post again, retrieved by a machine whose clock runs ahead: a copy like any other.
  const ahead = JSON.stringify({ ...JSON.parse(first), retrieved_at: '2099-01-01T00:00:00Z' })
  writeFileSync(join(folder, 'posts.jsonl'), `${posts.trimEnd()}\n${[...future, ahead].join('\n')}\n`)
  assert.equal((await run(scoreCommand, folder)).code, 0)
  const outputs = outputsOf(join(folder, 'out'))
  const verdicts = (outputs['verdicts.jsonl'] ?? '').trim().split('\n')
  const told = verdicts.map((line) => JSON.parse(line)).filter(({ id }) => id.startsWith('future-'))
  const rejects = (outputs['rejects.jsonl'] ?? '').split('\n').filter((line) => line.includes('"posts.jsonl"'))
  assert.equal(told.length + rejects.length, 3, 'none is lost')
  for (const { status, reason, points } of told)
    assert.deepEqual([status, reason, points], ['excluded', 'outside_window', '0.00'])
  for (const line of rejects) assert.match(line, /published_at.*RFC 3339/)
  assert.equal(standing(), before)
})
