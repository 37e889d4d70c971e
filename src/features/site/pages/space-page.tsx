import type { C } from '../../../platform/http/env.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { FollowLink } from '../../../ui/FollowLink.tsx'
import { PageHeader } from '../../../ui/Header.tsx'
import { Page } from '../../../ui/Page.tsx'
import { planPaths } from '../../commitments/paths.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import type { Exercise } from '../../exercises/model.ts'
import { RunningExercises } from '../../exercises/pages/running-exercises.tsx'
import { canOrganise } from '../../rallies/editions/policy.ts'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import { spacePaths } from '../../spaces/paths.ts'
import { canAdministerSpace } from '../../spaces/policy.ts'
import { worksPaths } from '../../works/paths.ts'
import type { PlanCard, SpaceBelow } from '../queries.ts'
import { PlanCards } from './plan-cards.tsx'

type SpacePageProps = {
  c: C
  space: Space
  plans: readonly PlanCard[]
  below: readonly SpaceBelow[]
  exercises: readonly Exercise[]
}

/** The door of a place: its plans, who to write to, and the places inside it. */
export function SpacePage({ c, space, plans, below, exercises }: SpacePageProps) {
  const { t, context } = c.var
  const edits = canEditPlan(context.actor, space.id)
  return (
    <Page
      c={c}
      {...spaceFrame(t, space, 'home')}
      title={space.name}
      description={space.about ?? space.name}
      twins={['atom']}
    >
      <PageHeader
        title={space.name}
        lead={space.about ?? t('site.space.lead')}
        actions={<ButtonLink href={spacePaths.board(space.slug)}>{t('site.space.board')}</ButtonLink>}
      />
      <div class="with-aside">
        <div class="stack">
          <RunningExercises c={c} exercises={exercises} />
          <section class="stack" aria-labelledby="planes">
            <h2 id="planes">{t('space.nav.plans')}</h2>
            {plans.length > 0 ? (
              <PlanCards c={c} plans={plans} withSpace={false} />
            ) : (
              <EmptyState title={t('site.space.empty')}>
                <p>{t('site.space.empty.text')}</p>
              </EmptyState>
            )}
          </section>
        </div>
        <aside class="stack">
          {edits ? (
            <Card title={t('site.space.work')} size="small">
              <ul class="plain-list">
                <li>
                  <a href={planPaths.newPlan(space.slug)}>{t('site.space.new-plan')}</a>
                </li>
                <li>
                  <a href={spacePaths.exercises(space.slug)}>{t('site.space.exercises')}</a>
                </li>
                <li>
                  <a href={`/${space.slug}/organizaciones`}>{t('site.space.organizations')}</a>
                </li>
                {canOrganise(context.actor, space.id) ? (
                  <>
                    <li>
                      <a href={worksPaths.cuts(space.slug)}>{t('site.space.cuts')}</a>
                    </li>
                    <li>
                      <a href={spacePaths.rallies(space.slug)}>{t('space.nav.rallies')}</a>
                    </li>
                  </>
                ) : null}
                {canAdministerSpace(context.actor, space.id) ? (
                  <>
                    <li>
                      <a href={spacePaths.people(space.slug)}>{t('site.space.people')}</a>
                    </li>
                    <li>
                      <a href={spacePaths.settings(space.slug)}>{t('site.space.settings')}</a>
                    </li>
                  </>
                ) : null}
              </ul>
            </Card>
          ) : null}
          {space.shows.works || space.shows.rallies ? (
            <Card title={t('site.space.street')} size="small">
              <ul class="plain-list">
                {space.shows.works ? (
                  <li>
                    <a href={spacePaths.works(space.slug)}>{t('site.space.works')}</a>
                  </li>
                ) : null}
                {space.shows.rallies ? (
                  <li>
                    <a href={spacePaths.rallies(space.slug)}>{t('site.space.rallies')}</a>
                  </li>
                ) : null}
              </ul>
            </Card>
          ) : null}
          <FollowLink t={t} type="space" id={space.id} />
          <Card title={t('site.space.contact')} size="small">
            <p>{space.contactOffice ?? t('site.space.contact.none')}</p>
            {space.contactUrl && /^https?:\/\//.test(space.contactUrl) ? (
              <p>
                <a href={space.contactUrl} rel="noopener">
                  {space.contactUrl.replace(/^https?:\/\//, '')}
                </a>
              </p>
            ) : null}
          </Card>
          {below.length > 0 ? (
            <Card title={t('site.space.below')} size="small">
              <ul class="plain-list">
                {below.map((place) => (
                  <li>
                    <a href={spacePaths.space(place.slug)}>{place.name}</a>
                    <span class="why">
                      {t('site.space.plans', { count: place.plans })}
                      {place.isFictional ? ` · ${t('site.plan.fictional')}` : ''}
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </aside>
      </div>
    </Page>
  )
}
