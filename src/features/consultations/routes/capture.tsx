import { randomUUID } from 'node:crypto'
import { dayIn } from '../../../platform/civil-day.ts'
import { Refused } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { type PersonalDataKind, personalDataIn } from '../contributions/personal-data.ts'
import { lastCaptured } from '../contributions/queries.ts'
import { countAnswers } from '../demographics/commands.ts'
import { answersFrom } from '../demographics/model.ts'
import { type Consultation, saidDays } from '../model.ts'
import { CapturePage } from '../pages/capture-page.tsx'
import { capturePaper } from '../paper/commands.ts'
import { numberAfter } from '../paper/model.ts'
import { meetingForm, type Sheet, sheetForm } from '../paper/schema.ts'
import { consultationPaths } from '../paths.ts'
import { territoriesBelow } from '../queries.ts'
import { consultationPath, loadRun } from './loading.ts'

const mostSheets = 20
/** What stays from sheet to sheet, in the address so that it needs no script and no session. */
const sticky = ['place', 'saidOn', 'channel', 'axis', 'territory', 'language'] as const

/** Capturing sheets by keyboard. */
export function mountCapture(app: App): void {
  const path = `${consultationPath}/captura`

  app.get(path, async (c) => {
    const consultation = await loadRun(c)
    const sheets = sheetsIn(c.req.query('hojas'))
    return c.html(await page(c, consultation, sheets, offered(c, consultation, sheets), {}))
  })

  app.post(path, async (c) => {
    const consultation = await loadRun(c)
    const form = await receivedForm(c)
    const typed = typedFrom(form)
    const sheets = sheetsIn(typed.sheets)
    const meeting = parseForm(meetingForm, form, c.var.t)
    const read = sheetsFrom(c, typed, sheets)
    const errors = { ...(meeting.ok ? {} : meeting.errors), ...read.errors }
    if (!meeting.ok || Object.keys(errors).length > 0)
      return c.html(await page(c, consultation, sheets, typed, errors), 422)
    const suspected = personalDataIn(...read.sheets.flatMap(({ body, signature }) => [body, signature]))
    if (suspected.length > 0 && !typed.sure)
      return c.html(await page(c, consultation, sheets, typed, {}, suspected), 422)
    try {
      const unknown = unknownChoice(consultation, meeting.value.axis)
      if (unknown) throw new Refused(unknown)
      const received = await capturePaper(c.var.context, consultation, meeting.value, read.sheets)
      const answers = answersFrom(typed, consultation.demographics)
      if (sheets === 1 && received.some(({ isNew }) => isNew))
        await countAnswers(c.var.context.db, consultation.id, answers)
      return c.redirect(
        `${consultationPaths.capture(consultation)}?${after(typed, sheets, read.sheets, received.length)}`,
        303,
      )
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const message = { saidOn: c.var.t(error.key, error.values) }
      return c.html(await page(c, consultation, sheets, typed, message), 409)
    }
  })
}

function unknownChoice({ axes }: Consultation, axis: string | null): MessageKey | null {
  return axis !== null && !axes.some(({ id }) => id === axis) ? 'error.choice' : null
}

function sheetsIn(text: string | undefined): number {
  const number = Number.parseInt(text ?? '1', 10)
  return Number.isInteger(number) ? Math.min(Math.max(number, 1), mostSheets) : 1
}

function offered(c: C, consultation: Consultation, sheets: number): Typed {
  const typed: Typed = {}
  for (const name of sticky) typed[name] = (c.req.query(name) ?? '').slice(0, 200)
  const { from, to } = saidDays(consultation)
  const today = dayIn(consultation.timeZone, c.var.context.now)
  if (!typed.saidOn) typed.saidOn = [from, today, to].sort()[1] ?? today
  let number = (c.req.query('numero') ?? '1').slice(0, 40)
  for (let index = 0; index < sheets; index += 1) {
    typed[`sheets.${index}.number`] = number
    typed[`sheets.${index}.clientId`] = randomUUID()
    number = numberAfter(number)
  }
  return typed
}

function after(typed: Typed, sheets: number, kept: readonly Sheet[], count: number): URLSearchParams {
  const query = new URLSearchParams()
  for (const name of sticky) if (typed[name]) query.set(name, typed[name])
  if (sheets > 1) query.set('hojas', String(sheets))
  const last = kept.at(-1)?.number
  if (last) query.set('numero', numberAfter(last))
  query.set('guardadas', String(count))
  return query
}

function sheetsFrom(c: C, typed: Typed, count: number): { sheets: Sheet[]; errors: FieldErrors } {
  const { t } = c.var
  const errors: FieldErrors = {}
  const sheets: Sheet[] = []
  for (let index = 0; index < count; index += 1) {
    const of = (field: string) => typed[`sheets.${index}.${field}`] ?? ''
    // A row of the long form that was left empty is no sheet; its number stood there already.
    if (of('body').trim() === '' && of('signature').trim() === '' && count > 1) continue
    const fields = { clientId: of('clientId'), number: of('number'), body: of('body'), signature: of('signature') }
    const parsed = sheetForm.safeParse(fields)
    if (parsed.success) sheets.push(parsed.data)
    else
      for (const issue of parsed.error.issues) {
        const field = issue.path[0] === 'clientId' ? 'body' : String(issue.path[0])
        errors[`sheets.${index}.${field}`] ??= t(issue.message as MessageKey, {
          max: 'maximum' in issue ? Number(issue.maximum) : 0,
        })
      }
  }
  if (sheets.length === 0 && Object.keys(errors).length === 0)
    errors['sheets.0.body'] = t('consultations.error.sheet-body')
  return { sheets, errors }
}

async function page(
  c: C,
  consultation: Consultation,
  sheets: number,
  typed: Typed,
  errors: FieldErrors,
  suspected: readonly PersonalDataKind[] = [],
) {
  const { db, actor } = c.var.context
  const territories = await territoriesBelow(db, consultation.space.territoryKey)
  const captured = actor ? await lastCaptured(db, consultation.id, actor.id) : []
  const saved = Object.keys(errors).length > 0 ? 0 : Number.parseInt(c.req.query('guardadas') ?? '0', 10) || 0
  return <CapturePage c={c} view={{ consultation, territories, sheets, typed, errors, suspected, saved, captured }} />
}
