import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { formatDate, formatDateTime, formatPercent } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { commitmentPaths } from '../../../commitments/paths.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { PlanFrame } from '../../../plans/pages/plan-frame.tsx'
import type { ActivityMove, CommitmentDifference, Move } from '../comparing/model.ts'
import type { Cut } from '../model.ts'
import { cutPaths } from '../paths.ts'

export type Side = { asOf: Date; cut: Cut | null }

type ComparisonPageProps = {
  c: C
  plan: Plan
  cuts: readonly Cut[]
  asked: { de: string; a: string }
  sides: { before: Side | null; after: Side | null }
  /** Null while the two sides are not both known. */
  differences: readonly CommitmentDifference[] | null
}

/** What moved between two boards, in words. */
export function ComparisonPage({ c, plan, cuts, asked, sides, differences }: ComparisonPageProps) {
  const { t } = c.var
  const title = t('time.compare.title')
  const isAsked = asked.de !== '' && asked.a !== ''
  return (
    <PlanFrame c={c} plan={plan} title={title} {...(differences ? { twins: ['json'] as const } : {})}>
      <h1>{title}</h1>
      <p class="lead">{t('time.compare.lead')}</p>
      <Choice c={c} plan={plan} cuts={cuts} asked={asked} />
      {isAsked && !differences ? (
        <Notice t={t} kind="error" live>
          <p>{t('time.compare.unknown')}</p>
        </Notice>
      ) : null}
      {differences && sides.before && sides.after ? (
        <>
          <h2>
            {t('time.compare.between', { from: sideName(c, plan, sides.before), to: sideName(c, plan, sides.after) })}
          </h2>
          {differences.length === 0 ? (
            <EmptyState title={t('time.compare.same')} />
          ) : (
            <p>{t('time.compare.count', { count: differences.length })}</p>
          )}
          {differences.map((one) => (
            <Difference c={c} plan={plan} difference={one} />
          ))}
        </>
      ) : null}
    </PlanFrame>
  )
}

function sideName(c: C, plan: Plan, { asOf, cut }: Side): string {
  const { t, context } = c.var
  const when = formatDateTime(asOf, context.locale, plan.timeZone)
  return cut ? t('time.compare.cut', { number: cut.number, title: cut.title, when }) : t('time.compare.day', { when })
}

function Choice({ c, plan, cuts, asked }: Pick<ComparisonPageProps, 'c' | 'plan' | 'cuts' | 'asked'>) {
  const { t, context } = c.var
  // The newest first: what most ask is what moved between the last two.
  return (
    <form method="get" action={cutPaths.compare(plan)} class="form">
      <Field
        t={t}
        name="de"
        label={t('time.compare.from')}
        hint={t('time.compare.hint')}
        required
        size="short"
        list="cortes"
        value={asked.de || String(cuts[1]?.number ?? '')}
      />
      <Field
        t={t}
        name="a"
        label={t('time.compare.to')}
        required
        size="short"
        list="cortes"
        value={asked.a || String(cuts[0]?.number ?? '')}
      />
      <datalist id="cortes">
        {cuts.map((cut) => (
          <option value={String(cut.number)}>
            {t('time.cut.name', { number: cut.number, title: cut.title })} (
            {formatDateTime(cut.asOf, context.locale, plan.timeZone)})
          </option>
        ))}
      </datalist>
      <Actions>
        <Button>{t('time.compare.action')}</Button>
      </Actions>
    </form>
  )
}

function Difference({ c, plan, difference }: { c: C; plan: Plan; difference: CommitmentDifference }) {
  const { t } = c.var
  const { key, number, title, is, moves, activities } = difference
  const name = `${number}. ${title}`
  return (
    <Card title={is === 'removed' ? name : <a href={commitmentPaths.commitment(plan, key)}>{name}</a>} size="small">
      {is === 'changed' ? (
        <ul>
          {moves.map((move) => (
            <li>{moveWords(c, move)}</li>
          ))}
          {[...Map.groupBy(activities, ({ code }) => code).values()].map((own) => (
            <li>
              <strong>
                {own[0]?.code} {own[0]?.title}:
              </strong>{' '}
              {own.map((move) => activityWords(c, move)).join('; ')}
            </li>
          ))}
        </ul>
      ) : (
        <p>{t(`time.moved.${is}`)}</p>
      )}
    </Card>
  )
}

function moveWords(c: C, move: Move): string {
  const { t, context } = c.var
  const date = (day: string | null) => (day === null ? t('time.moved.no-date') : formatDate(day, context.locale))
  const percent = (share: number | null) => (share === null ? t('board.unknown') : formatPercent(share, context.locale))
  switch (move.kind) {
    case 'paused':
    case 'resumed':
      return t(`time.moved.${move.kind}`)
    case 'title':
      return t('time.moved.title', { from: move.from ?? '', to: move.to ?? '' })
    case 'ends':
      return t('time.moved.ends', { from: date(move.from), to: date(move.to) })
    case 'reported':
    case 'verified':
      return t(`time.moved.${move.kind}`, { from: percent(move.from), to: percent(move.to) })
    default:
      return t(`time.moved.${move.kind}`, { from: wordOf(c, move.kind, move.from), to: wordOf(c, move.kind, move.to) })
  }
}

function wordOf(c: C, kind: 'standing' | 'lateness' | 'opinion', code: string): string {
  const { t } = c.var
  if (kind === 'standing') return t(`board.standing.${code}` as 'board.standing.verified')
  if (kind === 'lateness') return t(`board.light.${code}` as 'board.light.late')
  return t(`time.opinion.${code}` as 'time.opinion.delivered')
}

function activityWords(c: C, move: ActivityMove): string {
  const { t, context } = c.var
  if (move.kind === 'state') {
    const state = (code: string) => t(`time.state.${code}` as 'time.state.verified')
    return t('time.moved.state', { from: state(move.from), to: state(move.to) })
  }
  if (move.kind === 'dates') {
    const date = (day: string | null) => (day === null ? t('time.moved.no-date') : formatDate(day, context.locale))
    return t('time.moved.dates', { from: date(move.from), to: date(move.to) })
  }
  if (move.kind === 'renamed') return t('time.moved.renamed', { from: move.from ?? '' })
  if (move.kind === 'weight') return t('time.moved.weight', { from: move.from ?? '–', to: move.to ?? '–' })
  return t(`time.moved.activity.${move.kind}`)
}
