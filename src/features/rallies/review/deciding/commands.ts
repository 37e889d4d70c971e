import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { type Happening, record, recordAll, type Witness } from '../../../../platform/record.ts'
import { askForScoring } from '../../consolidation/queue/commands.ts'
import type { Edition } from '../../editions/model.ts'
import { lockReview } from '../judges/commands.ts'
import { findJudge, judgedTeam } from '../judges/queries.ts'
import {
  type Bar,
  barOf,
  type Decision,
  type Judge,
  type Question,
  questionsOf,
  slipMinutes,
  standingOf,
} from '../model.ts'
import type { DecisionFields } from '../schema.ts'
import { type Judgement, judgementsOf, lastOf } from './queries/judgements.ts'
import { type SeenPost, seenPost } from './queries/post.ts'

type Answer = { criterion: string; decision: Decision }

/**
 * What a judge answers about a post. A first decision is sealed in the record (the hash of its id and answer), so that the second judge
 * can't read it there; the record opens the seals when a question is settled.
 * @throws Refused where the judge is barred (own team, own organisation; the refusal is recorded), has decided already, came fourth, or is asked nothing.
 */
export async function decide(context: Context, edition: Edition, fields: DecisionFields): Promise<void> {
  const judge = await judgeOf(context, edition)
  await refuseBarred(context, edition, judge, fields)
  await context.db.transaction().execute(async (tx) => {
    await lockReview(tx, edition.id)
    refuseClosed(edition)
    const post = found(await seenPost(tx, edition.id, fields))
    const earlier = await judgementsOf(tx, edition.id, fields)
    const asked = questionsFor(post, edition)
    const happenings: Happening[] = []
    for (const answer of fields.answers) {
      const question = asked.find(({ criterion }) => criterion === answer.criterion)
      if (!question) throw new Refused('review.decide.not-asked')
      refuseDecided(earlier, question, judge)
      const given = await insertJudgement(tx, context, edition, { ...fields, ...answer, judge, question })
      happenings.push(given.happening)
      const all = [...earlier.filter(sameQuestion(question)), given.judgement]
      happenings.push(...(await settle(tx, context, edition, post, question, all)))
    }
    await askForScoring(tx, edition.id)
    await recordAll(tx, asJudge(context), happenings)
  })
}

/** A judge acts under her code: the public record must not say which person it stands for. */
export function asJudge({ now }: Pick<Context, 'now'>): Witness {
  return { actor: null, now }
}

export async function judgeOf({ db, actor }: Context, edition: Edition): Promise<Judge> {
  const judge = await findJudge(db, edition.id, actor?.id ?? null)
  allow(judge !== null)
  return judge
}

export function questionsFor(post: SeenPost, edition: Edition): Question[] {
  const isCompared = post.because.some(({ rule, points }) => rule === 'comparison' && points !== '0.00')
  return questionsOf({ ...post, isCompared }, edition.rules.rules)
}

/** A judge of her own team or organisation is refused before anything is locked; that she was, anybody can read. */
export async function refuseBarred(
  context: Context,
  edition: Edition,
  judge: Judge,
  post: { network: string; id: string },
): Promise<void> {
  const bar = await barOn(context, edition, judge, post)
  if (!bar) return
  await context.db.transaction().execute((tx) =>
    record(tx, asJudge(context), {
      type: 'judgement.refused',
      spaceId: edition.space.id,
      subject: { type: 'rally', id: edition.id },
      details: { network: post.network, post: post.id, judge: judge.code, because: bar },
    }),
  )
  throw new Refused(`review.bar.${bar}`)
}

export async function barOn(
  { db }: Pick<Context, 'db'>,
  edition: Edition,
  judge: Judge,
  post: { network: string; id: string },
): Promise<Bar | null> {
  const verdict = found(await seenPost(db, edition.id, post))
  return barOf(judge, await judgedTeam(db, edition.id, verdict.team?.code ?? null))
}

export function refuseClosed(edition: Edition): void {
  if (edition.acts.finalised || edition.acts.cancelled) throw new Refused('review.closed')
}

const sameQuestion = (question: Question) => (one: Judgement) =>
  one.criterion === question.criterion && one.round === question.round

function refuseDecided(earlier: readonly Judgement[], question: Question, judge: Judge): void {
  const given = earlier.filter(sameQuestion(question))
  if (given.some((one) => one.judge === judge.code)) throw new Refused('review.decide.already')
  const isAppealed = earlier.some((one) => one.criterion === question.criterion && one.round === 'appeal')
  const standing = standingOf(given.map(({ decision }) => decision))
  if (isAppealed || (standing !== 'open' && standing !== 'tied')) throw new Refused('review.decide.settled')
}

type Given = DecisionFields & Answer & { judge: Judge; question: Question }

