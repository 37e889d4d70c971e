import type { Child } from 'hono/jsx'

export interface Item {
  number?: string | number | undefined
  title: string
  href: string
  /** Who answers for it. */
  meta?: Child
  /** Bars beside the name. */
  bars?: Child
  /** Its status and why. */
  state?: Child
}

/** A list one reads down: number, name, bars, state. */
export function Items({ items, label, start }: { items: readonly Item[]; label?: string; start?: number }) {
  const isNumbered = items.some(({ number }) => number !== undefined)
  return (
    <ol
      class={isNumbered ? 'items' : 'items unnumbered'}
      {...(label ? { 'aria-label': label } : {})}
      {...(start === undefined ? {} : { start })}
    >
      {items.map((item) => (
        <li>
          {isNumbered ? <span class="num">{item.number}</span> : null}
          <div>
            <h2 class="name">
              <a href={item.href}>{item.title}</a>
            </h2>
            {item.meta ? <p class="meta">{item.meta}</p> : null}
          </div>
          <div class="item-bars">{item.bars}</div>
          <div class="item-state">{item.state}</div>
        </li>
      ))}
    </ol>
  )
}
