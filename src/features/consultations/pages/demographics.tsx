import type { C } from '../../../platform/http/env.ts'
import type { Typed } from '../../../platform/http/form.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { Select } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { type DemographicQuestion, demographicQuestions } from '../model.ts'

type DemographicsProps = { c: C; asked: readonly DemographicQuestion[]; typed: Typed; legend: MessageKey }

/** What somebody may say of herself, or wrote of herself on her sheet. */
export function Demographics({ c, asked, typed, legend }: DemographicsProps) {
  const { t } = c.var
  return (
    <Details summary={t(legend)} open={false}>
      <p class="hint">{t('consultations.demographics.hint')}</p>
      {asked.map((question) => (
        <Select
          t={t}
          name={`demographics.${question}`}
          label={t(`consultations.demographics.${question}`)}
          empty={t('consultations.form.not-said')}
          options={demographicQuestions[question].map((answer) => ({
            value: answer,
            label: t(`consultations.demographics.${question}.${answer}` as Parameters<typeof t>[0]),
          }))}
          value={typed[`demographics.${question}`]}
        />
      ))}
    </Details>
  )
}
