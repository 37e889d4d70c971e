import { Select } from '../../../../ui/Choices.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { pointNames, tieBreaks } from '../rules/model.ts'
import { challengeRows } from '../rules/schema.ts'
import { DecidedField, type Fields } from './part-fields.tsx'

const numbers = [
  'unannouncedVisitFactor',
  'worksCap',
  'maxDistance',
  'photoHashMaxDistance',
  'textSimilarityMin',
] as const

/** Every number of the rules, which are data and an edition's choice. */
export function RulesFields(fields: Fields & { zone: string }) {
  const { t, typed, errors, zone } = fields
  return (
    <>
      <Fieldset legend={t('rally.rules.points')} hint={t('rally.rules.points.hint')}>
        {pointNames.map((name) => (
          <Decimal
            {...fields}
            name={`points-${name}`}
            label={t(`rally.point.${name}`)}
            hint={t(`rally.point.${name}.hint`)}
          />
        ))}
      </Fieldset>
      <Fieldset legend={t('rally.rules.limits')}>
        {numbers.map((name) => (
          <Decimal {...fields} name={name} label={t(`rally.rules.${name}`)} hint={t(`rally.rules.${name}.hint`)} />
        ))}
        <Field
          {...{
            t,
            name: 'announceBy',
            label: t('rally.rules.announceBy'),
            hint: t('rally.rules.announceBy.hint', { zone }),
          }}
          {...{ type: 'datetime-local', size: 'medium', value: typed.announceBy, error: errors.announceBy }}
        />
      </Fieldset>
      <Fieldset legend={t('rally.rules.tieBreak')} hint={t('rally.rules.tieBreak.hint')}>
        {[1, 2, 3, 4].map((place) => (
          <Select
            {...{ t, name: `tieBreak-${place}`, label: t('rally.rules.tieBreak.place', { place }), size: 'medium' }}
            {...{ empty: t('rally.rules.tieBreak.none'), value: typed[`tieBreak-${place}`] }}
            error={errors[`tieBreak-${place}`]}
            options={tieBreaks.map((value) => ({ value, label: t(`rally.tie-break.${value}`) }))}
          />
        ))}
      </Fieldset>
      <ChallengeFields {...fields} />
      <DecidedField {...fields} />
    </>
  )
}

function Decimal({ t, typed, errors, name, label, hint }: Fields & { name: string; label: string; hint: string }) {
  return (
    <Field
      {...{ t, name, label, hint, inputmode: 'decimal', size: 'short', required: true }}
      {...{ value: typed[name], error: errors[name] }}
    />
  )
}

/** The challenges there are and two empty rows; a row without a name is none. */
function ChallengeFields({ t, typed, errors }: Fields) {
  const filled = Array.from({ length: challengeRows }, (_, row) => row).filter((row) => typed[`challenge-${row}-id`])
  const shown = Math.min(challengeRows, (filled.at(-1) ?? -1) + 3)
  const cell = (row: number, name: string) => `challenge-${row}-${name}`
  return (
    <Fieldset legend={t('rally.challenges.legend')} hint={t('rally.challenges.hint')}>
      {Array.from({ length: shown }, (_, row) => (
        <Fieldset legend={t('rally.challenges.row', { number: row + 1 })}>
          <Field
            {...{ t, name: cell(row, 'id'), label: t('rally.challenges.id'), hint: t('rally.challenges.id.hint') }}
            {...{ value: typed[cell(row, 'id')], error: errors[cell(row, 'id')], size: 'medium' }}
          />
          <Select
            {...{ t, name: cell(row, 'kind'), label: t('rally.challenges.kind'), size: 'medium' }}
            {...{ value: typed[cell(row, 'kind')], error: errors[cell(row, 'kind')] }}
            options={(['judged', 'panel', 'interactions'] as const).map((value) => ({
              value,
              label: t(`rally.challenge.${value}`),
            }))}
          />
          <Field
            {...{
              t,
              name: cell(row, 'points'),
              label: t('rally.challenges.points'),
              inputmode: 'decimal',
              size: 'short',
            }}
            {...{ value: typed[cell(row, 'points')], error: errors[cell(row, 'points')] }}
          />
          <Field
            {...{ t, name: cell(row, 'criterion'), label: t('rally.challenges.criterion'), size: 'medium' }}
            {...{ hint: t('rally.challenges.criterion.hint') }}
            {...{ value: typed[cell(row, 'criterion')], error: errors[cell(row, 'criterion')] }}
          />
          <Select
            {...{ t, name: cell(row, 'posts'), label: t('rally.challenges.posts'), size: 'medium' }}
            {...{ value: typed[cell(row, 'posts')], error: errors[cell(row, 'posts')] }}
            options={(['visit', 'announcement'] as const).map((value) => ({
              value,
              label: t(`rally.challenges.posts.${value}`),
            }))}
          />
          <Field
            {...{ t, name: cell(row, 'top'), label: t('rally.challenges.top'), hint: t('rally.challenges.top.hint') }}
            {...{
              inputmode: 'numeric',
              size: 'short',
              value: typed[cell(row, 'top')],
              error: errors[cell(row, 'top')],
            }}
          />
        </Fieldset>
      ))}
    </Fieldset>
  )
}
