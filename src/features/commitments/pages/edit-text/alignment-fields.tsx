import type { MessageKey } from '../../../../platform/i18n.ts'
import { CheckboxGroup } from '../../../../ui/Choices.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import type { FieldsProps } from './text-fields.tsx'
import { hintOf, Short } from './text-fields.tsx'

export type AreaGroup = { label: string | null; areas: readonly { value: string; label: string }[] }
export type Offered = {
  areas: readonly AreaGroup[]
  areaVersion: string | null
  territories: readonly { key: string; name: string }[]
}

const goals = Array.from({ length: 17 }, (_, index) => String(index + 1))

/** What the commitment relates to: SDGs and their targets, policy areas, places, the national plan. */
export function AlignmentFields({ offered, ...props }: FieldsProps & { offered: Offered }) {
  const { t, state } = props
  const field = fieldsWith(t, state)
  const chosen = (name: string) => (state.typed[name] ?? '').split('\n')
  return (
    <>
      <CheckboxGroup
        t={t}
        name="sdgs"
        label={t('commitment.field.sdgs')}
        hint={hintOf(t, 'sdgs', props.missing)}
        options={goals.map((goal) => ({ value: goal, label: t(`commitment.sdg.${goal}` as MessageKey) }))}
        values={chosen('sdgs')}
        inline
        error={state.errors.sdgs}
      />
      <Field {...field('sdgTargets')} label={t('commitment.field.sdgTargets')} hint={t('commitment.hint.sdgTargets')} />
      <Short {...props} name="nationalAxis" />
      <Short {...props} name="nationalAxisScheme" />
      {offered.areas.length > 0 ? (
        <Details summary={t('commitment.field.policyAreas')} open={chosen('policyAreas').some(Boolean)}>
          <p class="hint">{t('commitment.hint.policyAreas', { version: offered.areaVersion ?? '' })}</p>
          {offered.areas.map((group, index) => (
            <CheckboxGroup
              t={t}
              name="policyAreas"
              id={index === 0 ? 'policyAreas' : `policyAreas-group-${index + 1}`}
              label={group.label ?? t('commitment.field.policyAreas')}
              options={group.areas}
              values={chosen('policyAreas')}
              inline
            />
          ))}
        </Details>
      ) : null}
      {offered.territories.length > 0 ? (
        <Details summary={t('commitment.field.territories')} open={chosen('territories').some(Boolean)}>
          <CheckboxGroup
            t={t}
            name="territories"
            label={t('commitment.field.territories')}
            hint={t('commitment.hint.territories')}
            options={offered.territories.map(({ key, name }) => ({ value: key, label: name }))}
            values={chosen('territories')}
            inline
          />
        </Details>
      ) : null}
    </>
  )
}
