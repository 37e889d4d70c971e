import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { bodyLimit } from 'hono/body-limit'
import { csvRecord } from '../../../platform/csv/write.ts'
import { found } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { dictionaryCsv, emptyTemplateCsv } from '../../commitments/exports/dictionary.ts'
import { writeWorkbook } from '../../commitments/exports/workbook.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { parseApproval } from '../../commitments/routes/editor.tsx'
import { runImport, takeFile, type Upload } from '../imports/commands.ts'
import { largestFileBytes, type Sent } from '../imports/model.ts'
import { findImport, listImports } from '../imports/queries.ts'
import { importForm } from '../imports/schema.ts'
import { ImportPage } from '../pages/import-page.tsx'
import { ImportsPage } from '../pages/imports-page.tsx'
import { deskPaths } from '../paths.ts'
import { loadEditablePlan } from './plan.tsx'

const path = '/:space/planes/:plan/importaciones'
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** The form around the file: its other fields and the borders between them. */
const aroundBytes = 64 * 1024
const refreshSeconds = 2

export function mountImports(app: App): void {
  mountTemplates(app)
  app.get(path, async (c) => {
    const plan = await loadEditablePlan(c)
    return c.html(await formPage(c, plan, {}, {}))
  })

  const limit = bodyLimit({ maxSize: largestFileBytes + aroundBytes, onError: (c) => tooLarge(c as C) })
  app.post(path, limit, async (c) => {
    const plan = await loadEditablePlan(c)
    const upload = await uploadFrom(c, plan)
    if (!upload.ok) return c.html(await formPage(c, plan, upload.typed, upload.errors), 422)
    const { id, now } = await takeFile(c.var.context, plan, upload.value)
    // Its end, good or bad, is on the page of the import; a bug is also logged here.
    if (now) await runImport(c.var.context.db, now, c.var.context.now).catch((error) => logBug(c, error))
    return c.redirect(deskPaths.import(plan, id), 303)
  })

  mountReport(app)
}

function logBug(c: C, error: unknown): void {
  c.var.deps.log.error({ requestId: c.var.requestId, err: error, route: c.req.routePath }, 'bug')
}

function mountReport(app: App): void {
  const load = async (c: C): Promise<{ plan: Plan; sent: Sent }> => {
    const plan = await loadEditablePlan(c)
    const id = found(c.req.param('id')).slice(0, 36)
    return { plan, sent: found(await findImport(c.var.context.db, plan.id, id)) }
  }
  const reportOf = ({ outcome }: Sent) => found(outcome?.kind === 'report' ? outcome.report : null)

  app.get(`${path}/:id{${uuid}\\.json}`, async (c) => {
    const { sent } = await load(c)
    c.header('Content-Disposition', 'attachment; filename="informe.json"')
    return c.json(reportOf(sent))
  })

  app.get(`${path}/:id{${uuid}\\.csv}`, async (c) => {
    const { sent } = await load(c)
    const lines = reportOf(sent).rejections.map(({ row, column, value, reason, expected }) =>
      csvRecord([String(row), column, value, reason, expected].map(harmless)),
    )
    const body = csvRecord(['row', 'column', 'value', 'reason', 'expected']) + lines.join('')
    c.header('Content-Disposition', 'attachment; filename="informe.csv"')
    return c.body(body, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })

  app.get(`${path}/:id{${uuid}}`, async (c) => {
    const { plan, sent } = await load(c)
    // Asks again while it runs; works without script, and ends by itself.
    if (sent.outcome === null) c.header('Refresh', String(refreshSeconds))
    return c.html(<ImportPage c={c} plan={plan} sent={sent} />)
  })
}

/** The report shows what a file said: opened in a spreadsheet it must not be taken for a formula. */
function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function mountTemplates(app: App): void {
  const download = (c: C, file: string, type: string, body: string | Uint8Array<ArrayBuffer>) => {
    c.header('Content-Disposition', `attachment; filename="${file}"`)
    return c.body(body, 200, { 'Content-Type': type })
  }
  app.get(`${path}/plantilla.csv`, async (c) => {
    await loadEditablePlan(c)
    return download(c, 'plantilla.csv', 'text/csv; charset=utf-8', emptyTemplateCsv())
  })
  app.get(`${path}/diccionario.csv`, async (c) => {
    await loadEditablePlan(c)
    return download(c, 'diccionario.csv', 'text/csv; charset=utf-8', dictionaryCsv())
  })
  app.get(`${path}/plantilla.xlsx`, async (c) => {
    await loadEditablePlan(c)
    const stream = new PassThrough()
    const [bytes] = await Promise.all([buffer(stream), writeWorkbook(stream, [])])
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return download(c, 'plantilla.xlsx', type, new Uint8Array(bytes))
  })
}

type ParsedUpload = { ok: true; value: Upload } | { ok: false; typed: Typed; errors: FieldErrors }

async function uploadFrom(c: C, plan: Plan): Promise<ParsedUpload> {
  const { t } = c.var
  const form = await receivedForm(c)
  const parsed = parseForm(importForm, form, t)
  const isDryRun = parsed.ok && parsed.value.how === 'try'
  const { approval, errors: lacking } = isDryRun ? { approval: null, errors: {} } : parseApproval(plan, form, c)
  const errors: FieldErrors = { ...(parsed.ok ? {} : parsed.errors), ...lacking }
  const file = form.get('file')
  if (!(file instanceof File) || file.name === '') errors.file = t('plan.import.file-missing')
  else if (file.size > largestFileBytes) errors.file = t('plan.import.too-large')
  if (!parsed.ok || !(file instanceof File) || Object.keys(errors).length > 0)
    return { ok: false, typed: parsed.typed, errors }
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { ok: true, value: { fileName: nameOf(file), bytes, format: parsed.value.format, isDryRun, approval } }
}

/** The last part of the name, short enough to show; control characters have no place in it. */
function nameOf(file: File): string {
  const last = file.name.split(/[/\\]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').slice(-120) || 'archivo'
}

async function tooLarge(c: C): Promise<Response> {
  const plan = await loadEditablePlan(c)
  return c.html(await formPage(c, plan, {}, { file: c.var.t('plan.import.too-large') }), 422)
}

async function formPage(c: C, plan: Plan, typed: Typed, errors: FieldErrors) {
  const earlier = await listImports(c.var.context.db, plan.id)
  return <ImportsPage c={c} plan={plan} earlier={earlier} typed={typed} errors={errors} />
}
