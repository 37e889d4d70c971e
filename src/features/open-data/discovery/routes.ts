import { found } from '../../../platform/errors.ts'
import { isPublic } from '../../../platform/http/app.ts'
import type { App } from '../../../platform/http/env.ts'
import { robotsOf, securityTextOf, sitemapIndexOf, sitemapOf, sitemapSize } from './files.ts'
import { contactUrls, publicAddresses } from './queries.ts'

const xmlType = { 'Content-Type': 'application/xml; charset=utf-8' }
const textType = { 'Content-Type': 'text/plain; charset=utf-8' }

/** What crawlers and those who found a hole look for first. */
export function mountDiscovery(app: App): void {
  app.get('/sitemap.xml', async (c) => {
    isPublic(c)
    const base = c.var.deps.config.baseUrl
    const addresses = await publicAddresses(c.var.context.db)
    const count = Math.ceil(addresses.length / sitemapSize)
    return c.body(count > 1 ? sitemapIndexOf(base, count) : sitemapOf(base, addresses), 200, xmlType)
  })
  app.get('/:file{sitemap-[1-9][0-9]*\\.xml}', async (c) => {
    isPublic(c)
    const number = Number(/\d+/.exec(c.req.param('file'))?.[0])
    const addresses = await publicAddresses(c.var.context.db)
    const part = addresses.slice((number - 1) * sitemapSize, number * sitemapSize)
    return c.body(sitemapOf(c.var.deps.config.baseUrl, found(part.length > 0 ? part : null)), 200, xmlType)
  })
  app.get('/robots.txt', (c) => {
    isPublic(c)
    return c.body(robotsOf(c.var.deps.config.baseUrl), 200, textType)
  })
  app.get('/.well-known/security.txt', async (c) => {
    isPublic(c)
    const base = c.var.deps.config.baseUrl
    const { db, now } = c.var.context
    const contacts = await contactUrls(db)
    return c.body(securityTextOf(base, contacts.length > 0 ? contacts : [`${base}/privacidad`], now), 200, textType)
  })
}