async function insertJudgement(tx: Transaction<DB>, { actor, now }: Context, edition: Edition, given: Given) {
  const id = newId()
  const { judge, question, decision, note } = given
  await tx
    .insertInto('rally_judgements')
    .values({
      id,
      edition_id: edition.id,
      network: given.network,
      external_id: given.id,
      ...question,
      judge_code: judge.code,
      decision,
      note,
      judged_by: actor?.id ?? null,
      judged_at: now,
    })
    .execute()
  const judgement: Judgement = { id, ...question, judge: judge.code, decision, note, at: now }
  const details = { network: given.network, post: given.id, judge: judge.code, ...question, seal: sealOf(judgement) }
  return { judgement, happening: happeningOf(edition, 'judgement.given', details) }
}

/** SHA-256 of the decision's id, a line break and the decision; nobody can guess the id before it is told. */
export function sealOf({ id, decision }: Pick<Judgement, 'id' | 'decision'>): string {
  return createHash('sha256').update(`${id}\n${decision}`).digest('hex')
}

export function happeningOf(edition: Edition, type: Happening['type'], details: Record<string, unknown>): Happening {
  return {
    type,
    spaceId: edition.space.id,
    subject: { type: 'rally', id: edition.id },
    details: { slug: edition.slug, ...details },
  }
}

/** A settled question is told with all its decisions; what the contract has no criterion for becomes a correction of the input. */
async function settle(
  tx: Transaction<DB>,
  { now }: Context,
  edition: Edition,
  post: SeenPost,
  question: Question,
  all: readonly Judgement[],
): Promise<Happening[]> {
  const standing = standingOf(all.map(({ decision }) => decision))
  if (standing === 'open' || standing === 'tied') return []
  if (question.criterion === 'text_original' && standing === 'granted') {
    const reason = all.flatMap(({ note }) => note ?? []).join(' · ') || '—'
    await insertTextCorrection(tx, edition.id, post, { reason, by: null, now })
  }
  const decisions = all.map(({ id, judge, decision }) => ({ id, judge, decision }))
  const about = { network: post.network, post: post.id, criterion: question.criterion }
  return [happeningOf(edition, 'question.settled', { ...about, standing, decisions })]
}

export async function insertTextCorrection(
  tx: Transaction<DB>,
  editionId: string,
  post: SeenPost,
  { reason, by, now }: { reason: string; by: string | null; now: Date },
): Promise<void> {
  // Without its words the engine can't find the work in them: it is written out.
  const correction = { work_key: post.works[0]?.key ?? null, text_is_own: true, reason }
  await tx
    .insertInto('rally_corrections')
    .values({
      ...{ id: newId(), edition_id: editionId, network: post.network, external_id: post.id },
      ...correction,
      corrected_by: by,
      corrected_at: now,
    })
    .execute()
}

/**
 * Takes back a judge's last answers as a slip: within minutes, and only while nobody decided after her. The rows go, so that she can
 * decide again; the record keeps that she had decided (sealed) and that she took it back.
 */
export async function takeBack(context: Context, edition: Edition): Promise<{ network: string; id: string }> {
  const judge = await judgeOf(context, edition)
  return context.db.transaction().execute(async (tx) => {
    await lockReview(tx, edition.id)
    refuseClosed(edition)
    const last = await lastOf(tx, edition.id, judge.code)
    if (!last || context.now.getTime() - last.at.getTime() > slipMinutes * 60_000) throw new Refused('review.undo.late')
    const all = await judgementsOf(tx, edition.id, last.post)
    const criteria = last.judgements.map(({ criterion }) => criterion)
    const isAnswered = all.some(
      (one) =>
        criteria.includes(one.criterion) &&
        one.judge !== judge.code &&
        (one.round === 'appeal' || one.round === 'blind' || isAfter(one, last.judgements)),
    )
    if (isAnswered || edition.acts.frozen) throw new Refused('review.undo.answered')
    const ids = last.judgements.map(({ id }) => id)
    await tx.deleteFrom('rally_judgements').where('id', 'in', ids).execute()
    if (criteria.includes('text_original')) await dropDerivedCorrection(tx, edition.id, last.post)
    await askForScoring(tx, edition.id)
    const details = { network: last.post.network, post: last.post.id, judge: judge.code, criteria }
    await record(tx, asJudge(context), happeningOf(edition, 'judgement.taken-back', details))
    return last.post
  })
}

/** Ids sort by the moment they were made, where two decisions bear the same one. */
function isAfter(one: Judgement, own: readonly Judgement[]): boolean {
  return own.every((mine) => one.at > mine.at || (one.at.getTime() === mine.at.getTime() && one.id > mine.id))
}

async function dropDerivedCorrection(
  tx: Transaction<DB>,
  editionId: string,
  post: { network: string; id: string },
): Promise<void> {
  await tx
    .deleteFrom('rally_corrections')
    .where('edition_id', '=', editionId)
    .where('network', '=', post.network)
    .where('external_id', '=', post.id)
    .where('text_is_own', '=', true)
    .where('corrected_by', 'is', null)
    .execute()
}
