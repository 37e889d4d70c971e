import { dayIn } from '../../../../platform/civil-day.ts'
import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { formatDate, formatDateTime } from '../../../../ui/format.ts'
import { Items } from '../../../../ui/Items.tsx'
import { Receipt } from '../../../../ui/Receipt.tsx'
import { Status, type StatusKind } from '../../../../ui/Status.tsx'
import { Prose } from '../../../commitments/pages/prose.tsx'
import type { Plan } from '../../../commitments/plan/model.ts'
import { TrackingFrame } from '../../reports/pages/frame.tsx'
import { Who } from '../../reports/pages/report-form-page.tsx'
import type { Speaker } from '../../reports/policy.ts'
import { type Contestation, decisions, outcomes, type Standing, standingOf } from '../model.ts'
import { contestationPaths } from '../paths.ts'

const kinds: Record<Standing, StatusKind> = {
  waiting: 'no-information',
  withheld: 'paused',
  unanswered: 'at-risk',
  overdue: 'late',
  answered: 'done',
}

export function StandingWord({ c, plan, contestation }: { c: C; plan: Plan; contestation: Contestation }) {
  const { t, context } = c.var
  const standing = standingOf(contestation, dayIn(plan.timeZone, context.now))
  const date = formatDate(contestation.answerDueOn, context.locale)
  const why = standing === 'unanswered' || standing === 'overdue' ? t('tracking.contested.due', { date }) : undefined
  return <Status kind={kinds[standing]} word={t(`tracking.contested.${standing}`)} why={why} />
}

export type ContestationView = {
  plan: Plan
  contestation: Contestation
  speakers: readonly Speaker[]
  mayDecide: boolean
  isReceipt: boolean
}

type PageProps = { c: C; view: ContestationView; typed?: Typed; errors?: FieldErrors }

/** One contestation: its words once shown, its decision and its answers always. */
export function ContestationPage({ c, view, typed = {}, errors = {} }: PageProps) {
  const { t, context } = c.var
  const { plan, contestation, speakers, mayDecide } = view
  const isShown = contestation.decision?.decision === 'shown'
  return (
    <TrackingFrame
      c={c}
      plan={plan}
      commitment={contestation}
      title={t('tracking.contested.title', { folio: contestation.folio })}
      lead={contestation.activity ? `${contestation.code} ${contestation.activity}` : ''}
      status={<StandingWord c={c} plan={plan} contestation={contestation} />}
      errors={errors}
      {...(view.isReceipt ? { islands: ['copy-text', 'draft-keeper'] } : {})}
    >
      {view.isReceipt ? (
        <Receipt
          t={t}
          title={t('tracking.contested.receipt')}
          folio={contestation.folio}
          at={formatDateTime(contestation.filedAt, context.locale)}
          href={contestationPaths.one(plan, contestation.folio)}
          draft={contestationPaths.write(plan, contestation.key, contestation.code ?? '')}
        >
          <p>{t('tracking.contested.receipt.text')}</p>
        </Receipt>
      ) : null}
      <Card title={t('tracking.contested.said')}>
        {isShown || mayDecide ? <Words c={c} contestation={contestation} /> : <p>{t('tracking.contested.hidden')}</p>}
      </Card>
      <Decided c={c} view={view} typed={typed} errors={errors} />
      {isShown ? <Answers c={c} view={view} typed={typed} errors={errors} speakers={speakers} /> : null}
    </TrackingFrame>
  )
}

function Words({ c, contestation }: { c: C; contestation: Contestation }) {
  const { t, context } = c.var
  const { contestedState, signature, filedAt, evidenceUrl, reason } = contestation
  return (
    <DescriptionList
      items={[
        { term: t('tracking.contested.state'), value: t(`board.activity.${contestedState as 'complete'}`) },
        { term: t('tracking.contested.reason'), value: <Prose text={reason} /> },
        ...(evidenceUrl ? [{ term: t('tracking.contest.evidence'), value: <Given url={evidenceUrl} /> }] : []),
        { term: t('tracking.contested.by'), value: signature ?? t('tracking.contested.unsigned') },
        { term: t('tracking.contested.at'), value: formatDateTime(filedAt, context.locale) },
      ]}
    />
  )
}

