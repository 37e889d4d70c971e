import { found } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { xml } from '../../../platform/http/xml.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'
import { findOrganization } from '../../organizations/queries.ts'
import { findSpace } from '../../spaces/queries.ts'
import { boardRows } from '../../tracking/board/queries.ts'
import { twins } from '../../tracking/twins/twins.ts'
import { commitmentsWith, newestOf } from '../feeds/queries.ts'
import type { Item } from '../model.ts'
import { findSubject } from '../queries.ts'

const entriesAFeed = 100

/** What happens in a place, a plan or around an institution, for whoever reads it with a program of her own. */
export function mountFeeds(app: App): void {
  app.get('/:file{[a-z0-9-]+\\.atom}', async (c) => {
    const space = found(await findSpace(c.var.context.db, stem(c)))
    const items = await newestOf(c.var.context.db, 'space', space.id, entriesAFeed)
    return feed(c, { name: named(c, space.name, space), path: `/${space.slug}`, author: space.name, items })
  })
  app.get('/:space/planes/:file{[a-z0-9-]+\\.atom}', async (c) => {
    const { db, actor } = c.var.context
    const plan = await loadPlan(db, actor, c.req.param('space'), stem(c))
    // A draft is not told of, not even to who may see it: nobody follows it yet.
    const { title, path } = found(await findSubject(db, 'plan', plan.id))
    const items = await newestOf(db, 'plan', plan.id, entriesAFeed)
    return feed(c, { name: named(c, title, plan.space), path, author: plan.space.name, items })
  })
  app.get('/:space/organizaciones/:file{[0-9a-f-]{36}\\.atom}', async (c) => {
    const { space, organization, path } = await institution(c)
    const items = await newestOf(c.var.context.db, 'organization', organization.id, entriesAFeed)
    return feed(c, { name: named(c, organization.name, space), path, author: space.name, items })
  })
  app.get('/:space/organizaciones/:file{[0-9a-f-]{36}\\.ics}', async (c) => {
    const { db, now } = c.var.context
    const { space, organization, path } = await institution(c)
    const mine = await commitmentsWith(db, organization.id)
    const rows = (await boardRows(db, { spaceId: space.id }, now)).filter((row) => mine.has(row.id))
    isPublic(c)
    openToAll(c)
    return twins.ics(c, { title: organization.name, address: path, rows })
  })
}

const stem = (c: C) => (c.req.param('file') ?? '').replace(/\.\w+$/, '')

async function institution(c: C) {
  const { db } = c.var.context
  const space = found(await findSpace(db, c.req.param('space') ?? ''))
  const id = stem(c)
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  const organization = found(isId ? await findOrganization(db, space.id, id) : null)
  return { space, organization, path: `/${space.slug}/organizaciones/${id}` }
}

/** Outside its page nothing else says that a place is invented. */
function named(c: C, name: string, { isFictional }: { isFictional: boolean }): string {
  return isFictional ? `${name} (${c.var.t('board.fictional')})` : name
}

type Feed = { name: string; path: string; author: string; items: readonly Item[] }

/** The id of an entry is its number in the record, which never changes. */
function feed(c: C, { name, path, author, items }: Feed): Response {
  const { t, deps } = c.var
  const base = deps.config.baseUrl
  const updated = (items[0]?.at ?? new Date(0)).toISOString()
  const entries = items.map(
    (item) =>
      `<entry><id>${xml(`${base}/registro/${item.seq}`)}</id><title>${xml(`${t(`follow.kind.${item.kind}`)}: ${item.title}`)}</title><link href="${xml(`${base}${item.path}`)}"/><updated>${item.at.toISOString()}</updated></entry>`,
  )
  isPublic(c)
  openToAll(c)
  const text = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(`${base}${path}`)}</id><title>${xml(name)}</title><link href="${xml(`${base}${path}`)}"/><link rel="self" href="${xml(`${base}${path}.atom`)}"/><updated>${updated}</updated><author><name>${xml(author)}</name></author>
${entries.join('\n')}
</feed>
`
  return c.body(text, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
}
