import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Space } from '../../../spaces/model.ts'
import type { Exercise } from '../../model.ts'
import { errorsOf } from '../../pages/form-errors.ts'
import { ExerciseFrame } from '../../pages/frame.tsx'
import { exercisePaths } from '../../paths.ts'
import { type Answer, answers } from '../model.ts'
import type { Invited } from '../queries.ts'

type AnswerProps = { c: C; space: Space; exercise: Exercise; invited: Invited; token: string; errors: FieldErrors }

const kinds = { joins: 'primary', declines: 'quiet', undecided: 'quiet' } as const

/** What the link of an invitation opens: one press answers. */
export function AnswerPage({ c, space, exercise, invited, token, errors }: AnswerProps) {
  const { t } = c.var
  const title = t('actors.own.title')
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={title} width="narrow">
      <h1>{title}</h1>
      <p class="lead">{t('actors.own.lead', { name: invited.name, exercise: exercise.title })}</p>
      <ErrorSummary t={t} errors={errorsOf(errors)} />
      {exercise.summary ? <p>{exercise.summary}</p> : null}
      <form method="post" action={exercisePaths.answer(exercise)} class="form" novalidate>
        <input type="hidden" name="token" value={token} />
        <TextArea
          {...{
            t,
            name: 'note',
            label: t('actors.own.note'),
            hint: t('actors.own.note-hint'),
            rows: 3,
            error: errors.note,
          }}
        />
        <Actions>
          {answers.map((answer) => (
            <Button name="answer" value={answer} kind={kinds[answer]}>
              {t(`actors.own.${answer}`)}
            </Button>
          ))}
        </Actions>
      </form>
    </ExerciseFrame>
  )
}

type AnsweredProps = { c: C; space: Space; exercise: Exercise; answer: Answer | null }

/** Thanks; or the link leads nowhere any more. */
export function AnsweredPage({ c, space, exercise, answer }: AnsweredProps) {
  const { t } = c.var
  const title = t(answer ? 'actors.own.thanks' : 'actors.own.spent')
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={title} width="narrow">
      <h1>{title}</h1>
      <Notice t={t} kind={answer ? 'success' : 'warning'} live>
        <p>{t(answer ? `actors.own.thanks.${answer}` : 'actors.own.spent.text')}</p>
      </Notice>
      <p>
        <a href={exercisePaths.one(exercise)}>{exercise.title}</a>
      </p>
    </ExerciseFrame>
  )
}
