import type { Child } from 'hono/jsx'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { decideContribution } from '../contributions/commands.ts'
import { comment, decideComment } from '../contributions/comments/commands.ts'
import type { Contribution } from '../contributions/model.ts'
import { type PersonalDataKind, personalDataIn } from '../contributions/personal-data.ts'
import {
  commentsOf,
  countComments,
  countContributions,
  decisionsOf,
  findContribution,
  hasSupported,
  heldRows,
  listContributions,
  withheldText,
} from '../contributions/queries.ts'
import { commentForm, decisionForm, filtersSchema } from '../contributions/schema.ts'
import { setSupport } from '../contributions/supports/commands.ts'
import { type Consultation, phaseOf } from '../model.ts'
import { ContributionPage } from '../pages/contribution-page.tsx'
import { ContributionsPage } from '../pages/contributions-page.tsx'
import { ReviewPage } from '../pages/review-page.tsx'
import { consultationPaths } from '../paths.ts'
import { canModerateContributions } from '../policy.ts'
import { territoriesBelow } from '../queries.ts'
import { plainContribution } from '../twins/rows.ts'
import { type Twin, twins } from '../twins/twins.ts'
import { freshDoor, stopAtDoor } from './contributing.tsx'
import {
  consultationPath,
  folioShape,
  givenVoice,
  knownVoice,
  limitNetwork,
  loadConsultation,
  loadModerated,
  uuidShape,
} from './loading.ts'

/** What other features show on the page of a contribution: its way onwards. */
export type ContributionPanel = (
  c: C,
  place: { consultation: Consultation; contribution: Contribution },
) => Promise<Child | null>

const path = `${consultationPath}/aportaciones`
const one = `${path}/:folio{${folioShape}}`
const supportsAnHour = { name: 'contribution-support', max: 600, windowMs: 3_600_000 }
const commentsAnHour = { name: 'contribution-comment', max: 120, windowMs: 3_600_000 }

export function mountContributions(app: App, panels: readonly ContributionPanel[]): void {
  mountList(app)

  app.get(`${path}/:folio{${folioShape}\\.json}`, async (c) => {
    const consultation = await loadConsultation(c)
    const folio = c.req.param('folio').slice(0, -5)
    const contribution = found(await findContribution(c.var.context.db, consultation.id, folio))
    openToAll(c)
    const decisions = await decisionsOf(c.var.context.db, contribution.id)
    return c.json({ ...plainContribution(c, consultation, contribution), decisions })
  })

  app.get(one, async (c) => c.html(await page(c, await load(c), panels)))

  app.post(`${one}/apoyar`, async (c) => {
    const { consultation, contribution } = await load(c)
    const isGiven = typedFrom(await receivedForm(c)).support !== 'no'
    await limitNetwork(c, supportsAnHour)
    const voice = givenVoice(c, contribution.id)
    await setSupport(c.var.context, consultation, contribution, { voice, isGiven })
    return c.redirect(consultationPaths.contribution(consultation, contribution.folio), 303)
  })

  app.post(`${one}/comentarios`, async (c) => {
    const place = await load(c)
    const parsed = parseForm(commentForm, await receivedForm(c), c.var.t)
    const again = async (typed: Typed, errors: FieldErrors, suspected: readonly PersonalDataKind[] = []) =>
      c.html(await page(c, place, panels, { typed, errors, suspected }), 422)
    const stopped = stopAtDoor(c, parsed.typed)
    if (stopped) return again(stopped.typed, stopped.errors)
    if (!parsed.ok) return again(parsed.typed, parsed.errors)
    const suspected = personalDataIn(parsed.value.body, parsed.value.signature)
    if (suspected.length > 0 && !parsed.typed.sure) return again(parsed.typed, {}, suspected)
    await limitNetwork(c, commentsAnHour)
    const { id } = await comment(c.var.context, place.consultation, place.contribution, parsed.value)
    return c.redirect(`${consultationPaths.contribution(place.consultation, place.contribution.folio)}#c-${id}`, 303)
  })

  mountModeration(app, panels)
}

