import { allow, Refused, TooManyRequests, Unreadable } from '../../../../platform/errors.ts'
import { clientAddress } from '../../../../platform/http/client-address.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { networkPrefix, takeTurn } from '../../../../platform/rate-limit.ts'
import { castBallot, signBlinded } from '../commands/ballots.ts'
import { VotePage } from '../pages/vote-page.tsx'
import { ownPlace, readCandidates } from '../queries.ts'
import { ballotBody, blindedBody } from '../schema.ts'
import { electionPath, placeOf } from './place.ts'

const hourly = { windowMs: 3_600_000 }
const signing = { ...hourly, name: 'election-signatures', max: 30 }
/** A community hall votes through one router. */
const casting = { ...hourly, name: 'election-ballots', max: 600 }

export function mountVoting(app: App): void {
  app.get(`${electionPath}/votar`, async (c) => {
    const place = await placeOf(c)
    const { db, actor } = c.var.context
    const candidates = await readCandidates(db, place.election.id)
    const own = actor ? await ownPlace(db, place.election.id, actor.id) : null
    return c.html(<VotePage {...place} candidates={candidates} own={own} />)
  })
  app.post(`${electionPath}/firmas.json`, async (c) => {
    const { election } = await placeOf(c)
    const { context, deps } = c.var
    allow(context.actor !== null)
    await limit(c, signing, context.actor.id)
    const { blinded } = await bodyRead(c, blindedBody)
    return answered(c, async () => ({ signature: await signBlinded(context, election, blinded, deps.config.secret) }))
  })
  // Whether a signature was given in her name, for herself: somebody else's use of it would show here.
  app.get(`${electionPath}/firmas.json`, async (c) => {
    const { election } = await placeOf(c)
    const { db, actor } = c.var.context
    allow(actor !== null)
    return c.json({ place: await ownPlace(db, election.id, actor.id) })
  })
  // Without a name: whoever asks is not looked at, even where a browser sent its session along.
  app.post(`${electionPath}/boletas.json`, async (c) => {
    const { election } = await placeOf(c)
    const { db, now } = c.var.context
    const ballot = await bodyRead(c, ballotBody)
    await limit(c, casting, networkPrefix(clientAddress(c)))
    return answered(c, async () => ({ receipt: await castBallot(db, now, election, ballot) }))
  })
}

async function limit(c: C, rule: Parameters<typeof takeTurn>[1], subject: string): Promise<void> {
  const { context, deps } = c.var
  const turn = await takeTurn(context.db, rule, subject, deps.config.secret, context.now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
}

type Reader<Value> = { safeParse(value: unknown): { success: true; data: Value } | { success: false } }

async function bodyRead<Value>(c: C, schema: Reader<Value>): Promise<Value> {
  // Only what says that it is JSON: a form of another site cannot, so it cannot use up the turns of a network either.
  const isJson = c.req.header('content-type')?.startsWith('application/json') === true
  const parsed = schema.safeParse(isJson ? await c.req.json().catch(() => null) : null)
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
