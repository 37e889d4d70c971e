import { allow, found } from '../../../../platform/errors.ts'
import { answerSubmission } from '../../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import { clientAddress } from '../../../../platform/http/client-address.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { networkPrefix } from '../../../../platform/rate-limit.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { canModerate } from '../../editions/policy.ts'
import { answerAppeal, fileAppeal, hideAppeal } from '../appeals/commands.ts'
import { appealsAre, remediesFor } from '../appeals/model.ts'
import { findAppeal, listAppeals } from '../appeals/queries.ts'
import { appealsAtom, appealsCsv, appealsJson } from '../appeals/twins.ts'
import { barOn } from '../deciding/commands.ts'
import { judgementsOf } from '../deciding/queries/judgements.ts'
import { type SeenPost, seenPost } from '../deciding/queries/post.ts'
import { findJudge } from '../judges/queries.ts'
import { AppealPage } from '../pages/appeal-page.tsx'
import { AppealsPage } from '../pages/appeals-page.tsx'
import { AppealReceivedPage, NewAppealPage } from '../pages/new-appeal-page.tsx'
import { reviewPaths } from '../paths.ts'
import { appealAnswerForm, appealForm, hidingForm } from '../schema.ts'
import { askedPost } from './bench.tsx'

const path = '/:space/rallies/:edition/apelaciones'
const folio = ':folio{APE-[0-9A-Z]{4}-[0-9A-Z]{4}}'

export function mountAppeals(app: App): void {
  app.get(path, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    const appeals = await listAppeals(c.var.context.db, edition.id)
    return c.html(<AppealsPage c={c} edition={edition} appeals={appeals} />)
  })

  for (const [ending, answer] of Object.entries({ json: appealsJson, csv: appealsCsv, atom: appealsAtom })) {
    app.get(`${path}.${ending}`, async (c) => {
      const edition = await loadEdition(c)
      isPublic(c)
      openToAll(c)
      return answer(c, edition, await listAppeals(c.var.context.db, edition.id))
    })
  }

  mountNewAppeal(app)
  mountAnswers(app)
}

function mountNewAppeal(app: App): void {
  const page = (c: C, edition: Edition, post: SeenPost, typed: Typed, errors: FieldErrors) => {
    const isOpen = appealsAre(edition, c.var.context.now) === 'open'
    return <NewAppealPage c={c} edition={edition} post={post} isOpen={isOpen} typed={typed} errors={errors} />
  }

  app.get(`${path}/nueva`, async (c) => {
    const edition = await loadEdition(c)
    return c.html(page(c, edition, found(await askedPost(c, edition)), {}, {}))
  })

  app.post(`${path}/nueva`, async (c) => {
    const edition = await loadEdition(c)
    const post = found(await askedPost(c, edition))
    const parsed = parseForm(appealForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(page(c, edition, post, parsed.typed, parsed.errors), 422)
    const from = { network: networkPrefix(clientAddress(c)), secret: c.var.deps.auth.secret }
    const fields = { ...parsed.value, network: post.network, id: post.id }
    const received = await fileAppeal(c.var.context, edition, fields, from)
    return c.html(<AppealReceivedPage c={c} edition={edition} folio={received} />)
  })
}

function mountAnswers(app: App): void {
  app.get(`${path}/${folio}`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    return c.html(await appealPage(c, edition, {}, {}))
  })

  app.post(`${path}/${folio}/respuesta`, async (c) => {
    const edition = await loadEdition(c)
    allow((await findJudge(c.var.context.db, edition.id, c.var.context.actor?.id ?? null)) !== null)
    return answerSubmission(c, {
      schema: appealAnswerForm,
      act: async (value) => {
        await answerAppeal(c.var.context, edition, c.req.param('folio'), value)
        return reviewPaths.appeal(edition, c.req.param('folio'))
      },
      again: ({ typed, errors }) => appealPage(c, edition, typed, errors),
      refusedAt: (key) => (key.startsWith('review.work') || key.endsWith('work.required') ? 'work' : 'remedy'),
    })
  })

  app.post(`${path}/${folio}/ocultar`, async (c) => {
    const edition = await loadEdition(c)
    allow(canModerate(c.var.context.actor, edition.space.id))
    const parsed = parseForm(hidingForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await appealPage(c, edition, {}, { hiding: parsed.errors.reason ?? '' }), 422)
    await hideAppeal(c.var.context, edition, c.req.param('folio'), parsed.value.reason)
    return c.redirect(reviewPaths.appeal(edition, c.req.param('folio')), 303)
  })
}

async function appealPage(c: C, edition: Edition, typed: Typed, errors: FieldErrors) {
  const { db, actor } = c.var.context
  const appeal = found(await findAppeal(db, edition.id, c.req.param('folio') ?? ''))
  const key = { network: appeal.network, id: appeal.postId }
  const post = await seenPost(db, edition.id, key)
  const judge = await findJudge(db, edition.id, actor?.id ?? null)
  const given = judge ? await judgementsOf(db, edition.id, key) : []
  const tookPart = given.some((one) => one.judge === judge?.code && one.round !== 'blind')
  const mayAnswer = judge && post && !tookPart && (await barOn({ db }, edition, judge, key)) === null
  const remedies = mayAnswer ? remediesFor(post, edition.rules.rules) : null
  const canHide = canModerate(actor, edition.space.id)
  return <AppealPage {...{ c, edition, appeal, post, remedies, canHide, typed, errors }} />
}
