import type { C } from '../../../platform/http/env.ts'
import { Select } from '../../../ui/Choices.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Filters } from '../../../ui/Filters.tsx'
import { formatDateTime, formatNumber } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { Pager } from '../../../ui/Pager.tsx'
import { Table } from '../../../ui/Table.tsx'
import { type Head, type PublicEvent, subjectTitle } from '../model.ts'
import { recordPaths } from '../paths.ts'
import type { RecordQuery } from '../schema.ts'
import { typeWords } from './event-words.ts'

export type RecordPageProps = {
  c: C
  head: Head
  events: readonly PublicEvent[]
  total: number
  page: number
  pages: number
  asked: RecordQuery
  choices: { types: readonly string[]; spaces: readonly { slug: string; name: string }[] }
}

/** What happened on the platform, newest first, and how anybody can check that nobody rewrote it. */
export function RecordPage(props: RecordPageProps) {
  const { c, head, events, total, page, pages, asked } = props
  const { t } = c.var
  const isFiltered = asked.tipo !== undefined || asked.espacio !== undefined
  return (
    <Page
      c={c}
      title={t('record.title')}
      description={t('record.description')}
      canonical={new URL(recordPaths.all(), c.var.deps.config.baseUrl).href}
      crumbs={[{ label: t('record.title') }]}
      twins={['json', 'csv']}
      changedAt={head.at ? new Date(head.at) : undefined}
    >
      <h1>{t('record.title')}</h1>
      <p>{t('record.lead')}</p>
      <HeadLine c={c} head={head} />
      <Filters
        t={t}
        label={t('record.filters')}
        action={recordPaths.all()}
        clearHref={isFiltered ? recordPaths.all() : undefined}
        result={t('record.result', { count: total })}
      >
        <TypeSelect {...props} />
        <SpaceSelect {...props} />
      </Filters>
      {events.length > 0 ? (
        <EventTable c={c} events={events} />
      ) : (
        <EmptyState title={t(isFiltered ? 'record.empty.filtered' : 'record.empty')}>
          <p>{t('record.empty.text')}</p>
        </EmptyState>
      )}
      <Pager t={t} page={page} pages={pages} hrefOf={(number) => addressOf(asked, number)} />
      <h2>{t('record.verify.title')}</h2>
      <p>{t('record.verify.text')}</p>
      <pre tabindex={0}>
        <code>{`curl -O ${new URL(recordPaths.lines(), c.var.deps.config.baseUrl).href}\ntequio record verify --file registro.ndjson --head ${head.seq}:${head.chain}`}</code>
      </pre>
    </Page>
  )
}

function HeadLine({ c, head }: { c: C; head: Head }) {
  const { t, context } = c.var
  return (
    <p>
      {t('record.head', { number: formatNumber(head.seq, context.locale) })}{' '}
      <code class="fingerprint">{head.chain}</code>. <a href={recordPaths.lines()}>{t('record.download')}</a> ·{' '}
      <a href={recordPaths.head()}>{t('record.head.link')}</a>
    </p>
  )
}

function TypeSelect({ c, asked, choices }: RecordPageProps) {
  const { t } = c.var
  const options = choices.types.map((type) => ({ value: type, label: typeWords(t, type) }))
  return (
    <Select
      t={t}
      name="tipo"
      label={t('record.filter.type')}
      empty={t('record.filter.all')}
      options={options}
      value={asked.tipo}
    />
  )
}

function SpaceSelect({ c, asked, choices }: RecordPageProps) {
  const { t } = c.var
  const options = choices.spaces.map((space) => ({ value: space.slug, label: space.name }))
  return (
    <Select
      t={t}
      name="espacio"
      label={t('record.filter.space')}
      empty={t('record.filter.all')}
      options={options}
      value={asked.espacio}
    />
  )
}

function EventTable({ c, events }: { c: C; events: readonly PublicEvent[] }) {
  const { t } = c.var
  return (
    <Table<PublicEvent>
      id="events"
      caption={t('record.caption')}
      captionHidden
      rows={events}
      columns={[
        { key: 'seq', label: t('record.column.number'), numeric: true, heading: true, cell: numberLink },
        { key: 'what', label: t('record.column.what'), cell: (event) => <What c={c} event={event} /> },
        { key: 'hash', label: t('record.column.hash'), cell: (event) => <code>{event.hash.slice(0, 12)}…</code> },
      ]}
    />
  )
}

const numberLink = (event: PublicEvent) => <a href={recordPaths.event(event.seq)}>{event.seq}</a>

function What({ c, event }: { c: C; event: PublicEvent }) {
  const { t, context } = c.var
  const subject = event.content ? subjectTitle(event.content) : null
  const space = event.content?.space?.name
  return (
    <>
      {event.content ? typeWords(t, event.content.type) : <em>{t('record.withheld')}</em>}
      {subject ? <span class="cell-note">{subject}</span> : null}
      <span class="cell-note">
        {space ? `${space} · ` : ''}
        <time datetime={event.at}>{formatDateTime(event.at, context.locale)}</time>
      </span>
    </>
  )
}

export function addressOf(asked: RecordQuery, page: number): string {
  const query = new URLSearchParams()
  if (asked.tipo) query.set('tipo', asked.tipo)
  if (asked.espacio) query.set('espacio', asked.espacio)
  if (page > 1) query.set('pagina', String(page))
  const text = query.toString()
  return text === '' ? recordPaths.all() : `${recordPaths.all()}?${text}`
}
