import { found } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { xml } from '../../../platform/http/xml.ts'
import { findOrganization } from '../../organizations/queries.ts'
import { findSpace } from '../../spaces/queries.ts'
import type { Item } from '../model.ts'
import { newestOf } from '../telling/queries.ts'

const entriesAFeed = 100

/** What happens around an institution, for whoever reads it with a program of her own. */
export function mountFeeds(app: App): void {
  app.get('/:space/organizaciones/:file{[0-9a-f-]{36}\\.atom}', async (c) => {
    const { db } = c.var.context
    const space = found(await findSpace(db, c.req.param('space')))
    const id = c.req.param('file').slice(0, -'.atom'.length)
    const organization = found(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? await findOrganization(db, space.id, id) : null,
    )
    const items = await newestOf(db, organization.id, entriesAFeed)
    isPublic(c)
    openToAll(c)
    const name = space.isFictional ? `${organization.name} (${c.var.t('board.fictional')})` : organization.name
    const body = feed(c, { name, path: `/${space.slug}/organizaciones/${id}`, author: space.name, items })
    return c.body(body, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })
}

type Feed = { name: string; path: string; author: string; items: readonly Item[] }

/** The id of an entry is its number in the record, which never changes. */
function feed(c: C, { name, path, author, items }: Feed): string {
  const { t, deps } = c.var
  const base = deps.config.baseUrl
  const updated = (items[0]?.at ?? new Date(0)).toISOString()
  const entries = items.map(
    (item) =>
      `<entry><id>${xml(`${base}/registro/${item.seq}`)}</id><title>${xml(`${t(`follow.kind.${item.kind}`)}: ${item.title}`)}</title><link href="${xml(`${base}${item.path}`)}"/><updated>${item.at.toISOString()}</updated></entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(`${base}${path}`)}</id><title>${xml(name)}</title><link href="${xml(`${base}${path}`)}"/><link rel="self" href="${xml(`${base}${path}.atom`)}"/><updated>${updated}</updated><author><name>${xml(author)}</name></author>
${entries.join('\n')}
</feed>
`
}
