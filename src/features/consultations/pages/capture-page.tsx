import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Checkbox, Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { DraftKeeper } from '../../../ui/DraftKeeper.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { Fieldset } from '../../../ui/Fieldset.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { contributionLanguages, longestBody } from '../contributions/model.ts'
import type { PersonalDataKind } from '../contributions/personal-data.ts'
import type { Captured } from '../contributions/queries.ts'
import { type Consultation, saidDays } from '../model.ts'
import { paperChannels } from '../paper/schema.ts'
import { consultationPaths } from '../paths.ts'
import { Demographics } from './demographics.tsx'
import { ConsultationFrame } from './frame.tsx'
import { beginning } from './words.ts'

export type CaptureView = {
  consultation: Consultation
  territories: readonly { key: string; name: string }[]
  sheets: number
  typed: Typed
  errors: FieldErrors
  suspected: readonly PersonalDataKind[]
  saved: number
  captured: readonly Captured[]
}

/** Sheets of a meeting, by keyboard: what holds for all stays, the cursor waits in the text, the number grows. */
export function CapturePage({ c, view }: { c: C; view: CaptureView }) {
  const { t } = c.var
  const { consultation, sheets, errors, suspected, saved } = view
  const action = consultationPaths.capture(consultation)
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={t('consultations.capture')}
      errors={errors}
      islands={['draft-keeper', 'send-keys']}
      noindex
    >
      <h1>{t('consultations.capture')}</h1>
      {saved > 0 ? (
        <div data-draft-sent={action}>
          <Notice t={t} kind="success" live>
            <p>{t('consultations.capture.saved', { count: saved })}</p>
          </Notice>
        </div>
      ) : (
        <p class="lead">{t('consultations.capture.lead')}</p>
      )}
      <DraftKeeper t={t}>
        <send-keys>
          <form method="post" action={action} class="form" novalidate>
            <input type="hidden" name="sheets" value={String(sheets)} />
            {suspected.length > 0 ? <Warning c={c} suspected={suspected} /> : null}
            {Array.from({ length: sheets }, (_, index) => (
              <SheetFields c={c} view={view} index={index} />
            ))}
            {sheets === 1 && consultation.demographics.length > 0 ? (
              <Demographics
                c={c}
                asked={consultation.demographics}
                typed={view.typed}
                legend="consultations.sheet.about"
              />
            ) : null}
            <Meeting c={c} view={view} />
            <Actions>
              <Button>{t('consultations.capture.save', { count: sheets })}</Button>
            </Actions>
            <p class="small muted">{t('consultations.capture.keys')}</p>
          </form>
        </send-keys>
      </DraftKeeper>
      <p>
        <a href={sheets === 1 ? `${action}?hojas=10` : action}>
          {sheets === 1 ? t('consultations.capture.many') : t('consultations.capture.one')}
        </a>{' '}
        · <a href={consultationPaths.imports(consultation)}>{t('consultations.capture.file')}</a>
      </p>
      <Last c={c} view={view} />
    </ConsultationFrame>
  )
}

function SheetFields({ c, view, index }: { c: C; view: CaptureView; index: number }) {
  const { t } = c.var
  const { typed, errors, sheets } = view
  const name = (field: string) => `sheets.${index}.${field}`
  const number = typed[name('number')]
  return (
    <div class="sheet">
      <label class="unseen">
        {t('consultations.client-id')}
        <input type="text" name={name('clientId')} value={typed[name('clientId')] ?? ''} readonly />
      </label>
      <div class={index === 0 ? 'autofocused' : ''}>
        <SheetText c={c} name={name('body')} index={index} view={view} />
      </div>
      <div class="sheet-row">
        <Field
          t={t}
          name={name('number')}
          size="short"
          label={sheets === 1 ? t('consultations.sheet') : t('consultations.sheet.of', { number: index + 1 })}
          maxlength={40}
          value={number}
          error={errors[name('number')]}
        />
        <Field
          t={t}
          name={name('signature')}
          size="grow"
          label={
            sheets === 1
              ? t('consultations.sheet.signature')
              : t('consultations.sheet.signature.of', { number: index + 1 })
          }
          maxlength={120}
          value={typed[name('signature')]}
          error={errors[name('signature')]}
        />
      </div>
    </div>
  )
}

