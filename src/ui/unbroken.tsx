import type { Child } from 'hono/jsx'

const folio = /([A-Z]{3,4}-[0-9A-Z]{4}-[0-9A-Z]{4})/

/** The text with its folios whole: on a narrow screen a line would end at their hyphens, and half a folio is copied. */
export function unbroken(text: Child): Child {
  if (typeof text !== 'string') return text
  const parts = text.split(folio)
  if (parts.length === 1) return text
  return parts.map((part, index) => (index % 2 === 1 ? <span class="nowrap">{part}</span> : part))
}
