import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { newId } from '../../../../platform/identity.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import { formatPercent } from '../../../../ui/format.ts'
import type { Edition } from '../../editions/model.ts'
import {
  type CapturedWork,
  type ComparisonField,
  comparisonFields,
  findings,
  type Membership,
  progressRanges,
} from '../model.ts'
import { capturePaths } from '../paths.ts'
import { PhotoField } from './photo-field.tsx'
import { StreetForm } from './street-form.tsx'
import { Safety, StreetFrame } from './street-frame.tsx'
import { StreetQueue } from './street-queue.tsx'

export type VisitPageProps = {
  c: C
  edition: Edition
  team: Membership
  works: readonly CapturedWork[]
  typed: Typed
  errors: FieldErrors
}

/** What stands there beside what was published. */
export function VisitPage(props: VisitPageProps) {
  const { c, edition, team, typed, errors } = props
  const { t } = c.var
  const title = t('capture.visit.title')
  return (
    <StreetFrame
      {...{ c, edition, title }}
      width="narrow"
      manifest={capturePaths.manifest(edition)}
      islands={['street-queue', 'street-form', 'photo-picker', 'photo-cover', 'where-am-i']}
    >
      <h1>{title}</h1>
      <StreetQueue c={c} edition={edition} membership={team} />
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <StreetForm c={c} kind="visit" team={team}>
        <form method="post" action={capturePaths.visit(edition)} class="form" enctype="multipart/form-data" novalidate>
          <input type="hidden" name="client_id" value={typed.client_id ?? newId()} />
          <input type="hidden" name="team" value={team.code} />
          <WorkFields {...props} />
          <FindingFields {...props} />
          <Safety c={c} />
          <PhotoField c={c} typed={typed} error={errors.photos} isAgain={Object.keys(errors).length > 0} />
          <Comparing {...props} />
          <Told {...props} />
          <Actions>
            <Button kind="accent">{t('capture.visit.send')}</Button>
          </Actions>
        </form>
      </StreetForm>
    </StreetFrame>
  )
}

function WorkFields({ c, edition, works, typed, errors }: VisitPageProps) {
  const { t, context } = c.var
  const field = fieldsWith(t, { typed, errors })
  const chosen = works.find(({ key }) => key === typed.work)
  const progress = chosen?.progress ?? null
  return (
    <>
      <Select
        {...field('work')}
        label={t('capture.visit.work')}
        hint={t('capture.visit.work.hint')}
        empty={t('capture.visit.work.choose')}
        required
        options={works.map(({ key, name }) => ({ value: key, label: `${name} (${key})` }))}
      />
      {progress === null ? null : (
        <p class="muted">{t('capture.visit.declared', { progress: formatPercent(progress, context.locale, 0) })}</p>
      )}
      {edition.visitModes.length > 1 ? (
        <RadioGroup
          {...field('mode', 'on-site')}
          label={t('capture.visit.mode')}
          inline
          options={edition.visitModes.map((mode) => ({
            value: mode,
            label: t(`capture.mode.${mode}`),
            hint: t(`capture.mode.${mode}.hint`),
          }))}
        />
      ) : (
        <input type="hidden" name="mode" value={edition.visitModes[0] ?? 'on-site'} />
      )}
      <Where c={c} typed={typed} />
    </>
  )
}

function Where({ c, typed }: { c: C; typed: Typed }) {
  const { t } = c.var
  return (
    <where-am-i
      data-use={t('capture.where.use')}
      data-asking={t('capture.where.asking')}
      data-found={t('capture.where.found', { meters: '{meters}' })}
      data-failed={t('capture.where.failed')}
      data-hint={t('capture.where.hint')}
    >
      {(['latitude', 'longitude', 'accuracy'] as const).map((name) => (
        <input type="hidden" name={name} value={typed[name] ?? ''} />
      ))}
    </where-am-i>
  )
}

const explained: ReadonlySet<string> = new Set(['partly', 'not_found', 'no_access'])

function FindingFields({ c, typed, errors }: VisitPageProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  return (
    <>
      <RadioGroup
        {...field('finding')}
        label={t('capture.visit.finding')}
        required
        options={findings.map((finding) => ({
          value: finding,
          label: t(`capture.finding.${finding}`),
          hint: explained.has(finding) ? t(`capture.finding.${finding as 'partly'}.hint`) : undefined,
        }))}
      />
      <Select
        {...field('observed_progress')}
        label={t('capture.visit.progress')}
        empty={t('capture.visit.progress.none')}
        options={progressRanges.map((value) => ({ value, label: t(`capture.progress.${value}`) }))}
      />
    </>
  )
}

function Comparing({ c, typed, errors }: VisitPageProps) {
  const { t } = c.var
  return (
    <Fieldset legend={t('capture.visit.comparisons')} hint={t('capture.visit.comparisons.hint')}>
      {(Object.keys(comparisonFields) as ComparisonField[]).map((field) => (
        <Select
          t={t}
          name={field}
          label={t(`capture.field.${field}`)}
          empty={t('capture.answer.none')}
          options={comparisonFields[field].map((value) => ({ value, label: t(`capture.answer.${value}`) }))}
          value={typed[field]}
          error={errors[field]}
        />
      ))}
    </Fieldset>
  )
}

function Told({ c, typed, errors }: VisitPageProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  return (
    <>
      <TextArea
        {...field('note')}
        label={t('capture.visit.note')}
        hint={t('capture.visit.note.hint')}
        rows={4}
        maxlength={1000}
      />
      <Field {...field('public_url')} type="url" label={t('capture.visit.url')} />
    </>
  )
}
