import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { conditionKey, conditionValues } from '../conditions/words.ts'
import { exercisePaths } from '../paths.ts'
import type { StageView } from './view.ts'

/** Opens or closes the stage; with something missing it asks for the reason that everybody will read. */
export function MoveCard({ c, view, stage, asked, next, wrong }: StageView & { c: C }) {
  const { t } = c.var
  const { exercise } = view
  const back = wrong?.form === 'move' ? wrong : null
  const unmet = (next === 'open' ? asked.opens : asked.closes).filter(({ holds }) => !holds)
  const errors = back
    ? [
        ...Object.entries(back.errors).map(([field, message]) => ({ field: field || 'reason', message })),
        ...back.faults.map((message) => ({ field: '', message })),
      ]
    : []
  return (
    <Card title={t(`exercise.move.${next}`)} id="paso">
      <ErrorSummary t={t} errors={errors} />
      {exercise.publishedAt === null ? (
        <p>{t('exercise.error.unpublished')}</p>
      ) : (
        <form method="post" action={exercisePaths.move(exercise, stage.code)} class="form" novalidate>
          <input type="hidden" name="move" value={next} />
          {unmet.length > 0 ? (
            <Notice t={t} kind="warning" title={t(`exercise.move.${next}.unmet`, { count: unmet.length })}>
              <ul>
                {unmet.map((one) => (
                  <li>{t(conditionKey(one, 'missing'), conditionValues(one, exercise))}</li>
                ))}
              </ul>
              <p>{t('exercise.move.unmet.text')}</p>
            </Notice>
          ) : (
            <p>{t('exercise.move.met')}</p>
          )}
          <DateField
            {...{ t, name: 'onDay', label: t('exercise.move.on-day'), required: true }}
            value={back?.typed.onDay ?? view.today}
            max={view.today}
            error={back?.errors.onDay}
          />
          <TextArea
            {...{ t, name: 'reason', label: t('exercise.move.reason'), hint: t('exercise.move.reason-hint'), rows: 3 }}
            required={unmet.length > 0}
            value={back?.typed.reason}
            error={back?.errors.reason ?? back?.errors['']}
          />
          <Actions>
            <Button kind={unmet.length > 0 ? 'quiet' : 'primary'}>{t(`exercise.move.${next}`)}</Button>
          </Actions>
        </form>
      )}
    </Card>
  )
}
