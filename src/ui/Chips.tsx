import type { Child } from 'hono/jsx'

export interface Chip {
  href: string
  label: Child
  count?: string | number
  current?: boolean
}

/** Filters of one press; the chosen one says so. */
export function Chips({ label, items }: { label: string; items: readonly Chip[] }) {
  return (
    <nav class="chips-nav" aria-label={label}>
      <ul class="chips">
        {items.map((chip) => (
          <li>
            <a class="chip" href={chip.href} rel="nofollow" {...(chip.current ? { 'aria-current': 'true' } : {})}>
              {chip.label} {chip.count === undefined ? null : <b>{chip.count}</b>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
