import type { C } from '../../../platform/http/env.ts'
import { Actions, ButtonLink } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { PageHeader } from '../../../ui/Header.tsx'
import { Page } from '../../../ui/Page.tsx'
import { planPaths } from '../../commitments/paths.ts'
import { desksOfRole } from '../../commitments/plan/policy.ts'
import { spacePaths } from '../../spaces/paths.ts'
import type { Work } from '../queries.ts'
import { PlanCards } from './plan-cards.tsx'

/** The menu leads to these once something is published; whoever begins one finds it here. */
const beginnings = ['exercises', 'consultations', 'diagnoses', 'tables'] as const

/** Which roles are mine, where, and the plans they reach; each plan's own page says what is missing or due. */
export function WorkPage({ c, work }: { c: C; work: readonly Work[] }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('site.work')} noindex crumbs={[{ label: t('site.work') }]}>
      <PageHeader title={t('site.work')} lead={t('site.work.lead')} />
      {work.length === 0 ? (
        <EmptyState title={t('site.work.none')}>
          <p>{t('site.work.none.text')}</p>
        </EmptyState>
      ) : null}
      {work.map(({ role, organization, space, plans }) => (
        <section class="stack">
          <h2>
            {t(`people.role.${role}`)} · <a href={spacePaths.space(space.slug)}>{space.name}</a>
          </h2>
          {organization ? <p class="muted">{organization}</p> : null}
          {plans.length > 0 ? (
            <PlanCards c={c} plans={plans} withSpace toWork desks={desksOfRole(role)} />
          ) : (
            <p>{t('site.space.empty')}</p>
          )}
          {role === 'administrator' || role === 'facilitator' ? (
            <Actions>
              <ButtonLink href={planPaths.newPlan(space.slug)} kind="quiet">
                {t('site.space.new-plan')}
              </ButtonLink>
              {beginnings.map((name) => (
                <ButtonLink href={spacePaths[name](space.slug)} kind="quiet">
                  {t(`space.nav.${name}`)}
                </ButtonLink>
              ))}
            </Actions>
          ) : null}
        </section>
      ))}
    </Page>
  )
}
