import { xml } from '../../../../platform/http/xml.ts'

export type Entry = { id: string; title: string; href: string; updated: Date; summary: string }

export function atomOf(
  feed: { title: string; href: string; self: string; updated: Date },
  entries: readonly Entry[],
): string {
  const lines = entries.map(
    ({ id, title, href, updated, summary }) =>
      `<entry><id>${xml(id)}</id><title>${xml(title)}</title><link href="${xml(href)}"/><updated>${updated.toISOString()}</updated><summary>${xml(summary)}</summary></entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(feed.href)}</id><title>${xml(feed.title)}</title><link href="${xml(feed.href)}"/><link rel="self" href="${xml(feed.self)}"/><updated>${feed.updated.toISOString()}</updated><author><name>Tequio</name></author>
${lines.join('\n')}
</feed>
`
}
