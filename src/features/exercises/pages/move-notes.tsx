import type { C } from '../../../platform/http/env.ts'
import { formatDate } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { conditionKey, conditionValues } from '../conditions/words.ts'
import type { Condition } from '../methods/model.ts'
import type { Exercise, Stage } from '../model.ts'

/** What a stage was opened or closed without, and the public reason: it stands for good. */
export function MoveNotes({ c, exercise, stage }: { c: C; exercise: Exercise; stage: Stage }) {
  const { t, context } = c.var
  const told = stage.moves.flatMap((one, at) => (one.reason === null ? [] : [{ ...one, isAgain: at > 1 }]))
  return (
    <>
      {told.map(({ move, onDay, unmet, reason, isAgain }) => (
        <Notice
          t={t}
          kind={unmet.length > 0 ? 'warning' : 'info'}
          title={t(
            unmet.length > 0
              ? `exercise.moved.${move}.unmet`
              : isAgain && move === 'open'
                ? 'exercise.moved.reopen'
                : `exercise.moved.${move}`,
            {
              date: formatDate(onDay, context.locale),
            },
          )}
        >
          {unmet.length > 0 ? (
            <ul>
              {unmet.map((condition) => {
                const judged = { condition: condition as Condition }
                const what = t(conditionKey(judged, 'asked'), conditionValues(judged, exercise))
                return <li>{t('exercise.lacked', { what })}</li>
              })}
            </ul>
          ) : null}
          <p>
            <strong>{t('exercise.reason')}</strong> {reason}
          </p>
        </Notice>
      ))}
    </>
  )
}
