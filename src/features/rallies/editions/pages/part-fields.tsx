import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import type { T } from '../../../../platform/i18n.ts'
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { networks } from '../../scoring/model.ts'
import { moments } from '../calendar/model.ts'
import { editionKinds, editionLevels } from '../schema.ts'

export type Fields = { t: T; typed: Typed; errors: FieldErrors }

/** Zones that a reader of these pages is likely to need; any other may be typed. */
export const commonZones = [
  ...['America/Mexico_City', 'America/Cancun', 'America/Hermosillo', 'America/Mazatlan', 'America/Tijuana'],
  ...['America/Bogota', 'America/Santiago', 'America/Montevideo', 'America/Argentina/Buenos_Aires', 'America/Lima'],
  ...['America/Costa_Rica', 'America/Guatemala', 'Africa/Johannesburg', 'Asia/Jakarta', 'Asia/Manila', 'Europe/Madrid'],
]

export function ZoneField({ t, typed, errors }: Fields) {
  return (
    <>
      <Field
        {...{ t, name: 'timeZone', label: t('rally.field.timeZone'), hint: t('rally.hint.timeZone'), required: true }}
        {...{ value: typed.timeZone, error: errors.timeZone, list: 'zones', size: 'medium' }}
      />
      <datalist id="zones">
        {commonZones.map((zone) => (
          <option value={zone} />
        ))}
      </datalist>
    </>
  )
}

export function LanguageField({ t, typed }: Fields) {
  const options = (['es', 'en'] as const).map((value) => ({ value, label: t(`plan.language.${value}`) }))
  return (
    <Select
      {...{ t, name: 'language', label: t('rally.field.language'), size: 'short', options }}
      value={typed.language}
    />
  )
}

export function KindFields({ t, typed, errors }: Fields) {
  return (
    <>
      <RadioGroup
        {...{ t, name: 'kind', label: t('rally.field.kind'), required: true, value: typed.kind, error: errors.kind }}
        options={editionKinds.map((value) => ({
          value,
          label: t(`rally.kind.${value}`),
          hint: t(`rally.kind.${value}.hint`),
        }))}
      />
      <Select
        {...{
          t,
          name: 'level',
          label: t('rally.field.level'),
          size: 'medium',
          value: typed.level,
          error: errors.level,
        }}
        options={editionLevels.map((value) => ({ value, label: t(`rally.level.${value}`) }))}
      />
    </>
  )
}

export function IdentityFields(fields: Fields & { territories: readonly { key: string; name: string }[] }) {
  const { t, typed, errors, territories } = fields
  return (
    <>
      <Field
        {...{ t, name: 'name', label: t('rally.field.name'), required: true, value: typed.name, error: errors.name }}
      />
      <TextArea
        {...{ t, name: 'summary', label: t('rally.field.summary'), hint: t('rally.hint.summary') }}
        {...{ value: typed.summary, error: errors.summary }}
      />
      <KindFields {...fields} />
      <Select
        {...{ t, name: 'territoryKey', label: t('rally.field.territory'), empty: t('rally.field.territory.none') }}
        {...{ value: typed.territoryKey, error: errors.territoryKey, size: 'medium' }}
        options={territories.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <LanguageField {...fields} />
      <ZoneField {...fields} />
    </>
  )
}

/** Every moment on the clock of the edition's zone, which the legend says (T-63). */
export function CalendarFields({ t, typed, errors, zone }: Fields & { zone: string }) {
  return (
    <Fieldset legend={t('rally.calendar.legend', { zone })} hint={t('rally.calendar.hint', { zone })}>
      {moments.map((name) => (
        <Field
          {...{ t, name, label: t(`rally.moment.${name}`), hint: t(`rally.moment.${name}.hint`), size: 'medium' }}
          type={isLocal(typed[name]) ? 'datetime-local' : 'text'}
          value={typed[name]}
          error={errors[name]}
        />
      ))}
      <Field
        {...{ t, name: 'webinarUrl', type: 'url', label: t('rally.field.webinarUrl') }}
        {...{ value: typed.webinarUrl, error: errors.webinarUrl }}
      />
    </Fieldset>
  )
}

/** What is no moment is kept in a text box, so that nothing typed is lost. */
const isLocal = (value: string | undefined) => !value || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)

export function ParticipationFields({ t, typed, errors }: Fields) {
  const chosen = (name: string) => (typed[name] ?? '').split('\n')
  return (
    <>
      <TextArea
        {...{ t, name: 'hashtags', label: t('rally.field.hashtags'), hint: t('rally.hint.hashtags'), rows: 3 }}
        {...{ value: typed.hashtags, error: errors.hashtags, required: true }}
      />
      <CheckboxGroup
        {...{ t, name: 'networks', label: t('rally.field.networks'), hint: t('rally.hint.networks') }}
        {...{ values: chosen('networks'), error: errors.networks }}
        options={networks.toReversed().map((value) => ({ value, label: t(`rally.network.${value}`) }))}
      />
      <CheckboxGroup
        {...{ t, name: 'visitModes', label: t('rally.field.visitModes'), inline: true }}
        {...{ values: chosen('visitModes'), error: errors.visitModes }}
        options={(['on-site', 'remote'] as const).map((value) => ({ value, label: t(`rally.visit-mode.${value}`) }))}
      />
      <Field
        {...{
          t,
          name: 'teamMin',
          label: t('rally.field.teamMin'),
          hint: t('rally.hint.teamMin'),
          inputmode: 'numeric',
        }}
        {...{ size: 'short', required: true, value: typed.teamMin, error: errors.teamMin }}
      />
      <Field
        {...{
          t,
          name: 'teamMax',
          label: t('rally.field.teamMax'),
          inputmode: 'numeric',
          size: 'short',
          required: true,
        }}
        {...{ value: typed.teamMax, error: errors.teamMax }}
      />
    </>
  )
}

export function TextsFields({ t, typed, errors }: Fields) {
  return (
    <>
      <TextArea
        {...{ t, name: 'terms', label: t('rally.field.terms'), hint: t('rally.hint.terms'), rows: 8 }}
        {...{ value: typed.terms, error: errors.terms }}
      />
      <TextArea
        {...{ t, name: 'prizes', label: t('rally.field.prizes'), hint: t('rally.hint.prizes') }}
        {...{ value: typed.prizes, error: errors.prizes }}
      />
      <Field
        {...{
          t,
          name: 'photoRetentionDays',
          label: t('rally.field.photoRetention'),
          hint: t('rally.hint.photoRetention'),
        }}
        {...{ inputmode: 'numeric', size: 'short', value: typed.photoRetentionDays, error: errors.photoRetentionDays }}
      />
      <Field
        {...{ t, name: 'consolidationTargetMinutes', label: t('rally.field.target'), hint: t('rally.hint.target') }}
        {...{ inputmode: 'numeric', size: 'short' }}
        {...{ value: typed.consolidationTargetMinutes, error: errors.consolidationTargetMinutes }}
      />
    </>
  )
}

export function DecidedField({ t, typed }: Fields) {
  return (
    <Checkbox
      {...{ t, name: 'decided', label: t('rally.field.decided'), hint: t('rally.hint.decided') }}
      checked={Boolean(typed.decided)}
    />
  )
}
