import { PassThrough, Readable } from 'node:stream'
import { bodyLimit } from 'hono/body-limit'
import { UnreadableFile } from '../../../platform/csv/faults.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'
import { parseApproval } from '../../commitments/routes/editor.tsx'
import { applySheet, previewSheet } from './commands.ts'
import { readSheet, sheetCsv, writeSheet } from './file.ts'
import type { SheetRow } from './model.ts'
import { SheetPage, type Shown } from './pages/sheet-page.tsx'
import { readStanding } from './queries.ts'

const path = '/:space/planes/:plan/hoja'
/** Read while the person waits: a plan of some five thousand activities. */
export const largestSheetBytes = 5 * 1024 * 1024

export function mountSheets(app: App): void {
  app.get(path, async (c) => shown(c, await editable(c), {}))
  app.get(`${path}.csv`, async (c) => {
    const { standing } = await readStanding(c.var.context.db, (await editable(c)).id)
    c.header('Content-Disposition', 'attachment; filename="hoja.csv"')
    return c.body([...sheetCsv(standing.values())].join(''), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })
  app.get(`${path}.xlsx`, async (c) => {
    const { standing } = await readStanding(c.var.context.db, (await editable(c)).id)
    const stream = new PassThrough()
    writeSheet(stream, standing.values()).catch((error: Error) => stream.destroy(error))
    c.header('Content-Disposition', 'attachment; filename="hoja.xlsx"')
    c.header('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return c.body(Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>)
  })
  const limit = bodyLimit({
    maxSize: largestSheetBytes + 64 * 1024,
    onError: async (c) =>
      shown(c as C, await editable(c as C), { errors: { file: (c as C).var.t('sheet.too-large') } }, 422),
  })
  app.post(`${path}/importaciones`, limit, receive)
}

async function receive(c: C): Promise<Response> {
  const plan = await editable(c)
  const form = await receivedForm(c)
  const typed = typedFrom(form)
  const isTrial = typed.how !== 'save'
  const { approval, errors } = isTrial ? { approval: null, errors: {} } : parseApproval(plan, form, c)
  const rows = await rowsFrom(c, form.get('file'))
  if (typeof rows === 'string') return shown(c, plan, { typed, errors: { ...errors, file: rows } }, 422)
  if (Object.keys(errors).length > 0) return shown(c, plan, { typed, errors }, 422)
  try {
    const { context } = c.var
    const judged = isTrial ? await previewSheet(context, plan, rows) : await applySheet(context, plan, rows, approval)
    return shown(c, plan, { typed, judged, isTrial })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return shown(c, plan, { typed, errors: { file: c.var.t(error.key, error.values) } }, 409)
  }
}

/** The sheet's rows, or the sentence that says why they cannot be read. */
async function rowsFrom(c: C, file: unknown): Promise<SheetRow[] | string> {
  const { t } = c.var
  if (!(file instanceof File) || file.name === '') return t('plan.import.file-missing')
  try {
    return await readSheet(new Uint8Array(await file.arrayBuffer()))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { row, column, reason, values } = error.fault
    return t('sheet.unreadable', { row, column, why: t(`import.reason.${reason}`, values) })
  }
}

async function editable(c: C): Promise<Plan> {
  const { db, actor } = c.var.context
  const plan = await loadPlan(db, actor, found(c.req.param('space')), found(c.req.param('plan')))
  allow(canEditPlan(actor, plan.space.id))
  return plan
}

function shown(c: C, plan: Plan, state: Shown, status: 200 | 409 | 422 = 200) {
  return c.html(<SheetPage c={c} plan={plan} {...state} />, status)
}
