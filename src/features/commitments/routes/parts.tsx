import { found, Refused } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { ChangedMeanwhile, cancelActivity, changeCommitment } from '../commands.ts'
import { fingerprintOf } from '../editing/fingerprint.ts'
import type { CommitmentDocument } from '../model.ts'
import type { FormState } from '../pages/edit-frame/edit-form.tsx'
import { commitmentPaths } from '../paths.ts'
import { approvalForm } from '../schema.ts'
import { answerEdit, type Edited, freshState, loadEdited, parseApproval } from './editor.tsx'
import type { PartKind } from './part-kind.ts'
import { activityPart, indicatorPart, keyActionPart } from './part-kinds.tsx'
import { afterSaving } from './texts.tsx'

export function mountParts(app: App): void {
  mountPart(app, keyActionPart)
  mountPart(app, activityPart)
  mountPart(app, indicatorPart)
  mountCancellation(app)
}

function mountPart<Value>(app: App, kind: PartKind<Value>): void {
  const path = `/:space/planes/:plan/compromisos/:key/${kind.word}/:code`
  const codeOf = (c: C) => (c.req.param('code') === kind.fresh ? null : found(c.req.param('code')))

  app.get(path, async (c) => {
    const edited = await loadEdited(c)
    const code = codeOf(c)
    const typed = found(kind.typed(edited.stored.document, code, c))
    return c.html(
      (await showPart(c, kind, edited, code, freshState(edited.plan, edited.stored.document, typed))) as string,
    )
  })

  app.post(path, async (c) => {
    const edited = await loadEdited(c)
    const { plan, stored } = edited
    const code = codeOf(c)
    return answerEdit(c, {
      edited,
      parse: (form) => kind.parse(form, stored.document, c),
      apply: (document, value) => kind.apply(document, code, value),
      show: (state) => showPart(c, kind, edited, code, state),
      next: (saved) => afterPart(edited, saved, kind.address(plan, stored.document.key, code ?? kind.fresh)),
    })
  })

  app.post(`${path}/quitar`, async (c) => removePart(c, kind, await loadEdited(c), found(c.req.param('code'))))
}

async function showPart<Value>(c: C, kind: PartKind<Value>, edited: Edited, code: string | null, state: FormState) {
  const exists = code !== null && kind.typed(edited.stored.document, code, c) !== null
  return kind.page(c, edited, code, state, exists ? kind.removals(c, edited, code, {}, {}) : [])
}

/** The roadmap shows what was saved; `form` is the address whose draft may be forgotten. */
function afterPart(edited: Edited, saved: { version: number; outcome: string }, form: string): string {
  const { plan, stored } = edited
  if (plan.publication !== null && saved.version > stored.version) return afterSaving(edited, saved, form)
  return `${commitmentPaths.roadmap(plan, stored.document.key)}?guardado=${encodeURIComponent(form)}`
}

async function removePart<Value>(c: C, kind: PartKind<Value>, edited: Edited, code: string): Promise<Response> {
  const { plan, stored } = edited
  const form = await receivedForm(c)
  const typed = typedFrom(form)
  const { approval, errors } = parseApproval(plan, form, c)
  const stay = async (wrong: FieldErrors, status: 409 | 422) => {
    const state = freshState(plan, stored.document, found(kind.typed(stored.document, code, c)))
    const page = kind.page(
      c,
      edited,
      code,
      { ...state, errors: prefixed(wrong) },
      kind.removals(c, edited, code, typed, wrong),
    )
    return c.html((await page) as string, status)
  }
  if (Object.keys(errors).length > 0) return stay(errors, 422)
  try {
    const apply = (document: CommitmentDocument) => kind.remove(document, code)
    const change = { key: stored.document.key, seen: typed.seen ?? fingerprintOf(stored.document), apply, approval }
    const saved = await changeCommitment(c.var.context, plan, change)
    return c.redirect(afterPart(edited, saved, kind.address(plan, stored.document.key, code)), 303)
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return stay({ '': c.var.t('commitment.stale.title') }, 409)
    if (error instanceof Refused) return stay({ '': c.var.t(error.key, error.values) }, 409)
    throw error
  }
}

/** The fields of a removal have ids of their own; the summary leads to them. */
function prefixed(errors: FieldErrors): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => [field ? `removal-${field}` : '', message]),
  )
}

function mountCancellation(app: App): void {
  app.post('/:space/planes/:plan/compromisos/:key/actividades/:code/cancelar', async (c) => {
    const edited = await loadEdited(c)
    const { plan, stored } = edited
    const code = found(c.req.param('code'))
    const form = await receivedForm(c)
    const parsed = parseForm(approvalForm, form, c.var.t)
    const stay = async (wrong: FieldErrors, status: 409 | 422) => {
      const state = freshState(plan, stored.document, found(activityPart.typed(stored.document, code, c)))
      const removals = activityPart.removals(c, edited, code, parsed.typed, wrong)
      return c.html(
        (await activityPart.page(c, edited, code, { ...state, errors: prefixed(wrong) }, removals)) as string,
        status,
      )
    }
    if (!parsed.ok) return stay(parsed.errors, 422)
    try {
      await cancelActivity(c.var.context, plan, { key: stored.document.key, code, approval: parsed.value })
    } catch (error) {
      if (error instanceof Refused) return stay({ '': c.var.t(error.key, error.values) }, 409)
      throw error
    }
    return c.redirect(`${commitmentPaths.roadmap(plan, stored.document.key)}?guardado`, 303)
  })
}
