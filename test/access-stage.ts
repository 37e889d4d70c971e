import { saveDocuments } from '../src/features/commitments/document/commands.ts'
import { readDocuments } from '../src/features/commitments/document/queries.ts'
import type { CommitmentDocument } from '../src/features/commitments/model.ts'
import { findPlan } from '../src/features/commitments/plan/queries.ts'
import { invite } from '../src/features/people/commands/roles.ts'
import { loadDemo } from '../src/features/site/demo/commands.ts'
import { findSpace } from '../src/features/spaces/queries.ts'
import { sessionCookie } from '../src/platform/auth/session.ts'
import { loadConfig } from '../src/platform/config.ts'
import type { Database } from '../src/platform/context.ts'
import { found } from '../src/platform/errors.ts'
import type { App, Deps } from '../src/platform/http/env.ts'
import { newId } from '../src/platform/identity.ts'
import { createLog } from '../src/platform/log.ts'
import { createWeb } from '../src/web.tsx'
import { type Player, players } from './access-table.ts'
import { type Cast, castOf, createPerson, grantRole, openSession, type PersonKey, testSettings } from './cast.ts'
import { testDatabase } from './database.ts'
import { completeCommitment } from './desk-plans.ts'
import { testStorage } from './files.ts'
import { linkSentTo } from './people-stage.ts'

/** A plan with something behind each of its addresses. */
export type Furnished = {
  id: string
  slug: string
  isPublished: boolean
  document: CommitmentDocument
  pauseId: string
  importId: string
}

export type AccessStage = {
  db: Database
  app: App
  now: Date
  storage: Deps['storage']
  space: { id: string; slug: string; organizationId: string }
  published: Furnished
  draft: Furnished
  mailId: string
  privacyRequestId: string
  invitationId: string
  invitationToken: string
  /** A role that may be withdrawn; nobody of the cast loses hers. */
  grantId: string
  personId(player: Player): string | null
  /** The Cookie header of a session begun now: some addresses end the one they are asked with. */
  signIn(player: Player): Promise<string | null>
  /** The key of a commitment that may go: a new one in a draft, the first of a published plan, which stays whoever asks. */
  spareCommitment(plan: Furnished): Promise<string>
  close(): Promise<void>
}

const now = new Date('2026-11-20T18:00:00Z')

/** The whole web door over the demonstration, with a draft beside its published plan and everybody who may ask. */
export async function accessStage(): Promise<AccessStage> {
  const { db, drop } = await testDatabase()
  await loadDemo({ db, now })
  const space = found(await findSpace(db, 'san-jacinto-de-los-fresnos'))
  const cast = await castOf(db, { spaceId: space.id, now })
  const people = await everybody(db, cast)
  const errors: string[] = []
  const deps = depsOf(db, errors)
  const app = createWeb(deps)
  const draft = await createDraft(db, space.id)
  const invited = await invitation(db, cast, space)
  let spares = 0
  return {
    ...{ db, app, now, draft, ...invited, storage: deps.storage },
    space: { id: space.id, slug: space.slug, organizationId: cast.institutionId },
    published: await furnish(db, space.slug, 'plan-local-2026'),
    privacyRequestId: await privacyRequest(db),
    grantId: await spareGrant(db, space.id),
    personId: (player) => people.get(player) ?? null,
    signIn: async (player) => {
      const id = people.get(player)
      return id === undefined ? null : sessionCookie(await openSession(db, id, now), testSettings)
    },
    spareCommitment: async (plan) => {
      if (plan.isPublished) return plan.document.key
      await putDocument(db, space.id, plan.id, completeCommitment(`spare-${++spares}`))
      return `spare-${spares}`
    },
    close: async () => {
      await drop()
      if (errors.length > 0) throw new Error(`logged: ${errors.join('')}`)
    },
  }
}

/** What the web door needs over a database; what it logs as an error is told in `errors`. */
export function depsOf(db: Database, errors: string[]): Deps {
  const config = loadConfig({ SECRET: testSettings.secret, BASE_URL: testSettings.baseUrl }, () => null)
  const assets = {
    css: '/recursos/main.css',
    fontPreload: '/recursos/font.woff2',
    icon: '/recursos/icon.svg',
    manifest: '/recursos/tequio.webmanifest',
    island: (name: string) => `/recursos/${name}.js`,
    serve: () => new Response('', { status: 200 }),
  }
  const head = { current: () => null, stop: async () => {} }
  const log = createLog('error', { write: (line) => void errors.push(line) })
  return { db, config, log, assets, head, auth: testSettings, storage: testStorage(), clock: () => now }
}

