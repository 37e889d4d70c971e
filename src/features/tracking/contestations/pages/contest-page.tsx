import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { DraftKeeper } from '../../../../ui/DraftKeeper.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { TrackingFrame } from '../../reports/pages/frame.tsx'
import { ActivityVoices } from '../../reports/pages/voices-card.tsx'
import type { Written } from '../../reports/routes/written.ts'
import { answerWorkingDays } from '../model.ts'
import { contestationPaths } from '../paths.ts'

/** Anybody says why a state is not true; nothing but the reason is asked for. */
export function ContestPage({
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
      title={t('tracking.contest.title')}
      lead={t('tracking.contest.lead', { days: answerWorkingDays })}
      errors={errors}
      islands={['draft-keeper']}
    >
      <Card title={`${activity.code} ${activity.title}`}>
        <ActivityVoices c={c} plan={plan} commitmentKey={document.key} activity={activity} />
      </Card>
      <DraftKeeper t={t}>
        <form method="post" action={contestationPaths.write(plan, document.key, activity.code)} class="form" novalidate>
          <TextArea
            t={t}
            name="reason"
            label={t('tracking.contest.reason')}
            hint={t('tracking.contest.reason.hint')}
            required
            rows={5}
            maxlength={4000}
            value={typed.reason}
            error={errors.reason}
          />
          <Field
            t={t}
            name="evidenceUrl"
            type="url"
            label={t('tracking.contest.evidence')}
            hint={t('tracking.contest.evidence.hint')}
            value={typed.evidenceUrl}
            error={errors.evidenceUrl}
          />
          <Field
            t={t}
            name="signature"
            label={t('tracking.contest.signature')}
            hint={t('tracking.contest.signature.hint')}
            maxlength={120}
            value={typed.signature}
            error={errors.signature}
          />
          <Field
            t={t}
            name="email"
            type="email"
            autocomplete="email"
            label={t('tracking.contest.email')}
            hint={t('tracking.contest.email.hint')}
            value={typed.email}
            error={errors.email}
          />
          <div class="visually-hidden" aria-hidden="true">
            <label for="website">{t('tracking.contest.trap')}</label>
            <input type="text" id="website" name="website" tabindex={-1} autocomplete="off" />
          </div>
          <Actions>
            <Button>{t('tracking.contest.send')}</Button>
          </Actions>
        </form>
      </DraftKeeper>
    </TrackingFrame>
  )
}
