import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { sql } from 'kysely'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { sessionCookie } from '../../src/platform/auth/session.ts'
import { pushKeys } from '../../src/platform/push/keys.ts'
import { createPerson, grantRole, openSession } from '../cast.ts'
import { happen } from '../telling/followers.ts'
import { type PushService, startPushService } from '../telling/push-service.ts'
import { type SmtpServer, startSmtp } from '../telling/smtp.ts'
import { createPlan } from '../tracking-stage.ts'
import { type Journey, journeyHouse, type TestHouse } from './stage.ts'

/** The town in which the journeys of tracking happen: its house, its plan, a mail server, and a page that evidence links to. */
export type Town = TestHouse & {
  smtp: SmtpServer
  plan: { id: string; path: string }
  commitments: readonly { id: string; key: string; path: string }[]
  /** An evaluator who belongs to the institution that reports. */
  insider: { cookie: string }
  source: Source
  push: PushService
  /** Somebody outside concludes on an activity of it. */
  verified(commitmentId: string): Promise<void>
  /** Time goes on, for the web and the worker. */
  pass(ms: number): void
}

/** One way through the town: each manner walks over its own commitment of the same plan. */
export type Way = { town: Town; journey: Journey; commitment: { id: string; path: string }; script: boolean }

const secret = 'a secret of the journeys, long enough to sign'
const mailFrom = 'avisos@example.org'
export const hour = 3_600_000
export const day = 24 * hour

export async function trackingTown(t: TestContext): Promise<Town> {
  let now = new Date('2026-04-01T18:00:00Z')
  const smtp = await startSmtp()
  t.after(() => smtp.close())
  const source = await linkedPage(t)
  const push = await startPushService(pushKeys({ secret, mailFrom, vapidPrivateKey: null }).publicKey)
  t.after(() => push.close())
  const trusted = `${new URL(source.url).origin},${push.origin}`
  const env = { SECRET: secret, MAIL_FROM: mailFrom, SMTP_URL: smtp.url, OUTWARD_TRUSTED: trusted }
  const house = await journeyHouse(t, { clock: () => now, env })
  const { plan, commitments } = await createPlan(house.server.db, house.space, house.cast)
  const pass = (ms: number) => {
    now = new Date(now.getTime() + ms)
  }
  const verified = async (id: string) => {
    const { db } = house.server
    const activity = db
      .selectFrom('activities as a')
      .innerJoin('key_actions as k', 'k.id', 'a.key_action_id')
      .select('a.id')
    const subject = await activity.where('k.commitment_id', '=', id).executeTakeFirstOrThrow()
    const type = 'activity.verified' as const
    const event = { type, spaceId: house.space.id, subject: { type: 'activity', id: subject.id } }
    await happen(db, now, event)
  }
  return { ...house, smtp, source, push, plan, commitments, insider: await insiderOf(house, now), verified, pass }
}

async function insiderOf({ server: { db, config }, cast, space }: TestHouse, now: Date) {
  const { id } = await createPerson(db, { name: 'Inés de Adentro', email: 'ines@example.org', now })
  const grant = { spaceId: space.id, personId: id, role: 'evaluator', organizationId: cast.institutionId, now } as const
  await grantRole(db, grant)
  return { cookie: sessionCookie(await openSession(db, id, now), config) }
}

type Source = { url: string; isOn: boolean }

/** A page of another site, which can be turned off. */
async function linkedPage(t: TestContext): Promise<Source> {
  const source = { url: '', isOn: true }
  const server = createServer((_request, response) => {
    if (!source.isOn) return void response.socket?.destroy()
    response.setHeader('content-type', 'text/html').end('<title>Padrón</title><h1>Padrón de marzo</h1><p>340 tomas</p>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  source.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/padron`
  return source
}

/** Asks again until it holds; what the worker does has no other sign in the browser. */
export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Does now what the worker's crontab does at its time, and waits until it and what it queued are done. */
export async function work({ server: { db } }: Town, task: string): Promise<void> {
  await sql`select graphile_worker.add_job(${task})`.execute(db)
  await idle(db, task)
}

export async function idle(db: Town['server']['db'], what: string): Promise<void> {
  await until(`the worker is done with ${what}`, async () => {
    const { rows } = await sql<{ left: number }>`select count(*)::int as left from graphile_worker.jobs`.execute(db)
    return rows[0]?.left === 0
  })
}

/** A photograph that nothing makes smaller: it goes in several pieces. */
export async function heavyPhoto(): Promise<Buffer> {
  const size = { width: 640, height: 640, channels: 3 } as const
  const noise = randomBytes(size.width * size.height * size.channels)
  return sharp(noise, { raw: size }).png().toBuffer()
}

/** Sends the address of a table by its link on the page, as a reader does, and gives what was downloaded. */
export async function downloaded(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
  const pieces: Buffer[] = []
  for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}

/** What a page says under a heading of a description list. */
export const said = (page: Page, term: string) =>
  page.locator('dt', { hasText: new RegExp(`^${term}$`) }).locator('+ dd')

/** The folio of a receipt, once it is there. */
export async function folioOn(page: Page): Promise<string> {
  const folio = (await page.locator('.receipt .folio').textContent()) ?? ''
  assert.match(folio, /^[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  return folio
}

/** Waits until a field holds it: an island fills it some moment after the page has come. */
export async function hasValue(field: Locator, value: string): Promise<void> {
  await field.waitFor()
  let found = ''
  await until(`a field says «${value}», not «${found}»`, async () => {
    found = await field.inputValue()
    return found === value
  })
}
