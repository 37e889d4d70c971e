import type { C } from '../../../platform/http/env.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { PageHeader } from '../../../ui/Header.tsx'
import { Items } from '../../../ui/Items.tsx'
import { Status } from '../../../ui/Status.tsx'
import type { Space } from '../../spaces/model.ts'
import { currentStages, type Exercise, isOver, stateOf } from '../model.ts'
import { exercisePaths, methodPaths } from '../paths.ts'
import { ExerciseFrame } from './frame.tsx'

type ExercisesPageProps = { c: C; space: Space; exercises: readonly Exercise[]; runs: boolean }

/** The processes in which plans of this space are or were made. */
export function ExercisesPage({ c, space, exercises, runs }: ExercisesPageProps) {
  const { t } = c.var
  return (
    <ExerciseFrame c={c} space={space} exercise={null} title={t('exercise.list.title')} twins={['json']}>
      <PageHeader
        title={t('exercise.list.title')}
        lead={t('exercise.list.lead')}
        actions={runs ? <ButtonLink href={exercisePaths.create(space.slug)}>{t('exercise.create')}</ButtonLink> : null}
      />
      {exercises.length === 0 ? (
        <EmptyState title={t('exercise.list.none')}>
          <p>{t('exercise.list.none.text')}</p>
        </EmptyState>
      ) : (
        <Items
          label={t('exercise.list.title')}
          items={exercises.map((exercise) => ({
            title: exercise.title,
            href: exercisePaths.one(exercise),
            meta: exercise.method.name,
            state: <Standing c={c} exercise={exercise} />,
          }))}
        />
      )}
      <p>
        <a href={methodPaths.list(space.slug)}>{t('method.list.link')}</a>
      </p>
    </ExerciseFrame>
  )
}

/** Where an exercise is, in a word and the name of its stage. */
export function Standing({ c, exercise }: { c: C; exercise: Exercise }) {
  const { t } = c.var
  if (exercise.publishedAt === null) return <Status kind="no-information" word={t('exercise.standing.draft')} />
  if (exercise.origin === 'public-record') return <Status kind="done" word={t('exercise.standing.record')} />
  if (isOver(exercise)) return <Status kind="done" word={t('exercise.standing.over')} />
  const [current] = currentStages(exercise.stages)
  const isOpen = current !== undefined && stateOf(current) === 'open'
  return (
    <Status
      kind={isOpen ? 'on-time' : 'not-started'}
      word={t(isOpen ? 'exercise.standing.running' : 'exercise.standing.waiting')}
      why={current?.name}
    />
  )
}
