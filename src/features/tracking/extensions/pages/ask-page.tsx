import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { DraftKeeper } from '../../../../ui/DraftKeeper.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { formatDate } from '../../../../ui/format.ts'
import { TrackingFrame } from '../../reports/pages/frame.tsx'
import { Who } from '../../reports/pages/report-form-page.tsx'
import type { Written } from '../../reports/routes/written.ts'
import { extensionPaths } from '../paths.ts'

type Props = { c: C; written: Written; typed: Typed; errors: FieldErrors }

/** Asking for a later date. */
export function AskPage({ c, written, typed, errors }: Props) {
  const { t, context } = c.var
  const { plan, document, activity, speakers } = written
  return (
    <TrackingFrame
      c={c}
      plan={plan}
      commitment={document}
      title={t('extension.ask.title')}
      lead={`${activity.code} ${activity.title}`}
      errors={errors}
      islands={['draft-keeper']}
    >
      <p>
        {activity.endsOn
          ? t('extension.ask.due', { date: formatDate(activity.endsOn, context.locale) })
          : t('extension.refused.no-date')}{' '}
        {t('extension.ask.lead')}
      </p>
      <DraftKeeper t={t}>
        <form method="post" action={extensionPaths.ask(plan, document.key, activity.code)} class="form" novalidate>
          <Who c={c} speakers={speakers} typed={typed} errors={errors} />
          <DateField
            t={t}
            name="wantedOn"
            label={t('extension.ask.wanted')}
            required
            value={typed.wantedOn}
            error={errors.wantedOn}
          />
          <TextArea
            t={t}
            name="reason"
            label={t('extension.ask.reason')}
            hint={t('extension.ask.reason.hint')}
            required
            rows={4}
            maxlength={2000}
            value={typed.reason}
            error={errors.reason}
          />
          <Actions>
            <Button>{t('extension.ask.send')}</Button>
          </Actions>
        </form>
      </DraftKeeper>
    </TrackingFrame>
  )
}
