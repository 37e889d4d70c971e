import type { C } from '../../../../platform/http/env.ts'
import { Button } from '../../../../ui/Button.tsx'
import { formatDateTime, formatNumber } from '../../../../ui/format.ts'
import type { Edition } from '../../editions/model.ts'
import { connectors } from '../connectors/all.ts'
import { sourcePaths } from '../paths.ts'
import { isListening, type SourceSeen } from '../sources/model.ts'
import type { SourceAct } from '../sources/schema.ts'
import { networkName, troubleWords } from './words.ts'

type SourceListProps = { c: C; edition: Edition; sources: readonly SourceSeen[] }

/** Networks that are read, with how it goes in plain words and what can be done about it. */
export function SourceList({ c, edition, sources }: SourceListProps) {
  const { t, context } = c.var
  const figure = (count: number) => formatNumber(count, context.locale)
  return (
    <div class="stack">
      {sources.map((source) => (
        <div class="stack">
          <h3>
            {networkName(t, source.network)} {placeOf(source)}
          </h3>
          <p>
            <State {...{ c, edition, source }} />
          </p>
          <p class="hint">
            {source.settings.streams ? `${t('networks.source.streams')}. ` : null}
            {t('networks.source.last')}: <Last {...{ c, edition, source }} />. {t('networks.source.posts')}:{' '}
            {figure(source.posts)}. {t('networks.source.rejects')}: {figure(source.rejects)}.
          </p>
          <Acts {...{ c, edition, source }} />
        </div>
      ))}
    </div>
  )
}

type OneProps = { c: C; edition: Edition; source: SourceSeen }

function placeOf({ settings }: SourceSeen): string {
  if (settings.server) return new URL(settings.server).host
  return settings.chats?.join(' ') ?? ''
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
        <> ({t('networks.source.next', { at: at(source.nextAt) })})</>
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
