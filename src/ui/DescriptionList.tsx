import type { Child } from 'hono/jsx'

export interface Description {
  term: Child
  value: Child
}

export function DescriptionList({ items }: { items: readonly Description[] }) {
  return (
    <dl class="dl">
      {items.map((item) => (
        <div>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
