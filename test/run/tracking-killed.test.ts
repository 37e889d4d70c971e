import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Database } from '../../src/platform/context.ts'
import { queueMail } from '../../src/platform/mail/queue.ts'
import { testSettings } from '../cast.ts'
import { freePort } from '../server.ts'
import { addFollow } from '../telling/followers.ts'
import { type SmtpServer, startSmtp } from '../telling/smtp.ts'
import { type TrackingStage, trackingStage } from '../tracking-stage.ts'

const house = fileURLToPath(new URL('tracking-house.ts', import.meta.url))
/** Half of the moments kill the process that takes reports and files, half the one that sends. `KILLS=50` for a long look. */
const moments = Number(process.env.KILLS ?? 6)
const followers = 40
/** Several phones: one that waits for the lease of a killed process does not hold up the others. */
const phones = 4

type Door = { env: NodeJS.ProcessEnv; moments: number[] }
type Report = { clientId: string; bytes: Buffer; sha256: string; upload: string | null; location: string | null }

test(`killed at ${moments} random moments while reports, their files in pieces and mails are under way: nothing acknowledged is lost, nothing is sent twice, no half file is shown`, async (t) => {
  const stage = await trackingStage(new Date())
  const smtp = await startSmtp()
  const dataDir = mkdtempSync(join(tmpdir(), 'tequio-killed-'))
  t.after(async () => {
    await smtp.close()
    await stage.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  for (let n = 0; n < followers; n += 1) {
    const follow = { type: 'plan', id: stage.plan.id, email: `sigue${n}@example.org`, at: stage.now } as const
    await addFollow(stage.db, follow)
  }
  const [webPort, workerPort] = [await freePort(), await freePort()]
  const env = {
    ...{ ...process.env, DATABASE_URL: stage.url, DATA_DIR: dataDir, DEMO: 'off', SMTP_URL: smtp.url },
    ...{ SECRET: testSettings.secret, BASE_URL: testSettings.baseUrl },
  }
  const web: Door = { env: { ...env, ROLE: 'web', PORT: String(webPort) }, moments: [] }
  const worker: Door = { env: { ...env, ROLE: 'worker', PORT: String(workerPort) }, moments: [] }
  const phone = phoneOf(stage, `http://127.0.0.1:${webPort}`)
  const post = postOf(stage.db)
  const over = new AbortController()
  const reporting = Array.from({ length: phones }, () => phone.report(over.signal))
  const busy = [...reporting, phone.look(over.signal), post.write(over.signal)]
  try {
    await Promise.all([killing(t, web, phone.acknowledged), killing(t, worker, () => smtp.received.length)])
  } finally {
    // Also where a process did not open: what goes on for ever would keep the tests from ending.
    over.abort()
  }
  const [lastWeb, lastWorker] = await Promise.all([open(t, web.env), open(t, worker.env)])
  await Promise.all(busy)
  await phone.sendTheRest()
  await quiet(stage.db)
  await nothingLost(stage, phone)
  const mails = await nothingTwice(stage.db, smtp, post.recipients)
  for (const child of [lastWeb, lastWorker]) child.kill('SIGKILL')
  t.diagnostic(`web killed after ${web.moments.join(', ')} ms; worker after ${worker.moments.join(', ')} ms`)
  t.diagnostic(
    `${phone.reports.length} reports with a file, ${phone.looks()} files looked at meanwhile; ${mails.taken} mails taken by the server, none of them twice; ${mails.doubtful} in doubt, of them ${mails.arrived} taken and ${mails.doubtful - mails.arrived} not`,
  )
})

/** Each time once it has acknowledged something since it was opened, so that every moment falls into work. */
async function killing(t: TestContext, door: Door, acknowledged: () => number): Promise<void> {
  for (let turn = 0; turn < moments / 2; turn += 1) {
    const before = acknowledged()
    const child = await open(t, door.env)
    for (let waits = 0; acknowledged() === before && waits < 1_000; waits += 1) await sleep(20)
    const moment = Math.round(Math.random() * 500)
    await sleep(moment)
    child.kill('SIGKILL')
    await once(child, 'exit')
    door.moments.push(moment)
  }
}

async function open(t: TestContext, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...process.execArgv, house], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  t.after(() => child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk))
  while (!said.includes('open\n')) {
    assert.equal(child.exitCode, null, said)
    await sleep(20)
  }
  return child
}

