import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import type { Batch } from '../files/queries.ts'
import { originalDays } from '../forgetting/model.ts'
import { sourcePaths } from '../paths.ts'
import type { SourceSeen } from '../sources/model.ts'
import type { WayCount } from '../sources/queries.ts'
import { AddSource } from './add-source.tsx'
import { BatchTable } from './batch-table.tsx'
import { SourceList } from './source-list.tsx'
import { networkName } from './words.ts'

/** What only organisers see. */
export type Desk = {
  sources: readonly SourceSeen[]
  batches: readonly Batch[]
  typed: Typed
  errors: FieldErrors
  refused: string | null
  said: string | null
}

type SourcesPageProps = { c: C; edition: Edition; counts: readonly WayCount[]; desk: Desk | null }

/** Where an edition's posts come from: for everybody what arrived by which way, for organisers the ways in. */
export function SourcesPage({ c, edition, counts, desk }: SourcesPageProps) {
  const { t } = c.var
  const title = t('networks.title')
  return (
    <EditionFrame c={c} edition={edition} title={title} {...(desk ? { noindex: true } : {})}>
      <h1>{title}</h1>
      <p class="lead">{t('networks.lead')}</p>
      {desk?.refused ? (
        <Notice t={t} kind="error" live>
          <p>{desk.refused}</p>
        </Notice>
      ) : null}
      {desk?.said ? (
        <Notice t={t} kind="success" live>
          <p>{desk.said}</p>
        </Notice>
      ) : null}
      <Notice t={t} title={t('networks.default.title')}>
        <p>{t('networks.default.text')}</p>
      </Notice>
      <Counts c={c} counts={counts} />
      {desk ? <DeskParts c={c} edition={edition} desk={desk} /> : null}
      <p class="hint">{t('networks.terms', { days: originalDays })}</p>
    </EditionFrame>
  )
}

function DeskParts({ c, edition, desk }: { c: C; edition: Edition; desk: Desk }) {
  const { t } = c.var
  return (
    <>
      <Card title={t('networks.sources.title')}>
        {desk.sources.length === 0 ? (
          <EmptyState title={t('networks.sources.none')}>
            <p>{t('networks.sources.none.text')}</p>
          </EmptyState>
        ) : (
          <SourceList c={c} edition={edition} sources={desk.sources} />
        )}
        {desk.sources.some(({ rejects }) => rejects > 0) ? (
          <p>
            <a href={sourcePaths.waiting(edition)}>{t('networks.waiting')}</a>
          </p>
        ) : null}
      </Card>
      <Card title={t('networks.other.title')}>
        <Actions>
          <ButtonLink href={sourcePaths.files(edition)} kind="quiet">
            {t('networks.file.title')}
          </ButtonLink>
          <ButtonLink href={sourcePaths.addresses(edition)} kind="quiet">
            {t('networks.paste.title')}
          </ButtonLink>
        </Actions>
        {desk.batches.length > 0 ? <BatchTable c={c} edition={edition} batches={desk.batches} /> : null}
      </Card>
      <AddSource c={c} edition={edition} typed={desk.typed} errors={desk.errors} />
    </>
  )
}

function Counts({ c, counts }: { c: C; counts: readonly WayCount[] }) {
  const { t, context } = c.var
  const title = t('networks.counts.title')
  return (
    <Card title={title}>
      {counts.length === 0 ? (
        <EmptyState title={t('networks.counts.none')}>
          <p>{t('networks.counts.none.text')}</p>
        </EmptyState>
      ) : (
        <Table<WayCount>
          id="ways"
          caption={title}
          captionHidden
          rows={counts}
          columns={[
            { key: 'network', label: t('networks.counts.network'), cell: (row) => networkName(t, row.network) },
            { key: 'way', label: t('networks.counts.way'), cell: (row) => t(`networks.way.${row.way}`) },
            {
              key: 'distinct',
              label: t('networks.counts.distinct'),
              numeric: true,
              cell: (row) => formatNumber(row.distinct, context.locale),
            },
            {
              key: 'posts',
              label: t('networks.counts.posts'),
              numeric: true,
              cell: (row) => formatNumber(row.posts, context.locale),
            },
          ]}
        />
      )}
    </Card>
  )
}
