import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import { formatDate } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Page, type PageProps } from '../../../ui/Page.tsx'
import { planPaths } from '../../commitments/paths.ts'
import { type Plan, standingPause } from '../../commitments/plan/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'

type PlanFrameProps = Omit<PageProps, 'crumbs' | 'space' | 'nav' | 'homeHref' | 'banners' | 'title'> & {
  c: C
  plan: Plan
  /** Null: the plan's own page. */
  title: string | null
  children: Child
}

/** A page of a plan: where it belongs, and what holds for all of it (draft, paused). */
export function PlanFrame({ c, plan, title, children, ...rest }: PlanFrameProps) {
  const { t } = c.var
  const trail =
    title === null ? [{ label: plan.title }] : [{ label: plan.title, href: planPaths.plan(plan) }, { label: title }]
  const frame = spaceFrame(t, plan.space, 'home', trail)
  return (
    <Page
      c={c}
      {...frame}
      {...rest}
      title={title ?? plan.title}
      banners={<Banners c={c} plan={plan} />}
      noindex={!plan.publication}
    >
      {children}
    </Page>
  )
}

function Banners({ c, plan }: { c: C; plan: Plan }) {
  const { t, context } = c.var
  const pause = standingPause(plan.pauses, null)
  return (
    <>
      {plan.publication ? null : (
        <Notice t={t}>
          <p>{t('plan.draft')}</p>
        </Notice>
      )}
      {pause ? (
        <Notice t={t} kind="warning">
          <p>
            <strong>
              {t('plan.pauses.notice', {
                kind: pause.kind,
                date: formatDate(pause.since, context.locale),
                party: pause.party,
              })}
            </strong>{' '}
            {pause.reason}
          </p>
        </Notice>
      ) : null}
    </>
  )
}