/** A liaison's phone: each report with a file in three pieces; what was not answered goes on from where the server says that it is. */
function phoneOf(stage: TrackingStage, base: string) {
  const reports: Report[] = []
  let [looks, acknowledged] = [0, 0]
  const headers = { cookie: stage.cookie('liaison'), origin: testSettings.baseUrl }
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(base + path, { ...init, headers: { ...headers, ...init.headers }, redirect: 'manual' }).catch(() => null)
  const tus = { 'tus-resumable': '1.0.0' }
  /** The server's word on how far the file is; null when there was none. */
  const upload = async (report: Report): Promise<boolean> => {
    if (report.upload === null) {
      const metadata = `purpose ${Buffer.from('evidence').toString('base64')}`
      const told = { ...tus, 'upload-length': String(report.bytes.length), 'upload-metadata': metadata }
      const begun = await ask('/cargas', { method: 'POST', headers: told })
      if (!begun) return false
      assert.equal(begun.status, 201, await begun.text())
      report.upload = begun.headers.get('location')
    }
    const there = await ask(report.upload ?? '', { method: 'HEAD', headers: tus })
    // 410: the report was taken, its answer was not heard.
    if (!there || there.status === 410) return there !== null
    assert.equal(there.status, 200)
    for (let offset = Number(there.headers.get('upload-offset')); offset < report.bytes.length; ) {
      const piece = new Uint8Array(report.bytes.subarray(offset, offset + Math.ceil(report.bytes.length / 3)))
      const told = { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
      const answer = await ask(report.upload ?? '', { method: 'PATCH', headers: told, body: piece })
      // A lease of the process that was killed is waited for.
      if (!answer || answer.status === 423 || answer.status === 409) return false
      assert.equal(answer.status, 204, await answer.text())
      offset = Number(answer.headers.get('upload-offset'))
      acknowledged += 1
    }
    return true
  }
  const send = async (report: Report): Promise<boolean> => {
    if (!(await upload(report))) return false
    const form = new FormData()
    const id = report.upload?.split('/').at(-1)
    const fields = {
      ...{ clientId: report.clientId, organization: stage.cast.institutionId, intent: 'send', kept: `${id}/datos.csv` },
      ...{ from: '2026-03-01', to: '2026-03-31', state: 'in-progress', body: 'Se levantó el padrón.' },
    }
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const answer = await ask(`${stage.commitments[0]?.path}/actividades/1.1/reportar`, { method: 'POST', body: form })
    if (!answer) return false
    assert.equal(answer.status, 303, await answer.text())
    report.location = answer.headers.get('location')
    acknowledged += 1
    return true
  }
  const next = () => {
    const bytes = Buffer.from(`obra,avance\n${`${reports.length},${crypto.randomUUID()}\n`.repeat(4000)}`)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const report: Report = { clientId: crypto.randomUUID(), bytes, sha256, upload: null, location: null }
    reports.push(report)
    return report
  }
  const isWhole = async (report: Report): Promise<boolean> => {
    const answer = await ask(`/evidencias/${report.sha256}`)
    const body = answer && (await answer.arrayBuffer().catch(() => null))
    if (!answer || !body) return false
    assert.equal(answer.status, 200, 'what was acknowledged is there')
    assert.ok(Buffer.from(body).equals(report.bytes), 'whole, or no answer at all')
    return true
  }
  return {
    reports,
    looks: () => looks,
    acknowledged: () => acknowledged,
    isWhole,
    report: async (over: AbortSignal) => {
      for (let report = next(); !over.aborted; ) {
        if (await send(report)) report = next()
        else await sleep(30)
        // So many in so short a time are nobody's: what is tried here is another thing.
        await stage.db.deleteFrom('rate_limits').execute()
      }
    },
    look: async (over: AbortSignal) => {
      while (!over.aborted) {
        const taken = reports.filter(({ location }) => location !== null)
        const one = taken[Math.floor(Math.random() * taken.length)]
        if (one && (await isWhole(one))) looks += 1
        await sleep(40)
      }
    },
    sendTheRest: async () => {
      const end = Date.now() + 40_000
      for (const report of reports) {
        while (report.location === null && !(await send(report))) {
          assert.ok(Date.now() < end, 'the last report was never taken')
          await sleep(200)
        }
      }
      // What was answered already may be sent again: it is the same one.
      for (const report of reports.slice(0, 3)) {
        const { location } = report
        assert.ok(await send(report))
        assert.equal(report.location, location)
      }
    },
  }
}

/** What other commands queue in their transactions, and the minute's turn of telling followers. */
function postOf(db: Database) {
  const recipients: string[] = []
  return {
    recipients,
    write: async (over: AbortSignal) => {
      for (let n = 0; !over.aborted; ) {
        await sleep(60)
        // Not more than a worker sends in a moment: on a slow machine the end would be spent on what merely waits.
        const unsent = db.selectFrom('mails').select('id').where('sent_at', 'is', null).where('doubted_at', 'is', null)
        const waiting = await unsent.limit(60).execute()
        if (waiting.length >= 60) continue
        const mail = {
          recipient: `n${n}@example.org`,
          subject: `Aviso ${n}`,
          text: 'Hola',
          html: null,
          purpose: 'notice',
        }
        await db.transaction().execute((tx) => queueMail(tx, mail, new Date()))
        recipients.push(mail.recipient)
        if (n % 20 === 0) await tell(db)
        n += 1
      }
      await tell(db)
    },
  }
}

async function tell(db: Database): Promise<void> {
  await sql`select graphile_worker.add_job('tell_followers', job_key => 'tell_followers', max_attempts => 3)`.execute(
    db,
  )
}

/**
 * Jobs of the workers that were killed come back to the queue by themselves. Each follower hears of the first report: until all of
 * them have a mail, somebody still has to read the record.
 */
async function quiet(db: Database): Promise<void> {
  const end = Date.now() + 120_000
  for (;;) {
    const queued = await sql<{ n: string }>`select count(*) as n from mails where purpose = 'follow'`.execute(db)
    const waiting = await sql`select from mails where sent_at is null and doubted_at is null limit 1`.execute(db)
    if (waiting.rows.length === 0 && Number(queued.rows[0]?.n) >= followers) return
    assert.ok(Date.now() < end, 'a mail that its worker left in hand was never sent')
    await sleep(200)
  }
}

async function nothingLost({ db }: TrackingStage, phone: ReturnType<typeof phoneOf>): Promise<void> {
  const { reports } = phone
  assert.ok(reports.length > 0)
  const kept = await db.selectFrom('reports').select(['folio', 'client_id']).execute()
  assert.deepEqual(kept.map(({ client_id }) => client_id).sort(), reports.map(({ clientId }) => clientId).sort())
  for (const { clientId, location } of reports) {
    const row = kept.find(({ client_id }) => client_id === clientId)
    assert.ok(row && location?.includes(row.folio), 'the folio that was told is the one that is kept')
  }
  const files = await db
    .selectFrom('evidence as e')
    .innerJoin('evidence_versions as v', 'v.evidence_id', 'e.id')
    .select('v.sha256')
    .execute()
  assert.deepEqual(files.map(({ sha256 }) => sha256).sort(), reports.map(({ sha256 }) => sha256).sort())
  for (const report of reports) assert.ok(await phone.isWhole(report))
}

/** Each address has its mail once, or nobody can know and an administrator sees it (decision 23). */
async function nothingTwice(db: Database, { received }: SmtpServer, recipients: readonly string[]) {
  const followed = Array.from({ length: followers }, (_, n) => `sigue${n}@example.org`)
  const mails = await db.selectFrom('mails').select(['recipient', 'sent_at', 'doubted_at']).execute()
  assert.deepEqual(mails.map(({ recipient }) => recipient).sort(), [...recipients, ...followed].sort(), 'one mail each')
  const taken = received.map(({ to }) => to?.[0]?.address ?? '')
  const doubtful = mails.filter(({ doubted_at }) => doubted_at !== null)
  const known = mails.filter(({ sent_at }) => sent_at !== null)
  assert.equal(known.length + doubtful.length, mails.length)
  assert.equal(new Set(taken).size, taken.length, 'nothing is sent twice')
  const arrived = doubtful.filter(({ recipient }) => taken.includes(recipient))
  const expected = [...known, ...arrived].map(({ recipient }) => recipient).sort()
  assert.deepEqual(taken.sort(), expected, 'what is not in doubt arrived, and nobody else is written to')
  return { taken: taken.length, doubtful: doubtful.length, arrived: arrived.length }
}
