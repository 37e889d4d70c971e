import type { Child } from 'hono/jsx'

export function Details({ summary, open, children }: { summary: Child; open?: boolean; children: Child }) {
  return (
    <details class="details" open={open === true}>
      <summary>{summary}</summary>
      <div class="details-body">{children}</div>
    </details>
  )
}

/** A step that cannot be undone asks once more; works without script because it is only a press to open. */
export function Confirm({ summary, open, children }: { summary: Child; open?: boolean; children: Child }) {
  return (
    <details class="confirm" open={open === true}>
      <summary class="button quiet danger-quiet">{summary}</summary>
      <div class="confirm-body">{children}</div>
    </details>
  )
}
