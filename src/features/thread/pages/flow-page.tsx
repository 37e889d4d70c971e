import type { C } from '../../../platform/http/env.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatNumber, formatPercent } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Exercise } from '../../exercises/model.ts'
import { exercisePaths } from '../../exercises/paths.ts'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import { drawingOf } from '../flow/drawing.ts'
import type { Flow } from '../model.ts'
import { partWords } from './words.ts'

/** The thread of a whole exercise: the flow drawn, and the same numbers as a table. */
export function FlowPage({ c, space, exercise, flow }: { c: C; space: Space; exercise: Exercise; flow: Flow }) {
  const { t, context } = c.var
  const title = t('thread.flow.title', { title: exercise.title })
  const crumbs = [{ label: exercise.title, href: exercisePaths.one(exercise) }, { label: t('thread.flow.short') }]
  const share = (count: number) =>
    flow.total === 0 ? '' : formatPercent((count / flow.total) * 100, context.locale, 1)
  return (
    <Page c={c} title={title} {...spaceFrame(t, space, 'exercises', crumbs)} twins={['json', 'csv']} width="wide">
      <h1>{title}</h1>
      <p class="lead">{t('thread.flow.lead')}</p>
      {flow.total === 0 ? (
        <EmptyState title={t('thread.flow.none')} />
      ) : (
        <>
          <Sankey c={c} flow={flow} />
          <Table
            id="flujo"
            caption={t('thread.flow.table')}
            columns={[
              {
                key: 'part',
                label: t('thread.flow.part'),
                wide: true,
                cell: (part) => (
                  <>
                    {partWords(t, part)}{' '}
                    <span class="small muted">{t(stationKeys[part.column] ?? 'thread.flow.end')}</span>
                  </>
                ),
              },
              {
                key: 'count',
                label: t('thread.flow.count'),
                numeric: true,
                cell: (part) => formatNumber(part.count, context.locale),
              },
              { key: 'share', label: t('thread.flow.share'), numeric: true, cell: (part) => share(part.count) },
            ]}
            rows={flow.parts}
            footer={
              <tr>
                <th scope="row">{t('thread.flow.total')}</th>
                <td class="n">{formatNumber(flow.total, context.locale)}</td>
                <td class="n">{share(flow.total)}</td>
              </tr>
            }
          />
          <p class="hint">{t('thread.flow.adds-up')}</p>
        </>
      )}
    </Page>
  )
}

const stationKeys = [
  'thread.station.received',
  'thread.station.topic',
  'thread.station.problem',
  'thread.station.table',
  'thread.station.commitment',
] as const

function Sankey({ c, flow }: { c: C; flow: Flow }) {
  const { t, context } = c.var
  const { width, height, blockWidth, blocks, bands } = drawingOf(flow)
  const nameOf = new Map(blocks.map((block) => [block.key, partWords(t, block)]))
  return (
    <section class="sankey" tabindex={0} aria-label={t('thread.flow.drawing')}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('thread.flow.summary', { count: flow.total })}>
        {bands.map(({ d, halt, title: [from, to, count] }) => (
          <path d={d} class={halt ? 'band ends' : 'band'}>
            <title>{`${nameOf.get(from)} → ${nameOf.get(to)}: ${formatNumber(count, context.locale)}`}</title>
          </path>
        ))}
        {blocks.map(({ x, y, height: tall, key, count, halt }) => (
          <g>
            <rect
              class={halt ? 'block ends' : 'block'}
              x={x}
              y={Math.round(y * 10) / 10}
              width={blockWidth}
              height={Math.round(tall * 10) / 10}
            />
            <text x={x + blockWidth + 6} y={Math.round(y + Math.min(14, tall / 2 + 5))}>
              {`${short(nameOf.get(key) ?? '')} · ${formatNumber(count, context.locale)}`}
            </text>
          </g>
        ))}
      </svg>
    </section>
  )
}

const short = (text: string) => (text.length <= 30 ? text : `${text.slice(0, 29).trimEnd()}…`)
