import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Items } from '../../../../ui/Items.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { Space } from '../../../spaces/model.ts'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import type { EditionRow } from '../list/queries.ts'
import type { EditionState } from '../model.ts'
import { editionPaths } from '../paths.ts'
import type { RegisterEntry } from '../register/model.ts'
import { RegisterTable } from './register-table.tsx'
import { at, stateTones } from './words.ts'

type ListProps = {
  c: C
  space: Space
  editions: readonly EditionRow[]
  register: readonly RegisterEntry[]
  organises: boolean
}

const groups: readonly { key: 'draft' | 'running' | 'coming' | 'past'; states: readonly EditionState[] }[] = [
  { key: 'running', states: ['running', 'consolidating', 'preliminary'] },
  { key: 'coming', states: ['called', 'registration'] },
  { key: 'draft', states: ['draft'] },
  { key: 'past', states: ['closed', 'cancelled'] },
]

/** Editions that run, come and were; and what is known of those held elsewhere. */
export function ListPage({ c, space, editions, register, organises }: ListProps) {
  const { t } = c.var
  const title = t('rally.list.title')
  return (
    <Page
      c={c}
      title={title}
      {...spaceFrame(t, space, 'rallies', [{ label: title }])}
      twins={['json', 'csv', 'atom', 'ics']}
    >
      <PageHeader
        title={title}
        lead={t('rally.list.lead')}
        actions={
          <>
            {organises ? <ButtonLink href={editionPaths.create(space.slug)}>{t('rally.new.title')}</ButtonLink> : null}
            <ButtonLink href={rallyPaths.goals(space.slug)} kind="quiet">
              {t('rally.goals.title')}
            </ButtonLink>
          </>
        }
      />
      {editions.length === 0 ? (
        <EmptyState title={t('rally.list.none')}>
          <p>{t('rally.list.none.text')}</p>
        </EmptyState>
      ) : null}
      {groups.map(({ key, states }) => (
        <Group
          c={c}
          title={t(`rally.list.${key}`)}
          id={key}
          rows={editions.filter(({ state }) => states.includes(state))}
        />
      ))}
      {register.length > 0 ? <RegisterTable c={c} entries={register} /> : null}
    </Page>
  )
}

function Group({ c, title, id, rows }: { c: C; title: string; id: string; rows: readonly EditionRow[] }) {
  const { t, context } = c.var
  if (rows.length === 0) return null
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Items
        label={title}
        items={rows.map((row) => ({
          title: row.name,
          href: rallyPaths.edition(row),
          meta: (
            <>
              {row.space.name}
              {row.space.isFictional ? ` · ${t('site.plan.fictional')}` : ''} ·{' '}
              {row.opensAt
                ? t('rally.list.opens', { date: at(row.opensAt, context.locale, row) })
                : t('rally.list.no-date')}
            </>
          ),
          bars: t('rally.list.figures', {
            works: formatNumber(row.works, context.locale),
            teams: formatNumber(row.teams, context.locale),
          }),
          state: <Status kind={stateTones[row.state]} word={t(`rally.state.${row.state}`)} />,
        }))}
      />
    </section>
  )
}
