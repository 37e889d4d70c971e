import type { C } from '../../../../platform/http/env.ts'
import { type Column, Table } from '../../../../ui/Table.tsx'
import type { Channel } from '../../model.ts'
import { figure } from '../../pages/words.ts'
import type { Topic } from '../model.ts'
import { systematisingPaths } from '../paths.ts'
import { countOf, partOf, parts, rankedBy, type Tally } from '../results/model.ts'
import { partWords, type ResultsView } from './views.ts'

type Props = { c: C; view: ResultsView }
type Where = Parameters<typeof systematisingPaths.resultsList>[1]

/** A count that leads to those that it counts; a zero leads nowhere. */
function Count({ c, view, count, where, of }: Props & { count: number; where: Where; of: string }) {
  if (count === 0) return <>0</>
  return (
    <a href={systematisingPaths.resultsList(view.consultation, where)}>
      {figure(c, count)}
      <span class="visually-hidden"> {of}</span>
    </a>
  )
}

export function ByTopic({ c, view, topics }: Props & { topics: readonly { topic: Topic; count: number }[] }) {
  const { t } = c.var
  const channels = rankedBy(view.tallies, ({ channel }) => channel)
  type Row = (typeof topics)[number]
  const columns: Column<Row>[] = [
    {
      ...{ key: 'topic', label: t('systematising.topic') },
      cell: ({ topic }) => (
        <a href={`#tema-${topic.number}`}>
          {topic.number} · {topic.name}
        </a>
      ),
    },
    {
      ...{ key: 'count', label: t('systematising.results.total'), numeric: true },
      cell: ({ topic, count }) => (
        <Count c={c} view={view} count={count} where={{ tema: topic.number }} of={topic.name} />
      ),
    },
    ...channels.map(
      (channel): Column<Row> => ({
        ...{ key: channel, label: t(`consultations.channel.${channel as Channel}`), numeric: true },
        cell: ({ topic }) => (
          <Count
            c={c}
            view={view}
            count={countOf(view.tallies, (one) => one.topicId === topic.id && one.channel === channel)}
            where={{ tema: topic.number, canal: channel }}
            of={`${topic.name}, ${t(`consultations.channel.${channel as Channel}`)}`}
          />
        ),
      }),
    ),
  ]
  return (
    <Table id="by-topic" caption={t('systematising.results.by-topic')} captionHidden columns={columns} rows={topics} />
  )
}

type Slice = { name: string; where: Where; holds: (tally: Tally) => boolean }

export function ByChannel({ c, view }: Props) {
  const { t } = c.var
  const rows = rankedBy(view.tallies, ({ channel }) => channel).map((channel) => ({
    ...{ name: t(`consultations.channel.${channel as Channel}`), where: { canal: channel } },
    holds: (tally: Tally) => tally.channel === channel,
  }))
  return <Slices c={c} view={view} id="by-channel" caption={t('systematising.results.by-channel')} rows={rows} />
}

export function ByTerritory({ c, view }: Props) {
  const { t } = c.var
  const names = new Map(view.tallies.map(({ territoryKey, territory }) => [territoryKey, territory]))
  const rows = rankedBy(view.tallies, ({ territoryKey }) => territoryKey).map((key) => ({
    name: names.get(key) ?? t('systematising.results.no-territory'),
    where: { territorio: key ?? 'ninguno' },
    holds: (tally: Tally) => tally.territoryKey === key,
  }))
  return <Slices c={c} view={view} id="by-territory" caption={t('systematising.results.by-territory')} rows={rows} />
}

function Slices({ c, view, id, caption, rows }: Props & { id: string; caption: string; rows: readonly Slice[] }) {
  const { t } = c.var
  const columns: Column<Slice>[] = [
    { key: 'name', label: caption, cell: ({ name }) => name },
    {
      ...{ key: 'count', label: t('systematising.results.total'), numeric: true },
      cell: ({ name, where, holds }) => (
        <Count c={c} view={view} count={countOf(view.tallies, holds)} where={where} of={name} />
      ),
    },
    ...parts.map(
      (part): Column<Slice> => ({
        ...{ key: part, label: t(`systematising.result.${part}`), numeric: true },
        cell: ({ name, where, holds }) => (
          <Count
            c={c}
            view={view}
            count={countOf(view.tallies, (one) => holds(one) && partOf(one) === part)}
            where={{ ...where, destino: partWords[part] }}
            of={`${name}, ${t(`systematising.result.${part}`)}`}
          />
        ),
      }),
    ),
  ]
  return <Table id={id} caption={caption} captionHidden columns={columns} rows={rows} />
}
