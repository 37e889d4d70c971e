import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card, WithAside } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Confirm } from '../../../ui/Details.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { formatDate, formatDateTime } from '../../../ui/format.ts'
import { PageHeader } from '../../../ui/Header.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Receipt } from '../../../ui/Receipt.tsx'
import { langOf } from '../../../ui/Said.tsx'
import type { Contribution } from '../contributions/model.ts'
import { consultationPaths } from '../paths.ts'
import { Comments } from './comments.tsx'
import { ConsultationFrame } from './frame.tsx'
import type { ContributionView } from './views.ts'
import { figure, titleOf } from './words.ts'

/** One contribution under its folio: what was said, what became of it, who supports it, what others say. */
export function ContributionPage({ c, view }: { c: C; view: ContributionView }) {
  const { t, context } = c.var
  const { consultation, contribution, decisions, errors } = view
  const list = { label: t('consultations.contributions'), href: consultationPaths.contributions(consultation) }
  const title = titleOf(c, contribution)
  const [newest] = decisions
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={contribution.folio}
      trail={[list]}
      errors={errors}
      islands={['copy-text', 'draft-keeper']}
    >
      {view.isReceipt ? (
        <Receipt
          t={t}
          title={t('consultations.receipt')}
          folio={contribution.folio}
          at={t('consultations.receipt.at', {
            when: formatDateTime(contribution.receivedAt, context.locale, consultation.timeZone),
          })}
          href={consultationPaths.thread(contribution.folio)}
          draft={consultationPaths.contribute(consultation)}
        >
          <p>{contribution.text === null ? t('consultations.receipt.held') : t('consultations.receipt.text')}</p>
        </Receipt>
      ) : null}
      <div {...langOf(c, contribution.text ? contribution.language : context.locale)}>
        <PageHeader title={title} />
      </div>
      {contribution.text === null ? (
        <Notice t={t} kind="warning" title={t('consultations.withheld')}>
          <p>{newest?.reason}</p>
        </Notice>
      ) : null}
      <WithAside aside={<Aside c={c} view={view} />} label={t('consultations.about')}>
        <Text c={c} contribution={contribution} title={title} />
        {view.mayModerate ? <Moderation c={c} view={view} /> : null}
        {view.panels}
        <Comments c={c} view={view} />
      </WithAside>
    </ConsultationFrame>
  )
}

function Text({ c, contribution, title }: { c: C; contribution: Contribution; title: string }) {
  const { text } = contribution
  if (text === null) return null
  const isWhole = text.title === null && text.body.trim() === title
  return (
    <>
      {isWhole ? null : (
        <p class="prewrap" {...langOf(c, contribution.language)}>
          {text.body}
        </p>
      )}
      {text.signature ? <p class="muted">{c.var.t('consultations.signed', { name: text.signature })}</p> : null}
    </>
  )
}

function Aside({ c, view }: { c: C; view: ContributionView }) {
  const { t, context } = c.var
  const { consultation, contribution, isOpen, hasSupported } = view
  const { axis, channel, place, saidOn, sheet, territory, language, supports, supportsElsewhere } = contribution
  return (
    <Card size="small" title={t('consultations.about')}>
      <div class="stack">
        <DescriptionList
          items={[
            { term: t('ui.folio'), value: <code class="folio">{contribution.folio}</code> },
            ...(axis ? [{ term: t('consultations.axis'), value: axis.name }] : []),
            { term: t('consultations.channel'), value: t(`consultations.channel.${channel}`) },
            ...(place ? [{ term: t('consultations.place'), value: place }] : []),
            ...(sheet ? [{ term: t('consultations.sheet'), value: sheet }] : []),
            ...(territory ? [{ term: t('consultations.territory'), value: territory.name }] : []),
            { term: t('consultations.said-on'), value: formatDate(saidOn, context.locale) },
            ...(language === context.locale
              ? []
              : [{ term: t('consultations.form.language'), value: languageName(c, language) }]),
            { term: t('consultations.support.count'), value: figure(c, supports) },
            ...(supportsElsewhere === null
              ? []
              : [{ term: t('consultations.support.elsewhere'), value: figure(c, supportsElsewhere) }]),
          ]}
        />
        {isOpen && contribution.text !== null ? (
          <form method="post" action={consultationPaths.support(consultation, contribution.folio)}>
            <input type="hidden" name="support" value={hasSupported ? 'no' : 'yes'} />
            <Button kind="quiet">
              {hasSupported ? t('consultations.support.withdraw') : t('consultations.support')}
            </Button>
          </form>
        ) : null}
      </div>
    </Card>
  )
}

function languageName(c: C, language: string): string {
  return c.var.t(`consultations.language.${language}` as Parameters<typeof c.var.t>[0])
}

function Moderation({ c, view }: { c: C; view: ContributionView }) {
  const { t } = c.var
  const { consultation, contribution, withheld } = view
  const isHidden = contribution.text === null
  return (
    <Card title={isHidden ? t('consultations.review.withheld') : t('consultations.review.public')} size="small">
      <div class="stack">
        {withheld ? (
          <blockquote class="prewrap">
            {withheld.title ? `${withheld.title}\n` : ''}
            {withheld.body}
            {withheld.signature ? `\n— ${withheld.signature}` : ''}
          </blockquote>
        ) : null}
        <Confirm summary={isHidden ? t('consultations.review.show') : t('consultations.review.hide')}>
          <form
            method="post"
            action={consultationPaths.decide(consultation, contribution.folio)}
            class="form"
            novalidate
          >
            <input type="hidden" name="decision" value={isHidden ? 'shown' : 'hidden'} />
            <TextArea
              t={t}
              name="reason"
              label={t('consultations.review.reason')}
              required
              rows={2}
              error={view.errors.reason}
              value={view.typed.reason}
            />
            <Actions>
              <Button>{isHidden ? t('consultations.review.show') : t('consultations.review.hide')}</Button>
            </Actions>
          </form>
        </Confirm>
      </div>
    </Card>
  )
}
