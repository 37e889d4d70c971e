import type { Child } from 'hono/jsx'
import type { T } from '../platform/i18n.ts'

export type NoticeKind = 'info' | 'success' | 'warning' | 'error'

interface NoticeProps {
  t: T
  kind?: NoticeKind
  title?: string
  /** Announced when the page opens: results of what a person just did. */
  live?: boolean
  children?: Child
}

export function Notice({ t, kind = 'info', title, live, children }: NoticeProps) {
  return (
    <div class={`notice ${kind}`} {...(live ? { role: kind === 'error' ? 'alert' : 'status' } : {})}>
      <span class="visually-hidden">{t(`ui.notice.${kind}`)}: </span>
      <div>
        {title ? <p class="notice-title">{title}</p> : null}
        {children}
      </div>
    </div>
  )
}