async function everybody(db: Database, cast: Cast): Promise<Map<Player, string>> {
  const mexico = found(await findSpace(db, 'mexico'))
  const oaxaca = found(await findSpace(db, 'oaxaca'))
  const nextDoor = newId()
  const row = { kind: 'municipality', slug: 'san-jose', name: 'San José', parent_id: oaxaca.id, is_fictional: true }
  await db
    .insertInto('spaces')
    .values({ id: nextDoor, ...row, created_at: now })
    .execute()
  const people = new Map<Player, string>()
  for (const [player, spaceId] of [
    ['administrator next door', nextDoor],
    ['installation', mexico.id],
  ] as const) {
    const { id } = await createPerson(db, { name: player, email: `${player.replaceAll(' ', '-')}@example.org`, now })
    await grantRole(db, { spaceId, personId: id, role: 'administrator', now })
    people.set(player, id)
  }
  for (const player of players) {
    if (player !== 'anonymous' && !people.has(player)) people.set(player, cast.person(player as PersonKey).id)
  }
  for (const personId of people.values()) await createPasskey(db, personId)
  return people
}

/** Its id is its owner's, which spares the test a table of its own. */
async function createPasskey(db: Database, personId: string): Promise<void> {
  const key = { public_key: 'x', credential_id: personId, counter: 0, device_type: 'singleDevice', backed_up: false }
  await db
    .insertInto('passkeys')
    .values({ id: personId, person_id: personId, ...key })
    .execute()
}

async function createDraft(db: Database, spaceId: string): Promise<Furnished> {
  const id = newId()
  const about = { slug: 'borrador', kind: 'local', title: 'Plan en borrador', origin: 'platform' }
  await db
    .insertInto('plans')
    .values({ id, space_id: spaceId, ...about, starts_on: '2026-01-01', ends_on: '2026-12-31', created_at: now })
    .execute()
  await putDocument(db, spaceId, id, completeCommitment('1'))
  return furnish(db, 'san-jacinto-de-los-fresnos', about.slug)
}

async function putDocument(db: Database, spaceId: string, planId: string, document: CommitmentDocument): Promise<void> {
  const place = { id: planId, spaceId, isPublished: false }
  await db.transaction().execute(async (tx) => {
    await saveDocuments(tx, { actor: null, now }, place, [{ id: null, document }], null)
  })
}

async function furnish(db: Database, space: string, slug: string): Promise<Furnished> {
  const { id, publication } = found(await findPlan(db, space, slug))
  const [first] = await readDocuments(db, id)
  const [pauseId, importId] = [newId(), newId()]
  const why = { kind: 'paused', since: '2026-10-01', party: 'Cabildo', reason: 'Se revisa el presupuesto.' }
  await db
    .insertInto('pauses')
    .values({ id: pauseId, plan_id: id, ...why, declared_at: now })
    .execute()
  const counts = { dry_run: true, rows_read: 0, added: 0, changed: 0, unchanged: 0, rejected: 0 }
  const report = { kind: 'report', report: { ...counts, rejections: [], notes: [], unreadable: false } }
  const file = { format: 'csv', file_name: 'plan.csv', sha256: '0'.repeat(64), dry_run: true }
  await db
    .insertInto('imports')
    .values({
      id: importId,
      plan_id: id,
      ...file,
      requested_at: now,
      finished_at: now,
      report: JSON.stringify(report),
    })
    .execute()
  return { id, slug, isPublished: publication !== null, document: found(first).document, pauseId, importId }
}

async function invitation(db: Database, cast: Cast, space: { id: string; slug: string; name: string }) {
  const context = { db, actor: await cast.actor('administrator'), now, locale: 'es' as const }
  await invite(context, testSettings, space, { email: 'nadie@example.org', role: 'evaluator', organization: null })
  const { id } = await db.selectFrom('invitations').select('id').executeTakeFirstOrThrow()
  const mail = await db.selectFrom('mails').select('id').executeTakeFirstOrThrow()
  return { invitationId: id, invitationToken: (await linkSentTo(db, 'nadie@example.org')).token, mailId: mail.id }
}

async function privacyRequest(db: Database): Promise<string> {
  const id = newId()
  const asked = {
    folio: 'ABCD-1234',
    kind: 'access',
    name: 'Nadie',
    email: 'nadie@example.org',
    details: '¿Qué tienen?',
  }
  await db
    .insertInto('privacy_requests')
    .values({ id, ...asked, requested_at: now, due_on: '2026-12-20' })
    .execute()
  return id
}

async function spareGrant(db: Database, spaceId: string): Promise<string> {
  const { id } = await createPerson(db, { name: 'Rolando Releva', email: 'rolando@example.org', now })
  return grantRole(db, { spaceId, personId: id, role: 'moderator', now })
}
