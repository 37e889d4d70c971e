import type { Child } from 'hono/jsx'

export interface Chip {
  href: string
  label: Child
  count?: string | number
  current?: boolean
}

/** Filters of one press; the chosen one says so. */
/** `labelled` shows the name of the group beside it, where the chips alone would not say what they choose. */
export function Chips({ label, items, labelled }: { label: string; items: readonly Chip[]; labelled?: boolean }) {
  return (
    <nav class="chips-nav" aria-label={label}>
      {labelled ? (
        <span class="chips-label" aria-hidden="true">
          {label}
        </span>
      ) : null}
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
