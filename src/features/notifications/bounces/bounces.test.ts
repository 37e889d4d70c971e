import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { addFollow, happen, sender } from '../../../../test/telling/followers.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { tellAll } from '../jobs.ts'
import { followCourier } from '../sending/commands.ts'
import { mailsBouncedCommand } from './cli.ts'
import { failedRecipients } from './model.ts'

let stage: TrackingStage
const cwd = mkdtempSync(join(tmpdir(), 'tequio-bounces-'))
before(async () => {
  stage = await trackingStage()
})
after(async () => {
  await stage.close()
  rmSync(cwd, { recursive: true })
})

const report = (...recipients: string[]) =>
  ['Reporting-MTA: dns; correo.example.net', '', ...recipients, '--x--', ''].join('\r\n')
const recipient = (email: string, action: string, status: string) =>
  `Final-Recipient: rfc822; ${email}\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 no\r\n`

test('of a delivery report only mailboxes that are not there count: not a full one, a slow one or one that was reached', () => {
  const text = report(
    recipient('Nadie@Example.org', 'failed', '5.1.1'),
    recipient('llena@example.org', 'failed', '5.2.2'),
    recipient('lenta@example.org', 'delayed', '4.4.1'),
    recipient('llego@example.org', 'delivered', '2.0.0'),
    recipient('cerrada@example.org', 'Failed', '5.2.1 (disabled)'),
  )
  assert.deepEqual(failedRecipients(text), [
    { email: 'nadie@example.org', status: '5.1.1' },
    { email: 'cerrada@example.org', status: '5.2.1' },
  ])
  for (const junk of ['', 'Action: failed', recipient('sin arroba', 'failed', '5.1.1'), '\u0000'.repeat(99)])
    assert.deepEqual(failedRecipients(junk), [])
})

async function bounced(...args: string[]) {
  const said: string[] = []
  const stream = { write: (text: string) => void said.push(text) } as unknown as NodeJS.WriteStream
  const world = { db: stage.db, now: () => stage.now, cwd, stdout: stream, stderr: stream }
  return { code: await mailsBouncedCommand(args, world), said: said.join('') }
}

test('an address that came back is written to no more, not even what waits already; of strangers nothing is kept', async () => {
  const follow = { type: 'plan', id: stage.plan.id, at: stage.now } as const
  for (const email of ['nadie@example.org', 'otra@example.org']) await addFollow(stage.db, { ...follow, email })
  const later = (minutes: number) => new Date(stage.now.getTime() + minutes * 60_000)
  const subject = { type: 'plan', id: stage.plan.id }
  const happens = (at: Date) => happen(stage.db, at, { type: 'plan.changed', spaceId: stage.space.id, subject })
  await happens(later(1))
  await tellAll(stage.db, sender, later(2))
  writeFileSync(
    join(cwd, 'rebote.eml'),
    report(recipient('nadie@example.org', 'failed', '5.1.1'), recipient('extrana@example.org', 'failed', '5.1.1')),
  )
  assert.deepEqual(await bounced('--notice', 'rebote.eml'), {
    code: 0,
    said: 'Se marcó 1 dirección de 2: las demás no siguen nada.\n',
  })
  const rows = await stage.db.selectFrom('bounced_addresses').select(['email', 'reason']).execute()
  assert.deepEqual(rows, [{ email: 'nadie@example.org', reason: '5.1.1' }])
  const mails = await stage.db.selectFrom('mails').select(['id', 'recipient']).execute()
  for (const mail of mails) {
    const goes = await stage.db.transaction().execute((tx) => followCourier.mayGo(tx, mail))
    assert.equal(goes, mail.recipient === 'otra@example.org')
  }
  await happens(later(90))
  await tellAll(stage.db, sender, later(91))
  const recipients = await stage.db.selectFrom('mails').select('recipient').execute()
  assert.equal(recipients.filter((mail) => mail.recipient === 'nadie@example.org').length, 1)
})

test('an administrator writes an address herself; without one the command says what to write', async () => {
  assert.equal((await bounced('Otra@example.org')).code, 0)
  for (const args of [[], ['sin-arroba'], ['--otra', 'x']]) {
    const { code, said } = await bounced(...args)
    assert.equal(code, 2)
    assert.match(said, /tequio mails bounced/)
  }
})
