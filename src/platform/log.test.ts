import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from './log.ts'

function logged(act: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  act(createLog('info', { write: (line) => void lines.push(line) }))
  return lines.join('')
}

test('a line is JSON with its time, level and request', () => {
  const line = JSON.parse(logged((log) => log.info({ requestId: 'r-1', route: '/:space', status: 200 }, 'answer')))
  assert.equal(line.level, 'info')
  assert.equal(line.requestId, 'r-1')
  assert.match(line.time, /^\d{4}-\d\d-\d\dT/)
})

test('fields with personal data are blanked, at any of the first three depths', () => {
  const text = logged((log) =>
    log.info({
      email: 'ana@example.org',
      person: { name: 'Ana' },
      request: { headers: { cookie: 'tequio.session=1' } },
    }),
  )
  assert.doesNotMatch(text, /ana@|Ana|tequio\.session/)
})

test('an error tells where it happened, not whose data it met', () => {
  const error = Object.assign(new Error('duplicate key: ana@example.org at http://x/entrar?token=abc123'), {
    code: '23505',
    constraint: 'people_email_key',
    detail: 'Key (email)=(ana@example.org) already exists.',
    parameters: ['ana@example.org'],
  })
  const text = logged((log) => log.error({ err: new Error('could not write', { cause: error }) }, 'bug'))
  assert.match(text, /people_email_key/)
  assert.match(text, /log\.test\.ts/)
  assert.doesNotMatch(text, /ana@example|abc123/)
})
