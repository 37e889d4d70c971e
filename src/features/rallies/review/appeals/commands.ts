import { randomInt } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { allow, found, Refused, TooManyRequests } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { type Limit, takeTurn } from '../../../../platform/rate-limit.ts'
import { record } from '../../../../platform/record.ts'
import { askForScoring } from '../../consolidation/queue/commands.ts'
import type { Edition } from '../../editions/model.ts'
import { canModerate } from '../../editions/policy.ts'
import { insertWorkCorrection } from '../corrections/commands.ts'
import { asJudge, happeningOf, insertTextCorrection, judgeOf, refuseBarred } from '../deciding/commands.ts'
import { judgementsOf } from '../deciding/queries/judgements.ts'
import { type SeenPost, seenPost } from '../deciding/queries/post.ts'
import { lockReview } from '../judges/commands.ts'
import type { Decision } from '../model.ts'
import type { AppealAnswerFields, AppealFields } from '../schema.ts'
import { appealsAre, dueAt, type Remedy, remediesFor } from './model.ts'
import { findAppeal } from './queries.ts'

/** A school appeals from one network: enough for it, too few for a machine. */
export const appealsANetwork: Limit = { name: 'rally-appeals', max: 20, windowMs: 3_600_000 }

/** Takes an appeal from anybody. Returns its folio: nothing is kept of who sent it, so the folio is all she has. */
export async function fileAppeal(
  context: Context,
  edition: Edition,
  fields: AppealFields,
  from: { network: string; secret: string },
): Promise<string> {
  const { db, now } = context
  const state = appealsAre(edition, now)
  if (state !== 'open') throw new Refused(`review.appeals.${state}`)
  const turn = await takeTurn(db, appealsANetwork, from.network, from.secret, now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
  const folio = newFolio()
  await db.transaction().execute(async (tx) => {
    found(await verdictOf(tx, edition.id, fields))
    const id = newId()
    await tx
      .insertInto('rally_appeals')
      .values({
        ...{ id, edition_id: edition.id, folio, network: fields.network, external_id: fields.id },
        ...{ reason: fields.reason, evidence_url: fields.evidenceUrl, filed_at: now },
      })
      .execute()
    const details = { folio, network: fields.network, post: fields.id, due: dueAt(now).toISOString() }
    await record(tx, { actor: null, now }, happeningOf(edition, 'appeal.filed', details))
  })
  return folio
}

/** Crockford's letters: none that is taken for another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function newFolio(): string {
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(32)]).join('')
  return `APE-${letters.slice(0, 4)}-${letters.slice(4)}`
}

async function verdictOf(tx: Transaction<DB>, editionId: string, { network, id }: { network: string; id: string }) {
  return tx
    .selectFrom('rally_verdicts')
    .select('status')
    .where('edition_id', '=', editionId)
    .where('network', '=', network)
    .where('external_id', '=', id)
    .executeTakeFirst()
}

/**
 * A judge who had no part in the first decision answers. What is upheld changes what the engine reads (a judgement that takes the place of
 * the first ones, or a correction), never a number.
 */
export async function answerAppeal(
  context: Context,
  edition: Edition,
  folio: string,
  fields: AppealAnswerFields,
): Promise<void> {
  const { db, actor, now } = context
  const judge = await judgeOf(context, edition)
  const asked = found(await findAppeal(db, edition.id, folio))
  const post = { network: asked.network, id: asked.postId }
  await refuseBarred(context, edition, judge, post)
  await db.transaction().execute(async (tx) => {
    await lockReview(tx, edition.id)
    if (edition.acts.finalised) throw new Refused('review.closed')
    const appeal = found(await findAppeal(tx, edition.id, folio))
    if (appeal.answer) throw new Refused('review.appeals.answered')
    const earlier = await judgementsOf(tx, edition.id, post)
    if (earlier.some((one) => one.judge === judge.code && one.round !== 'blind'))
      throw new Refused('review.appeals.took-part')
    // Two people: who found the words unfit to be read does not also decide what they asked for.
    if (await hasHidden(tx, appeal.id, actor?.id ?? null)) throw new Refused('review.appeals.hid-it')
    const seen = found(await seenPost(tx, edition.id, post))
    const remedy = remedyOf(seen, edition, fields)
    if (remedy) await apply(tx, context, edition, { remedy, seen, fields, judge: judge.code })
    await tx
      .insertInto('rally_appeal_answers')
      .values({
        ...{ appeal_id: appeal.id, outcome: fields.outcome, reason: fields.reason, judge_code: judge.code },
        ...{ answered_by: actor?.id ?? null, answered_at: now },
      })
      .execute()
    await askForScoring(tx, edition.id)
    const details = { folio, outcome: fields.outcome, remedy, reason: fields.reason, judge: judge.code }
    await record(tx, asJudge(context), happeningOf(edition, 'appeal.answered', details))
  })
}

async function hasHidden(tx: Transaction<DB>, appealId: string, personId: string | null): Promise<boolean> {
  const row = await tx
    .selectFrom('rally_appeal_hidings')
    .select('appeal_id')
    .where('appeal_id', '=', appealId)
    .where('hidden_by', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** What is upheld has to change something, unless what it asked for was mended elsewhere (an account proved) and already counts. */
function remedyOf(post: SeenPost, edition: Edition, fields: AppealAnswerFields): Remedy | null {
  if (fields.outcome === 'rejected') return null
  const possible = remediesFor(post, edition.rules.rules)
  const remedy = possible.find((one) => one === fields.remedy) ?? null
  if (fields.outcome === 'upheld' && remedy === null && post.status !== 'counted')
    throw new Refused('review.appeals.remedy.required')
  return remedy
}

type Application = { remedy: Remedy; seen: SeenPost; fields: AppealAnswerFields; judge: string }

async function apply(
  tx: Transaction<DB>,
  { actor, now }: Context,
  edition: Edition,
  { remedy, seen, fields, judge }: Application,
): Promise<void> {
  const by = actor?.id ?? null
  if (remedy === 'text') return insertTextCorrection(tx, edition.id, seen, { reason: fields.reason, by, now })
  if (remedy === 'work') {
    if (!fields.work) throw new Refused('review.appeals.work.required')
    return insertWorkCorrection(tx, edition.id, seen, { work: fields.work, reason: fields.reason, by, now })
  }
  const [verb, criterion = ''] = remedy.split(':')
  const decision: Decision = verb === 'grant' ? 'yes' : 'no'
  await tx
    .insertInto('rally_judgements')
    .values({
      ...{ id: newId(), edition_id: edition.id, network: seen.network, external_id: seen.id, criterion },
      ...{ judge_code: judge, round: 'appeal', decision, note: fields.reason, judged_by: by, judged_at: now },
    })
    .execute()
}

/** Hostile words are hidden with a reason that everybody reads; the appeal itself stays and is answered. */
export async function hideAppeal(context: Context, edition: Edition, folio: string, reason: string): Promise<void> {
  const { db, actor, now } = context
  allow(canModerate(actor, edition.space.id))
  await db.transaction().execute(async (tx) => {
    await lockReview(tx, edition.id)
    const appeal = found(await findAppeal(tx, edition.id, folio))
    if (appeal.hidden) throw new Refused('review.appeals.hidden-already')
    await tx
      .insertInto('rally_appeal_hidings')
      .values({ appeal_id: appeal.id, reason, hidden_by: actor?.id ?? null, hidden_at: now })
      .execute()
    await record(tx, context, happeningOf(edition, 'appeal.hidden', { folio, reason }))
  })
}
