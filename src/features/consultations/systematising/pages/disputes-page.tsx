import type { C } from '../../../../platform/http/env.ts'
import { Button } from '../../../../ui/Button.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { formatNumber, formatPercent } from '../../../../ui/format.ts'
import { Pager } from '../../../../ui/Pager.tsx'
import type { Consultation } from '../../model.ts'
import { figure } from '../../pages/words.ts'
import type { CodersAgreement } from '../agreement/model.ts'
import type { Dispute } from '../agreement/queries.ts'
import { pageSizes, type Topic, type Verdict } from '../model.ts'
import { systematisingPaths } from '../paths.ts'
import { CodedText } from './coded-text.tsx'
import { BenchFrame } from './frame.tsx'

export type DisputesView = {
  consultation: Consultation
  agreement: CodersAgreement
  disputes: readonly Dispute[]
  topics: readonly Topic[]
  all: number
  page: number
  personId: string
}

/** How far the two coders agree, and what a third has to decide. */
export function DisputesPage({ c, view }: { c: C; view: DisputesView }) {
  const { t, context } = c.var
  const { consultation, agreement, disputes, all, page } = view
  const { items, observed, kappa } = agreement
  return (
    <BenchFrame c={c} consultation={consultation} section="disputes" title={t('systematising.disputes')}>
      <p class="lead">{t('systematising.disputes.lead')}</p>
      <Facts
        label={t('systematising.agreement')}
        items={[
          { label: t('systematising.agreement.items'), value: figure(c, items) },
          {
            label: t('systematising.agreement.observed'),
            value: observed === null ? '—' : formatPercent(observed * 100, context.locale),
          },
          {
            ...{ label: t('systematising.agreement.kappa'), note: t('systematising.agreement.kappa-note') },
            value: kappa === null ? '—' : formatNumber(kappa, context.locale, 2),
          },
        ]}
      />
      {disputes.length === 0 ? <EmptyState title={t('systematising.disputes.none')} /> : null}
      <ol class="coded-items" start={(page - 1) * pageSizes.disputes + 1}>
        {disputes.map((dispute) => (
          <DisputeItem c={c} view={view} dispute={dispute} />
        ))}
      </ol>
      <Pager
        t={t}
        page={page}
        pages={Math.ceil(all / pageSizes.disputes)}
        hrefOf={(number) => systematisingPaths.disputes(consultation, number)}
      />
    </BenchFrame>
  )
}

function DisputeItem({ c, view, dispute }: { c: C; view: DisputesView; dispute: Dispute }) {
  const { t } = c.var
  const { consultation, topics, personId } = view
  const isOwn = dispute.words.some(({ coderId }) => coderId === personId)
  const address = systematisingPaths.bench(consultation, { aportacion: dispute.folio })
  return (
    <li>
      <CodedText c={c} text={dispute} />
      <ul class="words-of-coders">
        {dispute.words.map(({ codingId, coder, verdict }) => (
          <li>
            <p>
              <strong>{coder ?? t('systematising.somebody')}</strong>: {verdictWords(c, topics, verdict)}
            </p>
            {verdict.response ? <p class="small">{verdict.response}</p> : null}
            {isOwn ? null : (
              <form method="post" action={systematisingPaths.disputes(consultation)}>
                <input type="hidden" name="coding" value={codingId} />
                <Button kind="quiet" small>
                  {t('systematising.decide-this')}
                  <span class="visually-hidden">
                    {' '}
                    {dispute.folio}: {verdictWords(c, topics, verdict)}
                  </span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <p class="small">
        {dispute.folio} ·{' '}
        <a href={address}>
          {t(isOwn ? 'systematising.change-mine' : 'systematising.decide-other')}
          <span class="visually-hidden"> {dispute.folio}</span>
        </a>
      </p>
    </li>
  )
}

/** 'Agua', 'Agua (en parte)', 'No se atiende: fuera de alcance'. A topic that went into another is named by where it is now. */
export function verdictWords(
  c: C,
  topics: readonly Topic[],
  { kind, topicId }: Pick<Verdict, 'kind' | 'topicId'>,
): string {
  const { t } = c.var
  if (topicId === null) return t(`systematising.kind.${kind}`)
  let topic = topics.find(({ id }) => id === topicId)
  while (topic?.mergedInto) {
    const next = topic.mergedInto.id
    topic = topics.find(({ id }) => id === next)
  }
  const name = topic?.name ?? '—'
  return kind === 'included-in-part' ? t('systematising.in-part', { name }) : name
}
