import type { C } from '../../../../platform/http/env.ts'
import { Button } from '../../../../ui/Button.tsx'
import { formatDateTime, formatNumber } from '../../../../ui/format.ts'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { connectors } from '../connectors/all.ts'
import { sourcePaths } from '../paths.ts'
import { isListening, type SourceSeen } from '../sources/model.ts'
import type { SourceAct } from '../sources/schema.ts'
import { networkName, troubleWords } from './words.ts'

type SourceTableProps = { c: C; edition: Edition; sources: readonly SourceSeen[] }

/** Networks that are read, with how it goes in plain words and what can be done about it. */
export function SourceTable({ c, edition, sources }: SourceTableProps) {
  const { t, context } = c.var
  return (
    <Table<SourceSeen>
      id="sources"
      caption={t('networks.sources.title')}
      captionHidden
      rows={sources}
      columns={[
        { key: 'where', label: t('networks.source.where'), cell: (source) => <Where c={c} source={source} /> },
        { key: 'state', label: t('networks.source.state'), cell: (source) => <State {...{ c, edition, source }} /> },
        { key: 'last', label: t('networks.source.last'), cell: (source) => <Last {...{ c, edition, source }} /> },
        {
          key: 'posts',
          label: t('networks.source.posts'),
          numeric: true,
          cell: ({ posts }) => formatNumber(posts, context.locale),
        },
        {
          key: 'rejects',
          label: t('networks.source.rejects'),
          numeric: true,
          cell: ({ rejects }) => formatNumber(rejects, context.locale),
        },
        { key: 'acts', label: t('networks.source.acts'), cell: (source) => <Acts {...{ c, edition, source }} /> },
      ]}
    />
  )
}

type OneProps = { c: C; edition: Edition; source: SourceSeen }

function placeOf({ settings }: SourceSeen): string {
  if (settings.server) return new URL(settings.server).host
  return settings.chats?.join(' ') ?? ''
}

function Where({ c, source }: { c: C; source: SourceSeen }) {
  const { t } = c.var
  const place = placeOf(source)
  return (
    <>
      {networkName(t, source.network)}
      {place === '' ? null : <small> {place}</small>}
      {source.settings.streams ? <small> {t('networks.source.streams')}</small> : null}
    </>
  )
}

function State({ c, edition, source }: OneProps) {
  const { t, context } = c.var
  if (!source.isOn) return <>{t('networks.source.state.paused')}</>
  if (source.lastError !== null) {
    return (
      <>
        <strong>{t('networks.source.state.trouble')}.</strong> {troubleWords(t, source.lastError)}{' '}
        {t('networks.source.failures', { count: source.failures })}
      </>
    )
  }
  if (!isListening(edition, context.now)) return <>{t('networks.source.state.resting')}</>
  return <>{t('networks.source.state.on', { minutes: connectors[source.network].everyMinutes })}</>
}

function Last({ c, edition, source }: OneProps) {
  const { t, context } = c.var
  const at = (instant: Date) => formatDateTime(instant, context.locale, edition.timeZone)
  return (
    <>
      {source.lastAt === null ? t('networks.source.never') : at(source.lastAt)}
      {source.isOn && source.nextAt !== null && source.nextAt > context.now ? (
        <small> {t('networks.source.next', { at: at(source.nextAt) })}</small>
      ) : null}
    </>
  )
}

function Acts({ c, edition, source }: OneProps) {
  const { t } = c.var
  const acts: SourceAct[] = [
    ...(source.isOn ? (['pause', 'now'] as const) : (['resume'] as const)),
    ...(connectors[source.network].rereads ? (['again'] as const) : []),
    'remove',
  ]
  const name = `${networkName(t, source.network)} ${placeOf(source)}`.trim()
  return (
    <form method="post" action={sourcePaths.source(edition, source.id)} class="actions">
      {acts.map((act) => (
        <Button kind="quiet" small name="act" value={act}>
          {t(`networks.act.${act}`)}
          <span class="visually-hidden"> {name}</span>
        </Button>
      ))}
    </form>
  )
}
