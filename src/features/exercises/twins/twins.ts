import ical from 'ical-generator'
import type { C } from '../../../platform/http/env.ts'
import { xml } from '../../../platform/http/xml.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { addDays, type Clocks } from '../clocks/model.ts'
import type { ToldFact } from '../facts/model.ts'
import { type Exercise, stateOf } from '../model.ts'
import type { StageOutput } from '../outputs/model.ts'
import { exercisePaths } from '../paths.ts'
import type { Happened } from '../queries.ts'

type Parts = {
  exercise: Exercise
  baseUrl: string
  outputs?: readonly StageOutput[]
  clocks?: Clocks
  told?: readonly ToldFact[]
}

/** An exercise as data: codes, not words; unknown is null. */
export function exerciseJson({ exercise, baseUrl, outputs, clocks, told }: Parts) {
  const at = (path: string) => `${baseUrl}${path}`
  const isRecord = exercise.origin === 'public-record'
  return {
    space: exercise.space.slug,
    slug: exercise.slug,
    url: at(exercisePaths.one(exercise)),
    title: exercise.title,
    summary: exercise.summary,
    isFictional: exercise.space.isFictional,
    programme: exercise.programme,
    origin: exercise.origin,
    method: { code: exercise.method.code, version: exercise.method.version, name: exercise.method.name },
    startsOn: exercise.startsOn,
    endsOn: exercise.endsOn,
    publishedAt: exercise.publishedAt?.toISOString() ?? null,
    plan: exercise.plan?.isPublished ? { slug: exercise.plan.slug, launchedOn: exercise.plan.launchedOn } : null,
    stages: exercise.stages.map((stage) => ({
      ...{
        code: stage.code,
        position: stage.position,
        name: stage.name,
        purpose: stage.purpose,
        state: isRecord ? null : stateOf(stage),
      },
      ...{ takesPart: stage.definition.takesPart, plannedFrom: stage.plannedFrom, plannedTo: stage.plannedTo },
      moves: stage.moves.map(({ at: when, ...move }) => ({ ...move, at: when.toISOString() })),
      expects: stage.definition.outputs,
      ...(outputs ? { outputs: outputs.filter((output) => output.stage === stage.code).map(outputJson) } : {}),
    })),
    ...(clocks ? { clocks } : {}),
    ...(told ? { told } : {}),
  }

  function outputJson(output: StageOutput) {
    const file = output.sha256 && !output.withdrawal ? at(exercisePaths.file(exercise, output.sha256)) : null
    return {
      ...{ id: output.id, output: output.output, title: output.title, url: output.url ?? file, sha256: output.sha256 },
      ...{ datedOn: output.datedOn, note: output.note, addedAt: output.addedAt.toISOString() },
      withdrawal: output.withdrawal && { ...output.withdrawal, at: output.withdrawal.at.toISOString() },
    }
  }
}

/** Planned stages as days from-to, and what the plan's clock asks for. */
export function calendarOf(c: C, exercise: Exercise, clocks: Clocks): string {
  const { t, context, deps } = c.var
  const calendar = ical({ name: titleOf(c, exercise), prodId: { company: 'Tequio', product: 'ejercicios' } })
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  const url = `${deps.config.baseUrl}${exercisePaths.one(exercise)}`
  for (const stage of exercise.stages) {
    if (!stage.plannedFrom) continue
    calendar.createEvent({
      ...{
        id: `${stage.id}@tequio`,
        allDay: true,
        summary: stage.name,
        description: stage.purpose,
        stamp: context.now,
      },
      ...{ start: day(stage.plannedFrom), end: day(addDays(stage.plannedTo ?? stage.plannedFrom, 1)) },
      url: `${deps.config.baseUrl}${exercisePaths.stage(exercise, stage.code)}`,
    })
  }
  for (const check of clocks.plan?.checks ?? []) {
    const summary = t('exercise.ics.check', { name: check.name })
    const id = `${exercise.id}-${check.code}@tequio`
    calendar.createEvent({ id, allDay: true, start: day(check.dueOn), summary, url, stamp: context.now })
  }
  return calendar.toString()
}

function titleOf(c: C, { title, space }: Exercise): string {
  return space.isFictional ? `${title} (${c.var.t('exercise.fictional')})` : title
}

export function atomOf(c: C, exercise: Exercise, happened: readonly Happened[]): string {
  const { t, deps } = c.var
  const address = `${deps.config.baseUrl}${exercisePaths.one(exercise)}`
  const updated = happened[0]?.at ?? exercise.publishedAt ?? exercise.createdAt
  const entries = happened.map(({ seq, type, at, details }) => {
    const what = typeof details.name === 'string' ? `: ${details.name}` : ''
    const why = typeof details.reason === 'string' ? details.reason : ''
    const title = `${t(`record.type.${type}` as MessageKey)}${what}`
    return `<entry><id>urn:tequio:record:${seq}</id><title>${xml(title)}</title><link href="${xml(address)}"/><updated>${at.toISOString()}</updated><summary>${xml(why || titleOf(c, exercise))}</summary></entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(address)}</id><title>${xml(titleOf(c, exercise))}</title><link href="${xml(address)}"/><link rel="self" href="${xml(`${address}.atom`)}"/><updated>${updated.toISOString()}</updated><author><name>Tequio</name></author>
${entries.join('\n')}
</feed>
`
}
