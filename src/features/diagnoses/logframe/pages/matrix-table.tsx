import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import { Table } from '../../../../ui/Table.tsx'
import { type Indicator, inOrder, type Matrix, type Row } from '../model.ts'
import { rangeWords, rowName, wordOf } from './words.ts'

type Props = {
  c: C
  caption: string
  matrix: Matrix
  /** What stands under the narrative: where the row came from, the way to edit it. */
  below?: (row: Row) => Child
  /** What stands under an indicator. */
  belowIndicator?: (indicator: Indicator, row: Row) => Child
}

/** The matrix, four by four: each level a row, on a phone a block under its own name. */
export function MatrixTable({ c, caption, matrix, below, belowIndicator }: Props) {
  const { t } = c.var
  return (
    <Table
      id="mir"
      caption={caption}
      stacked
      columns={[
        { key: 'level', label: t('logframe.column.level'), cell: (row) => rowName(c, row) },
        {
          key: 'narrative',
          label: t('logframe.column.narrative'),
          wide: true,
          cell: (row) => (
            <div class="matrix-cell">
              <p>{row.narrative || t('logframe.unsaid')}</p>
              {below?.(row)}
            </div>
          ),
        },
        {
          key: 'indicators',
          label: t('logframe.column.indicators'),
          wide: true,
          cell: listed(c, IndicatorCell, belowIndicator),
        },
        { key: 'means', label: t('logframe.column.means'), wide: true, cell: listed(c, MeansCell) },
        {
          key: 'assumption',
          label: t('logframe.column.assumptions'),
          wide: true,
          cell: (row) => row.assumption.wording ?? t('logframe.unsaid'),
        },
      ]}
      rows={inOrder(matrix.rows)}
    />
  )
}

type CellProps = { c: C; one: Indicator }

function listed(c: C, Cell: (props: CellProps) => Child, below?: Props['belowIndicator']) {
  return (row: Row) =>
    row.indicators.length === 0 ? (
      c.var.t('logframe.none')
    ) : (
      <ul class="plain matrix-cell">
        {row.indicators.map((one) => (
          <li>
            <Cell c={c} one={one} />
            {below?.(one, row)}
          </li>
        ))}
      </ul>
    )
}

function IndicatorCell({ c, one }: CellProps) {
  const { t } = c.var
  const green = rangeWords(c, one.ranges.green)
  return (
    <>
      {one.name}
      <br />
      <span class="small muted">
        {t('logframe.cell.target', { target: wordOf(c, 'target', one.target) })}
        {one.unit && one.target !== null ? ` (${wordOf(c, 'unit', one.unit)})` : null}
        {one.baseline === null
          ? null
          : `; ${t('logframe.cell.baseline', { value: wordOf(c, 'baseline', one.baseline) })}`}
        {one.frequency ? `; ${wordOf(c, 'frequency', one.frequency)}` : null}
        {green ? `; ${t('logframe.cell.green', { range: green })}` : null}
      </span>
    </>
  )
}

function MeansCell({ c, one: { means } }: CellProps) {
  const { source, organization, frequency, url, isExternal } = means
  const { t } = c.var
  const name = source ?? t('logframe.unsaid')
  const facts = [
    organization,
    frequency ? wordOf(c, 'frequency', frequency) : null,
    isExternal === null ? null : t(isExternal ? 'logframe.cell.external' : 'logframe.cell.internal'),
  ].filter((fact) => fact !== null)
  return (
    <>
      {url ? <a href={url}>{name}</a> : name}
      {facts.length > 0 ? (
        <>
          <br />
          <span class="small muted">{facts.join('; ')}</span>
        </>
      ) : null}
    </>
  )
}
