import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { DraftKeeper } from '../../../../ui/DraftKeeper.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { type FileRow, FilesField } from '../../evidence/pages/files-field.tsx'
import { filesMost } from '../../evidence/schema.ts'
import { type Claim, claims } from '../model.ts'
import { reportPaths } from '../paths.ts'
import type { Speaker } from '../policy.ts'
import type { Written } from '../routes/written.ts'
import { TrackingFrame } from './frame.tsx'

type ReportFormProps = {
  c: C
  written: Written
  typed: Typed
  errors: FieldErrors
  /** Files that came already. */
  files: readonly FileRow[]
  /** When the draft on the server was kept, if the form shows one. */
  savedAt: Date | null
  offered: readonly Claim[]
}

/** One screen on a phone: what was done, how far it is, where it can be seen. */
export function ReportFormPage({ c, written, typed, errors, files, savedAt, offered }: ReportFormProps) {
  const { t, context } = c.var
  const { plan, document, activity, speakers } = written
  const at = [plan, document.key, activity.code] as const
  return (
    <TrackingFrame
      c={c}
      plan={plan}
      commitment={document}
      title={t('tracking.report.title')}
      lead={`${activity.code} ${activity.title}`}
      errors={errors}
      islands={['draft-keeper', 'evidence-upload']}
    >
      {savedAt ? (
        <Notice t={t} live>
          <p>{t('tracking.report.kept', { when: formatDateTime(savedAt, context.locale) })}</p>
        </Notice>
      ) : null}
      <DraftKeeper t={t} draftKey={reportPaths.write(...at)}>
        <form
          method="post"
          action={reportPaths.files(...at)}
          enctype="multipart/form-data"
          class="form"
          data-draft={reportPaths.write(...at)}
          novalidate
        >
          <input type="hidden" name="clientId" value={typed.clientId ?? ''} />
          <Who c={c} speakers={speakers} typed={typed} errors={errors} />
          <RadioGroup
            t={t}
            name="state"
            label={t('tracking.report.state')}
            hint={
              activity.meansOfVerification
                ? t('tracking.report.means', { means: activity.meansOfVerification })
                : undefined
            }
            required
            options={claims
              .filter((claim) => offered.includes(claim))
              .map((value) => ({
                value,
                label: t(`tracking.claim.${value}`),
                hint: t(`tracking.claim.${value}.hint`),
              }))}
            value={typed.state}
            error={errors.state}
          />
          <TextArea
            t={t}
            name="body"
            label={t('tracking.report.body')}
            hint={t('tracking.report.body.hint')}
            required
            rows={5}
            maxlength={6000}
            value={typed.body}
            error={errors.body}
          />
          <FilesField c={c} files={files} errors={errors} most={filesMost} />
          <p class="attach-now">
            <Button kind="quiet" small name="intent" value="attach" formnovalidate>
              {t('evidence.attach')}
            </Button>
          </p>
          <TextArea
            t={t}
            name="links"
            label={t('tracking.report.links')}
            hint={t('tracking.report.links.hint')}
            rows={2}
            value={typed.links}
            error={errors.links}
          />
          <Fieldset legend={t('tracking.report.period')} hint={t('tracking.report.period.hint')}>
            <DateField
              t={t}
              name="from"
              label={t('tracking.report.from')}
              required
              value={typed.from}
              error={errors.from}
            />
            <DateField t={t} name="to" label={t('tracking.report.to')} required value={typed.to} error={errors.to} />
          </Fieldset>
          <Details
            summary={t('tracking.report.more')}
            open={Boolean(
              errors.reason ?? errors.share ?? errors.products ?? (typed.reason || typed.share || typed.products),
            )}
          >
            <Field
              t={t}
              name="share"
              label={t('tracking.report.share')}
              hint={t('tracking.report.share.hint')}
              inputmode="numeric"
              size="short"
              value={typed.share}
              error={errors.share}
            />
            <TextArea
              t={t}
              name="products"
              label={t('tracking.report.products')}
              rows={2}
              maxlength={2000}
              value={typed.products}
              error={errors.products}
            />
            <TextArea
              t={t}
              name="reason"
              label={t('tracking.report.reason')}
              hint={t('tracking.report.reason.hint')}
              rows={2}
              maxlength={2000}
              value={typed.reason}
              error={errors.reason}
            />
          </Details>
          <Actions>
            <Button name="intent" value="review">
              {t('tracking.report.review')}
            </Button>
            <Button kind="quiet" name="intent" value="save" formnovalidate>
              {t('tracking.report.save')}
            </Button>
          </Actions>
        </form>
      </DraftKeeper>
    </TrackingFrame>
  )
}

/** Asked only of somebody who speaks for more than one organisation. */
export function Who({
  c,
  speakers,
  typed,
  errors,
}: {
  c: C
  speakers: readonly Speaker[]
  typed: Typed
  errors: FieldErrors
}) {
  const { t } = c.var
  const [first] = speakers
  if (speakers.length === 1) return <input type="hidden" name="organization" value={first?.organizationId ?? ''} />
  return (
    <Select
      t={t}
      name="organization"
      label={t('tracking.who')}
      required
      options={speakers.map(({ organizationId, name }) => ({ value: organizationId, label: name }))}
      value={typed.organization ?? first?.organizationId}
      error={errors.organization}
    />
  )
}
