import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Select } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Filters as FilterForm } from '../../../../ui/Filters.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Items } from '../../../../ui/Items.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { OutlineMap } from '../../../spaces/outlines/model.ts'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { codes, daysWaiting } from '../model.ts'
import { findingPaths } from '../paths.ts'
import type { FindingRow } from '../queries.ts'
import { type Filters, queryOf } from '../schema.ts'
import { FindingsMap } from './findings-map.tsx'
import { StatesMap } from './states-map.tsx'
import { stateTone } from './words.ts'

type FindingsPageProps = {
  c: C
  edition: Edition
  all: readonly FindingRow[]
  rows: readonly FindingRow[]
  filters: Filters
  /** Counts by state, where findings lie in more than one. */
  states: OutlineMap | null
}

const pageSize = 50

export function FindingsPage({ c, edition, all, rows, filters, states }: FindingsPageProps) {
  const { t } = c.var
  const title = t('finding.list.title')
  const pages = Math.max(1, Math.ceil(rows.length / pageSize))
  const page = Math.min(filters.pagina, pages)
  const answered = all.filter(({ answers }) => answers.length > 0).length
  return (
    <EditionFrame
      c={c}
      edition={edition}
      title={title}
      twins={['json', 'csv', 'geojson', 'atom']}
      canonical={findingPaths.list(edition)}
      islands={['filter-form']}
    >
      <h1>{title}</h1>
      <p class="lead">{t('finding.list.lead', { count: all.length, answered })}</p>
      <p>{t('finding.not-accusation')}</p>
      {all.length === 0 ? (
        <EmptyState
          title={t('finding.list.none')}
          actions={<ButtonLink href={rallyPaths.board(edition)}>{t('finding.to-board')}</ButtonLink>}
        >
          <p>{t('finding.list.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <FilterBar c={c} edition={edition} all={all} rows={rows} filters={filters} />
          {states ? <StatesMap t={t} edition={edition} all={all} filters={filters} states={states} /> : null}
          <FindingsMap t={t} edition={edition} rows={rows} />
          <Items
            label={title}
            items={rows.slice((page - 1) * pageSize, page * pageSize).map((row) => itemOf(c, edition, row))}
          />
          <Pager
            t={t}
            page={page}
            pages={pages}
            hrefOf={(pagina) => `${findingPaths.list(edition)}${queryOf(filters, { pagina })}`}
          />
        </>
      )}
      <p>
        <a href={findingPaths.publisher(edition)}>{t('finding.publisher.link')}</a> ·{' '}
        <a href={`${findingPaths.open311(edition)}/discovery.xml`}>{t('finding.open311.link')}</a>
      </p>
    </EditionFrame>
  )
}

function itemOf(c: C, edition: Edition, row: FindingRow) {
  const { t, context } = c.var
  const place = [row.work.municipality, row.work.stateName].filter(Boolean).join(', ')
  const answer = row.answers.at(-1)
  return {
    number: row.number,
    title: row.work.name,
    href: findingPaths.finding(edition, row.number),
    meta: (
      <>
        {row.codes.map((code) => t(`finding.code.${code}`)).join(' · ')}
        <br />
        {[place, row.institution].filter(Boolean).join(' · ')}
      </>
    ),
    state: (
      <Status
        kind={stateTone[row.state]}
        word={t(`finding.state.${row.state}`)}
        why={
          answer
            ? formatDateTime(answer.at, context.locale, edition.timeZone)
            : t('finding.waiting', { days: daysWaiting(row.openedAt, null, context.now) })
        }
      />
    ),
  }
}

function FilterBar({ c, edition, all, rows, filters }: Omit<FindingsPageProps, 'states'>) {
  const { t } = c.var
  const choices = (values: readonly (string | null)[]) =>
    [...new Set(values)]
      .flatMap((value) => (value === null || value === '' ? [] : [{ value, label: value }]))
      .sort((a, b) => a.label.localeCompare(b.label, 'es'))
  const states = [...new Map(all.map(({ work }) => [work.stateKey, work.stateName ?? work.stateKey])).entries()]
    .flatMap(([value, label]) => (value && label ? [{ value, label }] : []))
    .sort((a, b) => a.label.localeCompare(b.label, 'es'))
  const isFiltered = queryOf({ ...filters, pagina: 1 }) !== ''
  return (
    <FilterForm
      t={t}
      label={t('finding.filter')}
      action={findingPaths.list(edition)}
      clearHref={isFiltered ? findingPaths.list(edition) : undefined}
      result={t('finding.filter.result', { count: rows.length })}
    >
      <Select
        t={t}
        name="tipo"
        label={t('finding.filter.kind')}
        empty={t('finding.filter.any')}
        options={codes.map((value) => ({ value, label: t(`finding.code.${value}`) }))}
        value={filters.tipo ?? ''}
      />
      <Select
        t={t}
        name="respuesta"
        label={t('finding.filter.answer')}
        empty={t('finding.filter.any')}
        options={[
          { value: 'con', label: t('finding.filter.answered') },
          { value: 'sin', label: t('finding.filter.unanswered') },
        ]}
        value={filters.respuesta ?? ''}
      />
      <Select
        t={t}
        name="estado"
        label={t('finding.filter.state')}
        empty={t('finding.filter.any')}
        options={states}
        value={filters.estado ?? ''}
      />
      <Select
        t={t}
        name="municipio"
        label={t('finding.filter.municipality')}
        empty={t('finding.filter.any')}
        options={choices(all.map(({ work }) => work.municipality))}
        value={filters.municipio ?? ''}
      />
      <Select
        t={t}
        name="institucion"
        label={t('finding.filter.institution')}
        empty={t('finding.filter.any')}
        options={choices(all.map(({ institution }) => institution))}
        value={filters.institucion ?? ''}
      />
    </FilterForm>
  )
}
