import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { currentStages, type Exercise, isOver } from '../model.ts'
import { exercisePaths } from '../paths.ts'
import { Standing } from './exercises-page.tsx'
import { plannedWords } from './words.tsx'

/** On the door of a space: what runs now and what its stage is for; nothing where nothing runs. */
export function RunningExercises({ c, exercises }: { c: C; exercises: readonly Exercise[] }) {
  const { t, context } = c.var
  const running = exercises.filter(
    (exercise) => exercise.publishedAt !== null && exercise.origin === 'platform' && !isOver(exercise),
  )
  return (
    <>
      {running.map((exercise) => {
        const [stage] = currentStages(exercise.stages)
        return (
          <Card title={<a href={exercisePaths.one(exercise)}>{exercise.title}</a>} tone="on-time">
            <div class="stack">
              <p>
                <Standing c={c} exercise={exercise} />
              </p>
              {stage ? <p>{stage.purpose}</p> : null}
              {stage ? <p class="small muted">{plannedWords(t, stage, context.locale)}</p> : null}
            </div>
          </Card>
        )
      })}
    </>
  )
}
