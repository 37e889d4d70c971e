import type { Child } from 'hono/jsx'
import type { C } from '../platform/http/env.ts'

/** `lang` of a text that is not in the page's own language (WCAG 3.1.2). */
export function langOf(c: C, language: string): { lang?: string } {
  return language === c.var.context.locale ? {} : { lang: language }
}

/** What somebody wrote, in her language and not the page's. */
export function Said({ c, language, children }: { c: C; language: string; children: Child }) {
  const own = langOf(c, language)
  return <span {...own}>{children}</span>
}
