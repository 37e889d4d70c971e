import type { C } from '../../../platform/http/env.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { Card } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Details } from '../../../ui/Details.tsx'
import { formatList } from '../../../ui/format.ts'
import type { CommitmentDocument, TextField } from '../model.ts'
import { Prose } from './prose.tsx'
import { absence } from './words.ts'

const reasons: readonly TextField[] = [
  ...(['problem', 'causes', 'previousActions', 'solution', 'expectedResults'] as const),
  ...(['transparency', 'accountability', 'participation'] as const),
]

/** The answers to OGP's questions, as they were written. */
export function WhyCard({ c, commitment }: { c: C; commitment: CommitmentDocument }) {
  const { t, context } = c.var
  const told = reasons.filter((field) => commitment[field])
  const untold = reasons.filter((field) => !commitment[field])
  const lang = commitment.language === context.locale ? undefined : commitment.language
  return (
    <Card title={t('public.why')}>
      {told.map((field) => (
        <>
          <h3>{t(`public.${field}` as MessageKey)}</h3>
          <Prose text={commitment[field] ?? ''} lang={lang} />
        </>
      ))}
      {commitment.fullText ? (
        <Details summary={t('public.fullText')} open={told.length === 0}>
          <Prose text={commitment.fullText} lang={lang} />
        </Details>
      ) : null}
      {untold.length > 0 ? <Untold c={c} commitment={commitment} fields={untold} /> : null}
    </Card>
  )
}

/** What nobody published, said once for each reason instead of once a field. */
function Untold({ c, commitment, fields }: { c: C; commitment: CommitmentDocument; fields: readonly TextField[] }) {
  const { t, context } = c.var
  const groups = Map.groupBy(fields, (field) => absence(t, commitment, field))
  return (
    <DescriptionList
      items={[...groups].map(([why, names]) => ({
        term: <span class="capitalised">{why}</span>,
        value: formatList(
          names.map((field) => t(`public.${field}` as MessageKey).toLocaleLowerCase(context.locale)),
          context.locale,
        ),
      }))}
    />
  )
}
