import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatDate, formatDateTime } from '../../../../ui/format.ts'
import { Items } from '../../../../ui/Items.tsx'
import { Receipt } from '../../../../ui/Receipt.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { ApprovalFields } from '../../../commitments/pages/edit-frame/approval-fields.tsx'
import { Prose } from '../../../commitments/pages/prose.tsx'
import type { Plan } from '../../../commitments/plan/model.ts'
import { TrackingFrame } from '../../reports/pages/frame.tsx'
import { daysAsked, type Extension, extensionDecisions } from '../model.ts'
import { extensionPaths } from '../paths.ts'

export type ExtensionView = { plan: Plan; extension: Extension; mayDecide: boolean; isReceipt: boolean }

const kinds = { granted: 'on-time', refused: 'late' } as const

export function ExtensionWord({ c, extension: { decision, wantedOn } }: { c: C; extension: Extension }) {
  const { t, context } = c.var
  const day = (date: string) => formatDate(date, context.locale)
  if (!decision)
    return <Status kind="at-risk" word={t('extension.waiting')} why={t('extension.until', { date: day(wantedOn) })} />
  const until = decision.grantedUntil
  return (
    <Status
      kind={kinds[decision.decision]}
      word={t(`extension.decision.${decision.decision}`)}
      why={until ? t('extension.until', { date: day(until) }) : undefined}
    />
  )
}

type PageProps = { c: C; view: ExtensionView; typed: Typed; errors: FieldErrors }

/** One request: who asked for how much and why, and what was decided. */
export function ExtensionPage({ c, view, typed, errors }: PageProps) {
  const { t, context } = c.var
  const { plan, extension, isReceipt, mayDecide } = view
  const { decision } = extension
  const day = (date: string) => formatDate(date, context.locale)
  const askedAt = formatDateTime(extension.askedAt, context.locale, plan.timeZone)
  return (
    <TrackingFrame
      c={c}
      plan={plan}
      commitment={extension}
      title={t('extension.of', { folio: extension.folio })}
      lead={`${extension.code} ${extension.activity}`}
      status={<ExtensionWord c={c} extension={extension} />}
      errors={errors}
      canonical={extensionPaths.one(plan, extension.folio)}
      {...(isReceipt ? { islands: ['copy-text', 'draft-keeper'] } : {})}
    >
      {isReceipt ? (
        <Receipt
          t={t}
          title={t('extension.receipt')}
          folio={extension.folio}
          at={askedAt}
          href={extensionPaths.one(plan, extension.folio)}
          draft={extensionPaths.ask(plan, extension.key, extension.code)}
        >
          <p>{t('extension.receipt.text')}</p>
        </Receipt>
      ) : null}
      <Card title={t('extension.asked')}>
        <DescriptionList
          items={[
            { term: t('extension.by'), value: extension.organization },
            { term: t('extension.was-due'), value: day(extension.wasDueOn) },
            {
              term: t('extension.wanted'),
              value: `${day(extension.wantedOn)} (${t('extension.days', { count: daysAsked(extension) })})`,
            },
            { term: t('extension.reason'), value: <Prose text={extension.reason} /> },
            { term: t('extension.at'), value: askedAt },
          ]}
        />
      </Card>
      {decision ? (
        <Card title={t('extension.decided')}>
          <DescriptionList
            items={[
              { term: t('extension.what'), value: t(`extension.decision.${decision.decision}`) },
              ...(decision.grantedUntil
                ? [{ term: t('extension.granted-until'), value: day(decision.grantedUntil) }]
                : []),
              { term: t('extension.decision.reason'), value: <Prose text={decision.reason} /> },
              { term: t('extension.approved-by'), value: decision.approvedBy },
              { term: t('extension.at'), value: formatDateTime(decision.at, context.locale, plan.timeZone) },
            ]}
          />
        </Card>
      ) : null}
      {!decision && mayDecide ? <Deciding c={c} view={view} typed={typed} errors={errors} /> : null}
    </TrackingFrame>
  )
}

function Deciding({ c, view: { plan, extension }, typed, errors }: PageProps) {
  const { t } = c.var
  return (
    <Card title={t('extension.decide.title')}>
      <p>{t('extension.decide.lead')}</p>
      <form method="post" action={extensionPaths.decide(plan, extension.folio)} class="form" novalidate>
        <RadioGroup
          t={t}
          name="decision"
          label={t('extension.what')}
          required
          options={extensionDecisions.map((value) => ({ value, label: t(`extension.decision.${value}`) }))}
          value={typed.decision}
          error={errors.decision}
        />
        <DateField
          t={t}
          name="grantedUntil"
          label={t('extension.granted-until')}
          hint={t('extension.granted-until.hint')}
          value={typed.grantedUntil ?? extension.wantedOn}
          error={errors.grantedUntil}
        />
        <ApprovalFields t={t} typed={typed} errors={errors} />
        <Actions>
          <Button>{t('extension.decide.send')}</Button>
        </Actions>
      </form>
    </Card>
  )
}

/** All of a plan: what waits for a decision first. */
export function ExtensionsPage({ c, plan, list }: { c: C; plan: Plan; list: readonly Extension[] }) {
  const { t, context } = c.var
  return (
    <TrackingFrame
      c={c}
      plan={plan}
      title={t('extension.list')}
      lead={t('extension.list.lead')}
      canonical={extensionPaths.list(plan)}
    >
      {list.length === 0 ? (
        <EmptyState title={t('extension.none')} />
      ) : (
        <Items
          items={list.map((extension) => ({
            number: extension.number,
            title: `${extension.folio} · ${extension.code} ${extension.activity}`,
            href: extensionPaths.one(plan, extension.folio),
            meta: `${extension.organization} · ${formatDate(extension.wasDueOn, context.locale)} → ${formatDate(extension.wantedOn, context.locale)}`,
            state: <ExtensionWord c={c} extension={extension} />,
          }))}
        />
      )}
    </TrackingFrame>
  )
}
