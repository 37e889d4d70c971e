import type { Child } from 'hono/jsx'
import type { StatusKind } from './Status.tsx'
import { unbroken } from './unbroken.tsx'

interface CardProps {
  title?: Child
  /** 'small' for a card that accompanies, in an aside. */
  size?: 'large' | 'small'
  tone?: StatusKind
  id?: string
  children: Child
}

export function Card({ title, size = 'large', tone, id, children }: CardProps) {
  return (
    <section
      class={tone ? `card topped tone ${tone}` : 'card'}
      {...(id ? { id, ...(title ? { 'aria-labelledby': `${id}-title` } : {}) } : {})}
    >
      {title ? (
        <h2 class={size === 'small' ? 'card-title small' : 'card-title'} {...(id ? { id: `${id}-title` } : {})}>
          {unbroken(title)}
        </h2>
      ) : null}
      {children}
    </section>
  )
}

/** Cards side by side where there is room. */
export function Columns({ children }: { children: Child }) {
  return <div class="columns">{children}</div>
}

/** A page's main matter with what accompanies it. */
export function WithAside({ children, aside, label }: { children: Child; aside: Child; label?: string }) {
  return (
    <div class="with-aside">
      <div class="stack">{children}</div>
      <aside class="stack" {...(label ? { 'aria-label': label } : {})}>
        {aside}
      </aside>
    </div>
  )
}
