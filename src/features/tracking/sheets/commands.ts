import type { Context } from '../../../platform/context.ts'
import { allow } from '../../../platform/errors.ts'
import { saveDocuments } from '../../commitments/document/commands.ts'
import type { Approval } from '../../commitments/document/model.ts'
import { normalDocument } from '../../commitments/imports/normal.ts'
import { missingName } from '../../commitments/imports/template/write-rows.ts'
import type { CommitmentDocument } from '../../commitments/model.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { lockPlan } from '../../commitments/plan/queries.ts'
import { type Change, editableColumns, type Judged, judgeSheet, type SheetRow } from './model.ts'
import { readStanding } from './queries.ts'

/** What a sheet would change, and nothing changed. */
export async function previewSheet({ db, actor }: Context, plan: Plan, rows: readonly SheetRow[]): Promise<Judged> {
  allow(canEditPlan(actor, plan.space.id))
  return judgeSheet(rows, (await readStanding(db, plan.id)).standing)
}

/**
 * Makes the changes of a sheet that stand up: each judged again under the plan's lock. Cells with a fault or overtaken by another
 * stay as they are and are told. Rows and columns that the sheet lacks are left alone. Throws Refused.
 */
export async function applySheet(
  context: Context,
  plan: Plan,
  rows: readonly SheetRow[],
  approval: Approval | null,
): Promise<Judged> {
  allow(canEditPlan(context.actor, plan.space.id))
  return context.db.transaction().execute(async (tx) => {
    const { isPublished, spaceId } = await lockPlan(tx, plan.id)
    const { stored, standing } = await readStanding(tx, plan.id)
    const judged = judgeSheet(rows, standing)
    const byKey = Map.groupBy(judged.changes, ({ key }) => key)
    const entries = stored.flatMap(({ id, document }) => {
      const changes = byKey.get(document.key)
      return changes ? [{ id, document: changed(document, changes) }] : []
    })
    if (entries.length > 0) await saveDocuments(tx, context, { id: plan.id, spaceId, isPublished }, entries, approval)
    return judged
  })
}

function changed(document: CommitmentDocument, changes: readonly Change[]): CommitmentDocument {
  const byCode = Map.groupBy(changes, ({ code }) => code)
  const missing = { ...document.missing }
  const keyActions = document.keyActions.map((action) => ({
    ...action,
    activities: action.activities.map((activity) => {
      const own = byCode.get(activity.code) ?? []
      const values = own.map(({ column, after }) => {
        const field = editableColumns.find(({ header }) => header === column)?.field ?? ''
        // Why a value was missing is no longer so once there is one.
        delete missing[missingName('actividad', activity.code, field)]
        return [field, after === '' ? null : after]
      })
      return { ...activity, ...Object.fromEntries(values) }
    }),
  }))
  return normalDocument({ ...document, keyActions, missing })
}
