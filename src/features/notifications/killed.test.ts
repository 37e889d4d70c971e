import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { addFollow, happen } from '../../../test/telling/followers.ts'
import { startSmtp } from '../../../test/telling/smtp.ts'
import { trackingStage } from '../../../test/tracking-stage.ts'

const root = new URL('../../../', import.meta.url)
const worker = fileURLToPath(new URL('test/telling/worker.ts', root))
const hook = fileURLToPath(new URL('bin/tsx-hook.mjs', root))
const followers = 150

test('a worker that is killed at 10 moments tells each follower once: none is sent twice, and what nobody can know is in doubt', async (t) => {
  const stage = await trackingStage()
  const smtp = await startSmtp()
  t.after(async () => {
    await smtp.close()
    await stage.close()
  })
  for (let n = 0; n < followers; n += 1) {
    const email = `v${n}@example.org`
    await addFollow(stage.db, { type: 'plan', id: stage.plan.id, email, at: stage.now })
  }
  const subject = { type: 'activity', id: stage.activities['1.1'] }
  await happen(stage.db, stage.now, { type: 'activity.verified', spaceId: stage.space.id, subject })
  const moments: string[] = []
  const start = () =>
    fork(worker, [stage.url, smtp.url, stage.now.toISOString()], { execArgv: ['--import', hook], stdio: 'ignore' })
  for (let kill = 1; kill <= 10; kill += 1) {
    const child = start()
    const ended = once(child, 'exit')
    await Promise.race([once(child, 'message'), ended])
    const before = smtp.received.length
    // The first while it reads and writes, the others while it sends.
    const wanted = kill <= 4 ? 0 : before + 1 + (kill % 5)
    while (child.exitCode === null && smtp.received.length < wanted) await sleep(1)
    const ms = Math.round(Math.random() * (kill <= 4 ? 120 : 20))
    await sleep(ms)
    child.kill('SIGKILL')
    await ended
    await unlock(stage.db)
    moments.push(`${ms} ms, ${smtp.received.length - before} mails`)
  }
  const last = start()
  await once(last, 'exit')
  const mails = await stage.db
    .selectFrom('mails')
    .select(['recipient', 'sent_at', 'doubted_at'])
    .where('purpose', '=', 'follow')
    .execute()
  const received = smtp.received.map(({ to }) => to?.[0]?.address ?? '')
  const doubtful = mails.filter(({ doubted_at }) => doubted_at !== null)
  const arrived = doubtful.filter(({ recipient }) => received.includes(recipient)).length
  console.log(
    `killed at: ${moments.join('; ')}. Taken by the server ${received.length}; in doubt ${doubtful.length}, of them taken ${arrived}`,
  )
  assert.equal(mails.length, followers)
  assert.equal(new Set(received).size, received.length, 'nobody has it twice')
  assert.equal(received.length, followers - doubtful.length + arrived, 'what is not in doubt arrived')
  assert.ok(mails.every(({ sent_at, doubted_at }) => (sent_at === null) === (doubted_at !== null)))
})

/** What the queue does by itself some hours after a worker fell silent. */
async function unlock(db: Parameters<typeof happen>[0]): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker.jobs where locked_by is not null))`.execute(db)
}
