import type { Child } from 'hono/jsx'
import type { StatusKind } from './Status.tsx'

export interface Moment {
  title: Child
  /** In words. */
  when: string
  /** For machines: ISO. */
  datetime: string
  text?: Child
  tone?: StatusKind | undefined
}

/** What happened, newest first. */
export function Timeline({ items }: { items: readonly Moment[] }) {
  return (
    <ol class="timeline">
      {items.map((moment) => (
        <li class={moment.tone ? `tone ${moment.tone}` : ''}>
          <p class="timeline-title">{moment.title}</p>
          {moment.text ? <div class="small">{moment.text}</div> : null}
          <time datetime={moment.datetime}>{moment.when}</time>
        </li>
      ))}
    </ol>
  )
}
