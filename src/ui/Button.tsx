import type { Child } from 'hono/jsx'

export type ButtonKind = 'primary' | 'quiet' | 'accent' | 'danger'

interface ButtonProps {
  kind?: ButtonKind
  name?: string
  value?: string
  /** Sends the form elsewhere: one form, two outcomes (save a draft, publish). */
  formaction?: string
  /** Leaves the form without checking it (save a draft, go back). */
  formnovalidate?: boolean
  lang?: string
  small?: boolean
  children: Child
}

const classOf = (kind: ButtonKind = 'primary', small = false) =>
  ['button', kind === 'primary' ? '' : kind, small ? 'small-button' : ''].filter(Boolean).join(' ')

export function Button({ kind, small, children, ...rest }: ButtonProps) {
  return (
    <button type="submit" class={classOf(kind, small)} {...rest}>
      {children}
    </button>
  )
}

export function ButtonLink(props: { href: string; kind?: ButtonKind; small?: boolean; children: Child }) {
  return (
    <a class={classOf(props.kind, props.small)} href={props.href}>
      {props.children}
    </a>
  )
}

/** Buttons that belong together: side by side where there is room. */
export function Actions({ children }: { children: Child }) {
  return <div class="actions">{children}</div>
}
