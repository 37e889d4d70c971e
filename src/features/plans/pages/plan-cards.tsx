import { dayIn } from '../../../platform/civil-day.ts'
import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { formatDate, formatDateRange } from '../../../ui/format.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import type { PlanDocument } from '../model.ts'
import type { CommitmentLine } from '../queries.ts'

export function FactsCard({ c, plan }: { c: C; plan: Plan }) {
  const { t, context } = c.var
  const unknown = t(plan.origin === 'public-record' ? 'plan.not-published-fact' : 'plan.undecided')
  const source = plan.sourceUrl ? <a href={plan.sourceUrl}>{plan.sourceTitle ?? plan.sourceUrl}</a> : plan.sourceTitle
  const items = [
    { term: t('plan.field.kind'), value: t(`plan.kind.${plan.kind}`) },
    { term: t('plan.field.period'), value: periodOf(c, plan) ?? unknown },
    { term: t('plan.field.legalBasis'), value: plan.legalBasis ?? unknown },
    ...(plan.number ? [{ term: t('plan.field.number'), value: plan.number }] : []),
    ...(plan.ogpActionPlanId ? [{ term: t('plan.field.ogpActionPlanId'), value: plan.ogpActionPlanId }] : []),
    ...(source ? [{ term: t('plan.field.source'), value: source }] : []),
    ...(plan.sourceAccessedOn
      ? [{ term: t('plan.field.sourceAccessedOn'), value: formatDate(plan.sourceAccessedOn, context.locale) }]
      : []),
  ]
  return (
    <Card title={t('plan.edit.title')}>
      <DescriptionList items={items} />
    </Card>
  )
}

function periodOf(c: C, { startsOn, endsOn }: Plan): string | null {
  const { locale } = c.var.context
  if (startsOn && endsOn) return formatDateRange(startsOn, endsOn, locale)
  const only = startsOn ?? endsOn
  return only ? formatDate(only, locale) : null
}

export function PublicationCard({ c, plan }: { c: C; plan: Plan }) {
  const { t, context } = c.var
  const { publication } = plan
  if (!publication) return null
  const day = (iso: string) => formatDate(iso, context.locale)
  return (
    <Card title={t('plan.published')} size="small">
      <div class="flow">
        <p>{t('plan.published.on', { date: day(dayIn(plan.timeZone, publication.publishedAt)) })}</p>
        {publication.launchedOn ? <p>{t('plan.published.launched', { date: day(publication.launchedOn) })}</p> : null}
        {publication.approvedBy ? <p>{t('plan.published.approved', { body: publication.approvedBy })}</p> : null}
        {publication.approvedOn ? (
          <p>{t('plan.published.approved-on', { date: day(publication.approvedOn) })}</p>
        ) : null}
        {publication.approvalUrl ? (
          <p>
            <a href={publication.approvalUrl}>{t('plan.published.minutes')}</a>
          </p>
        ) : null}
        <p>
          {t('plan.data')} <a href={`/datos/seguimiento.xlsx?espacio=${plan.space.slug}&plan=${plan.slug}`}>XLSX</a>,{' '}
          <a href={`/datos/seguimiento.json?espacio=${plan.space.slug}&plan=${plan.slug}`}>JSON</a>,{' '}
          <a href={`/datos/datapackage.json?espacio=${plan.space.slug}&plan=${plan.slug}`}>CSV</a>
        </p>
      </div>
    </Card>
  )
}

export function DocumentsCard({ c, documents }: { c: C; documents: readonly PlanDocument[] }) {
  const { t, context } = c.var
  return (
    <Card title={t('plan.documents')} size="small" id="documents">
      {documents.length === 0 ? <p class="muted">{t('plan.documents.none')}</p> : null}
      <div class="flow">
        <ul>
          {documents.map((document) => (
            <li>
              <a href={document.url}>{document.title}</a>
              <br />
              <span class="small muted">
                {[
                  t(`plan.document.kind.${document.kind}`),
                  document.datedOn ? formatDate(document.datedOn, context.locale) : null,
                ]
                  .concat(document.language, document.note)
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

export function PausesCard({ c, plan, lines }: { c: C; plan: Plan; lines: readonly CommitmentLine[] }) {
  const { t, context } = c.var
  const numbers = new Map(lines.map((line) => [line.id, line.number]))
  const day = (iso: string) => formatDate(iso, context.locale)
  return (
    <Card title={t('plan.pauses')} size="small">
      <div class="flow">
        <ul>
          {plan.pauses.map((pause) => (
            <li>
              {pause.commitmentId ? `${numbers.get(pause.commitmentId) ?? ''}. ` : null}
              {t('plan.pauses.notice', { kind: pause.kind, date: day(pause.since), party: pause.party })} {pause.reason}
              {pause.ending
                ? ` ${t('plan.pauses.ended', { date: day(pause.ending.on), reason: pause.ending.reason })}`
                : null}
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}
