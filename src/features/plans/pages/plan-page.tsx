import type { C } from '../../../platform/http/env.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { WithAside } from '../../../ui/Card.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatList } from '../../../ui/format.ts'
import { Items } from '../../../ui/Items.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Status } from '../../../ui/Status.tsx'
import { DeskLinks } from '../../commitments/pages/desk-links.tsx'
import { commitmentPaths, planPaths } from '../../commitments/paths.ts'
import { type Plan, standingPause } from '../../commitments/plan/model.ts'
import { desksFor } from '../../commitments/plan/policy.ts'
import type { Judgement, PlanDocument } from '../model.ts'
import type { CommitmentLine } from '../queries.ts'
import { Desk } from './desk.tsx'
import { DocumentsCard, FactsCard, PausesCard, PublicationCard } from './plan-cards.tsx'
import { PlanFrame } from './plan-frame.tsx'

type PlanPageProps = {
  c: C
  plan: Plan
  documents: readonly PlanDocument[]
  lines: readonly CommitmentLine[]
  /** For whoever may write the plan; null for everybody else. */
  judgement: Judgement | null
}

/** What a plan is, what it promises, who approved it and where it is written. */
export function PlanPage({ c, plan, documents, lines, judgement }: PlanPageProps) {
  const { t } = c.var
  const changedAt = lines.reduce<Date | undefined>(
    (latest, line) => (!latest || line.updatedAt > latest ? line.updatedAt : latest),
    plan.publication?.publishedAt,
  )
  return (
    <PlanFrame
      c={c}
      plan={plan}
      title={null}
      twins={['json', 'atom']}
      changedAt={changedAt}
      {...(plan.summary ? { description: plan.summary.slice(0, 300) } : {})}
    >
      <h1>{plan.title}</h1>
      {plan.summary ? <Paragraphs text={plan.summary} /> : null}
      {plan.origin === 'public-record' ? (
        <Notice t={t}>
          <p>{t('plan.public-record')}</p>
        </Notice>
      ) : null}
      {judgement ? <Desk t={t} plan={plan} judgement={judgement} /> : null}
      {plan.publication ? (
        <p>
          <ButtonLink href={planPaths.board(plan)}>{t('plan.board')}</ButtonLink>{' '}
          <a href={planPaths.folios()}>{t('folio.title')}</a>
        </p>
      ) : null}
      {plan.publication ? <DeskLinks t={t} plan={plan} desks={desksFor(c.var.context.actor, plan.space.id)} /> : null}
      <WithAside
        aside={
          <>
            {plan.publication ? <PublicationCard c={c} plan={plan} /> : null}
            <DocumentsCard c={c} documents={documents} />
            {plan.pauses.length > 0 ? <PausesCard c={c} plan={plan} lines={lines} /> : null}
          </>
        }
      >
        <Commitments c={c} plan={plan} lines={lines} judgement={judgement} />
        <FactsCard c={c} plan={plan} />
      </WithAside>
    </PlanFrame>
  )
}

function Paragraphs({ text }: { text: string }) {
  return (
    <div class="flow">
      {text.split(/\n{2,}/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </div>
  )
}

function Commitments({ c, plan, lines, judgement }: Pick<PlanPageProps, 'c' | 'plan' | 'lines' | 'judgement'>) {
  const { t, context } = c.var
  if (lines.length === 0) {
    return (
      <EmptyState title={t('plan.commitments.none')}>
        {judgement ? <p>{t('plan.commitments.none-hint')}</p> : null}
      </EmptyState>
    )
  }
  const judged = new Map(judgement?.commitments.map((one) => [one.key, one.faults]))
  return (
    <section aria-labelledby="commitments">
      <h2 id="commitments">{t('plan.commitments.count', { count: lines.length })}</h2>
      <Items
        label={t('plan.commitments')}
        items={lines.map((line) => ({
          number: line.number,
          title: line.title,
          href: commitmentPaths.commitment(plan, line.key),
          meta:
            line.leads.length > 0
              ? t('plan.commitments.lead', { names: formatList(line.leads, context.locale) })
              : undefined,
          state: <LineState c={c} plan={plan} line={line} faults={judged.get(line.key)} />,
        }))}
      />
    </section>
  )
}

type LineStateProps = {
  c: C
  plan: Plan
  line: CommitmentLine
  faults: Judgement['commitments'][number]['faults'] | undefined
}

function LineState({ c, plan, line, faults }: LineStateProps) {
  const { t } = c.var
  const pause = standingPause(
    plan.pauses.filter((one) => one.commitmentId === line.id),
    line.id,
  )
  const errors = faults?.filter((fault) => fault.severity === 'error').length ?? 0
  return (
    <>
      {pause ? <Status kind="paused" word={t('plan.pauses.standing', { kind: pause.kind })} /> : null}
      {faults && plan.publication === null ? (
        errors > 0 ? (
          <Status kind="at-risk" word={t('plan.commitments.errors', { count: errors })} />
        ) : (
          <Status kind="done" word={t('plan.commitments.complete')} />
        )
      ) : null}
      {faults ? (
        <p class="small">
          <a href={commitmentPaths.edit(plan, line.key)}>{t('plan.commitments.edit')}</a>
        </p>
      ) : null}
    </>
  )
}