function SheetText({ c, name, index, view }: { c: C; name: string; index: number; view: CaptureView }) {
  const { t } = c.var
  return (
    <TextArea
      t={t}
      name={name}
      label={
        view.sheets === 1 ? t('consultations.sheet.body') : t('consultations.sheet.body.of', { number: index + 1 })
      }
      rows={4}
      maxlength={longestBody}
      value={view.typed[name]}
      error={view.errors[name]}
      autofocus={index === 0 && Object.keys(view.errors).length === 0}
    />
  )
}

function Meeting({ c, view }: { c: C; view: CaptureView }) {
  const { t } = c.var
  const { consultation, territories, typed, errors } = view
  const { from, to } = saidDays(consultation)
  return (
    <Fieldset legend={t('consultations.capture.meeting')} hint={t('consultations.capture.meeting.hint')}>
      <div class="sheet-row">
        <Field
          t={t}
          name="place"
          size="grow"
          label={t('consultations.place')}
          required
          maxlength={200}
          value={typed.place}
          error={errors.place}
        />
        <DateField
          t={t}
          name="saidOn"
          label={t('consultations.said-on')}
          required
          min={from}
          max={to}
          value={typed.saidOn}
          error={errors.saidOn}
        />
      </div>
      <div class="sheet-row">
        <Select
          t={t}
          name="channel"
          label={t('consultations.channel')}
          options={paperChannels.map((value) => ({ value, label: t(`consultations.channel.${value}`) }))}
          value={typed.channel ?? 'in-person'}
          error={errors.channel}
        />
        {consultation.axes.length > 0 ? (
          <Select
            t={t}
            name="axis"
            label={t('consultations.axis')}
            empty={t('consultations.axis.none')}
            options={consultation.axes.map(({ id, name }) => ({ value: id, label: name }))}
            value={typed.axis}
            error={errors.axis}
          />
        ) : null}
        {territories.length > 0 ? (
          <Select
            t={t}
            name="territory"
            label={t('consultations.territory')}
            empty={t('consultations.form.not-said')}
            options={territories.map(({ key, name }) => ({ value: key, label: name }))}
            value={typed.territory}
            error={errors.territory}
          />
        ) : null}
        <Select
          t={t}
          name="language"
          label={t('consultations.form.language')}
          options={contributionLanguages.map((value) => ({ value, label: t(`consultations.language.${value}`) }))}
          value={typed.language ?? 'es'}
          error={errors.language}
        />
      </div>
    </Fieldset>
  )
}

function Warning({ c, suspected }: { c: C; suspected: readonly PersonalDataKind[] }) {
  const { t } = c.var
  return (
    <Notice t={t} kind="warning" title={t('consultations.suspected.title')} live>
      <ul>
        {suspected.map((kind) => (
          <li>{t(`consultations.suspected.${kind}`)}</li>
        ))}
      </ul>
      <p>{t('consultations.capture.suspected')}</p>
      <Checkbox t={t} name="sure" label={t('consultations.capture.sure')} />
    </Notice>
  )
}

function Last({ c, view }: { c: C; view: CaptureView }) {
  const { t } = c.var
  if (view.captured.length === 0) return null
  return (
    <Card title={t('consultations.capture.last')} size="small">
      <ul>
        {view.captured.map(({ folio, sheet, place, body }) => (
          <li>
            <a href={consultationPaths.contribution(view.consultation, folio)}>{folio}</a>
            {sheet ? ` · ${t('consultations.sheet')} ${sheet}` : ''}
            {place ? ` · ${place}` : ''} · {beginning(body, 60)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
