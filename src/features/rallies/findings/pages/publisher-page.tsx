import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { worksPaths } from '../../../works/paths.ts'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { findingPaths } from '../paths.ts'
import { minTeams } from '../publisher/model.ts'
import type { Feedback } from '../publisher/queries.ts'

/** How much of it the data set has been told; organisers alone see it. */
type Telling = { told: number; all: number }

type PublisherPageProps = { c: C; edition: Edition; lines: readonly Feedback[]; telling: Telling | null }

/** What visits learned about the data themselves, for whoever publishes them to mend. */
export function PublisherPage({ c, edition, lines, telling }: PublisherPageProps) {
  const { t } = c.var
  const title = t('finding.publisher.title')
  const between = [{ label: t('finding.list.title'), href: findingPaths.list(edition) }]
  const kinds = ['coordinates', 'missing', 'finding'] as const
  return (
    <EditionFrame c={c} edition={edition} title={title} between={between} twins={['csv', 'json']}>
      <h1>{title}</h1>
      <p class="lead">{t('finding.publisher.lead', { count: lines.length })}</p>
      {lines.length === 0 ? (
        <EmptyState title={t('finding.publisher.none')}>
          <p>{t('finding.publisher.none.text')}</p>
        </EmptyState>
      ) : null}
      {telling && telling.all > 0 ? <Tell c={c} edition={edition} telling={telling} /> : null}
      {kinds.map((kind) => {
        const rows = lines.filter((line) => line.kind === kind)
        return rows.length === 0 ? null : (
          <Card title={t(`finding.publisher.${kind}`)}>
            {kind === 'coordinates' ? <p>{t('finding.publisher.how', { teams: minTeams })}</p> : null}
            {kind === 'missing' ? (
              <p>
                <a href={`${rallyPaths.edition(edition)}/fuera-del-padron`}>{t('finding.publisher.missing-list')}</a>
              </p>
            ) : null}
            <Table
              id={`lines-${kind}`}
              caption={t(`finding.publisher.${kind}`)}
              captionHidden
              rows={rows}
              columns={[
                { key: 'work', label: t('finding.publisher.work'), cell: (line) => line.workName },
                { key: 'key', label: t('finding.publisher.key'), cell: (line) => keyLink(edition, line) },
                { key: 'published', label: t('finding.published'), cell: (line) => line.published ?? '—' },
                { key: 'proposed', label: t('finding.publisher.proposed'), cell: (line) => line.proposed ?? '—' },
                {
                  key: 'evidence',
                  label: t('finding.publisher.why'),
                  cell: (line) => (line.url ? <a href={line.url}>{line.evidence}</a> : line.evidence),
                },
              ]}
            />
          </Card>
        )
      })}
    </EditionFrame>
  )
}

function Tell({ c, edition, telling: { told, all } }: { c: C; edition: Edition; telling: Telling }) {
  const { t } = c.var
  return (
    <Card title={t('finding.correction.title')} size="small">
      <p>{t('finding.correction.lead')}</p>
      <p>{t('finding.correction.told', { told, all })}</p>
      {told < all ? (
        <form method="post" action={findingPaths.corrections(edition)}>
          <Actions>
            <Button>{t('finding.correction.tell', { count: all - told })}</Button>
          </Actions>
        </form>
      ) : null}
    </Card>
  )
}

/** To where corrections of the work are told to its data set. */
function keyLink(edition: Edition, { workKey, kind }: Feedback) {
  if (workKey === null) return '—'
  const code = <code>{workKey}</code>
  return kind === 'coordinates' ? <a href={worksPaths.corrections(edition.space.slug, workKey)}>{code}</a> : code
}
