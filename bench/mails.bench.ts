/**
 * 2,320 followers of one plan and one act: reading the record, writing the mails and sending each once through a real SMTP server on
 * this machine, by a worker of its own process with the queue of production. Prints only.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { addFollow, happen } from '../test/telling/followers.ts'
import { startSmtp } from '../test/telling/smtp.ts'
import { trackingStage } from '../test/tracking-stage.ts'

const followers = Number(process.env.MAILS ?? 2320)
/** `MAILS_HOW=pooled` for one of the two ways. */
const wanted = process.env.MAILS_HOW ?? ''
const root = new URL('../', import.meta.url)
const worker = fileURLToPath(new URL('test/telling/worker.ts', root))
const hook = fileURLToPath(new URL('bin/tsx-hook.mjs', root))
const stage = await trackingStage()
const smtp = await startSmtp()
for (let n = 0; n < followers; n += 1) {
  const email = `v${n}@example.org`
  await addFollow(stage.db, { type: 'plan', id: stage.plan.id, email, at: stage.now })
}
const subject = { type: 'activity', id: stage.activities['1.1'] }
await happen(stage.db, stage.now, { type: 'activity.verified', spaceId: stage.space.id, subject })

for (const [name, query] of [
  ['one connection a mail', ''],
  ['pooled (?pool=true)', '?pool=true'],
] as const) {
  if (!name.includes(wanted)) continue
  smtp.received.length = 0
  await stage.db.deleteFrom('tellings').execute()
  await stage.db.deleteFrom('mails').execute()
  await stage.db.updateTable('telling_head').set({ seq: 0 }).execute()
  const child = fork(worker, [stage.url, `${smtp.url}/${query}`, stage.now.toISOString()], {
    execArgv: ['--import', hook],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  let peak = 0
  let toldAt = 0
  child.on('message', (message) => {
    if (message === 'told') toldAt = performance.now()
    if (typeof message === 'object' && 'peakKb' in message) peak = Number(message.peakKb)
  })
  await once(child, 'message')
  const started = performance.now()
  await ended
  const seconds = (performance.now() - started) / 1000
  const sending = (performance.now() - toldAt) / 1000
  const unique = new Set(smtp.received.map(({ messageId }) => messageId)).size
  console.log(
    `mails, ${name}: ${smtp.received.length} taken by the server, ${unique} different, in ${seconds.toFixed(1)} s (written in ${(seconds - sending).toFixed(1)} s, sent in ${sending.toFixed(1)} s: ${Math.round((unique / sending) * 60)} a minute); the worker's peak ${(peak / 1024).toFixed(0)} MB`,
  )
}
await smtp.close()
await stage.close()
