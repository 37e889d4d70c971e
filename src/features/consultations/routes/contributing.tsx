import { randomUUID } from 'node:crypto'
import { Refused } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { contribute } from '../contributions/commands.ts'
import { doorFault, doorToken } from '../contributions/door.ts'
import { type PersonalDataKind, personalDataIn } from '../contributions/personal-data.ts'
import { contributionForm } from '../contributions/schema.ts'
import { countAnswers } from '../demographics/commands.ts'
import { answersFrom } from '../demographics/model.ts'
import type { Consultation } from '../model.ts'
import { ContributePage } from '../pages/contribute-page.tsx'
import { askedLanguage } from '../pages/words.ts'
import { consultationPaths } from '../paths.ts'
import { territoriesBelow } from '../queries.ts'
import { shownTo } from '../translations/showing.ts'
import { consultationPath, limitNetwork, loadConsultation } from './loading.ts'

/** A whole assembly behind one router, and yet less than a program would send. */
const perNetwork = { name: 'contribution', max: 120, windowMs: 3_600_000 }

/** Taking part: one form, no account needed, the folio as receipt. */
export function mountContributing(app: App): void {
  const path = `${consultationPath}/aportar`

  app.get(path, async (c) => {
    const consultation = await loadConsultation(c)
    const language = askedLanguage(c)
    const typed = {
      ...{ axis: c.req.query('eje') ?? '', clientId: randomUUID(), door: freshDoor(c) },
      ...(language ? { language } : {}),
    }
    return c.html(await page(c, consultation, typed, {}))
  })

  app.post(path, async (c) => {
    const consultation = await loadConsultation(c)
    const parsed = parseForm(contributionForm, await receivedForm(c), c.var.t)
    const { typed } = parsed
    const stopped = stopAtDoor(c, typed)
    if (stopped) return c.html(await page(c, consultation, stopped.typed, stopped.errors), 422)
    if (!parsed.ok) return c.html(await page(c, consultation, typed, parsed.errors), 422)
    const places = await territoriesBelow(c.var.context.db, consultation.space.territoryKey)
    const errors = unknownChoices(c, consultation, parsed.value, places)
    if (Object.keys(errors).length > 0) return c.html(await page(c, consultation, typed, errors), 422)
    const { body, title, signature } = parsed.value
    const suspected = personalDataIn(title, body, signature)
    // Warned once; whoever sends it all the same has it held back until a person has looked.
    if (suspected.length > 0 && !typed.sure) return c.html(await page(c, consultation, typed, {}, suspected), 422)
    await limitNetwork(c, perNetwork)
    try {
      const received = await contribute(c.var.context, consultation, parsed.value)
      if (received.isNew)
        await countAnswers(c.var.context.db, consultation.id, answersFrom(typed, consultation.demographics))
      return c.redirect(`${consultationPaths.contribution(consultation, received.folio)}?recibo=1`, 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return c.html(await page(c, consultation, typed, { '': c.var.t(error.key, error.values) }), 409)
    }
  })
}

async function page(
  c: C,
  consultation: Consultation,
  typed: Typed,
  errors: FieldErrors,
  suspected: readonly PersonalDataKind[] = [],
) {
  const territories = await territoriesBelow(c.var.context.db, consultation.space.territoryKey)
  return <ContributePage c={c} {...{ shown: await shownTo(c, consultation), territories, typed, errors, suspected }} />
}

export function freshDoor(c: C): string {
  return doorToken(c.var.deps.auth.secret, c.var.context.now)
}

/** What keeps programs out without asking anybody else: a field that people never see, and the time that people need. */
export function stopAtDoor(c: C, typed: Typed): { typed: Typed; errors: FieldErrors } | null {
  const { t, context, deps } = c.var
  if (typed.website) return { typed, errors: { website: t('consultations.door.trap') } }
  const fault = doorFault(typed.door ?? '', deps.auth.secret, context.now)
  if (fault === null) return null
  // Too fast keeps its beginning: the same form sent again a moment later comes in.
  const door = fault === 'too-fast' ? (typed.door ?? '') : freshDoor(c)
  return { typed: { ...typed, door }, errors: { '': t(`consultations.door.${fault}`) } }
}

function unknownChoices(
  c: C,
  consultation: Consultation,
  { axis, territory }: { axis: string | null; territory: string | null },
  places: readonly { key: string }[],
): FieldErrors {
  const wrong = c.var.t('error.choice')
  return {
    ...(axis !== null && !consultation.axes.some(({ id }) => id === axis) ? { axis: wrong } : {}),
    ...(territory !== null && !places.some(({ key }) => key === territory) ? { territory: wrong } : {}),
  }
}
