import { Refused } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { parseForm, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { createCommitment, removeCommitment } from '../commands.ts'
import { faultsOf } from '../completeness/model.ts'
import { withFields } from '../editing/fill.ts'
import { offeredChoices } from '../editing/queries.ts'
import { parseText, textChange, typedText } from '../editing/text.ts'
import type { FormState } from '../pages/edit-frame/edit-form.tsx'
import { EditTextPage } from '../pages/edit-text/edit-text-page.tsx'
import { NewCommitmentPage } from '../pages/edit-text/new-commitment-page.tsx'
import { commitmentPaths, planPaths } from '../paths.ts'
import { newCommitmentForm } from '../schema.ts'
import { answerEdit, type Edited, freshState, loadEdited, loadEditedPlan, parseApproval, sentFrom } from './editor.tsx'

/** Beginning, writing and removing commitments. */
export function mountTexts(app: App): void {
  app.get('/:space/planes/:plan/compromisos/nuevo', async (c) => {
    const plan = await loadEditedPlan(c)
    return c.html(<NewCommitmentPage c={c} plan={plan} state={freshState(plan, null, {})} />)
  })

  app.post('/:space/planes/:plan/compromisos/nuevo', async (c) => {
    const plan = await loadEditedPlan(c)
    const form = await receivedForm(c)
    const parsed = parseForm(newCommitmentForm, form, c.var.t)
    const { approval, errors: lacking } = parseApproval(plan, form, c)
    const state = freshState(plan, null, typedFrom(form))
    const again = (errors: FormState['errors'], status: 409 | 422) =>
      c.html(<NewCommitmentPage c={c} plan={plan} state={{ ...state, errors }} />, status)
    if (!parsed.ok || Object.keys(lacking).length > 0)
      return again({ ...(parsed.ok ? {} : parsed.errors), ...lacking }, 422)
    try {
      const key = await createCommitment(c.var.context, plan, parsed.value, approval)
      return c.redirect(`${commitmentPaths.edit(plan, key)}?guardado`, 303)
    } catch (error) {
      if (error instanceof Refused) return again({ number: c.var.t(error.key, error.values) }, 409)
      throw error
    }
  })

  app.get('/:space/planes/:plan/compromisos/:key/editar', async (c) => {
    const edited = await loadEdited(c)
    const state = freshState(edited.plan, edited.stored.document, typedText(edited.stored.document))
    return c.html(await textPage(c, edited, state, sentFrom(c, c.req.path)))
  })

  app.post('/:space/planes/:plan/compromisos/:key/editar', async (c) => {
    const edited = await loadEdited(c)
    const offered = await offeredTo(c, edited)
    const choices = {
      kinds: new Set(offered.kinds.map((kind) => kind.code)),
      areas: new Set(offered.areas.flatMap((group) => group.areas.map((area) => area.value))),
      territories: new Set(offered.territories.map((territory) => territory.key)),
    }
    return answerEdit(c, {
      edited,
      parse: (form) => parseText(form, choices, c.var.t),
      apply: (document, fields) => withFields(document, textChange(document, fields, choices)),
      show: (state) => textPage(c, edited, state, null),
      next: (saved) => afterSaving(edited, saved, commitmentPaths.edit(edited.plan, edited.stored.document.key)),
    })
  })

  app.post('/:space/planes/:plan/compromisos/:key/editar/quitar', async (c) => {
    const { plan, stored } = await loadEdited(c)
    await removeCommitment(c.var.context, plan, stored.document.key)
    return c.redirect(planPaths.plan(plan), 303)
  })
}

async function offeredTo(c: C, { plan, stored }: Edited) {
  const { db, locale } = c.var.context
  const { id: spaceId, territoryKey } = plan.space
  return offeredChoices(db, { spaceId, territoryKey, locale, chosen: stored.document.territories })
}

async function textPage(c: C, edited: Edited, state: FormState, sent: string | null) {
  const { plan, stored } = edited
  const faults = faultsOf(stored.document, plan)
  const offered = await offeredTo(c, edited)
  return (
    <EditTextPage
      c={c}
      plan={plan}
      document={stored.document}
      faults={faults}
      state={state}
      offered={offered}
      sent={sent}
    />
  )
}

/** A published change leads to the version that shows it to everybody; a draft, back to where one writes. */
export function afterSaving(
  { plan, stored }: Edited,
  saved: { version: number; outcome: string },
  draft: string,
): string {
  if (plan.publication !== null && saved.version > stored.version) {
    return `${commitmentPaths.version(plan, stored.document.key, saved.version)}?guardado=${encodeURIComponent(draft)}`
  }
  return `${draft}?guardado`
}
