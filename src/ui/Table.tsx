import type { Child } from 'hono/jsx'

export interface Column<Row> {
  key: string
  label: Child
  numeric?: boolean
  /** Sentences: on a phone it keeps the width to be read, and is reached sideways. */
  wide?: boolean
  /** The cell that names its row; the first column unless another says so. */
  heading?: boolean
  /** Where a press on the heading leads: the same page in another order. */
  sortHref?: string
  sorted?: 'ascending' | 'descending' | undefined
  cell: (row: Row, index: number) => Child
}

interface TableProps<Row> {
  /** Unique on the page: names the region that can be moved sideways. */
  id: string
  caption: string
  /** The caption is kept for those who listen, where a title above says it already. */
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  footer?: Child
  dense?: boolean
  /** On a phone each row stands as a block, every cell under its heading: where the columns are many and mostly words. */
  stacked?: boolean
}

export function Table<Row>({ id, caption, captionHidden, columns, rows, footer, dense, stacked }: TableProps<Row>) {
  const naming = Math.max(
    0,
    columns.findIndex((column) => column.heading),
  )
  return (
    <section class="table-scroll" aria-labelledby={`${id}-caption`} tabindex={0}>
      <table id={id} class={[dense ? 'dense' : '', stacked ? 'stacked' : ''].join(' ').trim()}>
        <caption id={`${id}-caption`} class={captionHidden ? 'visually-hidden' : ''}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr>
              {columns.map((column, place) =>
                place === naming ? (
                  <th scope="row" class={column.numeric ? 'n' : ''}>
                    {column.cell(row, index)}
                  </th>
                ) : (
                  <td
                    class={column.numeric ? 'n' : column.wide ? 'wide' : ''}
                    {...(stacked && typeof column.label === 'string' ? { 'data-label': column.label } : {})}
                  >
                    {column.cell(row, index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {footer ? <tfoot>{footer}</tfoot> : null}
      </table>
    </section>
  )
}

function Heading<Row>({ column }: { column: Column<Row> }) {
  return (
    <th scope="col" class={column.numeric ? 'n' : ''} {...(column.sorted ? { 'aria-sort': column.sorted } : {})}>
      {column.sortHref ? (
        <a class="sort" href={column.sortHref} rel="nofollow">
          {column.label}
        </a>
      ) : (
        column.label
      )}
    </th>
  )
}
