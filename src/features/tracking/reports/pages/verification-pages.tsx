import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import type { Plan } from '../../../commitments/plan/model.ts'
import type { DeskRow } from '../desk/model.ts'
import { verdicts } from '../model.ts'
import { reportPaths } from '../paths.ts'
import type { Written } from '../routes/written.ts'
import { TrackingFrame } from './frame.tsx'
import { ActivityVoices } from './voices-card.tsx'

/** What waits for an evaluator: complete, answered or without anybody to answer, and not yet judged. */
export function QueuePage({ c, plan, rows }: { c: C; plan: Plan; rows: readonly DeskRow[] }) {
  const { t } = c.var
  return (
    <TrackingFrame c={c} plan={plan} title={t('tracking.queue.title')} lead={t('tracking.queue.lead')}>
      {rows.length === 0 ? (
        <EmptyState title={t('tracking.queue.none')}>
          <p>{t('tracking.queue.none.text')}</p>
        </EmptyState>
      ) : null}
      {rows.map((row) => (
        <Card title={`${row.code} ${row.title}`} size="small">
          <p class="small">
            {row.number}. {row.commitment}
          </p>
          <p>{t(`tracking.turn.${row.turn}`)}</p>
          <Actions>
            <ButtonLink href={reportPaths.verify(plan, row.key, row.code)} small>
              {t('tracking.verify.do')}
            </ButtonLink>
          </Actions>
        </Card>
      ))}
    </TrackingFrame>
  )
}

/** Everything that was said of one activity, and the verdict on it. */
export function VerifyPage({
  c,
  written,
  typed,
  errors,
}: {
  c: C
  written: Written
  typed: Typed
  errors: FieldErrors
}) {
  const { t } = c.var
  const { plan, document, activity } = written
  return (
    <TrackingFrame
      c={c}
      plan={plan}
      commitment={document}
      title={t('tracking.verify.title')}
      lead={`${activity.code} ${activity.title}`}
      errors={errors}
    >
      <Card title={t('tracking.voices')}>
        {activity.meansOfVerification ? (
          <p>{t('tracking.report.means', { means: activity.meansOfVerification })}</p>
        ) : null}
        <ActivityVoices c={c} plan={plan} commitmentKey={document.key} activity={activity} open />
      </Card>
      <form method="post" action={reportPaths.verify(plan, document.key, activity.code)} class="form" novalidate>
        <input type="hidden" name="seen" value={activity.reports.at(-1)?.id ?? ''} />
        <RadioGroup
          t={t}
          name="verdict"
          label={t('tracking.verify.verdict')}
          required
          options={verdicts.map((value) => ({
            value,
            label: t(`tracking.verdict.${value}`),
            hint: t(`tracking.verdict.${value}.hint`),
          }))}
          value={typed.verdict}
          error={errors.verdict}
        />
        <TextArea
          t={t}
          name="comment"
          label={t('tracking.verify.comment')}
          hint={t('tracking.verify.comment.hint')}
          required
          rows={4}
          maxlength={4000}
          value={typed.comment}
          error={errors.comment}
        />
        <Actions>
          <Button>{t('tracking.verify.send')}</Button>
        </Actions>
      </form>
    </TrackingFrame>
  )
}
