import { Hono } from 'hono'
import { allow, found, Refused, TooManyRequests, Unreadable } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, C, Env } from '../../../platform/http/env.ts'
import { networkPrefix, takeTurn } from '../../../platform/rate-limit.ts'
import { bodyOf, bodyPath } from '../routes/place.ts'
import { castBallot, signBlinded } from './commands/ballots.ts'
import type { Election } from './model.ts'
import { findElection, listElections, ownPlace, readCandidacies, readCount } from './queries.ts'
import { ballotBody, blindedBody } from './schema.ts'

const list = `${bodyPath}/elecciones`
const election = `${list}/:election`

const hourly = { windowMs: 3_600_000 }
const signing = { ...hourly, name: 'election-signatures', max: 30 }
/** A community hall votes through one router. */
const casting = { ...hourly, name: 'election-ballots', max: 600 }

export function electionRoutes(): App {
  const app: App = new Hono<Env>()
  mountReading(app)
  app.post(`${election}/firmas.json`, async (c) => {
    const one = await electionOf(c)
    const { context, deps } = c.var
    allow(context.actor !== null)
    await limit(c, signing, context.actor.id)
    const { blinded } = await bodyRead(c, blindedBody)
    return answered(c, async () => ({ signature: await signBlinded(context, one, blinded, deps.config.secret) }))
  })
  // Whether a signature was given in her name, for herself: somebody else's use of it would show here.
  app.get(`${election}/firmas.json`, async (c) => {
    const one = await electionOf(c)
    const { db, actor } = c.var.context
    allow(actor !== null)
    return c.json({ place: await ownPlace(db, one.id, actor.id) })
  })
  // Without a name: whoever asks is not looked at, even where a browser sent its session along.
  app.post(`${election}/boletas.json`, async (c) => {
    const one = await electionOf(c)
    const { db, now } = c.var.context
    await limit(c, casting, networkPrefix(clientAddress(c)))
    const ballot = await bodyRead(c, ballotBody)
    return answered(c, async () => ({ receipt: await castBallot(db, now, one, ballot) }))
  })
  return app
}

function mountReading(app: App): void {
  app.get(`${list}.json`, async (c) => {
    isPublic(c)
    openToAll(c)
    const { body } = await bodyOf(c)
    return c.json({ elections: (await listElections(c.var.context.db, body.id)).map(publicOf) })
  })
  app.get(`${list}/:file{[a-z0-9-]+\\.json}`, async (c) => {
    isPublic(c)
    openToAll(c)
    const one = await electionOf(c, c.req.param('file').slice(0, -'.json'.length))
    const { db } = c.var.context
    const candidacies = (await readCandidacies(db, one.id)).map(({ id: _, personId: __, ...shown }) => shown)
    const count = await readCount(db, one.id)
    return c.json({ ...publicOf(one), candidacies, count: count && { package: count.sha256, result: count.result } })
  })
  app.get(`${election}/paquete.json`, async (c) => {
    isPublic(c)
    openToAll(c)
    const one = await electionOf(c)
    const { sha256 } = found(await readCount(c.var.context.db, one.id))
    const bytes = await c.var.deps.storage.read(sha256)
    return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/json' })
  })
}

async function electionOf(c: C, slug = c.req.param('election')): Promise<Election> {
  const { body } = await bodyOf(c)
  return found(await findElection(c.var.context.db, body.id, found(slug)))
}

function publicOf({ bodyId: _, ...one }: Election) {
  return one
}

async function limit(c: C, rule: Parameters<typeof takeTurn>[1], subject: string): Promise<void> {
  const { context, deps } = c.var
  const turn = await takeTurn(context.db, rule, subject, deps.config.secret, context.now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
}

type Reader<Value> = { safeParse(value: unknown): { success: true; data: Value } | { success: false } }

async function bodyRead<Value>(c: C, schema: Reader<Value>): Promise<Value> {
  const parsed = schema.safeParse(await c.req.json().catch(() => null))
  if (!parsed.success) throw new Unreadable('elections.error.json')
  return parsed.data
}

/** What a rule refuses is said as JSON too, with its key, so that a program can tell "already cast" from "not valid". */
async function answered(c: C, act: () => Promise<Record<string, string>>): Promise<Response> {
  try {
    return c.json(await act())
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { t } = c.var
    const said = { type: 'about:blank', title: t('error.refused.title'), status: 409 }
    const detail = { ...said, detail: t(error.key, error.values), key: error.key }
    return c.body(JSON.stringify(detail), 409, { 'Content-Type': 'application/problem+json' })
  }
}
