import { allow, found, Refused } from '../../../platform/errors.ts'
import type { C } from '../../../platform/http/env.ts'
import { type FieldErrors, type Parsed, parseForm, type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { ChangedMeanwhile, changeCommitment } from '../commands.ts'
import { differencesBetween } from '../differences/model.ts'
import type { Approval, StoredCommitment } from '../document/model.ts'
import { readDocument } from '../document/queries.ts'
import { fingerprintOf } from '../editing/fingerprint.ts'
import type { CommitmentDocument } from '../model.ts'
import type { FormState } from '../pages/edit-frame/edit-form.tsx'
import type { Plan } from '../plan/model.ts'
import { canEditPlan } from '../plan/policy.ts'
import { findCommitmentId, loadPlan } from '../plan/queries.ts'
import { approvalForm } from '../schema.ts'

export type Edited = { plan: Plan; stored: StoredCommitment }

/** The plan of this address for somebody who may write it: what one may not see is not found, what one may not write is refused. */
export async function loadEditedPlan(c: C): Promise<Plan> {
  const { db, actor } = c.var.context
  const plan = await loadPlan(db, actor, found(c.req.param('space')), found(c.req.param('plan')))
  allow(canEditPlan(actor, plan.space.id))
  return plan
}

export async function loadEdited(c: C): Promise<Edited> {
  const plan = await loadEditedPlan(c)
  const { db } = c.var.context
  const id = found(await findCommitmentId(db, plan.id, found(c.req.param('key'))))
  return { plan, stored: found(await readDocument(db, id)) }
}

/** A form nobody has typed in yet. */
export function freshState(plan: Plan, document: CommitmentDocument | null, typed: Typed): FormState {
  const seen = document ? fingerprintOf(document) : null
  return { typed, errors: {}, seen, isPublished: plan.publication !== null, comparison: null }
}

/** The approval that a published plan asks for beside the form itself; null in a draft. */
export function parseApproval(plan: Plan, form: FormData, c: C): { approval: Approval | null; errors: FieldErrors } {
  if (plan.publication === null) return { approval: null, errors: {} }
  const parsed = parseForm(approvalForm, form, c.var.t)
  return parsed.ok ? { approval: parsed.value, errors: {} } : { approval: null, errors: parsed.errors }
}

type Editing<Value> = {
  edited: Edited
  parse: (form: FormData) => Parsed<Value>
  apply: (document: CommitmentDocument, value: Value) => CommitmentDocument
  /** The same form with what was typed, for every answer that is not a redirect. */
  show: (state: FormState) => Promise<unknown> | unknown
  /** Where a saved draft leads; a published change leads to its version. */
  next: (saved: { version: number; outcome: string; document: CommitmentDocument }) => string
}

/** One posted form that changes a commitment: 422 wrong, 409 refused or overtaken, 200 compared, 303 saved. Nothing typed is lost. */
export async function answerEdit<Value>(c: C, { edited, parse, apply, show, next }: Editing<Value>): Promise<Response> {
  const { t, context } = c.var
  const { plan, stored } = edited
  const form = await receivedForm(c)
  const typed = typedFrom(form)
  const state: FormState = { ...freshState(plan, stored.document, typed), seen: typed.seen ?? '' }
  const parsed = parse(form)
  const isPreview = typed.intent === 'preview'
  const { approval, errors: lacking } = isPreview ? { approval: null, errors: {} } : parseApproval(plan, form, c)
  if (!parsed.ok || Object.keys(lacking).length > 0) {
    const errors = { ...(parsed.ok ? {} : parsed.errors), ...lacking }
    return answer(c, show({ ...state, errors }), 422)
  }
  const change = (document: CommitmentDocument) => apply(document, parsed.value)
  const changesOf = (now: StoredCommitment) => differencesBetween(now.document, change(now.document))
  if (isPreview) return answer(c, show({ ...state, comparison: { why: 'preview', changes: changesOf(stored) } }), 200)
  try {
    const saved = await changeCommitment(context, plan, {
      key: stored.document.key,
      seen: state.seen,
      apply: change,
      approval,
    })
    return c.redirect(next({ ...saved, document: change(stored.document) }), 303)
  } catch (error) {
    if (error instanceof ChangedMeanwhile) {
      const seen = fingerprintOf(error.stored.document)
      return answer(c, show({ ...state, seen, comparison: { why: 'stale', changes: changesOf(error.stored) } }), 409)
    }
    if (error instanceof Refused) return answer(c, show({ ...state, errors: errorsOf(error, t) }), 409)
    throw error
  }
}

/** A refusal beside the field it speaks of, where its address names one. */
function errorsOf(refused: Refused, t: C['var']['t']): FieldErrors {
  if (refused.key === 'commitment.change.number-taken') return { number: t(refused.key, refused.values) }
  const fields = refused.faults.map((fault) => [fault.href?.split('#')[1] ?? '', t(fault.key, fault.values)] as const)
  return fields.length > 0 ? Object.fromEntries(fields) : { '': t(refused.key, refused.values) }
}

async function answer(c: C, page: Promise<unknown> | unknown, status: 200 | 409 | 422): Promise<Response> {
  return c.html((await page) as string, status)
}

/** The query that says a form was just saved; the page then forgets its draft. */
export function sentFrom(c: C, address: string): string | null {
  return c.req.query('guardado') === undefined ? null : address
}
