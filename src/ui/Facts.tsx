import type { Child } from 'hono/jsx'
import type { StatusKind } from './Status.tsx'

export interface Fact {
  label: string
  value: Child
  tone?: StatusKind | undefined
  /** Where those that are counted are listed; a zero leads nowhere. */
  href?: string | undefined
  note?: string | undefined
}

/** Totals in one line of sight. */
export function Facts({ items, label }: { items: readonly Fact[]; label?: string }) {
  return (
    <dl class="facts" {...(label ? { 'aria-label': label } : {})}>
      {items.map((fact) => (
        <div class={fact.tone ? `tone ${fact.tone}` : ''}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.href && fact.value !== 0 ? <a href={fact.href}>{fact.value}</a> : fact.value}
            {fact.note ? <small>{fact.note}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
