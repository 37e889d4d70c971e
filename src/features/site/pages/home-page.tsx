import type { C } from '../../../platform/http/env.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Card, Columns } from '../../../ui/Card.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Field } from '../../../ui/Field.tsx'
import { PageHeader } from '../../../ui/Header.tsx'
import { Page } from '../../../ui/Page.tsx'
import type { EditionRow } from '../../rallies/editions/list/queries.ts'
import { rallyPaths } from '../../rallies/paths.ts'
import type { SpaceRow } from '../../spaces/queries.ts'
import { FictionalNote } from '../../tracking/pages/fictional-note.tsx'
import { boardPaths } from '../../tracking/paths.ts'
import type { HomeFigures } from '../queries.ts'
import { PlanCards } from './plan-cards.tsx'

type HomeProps = { c: C; figures: HomeFigures; spaces: readonly SpaceRow[]; rallies: readonly EditionRow[] }

/** What is my government promising, does it keep it, and where is it said? */
export function HomePage({ c, figures, spaces, rallies }: HomeProps) {
  const { t } = c.var
  const { totals, plans } = figures
  return (
    <Page
      c={c}
      title={t('site.home.title')}
      description={t('site.home.lead')}
      canonical="/"
      nav={[{ href: boardPaths.all(), label: t('space.nav.board') }]}
    >
      <PageHeader title={t('site.home.title')} lead={t('site.home.lead')} />
      <search>
        <form class="filters home-search" method="get" action={boardPaths.all()}>
          <Field t={t} name="q" type="search" label={t('site.home.search')} size="grow" maxlength={200} />
          <Button>{t('site.home.search.button')}</Button>
        </form>
      </search>
      <Facts
        label={t('board.facts')}
        items={[
          { label: t('board.facts.commitments'), value: totals.commitments, href: boardPaths.all() },
          {
            label: t('board.facts.done'),
            value: totals.standing.verified,
            href: `${boardPaths.all()}?avance=verified`,
          },
          {
            label: t('board.facts.late'),
            value: totals.lateness.late,
            ...(totals.lateness.late > 0 ? { tone: 'late' as const } : {}),
            href: `${boardPaths.all()}?plazo=late`,
          },
          {
            label: t('board.facts.due-soon'),
            value: totals.lateness['due-soon'],
            ...(totals.lateness['due-soon'] > 0 ? { tone: 'at-risk' as const } : {}),
            href: `${boardPaths.all()}?plazo=due-soon`,
          },
        ]}
      />
      <FictionalNote t={t} totals={totals} />
      <div class="with-aside">
        <section class="stack" aria-labelledby="planes">
          <h2 id="planes">{t('site.home.plans')}</h2>
          {plans.length > 0 ? <PlanCards c={c} plans={plans} withSpace /> : <p>{t('board.empty.none.text')}</p>}
          <p>
            <ButtonLink href={boardPaths.all()} kind="quiet">
              {t('site.home.board')}
            </ButtonLink>
          </p>
        </section>
        <aside class="stack">
          <RalliesCard c={c} rallies={rallies} />
          <Card title={t('site.home.spaces')} size="small">
            <ul class="space-tree">
              {spaces.map((space) => (
                <li class={`depth-${Math.min(space.depth, 4)}`}>
                  <a href={`/${space.slug}`}>{space.name}</a>
                  {space.isFictional ? <span class="why">{t('site.plan.fictional')}</span> : null}
                </li>
              ))}
            </ul>
          </Card>
        </aside>
      </div>
      <Columns>
        <Card title={t('site.home.trust.record')} size="small">
          <p>{t('site.home.trust.record.text')}</p>
          <p>
            <a href="/registro">{t('site.record')}</a>
          </p>
        </Card>
        <Card title={t('site.home.trust.data')} size="small">
          <p>{t('site.home.trust.data.text')}</p>
          <p>
            <a href="/datos">{t('site.data')}</a>
          </p>
        </Card>
        <Card title={t('site.home.trust.privacy')} size="small">
          <p>{t('site.home.trust.privacy.text')}</p>
          <p>
            <a href="/privacidad">{t('site.privacy')}</a>
          </p>
        </Card>
      </Columns>
    </Page>
  )
}

/** Where one can take part today. */
function RalliesCard({ c, rallies }: Pick<HomeProps, 'c' | 'rallies'>) {
  const { t } = c.var
  if (rallies.length === 0) return null
  return (
    <Card title={t('site.home.rallies')} size="small">
      <ul class="plain-list">
        {rallies.slice(0, 5).map((rally) => (
          <li>
            <a href={rallyPaths.edition(rally)}>{rally.name}</a>
            <span class="why">
              {t(`rally.state.${rally.state}`)} · {rally.space.name}
              {rally.space.isFictional ? ` · ${t('site.plan.fictional')}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