function mountList(app: App): void {
  app.get(path, async (c) => {
    const { db } = c.var.context
    const consultation = await loadConsultation(c)
    const filters = filtersSchema.parse(c.req.query())
    const contributions = await listContributions(db, consultation.id, filters)
    const matching = await countContributions(db, consultation.id, filters)
    const territories = await territoriesBelow(db, consultation.space.territoryKey)
    return c.html(<ContributionsPage c={c} list={{ consultation, filters, contributions, matching, territories }} />)
  })

  for (const [ending, answer] of Object.entries(twins) as [string, Twin][]) {
    app.get(`${path}.${ending}`, async (c) => {
      const consultation = await loadConsultation(c)
      openToAll(c)
      return answer(c, { consultation, filters: filtersSchema.parse(c.req.query()) })
    })
  }
}

function mountModeration(app: App, panels: readonly ContributionPanel[]): void {
  app.post(`${one}/decision`, async (c) => {
    const place = await load(c)
    allow(canModerateContributions(c.var.context.actor, place.consultation.space.id))
    const parsed = parseForm(decisionForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await page(c, place, panels, parsed), 422)
    await decideContribution(c.var.context, place.consultation, place.contribution.id, parsed.value)
    return c.redirect(consultationPaths.contribution(place.consultation, place.contribution.folio), 303)
  })

  app.post(`${one}/comentarios/:id{${uuidShape}}`, async (c) => {
    const place = await load(c)
    allow(canModerateContributions(c.var.context.actor, place.consultation.space.id))
    const parsed = parseForm(decisionForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) throw new Refused('consultations.error.reason')
    const form = { ...parsed.value, id: c.req.param('id') }
    await decideComment(c.var.context, place.consultation, place.contribution, form)
    return c.redirect(
      `${consultationPaths.contribution(place.consultation, place.contribution.folio)}#comentarios`,
      303,
    )
  })

  app.get(`${consultationPath}/revision`, async (c) => {
    const consultation = await loadModerated(c)
    const rows = await heldRows(c.var.context.db, consultation.id)
    return c.html(<ReviewPage c={c} consultation={consultation} rows={rows} />)
  })
}

type Place = { consultation: Consultation; contribution: Contribution }

async function load(c: C): Promise<Place> {
  const consultation = await loadConsultation(c)
  const folio = found(c.req.param('folio'))
  return { consultation, contribution: found(await findContribution(c.var.context.db, consultation.id, folio)) }
}

type Wrong = { typed: Typed; errors: FieldErrors; suspected?: readonly PersonalDataKind[] }

async function page(c: C, place: Place, panels: readonly ContributionPanel[], wrong?: Wrong) {
  const { db, actor, now } = c.var.context
  const { consultation, contribution } = place
  const mayModerate = canModerateContributions(actor, consultation.space.id)
  const commentPage = Math.max(1, Number.parseInt(c.req.query('comentarios') ?? '1', 10) || 1)
  const voice = knownVoice(c, contribution.id)
  const shown = await Promise.all(panels.map((panel) => panel(c, place)))
  return (
    <ContributionPage
      c={c}
      view={{
        ...place,
        decisions: await decisionsOf(db, contribution.id),
        comments: await commentsOf(db, contribution.id, commentPage, mayModerate),
        commentCount: await countComments(db, contribution.id),
        commentPage,
        isOpen: phaseOf(consultation, now) === 'open',
        hasSupported: voice !== null && (await hasSupported(db, contribution.id, voice)),
        mayModerate,
        withheld:
          mayModerate && contribution.text === null ? ((await withheldText(db, contribution.id)) ?? null) : null,
        isReceipt: c.req.query('recibo') === '1',
        typed: wrong?.typed ?? {},
        errors: wrong?.errors ?? {},
        suspected: wrong?.suspected ?? [],
        door: wrong?.typed.door ?? freshDoor(c),
        panels: shown,
      }}
    />
  )
}
