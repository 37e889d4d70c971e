import type { T } from '../../../../platform/i18n.ts'
import { Button } from '../../../../ui/Button.tsx'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { formatDate } from '../../../../ui/format.ts'
import type { Edition } from '../model.ts'
import { type Partner, partnerParts } from '../partners/model.ts'
import { editionPaths } from '../paths.ts'
import type { Fields } from './part-fields.tsx'

export function PartnerFields({ t, typed, errors }: Fields) {
  return (
    <>
      <Field
        {...{ t, name: 'name', label: t('rally.partner.name'), required: true, value: typed.name, error: errors.name }}
      />
      <RadioGroup
        {...{ t, name: 'part', label: t('rally.partner.part'), required: true, value: typed.part, error: errors.part }}
        options={partnerParts.map((value) => ({ value, label: t(`rally.partner.${value}`) }))}
      />
      <Field {...{ t, name: 'url', type: 'url', label: t('rally.partner.url'), value: typed.url, error: errors.url }} />
      <DateField
        {...{ t, name: 'linkedOn', label: t('rally.partner.linkedOn'), hint: t('rally.partner.linkedOn.hint') }}
        {...{ value: typed.linkedOn, error: errors.linkedOn }}
      />
    </>
  )
}

type ListProps = { t: T; locale: string; edition: Edition; partners: readonly Partner[] }

/** Those there are, each with the press that takes it away. */
export function PartnerDesk({ t, locale, edition, partners }: ListProps) {
  if (partners.length === 0) return <p>{t('rally.partner.none')}</p>
  return (
    <ul class="plain-list">
      {partners.map((partner) => (
        <li>
          <PartnerLine t={t} locale={locale} partner={partner} />
          <form method="post" action={editionPaths.removePartner(edition, partner.id)}>
            <Button kind="quiet" small>
              {t('rally.partner.remove')} <span class="visually-hidden">{partner.name}</span>
            </Button>
          </form>
        </li>
      ))}
    </ul>
  )
}

export function PartnerLine({ t, locale, partner }: { t: T; locale: string; partner: Partner }) {
  const since = partner.linkedOn ? t('rally.partner.since', { date: formatDate(partner.linkedOn, locale) }) : null
  return (
    <>
      {partner.url ? (
        <a href={partner.url} rel="noopener">
          {partner.name}
        </a>
      ) : (
        partner.name
      )}
      <span class="why">{[t(`rally.partner.${partner.part}`), since].filter(Boolean).join(' · ')}</span>
    </>
  )
}
