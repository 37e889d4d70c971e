import type { MiddlewareHandler } from 'hono'
import { allow, found, TooManyRequests, Unreadable } from '../../../platform/errors.ts'
import { type ApiApp, answerProblem, newApi, type Problem } from '../../../platform/http/api.ts'
import type { C, Env } from '../../../platform/http/env.ts'
import { type Limit, takeTurn } from '../../../platform/rate-limit.ts'
import { ChangedMeanwhile, changeCommitment } from '../../commitments/commands.ts'
import { readDocument } from '../../commitments/document/queries.ts'
import { fingerprintOf } from '../../commitments/editing/fingerprint.ts'
import { normalDocument } from '../../commitments/imports/normal.ts'
import { readReferences } from '../../commitments/imports/queries.ts'
import { unknownIn } from '../../commitments/imports/references.ts'
import { faultsOfDocument } from '../../commitments/imports/rules.ts'
import type { CommitmentDocument } from '../../commitments/model.ts'
import { findCommitmentId, loadPlan } from '../../commitments/plan/queries.ts'
import { withStoredWord } from './merging.ts'
import { operations } from './operations.ts'

const writes: Limit = { name: 'api-write', max: 600, windowMs: 3_600_000 }

/** The writing side: the same commands as the editor's pages, for those who hold a session. */
export function writingApi(): ApiApp {
  const api = newApi()
  api.on('PUT', '/spaces/*', readableJson)

  api.openapi(operations.getDocument, async (c) => {
    const { document } = await storedAt(c, c.req.valid('param'))
    c.header('ETag', etagOf(document))
    c.header('Cache-Control', 'private, no-cache')
    return c.json(document, 200)
  })

  api.openapi(operations.putDocument, async (c) => {
    const { actor } = c.var.context
    allow(actor !== null)
    await takeWrite(c, actor.id)
    const place = c.req.valid('param')
    const { plan } = await storedAt(c, place)
    const seen = c.req.valid('header')['if-match']
    if (seen === undefined) return problem(answerProblem(c, 428, c.var.t('api.problem.if-match')))
    const { document: sent, ...approval } = c.req.valid('json')
    const document = normalDocument(sent)
    const errors = await faultsIn(c, document, place.key)
    if (errors.length > 0) return problem(answerProblem(c, 422, c.var.t('api.problem.unreadable'), errors))
    const apply = (stored: CommitmentDocument) => withStoredWord(document, stored)
    try {
      const change = { key: place.key, seen: seen.replaceAll('"', ''), apply, approval }
      const { outcome, version, id } = await changeCommitment(c.var.context, plan, change)
      const { document: now } = found(await readDocument(c.var.context.db, id))
      c.header('ETag', etagOf(now))
      return c.json(
        { outcome: outcome === 'unchanged' ? 'unchanged' : 'changed', version, etag: etagOf(now) } as const,
        200,
      )
    } catch (error) {
      if (error instanceof ChangedMeanwhile) return problem(answerProblem(c, 412, c.var.t('api.problem.changed')))
      throw error
    }
  })
  return api
}

/** A problem is an answer of any operation; the types of the operations speak of the good ones. */
const problem = (response: Response) => response as never

const etagOf = (document: CommitmentDocument) => `"${fingerprintOf(document)}"`

async function storedAt(c: C, place: { space: string; plan: string; key: string }) {
  const { db, actor } = c.var.context
  const plan = await loadPlan(db, actor, place.space, place.plan)
  const id = found(await findCommitmentId(db, plan.id, place.key))
  return { plan, document: found(await readDocument(db, id)).document }
}

async function takeWrite(c: C, personId: string): Promise<void> {
  const { db, now } = c.var.context
  const turn = await takeTurn(db, writes, personId, c.var.deps.auth.secret, now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
}

/** What the database would refuse, said before it is asked. */
async function faultsIn(c: C, document: CommitmentDocument, key: string): Promise<NonNullable<Problem['errors']>> {
  const { t, context } = c.var
  const ownFaults = faultsOfDocument(document).map(({ part, field, value, reason, values }) => ({
    detail: `${part === null ? '' : `${part}: `}${t(`import.reason.${reason}`, values)} (${value.slice(0, 80)})`,
    pointer: `/document/${field}`,
  }))
  const unknown = unknownIn(document, await readReferences(context.db)).map(({ field, value, reason, values }) => ({
    detail: `${t(`import.reason.${reason}`, values)} (${value.slice(0, 80)})`,
    pointer: `/document/${field}`,
  }))
  const moved = document.key === key.toLowerCase() ? [] : [{ detail: t('api.problem.key'), pointer: '/document/key' }]
  return [...ownFaults, ...unknown, ...moved]
}

/** Before the schema: what is no JSON at all has its own sentence. */
const readableJson: MiddlewareHandler<Env> = async (c, next) => {
  try {
    await c.req.json()
  } catch {
    throw new Unreadable('api.problem.json')
  }
  await next()
}
