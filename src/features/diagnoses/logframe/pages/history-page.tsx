import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { Diff } from '../../../../ui/Diff.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Timeline } from '../../../../ui/Timeline.tsx'
import { differencesBetween, type MatrixChange } from '../differences.ts'
import type { Matrix } from '../model.ts'
import { logframePaths } from '../paths.ts'
import type { Publication, Version } from '../queries.ts'
import { LogframeFrame, type LogframeView } from './frame.tsx'
import { fieldWord, wordOf } from './words.ts'

type Props = { view: LogframeView; publications: readonly Publication[]; saves: readonly Version[] }
type Entry = { number: number; matrix: Matrix; at: Date; text: string | null }

/** What each publication changed, newest first; whoever keeps the matrix reads every save too. */
export function HistoryPage({ view, publications, saves }: Props) {
  const { c, tree } = view
  const { t } = c.var
  const crumbs = [{ label: t('logframe.title'), href: logframePaths.matrix(tree) }]
  const published = publications.map(({ number, matrix, reason, publishedAt }) => ({
    ...{ number, matrix, at: publishedAt, text: reason ? t('logframe.reason', { reason }) : null },
  }))
  return (
    <LogframeFrame view={view} title={t('logframe.history')} noindex crumbs={crumbs}>
      {published.length === 0 ? <p>{t('logframe.history-none')}</p> : <Entries view={view} entries={published} />}
      {saves.length > 0 ? (
        <>
          <h2>{t('logframe.history-saves')}</h2>
          <Entries view={view} entries={saves.map(({ savedAt, ...save }) => ({ ...save, at: savedAt, text: null }))} />
        </>
      ) : null}
    </LogframeFrame>
  )
}

function Entries({ view: { c }, entries }: { view: LogframeView; entries: readonly Entry[] }) {
  const { t, context } = c.var
  return (
    <Timeline
      items={entries
        .map((entry, index) => {
          const before = entries[index - 1]
          const changes = before ? differencesBetween(before.matrix, entry.matrix) : null
          return {
            title: t('logframe.version', { number: entry.number }),
            when: formatDateTime(entry.at, context.locale),
            datetime: entry.at.toISOString(),
            text: (
              <>
                {entry.text ? <p>{entry.text}</p> : null}
                {changes ? <Changes c={c} changes={changes} /> : <p>{t('logframe.version-first')}</p>}
              </>
            ),
          }
        })
        .reverse()}
    />
  )
}

function Changes({ c, changes }: { c: LogframeView['c']; changes: readonly MatrixChange[] }) {
  return (
    <DescriptionList
      items={changes.map(({ code, indicator, field, before, after }) => ({
        term: [code, indicator, fieldWord(c, field)].filter((part) => part).join(' · '),
        value: (
          <Diff
            t={c.var.t}
            before={before === null ? '' : wordOf(c, field, before)}
            after={after === null ? '' : wordOf(c, field, after)}
          />
        ),
      }))}
    />
  )
}
