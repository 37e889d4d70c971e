import { localOf } from '../../../platform/civil-day.ts'
import { allow, Refused } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import type { Space } from '../../spaces/model.ts'
import { editConsultation, openConsultation, publishConsultation } from '../commands.ts'
import type { Consultation } from '../model.ts'
import { EditConsultationPage } from '../pages/edit-page.tsx'
import { consultationPaths } from '../paths.ts'
import { canRunConsultations } from '../policy.ts'
import { exercisesOf } from '../queries.ts'
import { axesFrom, type ConsultationFields, changeReason, consultationForm } from '../schema.ts'
import { consultationPath, consultationsPath, loadRun, loadSpace } from './loading.ts'

/** Setting consultations up, changing and publishing them. */
export function mountDesk(app: App): void {
  app.get(`${consultationsPath}/nueva`, async (c) => {
    const space = await loadSpace(c)
    allow(canRunConsultations(c.var.context.actor, space.id))
    const typed = { channels: 'online\nin-person', timeZone: 'America/Mexico_City' }
    return c.html(await page(c, space, null, typed, {}))
  })

  app.post(`${consultationsPath}/nueva`, async (c) => {
    const space = await loadSpace(c)
    allow(canRunConsultations(c.var.context.actor, space.id))
    const read = readFields(c, await receivedForm(c), false)
    if (!read.ok) return c.html(await page(c, space, null, read.typed, read.errors), 422)
    try {
      const { slug } = await openConsultation(c.var.context, space, read.fields)
      return c.redirect(consultationPaths.consultation({ space, slug }), 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const errors = { [fieldOf(error)]: c.var.t(error.key, error.values) }
      return c.html(await page(c, space, null, read.typed, errors), 409)
    }
  })

  app.get(`${consultationPath}/editar`, async (c) => {
    const consultation = await loadRun(c)
    return c.html(await page(c, consultation.space, consultation, typedOf(consultation), {}))
  })

  app.post(`${consultationPath}/editar`, async (c) => {
    const consultation = await loadRun(c)
    const { space } = consultation
    const read = readFields(c, await receivedForm(c), consultation.publishedAt !== null)
    if (!read.ok) return c.html(await page(c, space, consultation, read.typed, read.errors), 422)
    try {
      await editConsultation(c.var.context, consultation, read.fields, read.reason)
      return c.redirect(consultationPaths.consultation(consultation), 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const errors = { [fieldOf(error)]: c.var.t(error.key, error.values) }
      return c.html(await page(c, space, consultation, read.typed, errors), 409)
    }
  })

  app.post(`${consultationPath}/publicar`, async (c) => {
    const consultation = await loadRun(c)
    await publishConsultation(c.var.context, consultation)
    return c.redirect(consultationPaths.consultation(consultation), 303)
  })
}

async function page(c: C, space: Space, consultation: Consultation | null, typed: Typed, errors: FieldErrors) {
  const exercises = await exercisesOf(c.var.context.db, space.id)
  return <EditConsultationPage c={c} {...{ space, consultation, exercises, typed, errors }} />
}

const fields: Readonly<Partial<Record<MessageKey, string>>> = {
  'consultations.refused.slug': 'slug',
  'consultations.refused.exercise': 'exercise',
  'consultations.refused.axis-used': 'axes.0.name',
  'consultations.refused.only-digital': 'channels',
}

function fieldOf({ key }: Refused): string {
  return fields[key] ?? ''
}

type Read =
  | { ok: true; typed: Typed; fields: ConsultationFields; reason: string | null }
  | { ok: false; typed: Typed; errors: FieldErrors }

function readFields(c: C, form: FormData, needsReason: boolean): Read {
  const { t } = c.var
  const typed = typedFrom(form)
  const parsed = parseForm(consultationForm, form, t)
  const axes = axesFrom(typed)
  const reason = needsReason ? parseForm(changeReason, form, t) : null
  const errors: FieldErrors = { ...(parsed.ok ? {} : parsed.errors), ...(reason && !reason.ok ? reason.errors : {}) }
  if (!axes.ok)
    for (const [field, key] of Object.entries(axes.errors)) errors[field] = t(key as MessageKey, { max: 500 })
  if (!parsed.ok || !axes.ok || Object.keys(errors).length > 0) return { ok: false, typed, errors }
  const why = reason?.ok ? reason.value.reason : null
  return { ok: true, typed, fields: { ...parsed.value, axes: axes.axes }, reason: why }
}

function typedOf(consultation: Consultation): Typed {
  const { source, exercise, timeZone } = consultation
  const typed: Typed = {
    ...{ title: consultation.title, summary: consultation.summary ?? '', question: consultation.question, timeZone },
    ...{ channels: consultation.channels.join('\n'), demographics: consultation.demographics.join('\n') },
    ...{ opensAt: localOf(consultation.opensAt, timeZone), closesAt: localOf(consultation.closesAt, timeZone) },
    ...{ hasStatements: consultation.hasStatements ? 'on' : '', exercise: exercise?.id ?? '' },
    ...(source ? { sourceTitle: source.title, sourceUrl: source.url ?? '', sourceLicence: source.licence ?? '' } : {}),
  }
  for (const [row, axis] of consultation.axes.entries()) {
    typed[`axes.${row}.id`] = axis.id
    typed[`axes.${row}.name`] = axis.name
    typed[`axes.${row}.guidingQuestion`] = axis.guidingQuestion ?? ''
    typed[`axes.${row}.sdgs`] = axis.sdgs.join(', ')
  }
  return typed
}
