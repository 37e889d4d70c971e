import type { Child } from 'hono/jsx'

/** Nothing here yet: why, and what would bring something. */
export function EmptyState({ title, children, actions }: { title: string; children?: Child; actions?: Child }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
      {actions ? <div class="actions">{actions}</div> : null}
    </div>
  )
}