type PartProps = { c: C; view: ContestationView; typed: Typed; errors: FieldErrors }

function Decided({ c, view, typed, errors }: PartProps) {
  const { t, context } = c.var
  const { plan, contestation, mayDecide } = view
  const { decision } = contestation
  if (decision) {
    return (
      <Card title={t('tracking.contested.decision')}>
        <p>
          {t(`tracking.decision.${decision.decision}`)}{' '}
          <span class="muted small">{formatDateTime(decision.at, context.locale)}</span>
        </p>
        <Prose text={decision.reason} />
      </Card>
    )
  }
  if (!mayDecide) return null
  return (
    <form method="post" action={contestationPaths.decide(plan, contestation.folio)} class="form" novalidate>
      <RadioGroup
        t={t}
        name="decision"
        label={t('tracking.contested.decision')}
        hint={t('tracking.contested.decision.hint')}
        required
        options={decisions.map((value) => ({ value, label: t(`tracking.decision.${value}`) }))}
        value={typed.decision}
        error={errors.decision}
      />
      <TextArea
        t={t}
        name="reason"
        label={t('tracking.contested.decision.reason')}
        required
        rows={3}
        maxlength={1000}
        value={typed.reason}
        error={errors.reason}
      />
      <Actions>
        <Button>{t('tracking.contested.decide')}</Button>
      </Actions>
    </form>
  )
}

function Answers({ c, view, typed, errors, speakers }: PartProps & { speakers: readonly Speaker[] }) {
  const { t, context } = c.var
  const { plan, contestation } = view
  return (
    <Card title={t('tracking.contested.answers')} id="respuestas">
      {contestation.answers.length === 0 ? <p>{t('tracking.contested.answers.none')}</p> : null}
      {contestation.answers.map(({ organization, outcome, answer, at }) => (
        <div>
          <p>
            <strong>{organization}</strong>: {t(`tracking.outcome.${outcome}`)}{' '}
            <span class="muted small">{formatDateTime(at, context.locale)}</span>
          </p>
          <Prose text={answer} />
        </div>
      ))}
      {speakers.length === 0 ? null : (
        <form method="post" action={contestationPaths.answer(plan, contestation.folio)} class="form" novalidate>
          <Who c={c} speakers={speakers} typed={typed} errors={errors} />
          <RadioGroup
            t={t}
            name="outcome"
            label={t('tracking.contested.outcome')}
            required
            options={outcomes.map((value) => ({ value, label: t(`tracking.outcome.${value}`) }))}
            value={typed.outcome}
            error={errors.outcome}
          />
          <TextArea
            t={t}
            name="answer"
            label={t('tracking.contested.answer')}
            required
            rows={4}
            maxlength={4000}
            value={typed.answer}
            error={errors.answer}
          />
          <Actions>
            <Button>{t('tracking.contested.answer.send')}</Button>
          </Actions>
        </form>
      )}
    </Card>
  )
}

/** All that was shown in a plan; whoever decides sees what waits too. */
export function ContestationsPage({ c, plan, list }: { c: C; plan: Plan; list: readonly Contestation[] }) {
  const { t, context } = c.var
  return (
    <TrackingFrame
      c={c}
      plan={plan}
      title={t('tracking.contested.list')}
      lead={t('tracking.contested.list.lead')}
      canonical={contestationPaths.list(plan)}
    >
      {list.length === 0 ? <EmptyState title={t('tracking.contested.none')} /> : null}
      {list.length === 0 ? null : (
        <Items
          items={list.map((contestation) => ({
            number: contestation.number,
            title: `${contestation.folio} · ${contestation.activity ?? ''}`,
            href: contestationPaths.one(plan, contestation.folio),
            meta: formatDate(dayIn(plan.timeZone, contestation.filedAt), context.locale),
            state: <StandingWord c={c} plan={plan} contestation={contestation} />,
          }))}
        />
      )}
    </TrackingFrame>
  )
}

function Given({ url }: { url: string }) {
  return (
    <a href={url} rel="nofollow noopener ugc">
      {url}
    </a>
  )
}
