import { allow } from '../../../../platform/errors.ts'
import { answerSubmission } from '../../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { agreementOf, tableOf } from '../agreement/model.ts'
import { decidedPairs } from '../agreement/queries.ts'
import { postsWithoutWork } from '../corrections/queries.ts'
import { judgeOf } from '../deciding/commands.ts'
import { seenPost } from '../deciding/queries/post.ts'
import { nameJudge } from '../judges/commands.ts'
import { judgeChoices, listJudges } from '../judges/queries.ts'
import { AgreementPage, type ReviewFigures } from '../pages/agreement-page.tsx'
import { JudgesPage } from '../pages/judges-page.tsx'
import { SecondLookPage } from '../pages/second-look-page.tsx'
import { reviewPaths } from '../paths.ts'
import { decisionForm, judgeForm } from '../schema.ts'
import { drawSample, lookAgain } from '../second-look/commands.ts'
import { errorRateOf } from '../second-look/model.ts'
import { findSample, nextBlind, settledQuestions } from '../second-look/queries.ts'
import { otherOf } from './bench.tsx'

const path = '/:space/rallies/:edition/revision'

export function mountJudging(app: App): void {
  app.get(`${path}/personas`, async (c) => c.html(await judgesPage(c, await loadOrganised(c), {}, {})))

  app.post(`${path}/personas`, async (c) => {
    const edition = await loadOrganised(c)
    return answerSubmission(c, {
      schema: judgeForm,
      act: async (value) => {
        await nameJudge(c.var.context, edition, value)
        return reviewPaths.judges(edition)
      },
      again: ({ typed, errors }) => judgesPage(c, edition, typed, errors),
      refusedAt: 'email',
    })
  })

  app.get(`${path}/acuerdo`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    const canDraw = canOrganise(c.var.context.actor, edition.space.id)
    return c.html(<AgreementPage c={c} edition={edition} figures={await figuresOf(c, edition)} canDraw={canDraw} />)
  })

  app.get(`${path}/acuerdo.json`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    openToAll(c)
    return c.json(await figuresOf(c, edition))
  })

  app.post(`${path}/muestra`, async (c) => {
    const edition = await loadOrganised(c)
    await drawSample(c.var.context, edition)
    return c.redirect(`${reviewPaths.agreement(edition)}#second-look`, 303)
  })

  mountSecondLook(app)
}

async function loadOrganised(c: C): Promise<Edition> {
  const edition = await loadEdition(c)
  allow(canOrganise(c.var.context.actor, edition.space.id))
  return edition
}

function mountSecondLook(app: App): void {
  app.get(`${path}/segunda-mirada`, async (c) => c.html(await secondLookPage(c, await loadEdition(c), {}, {})))

  app.post(`${path}/segunda-mirada`, async (c) => {
    const edition = await loadEdition(c)
    await judgeOf(c.var.context, edition)
    const parsed = parseForm(decisionForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await secondLookPage(c, edition, parsed.typed, parsed.errors), 422)
    await lookAgain(c.var.context, edition, parsed.value)
    return c.redirect(reviewPaths.secondLook(edition), 303)
  })
}

async function secondLookPage(c: C, edition: Edition, typed: Typed, errors: FieldErrors) {
  const { db } = c.var.context
  const judge = await judgeOf(c.var.context, edition)
  const next = await nextBlind(db, edition.id, judge)
  const post = next && (await seenPost(db, edition.id, next))
  const item = next && post ? { post, criterion: next.criterion, other: await otherOf(c, edition, post) } : null
  const left = next?.left ?? 0
  return <SecondLookPage c={c} edition={edition} item={item} left={left} typed={typed} errors={errors} />
}

async function judgesPage(c: C, edition: Edition, typed: Typed, errors: FieldErrors) {
  const { db } = c.var.context
  const judges = await listJudges(db, edition.id)
  const choices = await judgeChoices(db, edition)
  const withoutWork = await postsWithoutWork(db, edition.id)
  return <JudgesPage {...{ c, edition, judges, choices, withoutWork, typed, errors }} />
}

async function figuresOf(c: C, edition: Edition): Promise<ReviewFigures> {
  const { db } = c.var.context
  const pairs = await decidedPairs(db, edition.id)
  const criteria = [...new Set(pairs.map(({ criterion }) => criterion))]
  const sample = await findSample(db, edition.id)
  const looked = sample?.questions.filter(({ again }) => again !== null) ?? []
  const differing = looked.filter(({ again, settled }) => again !== settled).length
  return {
    overall: agreementOf(tableOf(pairs)),
    byCriterion: criteria.map((criterion) => ({
      criterion,
      agreement: agreementOf(tableOf(pairs.filter((pair) => pair.criterion === criterion))),
    })),
    sample: sample && {
      ...{ seed: sample.seed, drawnAt: sample.drawnAt, drawn: sample.questions.length },
      settled: (await settledQuestions(db, edition.id)).length,
      rate: errorRateOf(looked.length, differing),
    },
  }
}
