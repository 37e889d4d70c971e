import { xml } from '../../../platform/http/xml.ts'

export type Address = { path: string; changedAt: Date | null }

/** A sitemap holds at most 50 000 addresses (sitemaps.org). */
export const sitemapSize = 50_000

export function sitemapOf(base: string, addresses: readonly Address[]): string {
  const entries = addresses.map(({ path, changedAt }) => {
    const changed = changedAt === null ? '' : `<lastmod>${changedAt.toISOString()}</lastmod>`
    return `<url><loc>${xml(base + path)}</loc>${changed}</url>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('')}</urlset>\n`
}

/** When there are more addresses than one sitemap holds: the list of sitemaps. */
export function sitemapIndexOf(base: string, count: number): string {
  const entries = Array.from(
    { length: count },
    (_, index) => `<sitemap><loc>${xml(`${base}/sitemap-${index + 1}.xml`)}</loc></sitemap>\n`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('')}</sitemapindex>\n`
}

/** Everything public may be read; what is only somebody's own is of no use to a crawler. */
export function robotsOf(base: string): string {
  const own = ['/acceso', '/cuenta', '/entrar', '/enlace', '/invitaciones', '/trabajo']
  return `User-agent: *\n${own.map((path) => `Disallow: ${path}\n`).join('')}Allow: /\n\nSitemap: ${base}/sitemap.xml\n`
}

const validDays = 180

/** RFC 9116. */
export function securityTextOf(base: string, contacts: readonly string[], now: Date): string {
  const expires = new Date(now.getTime() + validDays * 86_400_000).toISOString().replace(/T.*/, 'T00:00:00Z')
  return [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}`,
    'Preferred-Languages: es, en',
    `Canonical: ${base}/.well-known/security.txt`,
    '',
  ].join('\n')
}
