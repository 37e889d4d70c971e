import { allow, found } from '../../../../platform/errors.ts'
import { permit } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { ReceiptPage } from '../pages/receipt-page.tsx'
import { StreetPage } from '../pages/street-page.tsx'
import { capturePaths } from '../paths.ts'
import { canSeeReceipt } from '../policy.ts'
import { findReceipt, isJudge, membershipOf, receiptsOfTeam, teamWorks, worksAround } from '../queries.ts'
import { pointFrom } from '../schema.ts'

export const street = '/:space/rallies/:edition/calle'
export const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

export function mountStreet(app: App): void {
  app.get(street, async (c) => {
    const edition = await loadEdition(c)
    allow(c.var.context.actor !== null)
    permitStreet(c)
    return c.html(await streetPage(c, edition))
  })

  app.get(`${street}/recibos/:id{${uuid}}`, async (c) => {
    const edition = await loadEdition(c)
    const { db, actor } = c.var.context
    allow(actor !== null)
    const receipt = found(await findReceipt(db, edition, c.req.param('id') ?? ''))
    const membership = await membershipOf(db, edition.id, actor.id)
    const isOfTeam = membership?.teamId === receipt.teamId
    const sees = { spaceId: edition.space.id, isOfTeam, isJudge: await isJudge(db, edition.id, actor.id) }
    found(canSeeReceipt(actor, sees) ? receipt : null)
    return c.html(<ReceiptPage c={c} edition={edition} receipt={receipt} />)
  })

  // Asked for without cookies, as browsers ask for manifests: it says nothing that the edition's page does not.
  app.get(`${street}/app.webmanifest`, async (c) => {
    const edition = await loadEdition(c)
    c.header('Cache-Control', 'public, max-age=3600')
    return c.body(manifestOf(c, edition), 200, { 'Content-Type': 'application/manifest+json' })
  })
}

/** Workers keep the page on the phone; photographs are shown before they are sent; the phone may say where it is, when asked. */
export function permitStreet(c: C): void {
  permit(c, { workers: "'self'", images: 'blob:', geolocation: true })
}

async function streetPage(c: C, edition: Edition) {
  const { db, actor } = c.var.context
  const membership = await membershipOf(db, edition.id, actor?.id ?? null)
  const near = pointFrom(c.req.query('cerca') ?? '')
  const text = (c.req.query('busca') ?? '').slice(0, 100)
  const isSearch = near !== null || text.trim() !== ''
  const [works, found, receipts] = await Promise.all([
    membership ? teamWorks(db, { editionId: edition.id, teamId: membership.teamId }, near) : [],
    isSearch ? worksAround(db, edition.id, { near, text: text.trim() }) : null,
    membership ? receiptsOfTeam(db, edition, membership.teamId) : [],
  ])
  const asked = { near: c.req.query('cerca') ?? '', text }
  return <StreetPage {...{ c, edition, membership, works, found, receipts, asked }} />
}

function manifestOf(c: C, edition: Edition): string {
  const start = capturePaths.street(edition)
  return JSON.stringify({
    id: start,
    name: edition.name,
    short_name: c.var.t('capture.title'),
    lang: c.var.context.locale,
    start_url: start,
    scope: start,
    display: 'standalone',
    background_color: '#fbf8f3',
    theme_color: '#0b5d4b',
    icons: [
      { src: c.var.deps.assets.icon, sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: c.var.deps.assets.icon, sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
    ],
  })
}
