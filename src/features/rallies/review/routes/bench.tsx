import { allow, found, Refused } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { nameWork } from '../corrections/commands.ts'
import { workChoices } from '../corrections/queries.ts'
import { barOn, decide, judgeOf, questionsFor, takeBack } from '../deciding/commands.ts'
import { judgementsOf, lastOf } from '../deciding/queries/judgements.ts'
import { earlierPosts, type SeenPost, seenPost } from '../deciding/queries/post.ts'
import { nextWaiting } from '../deciding/queries/waiting.ts'
import { findJudge } from '../judges/queries.ts'
import { type Judge, slipMinutes, standingOf } from '../model.ts'
import { type Item, ReviewPage } from '../pages/review-page.tsx'
import { WorkPage } from '../pages/work-page.tsx'
import { type PostKey, reviewPaths } from '../paths.ts'
import { decisionForm, workForm } from '../schema.ts'

const path = '/:space/rallies/:edition/revision'

export function mountBench(app: App): void {
  app.get(path, async (c) => {
    const edition = await loadEdition(c)
    const { db, actor } = c.var.context
    const judge = await findJudge(db, edition.id, actor?.id ?? null)
    if (!judge && canOrganise(actor, edition.space.id)) return c.redirect(reviewPaths.judges(edition), 303)
    allow(judge !== null)
    return c.html(await benchPage(c, edition, judge))
  })

  app.post(path, async (c) => {
    const edition = await loadEdition(c)
    const judge = await judgeOf(c.var.context, edition)
    const parsed = parseForm(decisionForm, await receivedForm(c), c.var.t)
    const again = { network: parsed.typed.network ?? '', id: parsed.typed.id ?? '' }
    if (!parsed.ok) return c.html(await benchPage(c, edition, judge, { ...parsed, post: again }), 422)
    await decide(c.var.context, edition, parsed.value)
    const skipped = skippedOf(c)
    return c.redirect(`${reviewPaths.next(edition)}?guardado${skipped > 0 ? `&salto=${skipped}` : ''}`, 303)
  })

  app.post(`${path}/deshacer`, async (c) => {
    const edition = await loadEdition(c)
    const post = await takeBack(c.var.context, edition)
    return c.redirect(reviewPaths.item(edition, post), 303)
  })

  mountWork(app)
}

function mountWork(app: App): void {
  const load = async (c: C) => {
    const edition = await loadEdition(c)
    const { db, actor } = c.var.context
    const judge = await findJudge(db, edition.id, actor?.id ?? null)
    allow(judge !== null || canOrganise(actor, edition.space.id))
    return { edition, judge }
  }
  const page = async (c: C, edition: Edition, post: SeenPost, typed: Typed, errors: FieldErrors) => {
    const { capture, record } = post
    const at =
      capture && capture.latitude !== null && capture.longitude !== null
        ? { lat: capture.latitude, lon: capture.longitude }
        : (record.geo ?? null)
    const choices = await workChoices(c.var.context.db, edition.id, at)
    return <WorkPage c={c} edition={edition} post={post} choices={choices} typed={typed} errors={errors} />
  }

  app.get(`${path}/obra`, async (c) => {
    const { edition, judge } = await load(c)
    const post = found(await askedPost(c, edition))
    if (judge) allow((await barOn(c.var.context, edition, judge, post)) === null)
    return c.html(await page(c, edition, post, {}, {}))
  })

  app.post(`${path}/obra`, async (c) => {
    const { edition, judge } = await load(c)
    const post = found(await askedPost(c, edition))
    const parsed = parseForm(workForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await page(c, edition, post, parsed.typed, parsed.errors), 422)
    try {
      await nameWork(c.var.context, edition, { ...parsed.value, network: post.network, id: post.id })
    } catch (error) {
      if (!(error instanceof Refused) || error.key !== 'review.work.unknown') throw error
      return c.html(await page(c, edition, post, parsed.typed, { work: c.var.t(error.key, error.values) }), 409)
    }
    return c.redirect(judge ? `${reviewPaths.next(edition)}?guardado` : reviewPaths.judges(edition), 303)
  })
}

export function askedPost(c: C, edition: Edition): Promise<SeenPost | null> {
  const key = { network: (c.req.query('red') ?? '').slice(0, 40), id: (c.req.query('id') ?? '').slice(0, 500) }
  return seenPost(c.var.context.db, edition.id, key)
}

function skippedOf(c: C): number {
  const skipped = Number(c.req.query('salto') ?? 0)
  return Number.isInteger(skipped) && skipped > 0 && skipped < 1_000_000 ? skipped : 0
}

type Wrong = { post: PostKey; typed: Typed; errors: FieldErrors }

async function benchPage(c: C, edition: Edition, judge: Judge, wrong?: Wrong) {
  const { db, now } = c.var.context
  const skipped = skippedOf(c)
  const asked = wrong ? await seenPost(db, edition.id, wrong.post) : await askedPost(c, edition)
  const waiting = await nextWaiting(db, edition, judge, skipped)
  const item = asked ? await askedItem(c, edition, judge, asked) : waiting && (await itemOf(c, edition, waiting))
  const left = waiting?.left ?? (skipped > 0 ? ((await nextWaiting(db, edition, judge, 0))?.left ?? 0) : 0)
  const last = await lastOf(db, edition.id, judge.code)
  const canUndo = last !== null && now.getTime() - last.at.getTime() <= slipMinutes * 60_000
  const saved = c.req.query('guardado') !== undefined
  const props = { c, edition, judge: judge.code, item, left, skipped, canUndo, saved }
  return <ReviewPage {...props} {...(wrong ? { wrong } : {})} />
}

/** A post asked for by its address: what of it this judge may still decide. */
async function askedItem(c: C, edition: Edition, judge: Judge, post: SeenPost): Promise<Item> {
  const { context } = c.var
  allow((await barOn(context, edition, judge, post)) === null)
  const given = await judgementsOf(context.db, edition.id, post)
  const open = questionsFor(post, edition).filter(({ criterion, round }) => {
    const own = given.filter((one) => one.criterion === criterion && (one.round === round || one.round === 'appeal'))
    const standing = standingOf(own.map(({ decision }) => decision))
    return !own.some((one) => one.judge === judge.code || one.round === 'appeal') && /open|tied/.test(standing)
  })
  return withSurroundings(
    c,
    edition,
    post,
    open.map(({ criterion }) => criterion),
  )
}

async function itemOf(c: C, edition: Edition, waiting: PostKey & { criteria: string[] }): Promise<Item> {
  const post = found(await seenPost(c.var.context.db, edition.id, waiting))
  return withSurroundings(c, edition, post, waiting.criteria)
}

async function withSurroundings(c: C, edition: Edition, post: SeenPost, criteria: readonly string[]): Promise<Item> {
  const { db } = c.var.context
  return { post, criteria, other: await otherOf(c, edition, post), earlier: await earlierPosts(db, edition.id, post) }
}

/** The post that it collided with, as its verdict names it. */
export async function otherOf(c: C, edition: Edition, post: SeenPost): Promise<SeenPost | null> {
  const other = post.because.find((entry) => entry.other)?.other
  return other ? seenPost(c.var.context.db, edition.id, other) : null
}
