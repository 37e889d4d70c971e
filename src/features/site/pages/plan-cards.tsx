import type { C } from '../../../platform/http/env.ts'
import { formatDateRange } from '../../../ui/format.ts'
import { DeskLinks } from '../../commitments/pages/desk-links.tsx'
import type { DeskName } from '../../commitments/plan/policy.ts'
import { boardPaths } from '../../tracking/paths.ts'
import type { PlanCard } from '../queries.ts'

type PlanCardsProps = {
  c: C
  plans: readonly PlanCard[]
  withSpace: boolean
  /** To the plan's own page, where it is worked on, instead of its board. */
  toWork?: boolean
  /** Where its reader has something to do on each published plan. */
  desks?: readonly DeskName[]
}

/** Plans as a list one reads down: title, where, when, how many promises. */
export function PlanCards({ c, plans, withSpace, toWork, desks = [] }: PlanCardsProps) {
  const { t, context } = c.var
  return (
    <ul class="plan-list">
      {plans.map((plan) => (
        <li>
          <h3 class="name">
            <a
              href={
                plan.isPublished && !toWork
                  ? boardPaths.plan(plan.spaceSlug, plan.slug)
                  : `/${plan.spaceSlug}/planes/${plan.slug}`
              }
            >
              {plan.title}
            </a>
          </h3>
          <p class="meta">
            {withSpace ? `${plan.spaceName} · ` : ''}
            {t('site.plan.commitments', { count: plan.commitments })}
            {plan.startsOn && plan.endsOn ? ` · ${formatDateRange(plan.startsOn, plan.endsOn, context.locale)}` : ''}
          </p>
          {plan.isFictional || plan.origin === 'public-record' || !plan.isPublished ? (
            <p class="meta">
              {[
                plan.isPublished ? null : t('site.plan.draft'),
                plan.isFictional ? t('site.plan.fictional') : null,
                plan.origin === 'public-record' ? t('site.plan.public-record') : null,
              ]
                .filter((word) => word !== null)
                .join(' · ')}
            </p>
          ) : null}
          {plan.isPublished ? (
            <DeskLinks
              t={t}
              plan={{ space: { slug: plan.spaceSlug }, slug: plan.slug, title: plan.title }}
              desks={desks}
            />
          ) : null}
        </li>
      ))}
    </ul>
  )
}
