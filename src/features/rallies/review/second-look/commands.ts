import type { Context } from '../../../../platform/context.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { asJudge, happeningOf, judgeOf, refuseBarred } from '../deciding/commands.ts'
import { lockReview } from '../judges/commands.ts'
import type { Decision } from '../model.ts'
import { draw, seedOf } from './model.ts'
import { frozenHash, settledQuestions } from './queries.ts'

/** Draws the sample once, from the frozen data, so that nobody could choose it and everybody can repeat it. */
export async function drawSample(context: Context, edition: Edition): Promise<number> {
  const { db, actor, now } = context
  allow(canOrganise(actor, edition.space.id))
  return db.transaction().execute(async (tx) => {
    await lockReview(tx, edition.id)
    const hash = await frozenHash(tx, edition.id)
    if (hash === null) throw new Refused('review.sample.not-frozen')
    const drawn = await tx
      .selectFrom('rally_review_samples')
      .select('seed')
      .where('edition_id', '=', edition.id)
      .limit(1)
      .executeTakeFirst()
    if (drawn) throw new Refused('review.sample.drawn')
    const settled = await settledQuestions(tx, edition.id)
    if (settled.length === 0) throw new Refused('review.sample.none')
    const seed = seedOf(hash)
    const sample = draw(settled, seed)
    await tx
      .insertInto('rally_review_samples')
      .values(
        sample.map(({ network, id, criterion }) => ({
          ...{ edition_id: edition.id, network, external_id: id, criterion, seed, drawn_at: now },
        })),
      )
      .execute()
    const details = { seed, frozen: hash, settled: settled.length, drawn: sample.length }
    await record(tx, context, happeningOf(edition, 'sample.drawn', details))
    return sample.length
  })
}

export type BlindFields = {
  network: string
  id: string
  answers: readonly { criterion: string; decision: Decision }[]
  note: string | null
}

/** The second look at a drawn question, by a judge who had no part in the first. Changes no points. */
export async function lookAgain(context: Context, edition: Edition, fields: BlindFields): Promise<void> {
  const judge = await judgeOf(context, edition)
  await refuseBarred(context, edition, judge, fields)
  const [answer] = fields.answers
  if (!answer) throw new Refused('review.decide.none')
  await context.db.transaction().execute(async (tx) => {
    await lockReview(tx, edition.id)
    if (edition.acts.finalised) throw new Refused('review.closed')
    const of = { edition_id: edition.id, network: fields.network, external_id: fields.id, criterion: answer.criterion }
    const drawn = await tx
      .selectFrom('rally_review_samples')
      .select('seed')
      .where((eb) => eb.and(of))
      .executeTakeFirst()
    if (!drawn) throw new Refused('review.sample.not-drawn')
    const given = await tx
      .selectFrom('rally_judgements')
      .select(['judge_code', 'round'])
      .where((eb) => eb.and(of))
      .execute()
    if (given.some((one) => one.round === 'blind')) throw new Refused('review.decide.settled')
    if (given.some((one) => one.judge_code === judge.code)) throw new Refused('review.sample.took-part')
    const id = newId()
    const said = { judge_code: judge.code, round: 'blind', decision: answer.decision, note: fields.note }
    await tx
      .insertInto('rally_judgements')
      .values({ id, ...of, ...said, judged_by: context.actor?.id ?? null, judged_at: context.now })
      .execute()
    const details = { ...{ network: fields.network, post: fields.id }, ...answer, round: 'blind', judge: judge.code }
    await record(tx, asJudge(context), happeningOf(edition, 'judgement.given', details))
  })
}
