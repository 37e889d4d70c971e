import type { C } from '../../../../platform/http/env.ts'
import { Select } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Filters } from '../../../../ui/Filters.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { langOf } from '../../../../ui/Said.tsx'
import { type Channel, type Consultation, channels } from '../../model.ts'
import { ConsultationFrame } from '../../pages/frame.tsx'
import { beginning } from '../../pages/words.ts'
import { consultationPaths } from '../../paths.ts'
import { outcomeWords, type ResultsQuery } from '../coding/schema.ts'
import { pageSizes, type Topic } from '../model.ts'
import { systematisingPaths } from '../paths.ts'
import type { ResultRow } from '../results/queries.ts'
import { textName } from './coded-text.tsx'

export type ResultsListView = {
  consultation: Consultation
  query: ResultsQuery
  topics: readonly Topic[]
  territories: readonly { key: string; name: string }[]
  rows: readonly ResultRow[]
  all: number
}

/** Those that a count of the results counts, each with its answer. */
export function ResultsListPage({ c, view }: { c: C; view: ResultsListView }) {
  const { t } = c.var
  const { consultation, query, rows, all } = view
  const title = t('systematising.results.list')
  const { pagina, ...where } = query
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={title}
      trail={[{ label: t('systematising.results'), href: systematisingPaths.results(consultation) }]}
      noindex
      islands={['filter-form']}
    >
      <h1>{title}</h1>
      <ListFilters c={c} view={view} />
      {rows.length === 0 ? <EmptyState title={t('consultations.none-found')} /> : null}
      <ol class="contributions" start={(pagina - 1) * pageSizes.results + 1}>
        {rows.map((row) => (
          <li>
            <h2>
              <a href={consultationPaths.contribution(consultation, row.folio)} {...langOf(c, row.language)}>
                {textName(c, row)}
              </a>
            </h2>
            {row.title && row.body ? <p {...langOf(c, row.language)}>{beginning(row.body, 220)}</p> : null}
            <p>{whereWords(c, row)}</p>
            {row.response ? <p class="answer">{row.response}</p> : null}
            <p class="small muted">
              {[row.folio, t(`consultations.channel.${row.channel as Channel}`), row.territory]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ol>
      <Pager
        t={t}
        page={pagina}
        pages={Math.ceil(all / pageSizes.results)}
        hrefOf={(page) => systematisingPaths.resultsList(consultation, { ...where, pagina: page > 1 ? page : null })}
      />
    </ConsultationFrame>
  )
}

function whereWords(c: C, { kind, topicName }: ResultRow): string {
  const { t } = c.var
  if (kind === null) return t('systematising.result.pending')
  if (topicName === null) return t(`systematising.kind.${kind}`)
  return kind === 'included-in-part' ? t('systematising.in-part', { name: topicName }) : topicName
}

function ListFilters({ c, view }: { c: C; view: ResultsListView }) {
  const { t } = c.var
  const { consultation, query, topics, territories, all } = view
  const address = systematisingPaths.resultsList(consultation)
  const isFiltered = [query.tema, query.destino, query.canal, query.territorio].some((value) => value !== null)
  const every = t('consultations.filter.all')
  return (
    <Filters
      t={t}
      label={t('consultations.filter')}
      action={address}
      clearHref={isFiltered ? address : undefined}
      result={t('consultations.found', { count: all })}
    >
      <Select
        t={t}
        name="tema"
        label={t('systematising.topic')}
        empty={every}
        options={topics
          .filter(({ mergedInto }) => mergedInto === null)
          .map(({ number, name }) => ({ value: String(number), label: `${number} · ${name}` }))}
        value={query.tema === null ? '' : String(query.tema)}
      />
      <Select
        t={t}
        name="destino"
        label={t('systematising.outcome')}
        empty={every}
        options={(Object.keys(outcomeWords) as (keyof typeof outcomeWords)[]).map((value) => ({
          value,
          label: t(`systematising.outcome.${value}`),
        }))}
        value={query.destino ?? ''}
      />
      <Select
        t={t}
        name="canal"
        label={t('consultations.channel')}
        empty={every}
        options={channels.map((value) => ({ value, label: t(`consultations.channel.${value}`) }))}
        value={query.canal ?? ''}
      />
      <Select
        t={t}
        name="territorio"
        label={t('consultations.territory')}
        empty={every}
        options={[
          ...territories.map(({ key, name }) => ({ value: key, label: name })),
          { value: 'ninguno', label: t('systematising.results.no-territory') },
        ]}
        value={query.territorio ?? ''}
      />
    </Filters>
  )
}
