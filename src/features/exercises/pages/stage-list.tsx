import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { langOf } from '../../../ui/Said.tsx'
import { ToldList } from '../facts/pages/told-facts.tsx'
import { currentStages, isOver, type Stage, stateOf } from '../model.ts'
import { exercisePaths } from '../paths.ts'
import { MoveNotes } from './move-notes.tsx'
import type { ExerciseView } from './view.ts'
import { plannedWords, StageStatus } from './words.tsx'

/** What is happening now: what the stage is for, what comes out of it and how to take part. */
export function CurrentCard({ c, view }: { c: C; view: ExerciseView }) {
  const { t, context } = c.var
  const { exercise } = view
  const said = langOf(c, view.space.language)
  const current = isOver(exercise) ? [] : currentStages(exercise.stages)
  if (current.length === 0) return null
  return (
    <>
      {current.map((stage) => (
        <Card title={t(stateOf(stage) === 'open' ? 'exercise.now' : 'exercise.next')} tone="on-time">
          <div class="stack">
            <p class="stage-now" {...said}>
              <a href={exercisePaths.stage(exercise, stage.code)}>{stage.name}</a>
            </p>
            <p {...said}>{stage.purpose}</p>
            <p class="small">{plannedWords(t, stage, context.locale)}</p>
            <p>
              <strong>{t('exercise.takes-part')}</strong> <span {...said}>{stage.definition.takesPart}</span>
            </p>
            <TakePart c={c} view={view} />
          </div>
        </Card>
      ))}
    </>
  )
}

/** Doors that are open to anybody; empty when there is none yet. */
export function TakePart({ c, view: { space, doors } }: { c: C; view: ExerciseView }) {
  const { t, context } = c.var
  const { now, locale } = context
  const open = doors.consultations.filter(({ opensAt, closesAt }) => opensAt <= now && now < closesAt)
  const tables = doors.tables.filter(({ heldAt }) => heldAt > now)
  if (open.length + tables.length === 0) return <p class="small muted">{t('exercise.take-part.none')}</p>
  return (
    <ul class="plain-list">
      {open.map(({ slug, title, closesAt }) => (
        <li>
          <a href={`/${space.slug}/consultas/${slug}`}>{title}</a>
          <span class="why">{t('exercise.take-part.until', { date: formatDateTime(closesAt, locale) })}</span>
        </li>
      ))}
      {tables.map(({ slug, title, heldAt }) => (
        <li>
          <a href={`/${space.slug}/mesas/${slug}`}>{title}</a>
          <span class="why">{formatDateTime(heldAt, locale)}</span>
        </li>
      ))}
    </ul>
  )
}

/** The whole way, stage by stage. */
export function StageList({ c, view }: { c: C; view: ExerciseView }) {
  const here = new Set(currentStages(view.exercise.stages).map(({ code }) => code))
  return (
    <ol class="stages">
      {view.exercise.stages.map((stage) => (
        <StageItem c={c} view={view} stage={stage} isHere={here.has(stage.code)} />
      ))}
    </ol>
  )
}

function StageItem({ c, view, stage, isHere }: { c: C; view: ExerciseView; stage: Stage; isHere: boolean }) {
  const { t, context } = c.var
  const { exercise } = view
  const said = langOf(c, view.space.language)
  const isRecord = exercise.origin === 'public-record'
  const produced = view.outputs.filter((output) => output.stage === stage.code && output.withdrawal === null).length
  return (
    <li class={stateOf(stage)} {...(isHere && !isRecord ? { 'aria-current': 'step' } : {})}>
      <h3 {...said}>
        <a href={exercisePaths.stage(exercise, stage.code)}>{stage.name}</a>
      </h3>
      {isRecord ? null : <StageStatus t={t} stage={stage} today={view.today} locale={context.locale} />}
      <p class="small muted">{plannedWords(t, stage, context.locale)}</p>
      <p {...said}>{stage.purpose}</p>
      <MoveNotes c={c} exercise={exercise} stage={stage} />
      {isRecord ? (
        <ToldList c={c} told={view.told.filter((fact) => fact.stage === stage.code)} />
      ) : (
        <p class="small">{t('exercise.produced', { count: produced })}</p>
      )}
    </li>
  )
}
