import { bodyLimit } from 'hono/body-limit'
import { csvRecord } from '../../../platform/csv/write.ts'
import { found, Refused } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { bringFile, mapFile, readFileIn } from '../elsewhere/commands.ts'
import { guessedColumns, type Mapping } from '../elsewhere/mapping.ts'
import { type Brought, broughtContent, findBrought, listBrought } from '../elsewhere/queries.ts'
import { readTable } from '../elsewhere/reading.ts'
import { type Kind, rowsAsArrivals } from '../elsewhere/rows.ts'
import { bringForm, mappingForm } from '../elsewhere/schema.ts'
import { FileRefused } from '../files/table.ts'
import type { Consultation } from '../model.ts'
import { BringPage, BroughtPage, type Preview } from '../pages/import-pages.tsx'
import { consultationPaths } from '../paths.ts'
import { defused } from '../twins/rows.ts'
import { consultationPath, loadRun, uuidShape } from './loading.ts'

const path = `${consultationPath}/importaciones`
const largestFileBytes = 10 * 1024 * 1024
const aroundBytes = 64 * 1024

/** Files of contributions: looked at, mapped, taken in. */
export function mountImports(app: App): void {
  app.get(path, async (c) => c.html(await bringPage(c, await loadRun(c), {}, {})))

  const tooLarge = async (c: C) =>
    c.html(await bringPage(c, await loadRun(c), {}, { file: c.var.t('consultations.import.too-large') }), 422)
  const limit = bodyLimit({ maxSize: largestFileBytes + aroundBytes, onError: (c) => tooLarge(c as C) })
  app.post(path, limit, async (c) => {
    const consultation = await loadRun(c)
    const form = await receivedForm(c)
    const parsed = parseForm(bringForm, form, c.var.t)
    const file = form.get('file')
    const again = async (errors: FieldErrors) => c.html(await bringPage(c, consultation, parsed.typed, errors), 422)
    if (!parsed.ok) return again(parsed.errors)
    if (!(file instanceof File) || file.name === '')
      return again({ file: c.var.t('consultations.import.file-missing') })
    if (file.size > largestFileBytes) return again({ file: c.var.t('consultations.import.too-large') })
    const bytes = new Uint8Array(await file.arrayBuffer())
    try {
      const { header } = await readTable(bytes, c.var.t)
      const mapping = startingMapping(parsed.value.kind, header)
      const fileName = nameOf(file)
      const id = await bringFile(c.var.context, consultation, { kind: parsed.value.kind, fileName, bytes, mapping })
      return c.redirect(consultationPaths.import(consultation, id), 303)
    } catch (error) {
      const sentence = sentenceOf(c, error)
      return again({ file: sentence })
    }
  })

  app.get(`${path}/plantilla.csv`, async (c) => {
    await loadRun(c)
    c.header('Content-Disposition', 'attachment; filename="hojas.csv"')
    const header = csvRecord(['hoja', 'texto', 'eje', 'lugar', 'fecha', 'firma'])
    return c.body(header, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })

  mountOne(app)
}

function startingMapping(kind: Kind, header: readonly string[]): Mapping {
  const channel = kind === 'paper' ? 'in-person' : 'import'
  return { columns: guessedColumns(header), channel, place: null, saidOn: null }
}

function mountOne(app: App): void {
  const load = async (c: C) => {
    const consultation = await loadRun(c)
    const id = found(c.req.param('id')).slice(0, 36)
    return { consultation, brought: found(await findBrought(c.var.context.db, consultation.id, id)) }
  }

  app.get(`${path}/:id{${uuidShape}\\.json}`, async (c) => {
    const { brought } = await load(c)
    c.header('Content-Disposition', 'attachment; filename="informe.json"')
    return c.json(found(brought.report))
  })

  app.get(`${path}/:id{${uuidShape}\\.csv}`, async (c) => {
    const { brought } = await load(c)
    const { rejections } = found(brought.report)
    const lines = rejections.map(({ row, column, value, reason, expected }) =>
      csvRecord([String(row), column, value, reason, expected].map(defused)),
    )
    c.header('Content-Disposition', 'attachment; filename="informe.csv"')
    const body = csvRecord(['row', 'column', 'value', 'reason', 'expected']) + lines.join('')
    return c.body(body, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })

  app.get(`${path}/:id{${uuidShape}}`, async (c) => {
    const { consultation, brought } = await load(c)
    return c.html(await broughtPage(c, consultation, brought, null))
  })

  app.post(`${path}/:id{${uuidShape}}/columnas`, async (c) => {
    const { consultation, brought } = await load(c)
    const parsed = parseForm(mappingForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) {
      const [sentence = ''] = Object.values(parsed.errors)
      return c.html(await broughtPage(c, consultation, brought, sentence), 422)
    }
    const { mapping, how } = parsed.value
    await mapFile(c.var.context, consultation, brought.id, mapping)
    if (how === 'save') await readFileIn(c.var.context, consultation, brought.id)
    return c.redirect(consultationPaths.import(consultation, brought.id), 303)
  })
}

async function broughtPage(c: C, consultation: Consultation, brought: Brought, problem: string | null) {
  if (brought.report) return <BroughtPage c={c} {...{ consultation, brought, preview: null, problem }} />
  const bytes = await broughtContent(c.var.context.db, brought.id)
  if (!bytes) {
    const sentence = c.var.t('consultations.import.forgotten')
    return <BroughtPage c={c} {...{ consultation, brought, preview: null, problem: sentence }} />
  }
  const preview = await previewOf(c, consultation, brought, bytes)
  return <BroughtPage c={c} {...{ consultation, brought, preview, problem }} />
}

async function previewOf(c: C, consultation: Consultation, brought: Brought, bytes: Uint8Array): Promise<Preview> {
  const table = await readTable(bytes, c.var.t)
  const { mapping, kind } = brought
  const read = rowsAsArrivals(table, { consultation, mapping, kind, now: c.var.context.now }, c.var.t)
  const { rowsRead, rejections, unknownAxes, arrivals } = read
  const figures = { added: arrivals.length, known: 0, rejected: rejections.length, held: 0 }
  return {
    header: table.header,
    first: arrivals.slice(0, 5),
    report: { rowsRead, rejections, unknownAxes, ...figures },
  }
}

function sentenceOf(c: C, error: unknown): string {
  const { t } = c.var
  if (error instanceof Refused) return t(error.key, error.values)
  if (!(error instanceof FileRefused)) throw error
  return t('consultations.import.refused', { row: error.row, column: error.column, expected: error.expected })
}

async function bringPage(c: C, consultation: Consultation, typed: Typed, errors: FieldErrors) {
  const earlier = await listBrought(c.var.context.db, consultation.id)
  return <BringPage c={c} {...{ consultation, earlier, typed, errors }} />
}

/** The last part of the name, short enough to show; control characters have no place in it. */
function nameOf(file: File): string {
  const last = file.name.split(/[/\\]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').slice(-120) || 'archivo'
}
