import { bodyLimit } from 'hono/body-limit'
import { allow, Refused, TooManyRequests, Unreadable } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { takeTurn } from '../../../../platform/rate-limit.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { keepCapture, type Photos } from '../commands.ts'
import { type Membership, mostPhotos, type NewCapture, type Receipt } from '../model.ts'
import { AnnouncePage } from '../pages/announce-page.tsx'
import { VisitPage } from '../pages/visit-page.tsx'
import { capturePaths } from '../paths.ts'
import { preparePhoto } from '../photos/commands.ts'
import { membershipOf, teamWorks, worksOf } from '../queries.ts'
import { mountQueue } from './queue.ts'
import { type Read, readAnnouncement, readVisit } from './reading.ts'
import { permitStreet, street } from './street.tsx'

const formBytes = 32 * 1024 * 1024
const hourly = { name: 'captures', max: 240, windowMs: 3_600_000 }

export function mountSending(app: App): void {
  app.get(`${street}/anuncios`, async (c) => {
    const { edition } = await loadMember(c)
    return c.html(await announcePage(c, edition, {}, {}))
  })
  app.post(`${street}/anuncios`, async (c) => {
    const { edition, membership } = await loadMember(c)
    const form = await receivedForm(c)
    const read = await readAnnouncement(c, edition, form)
    if (!read.ok) return c.html(await announcePage(c, edition, read.typed, read.errors), 422)
    return led(c, edition, await keep(c, edition, membership, read, { prepared: [], uploads: [] }))
  })
  app.get(`${street}/visitas`, async (c) => {
    const { edition } = await loadMember(c)
    return c.html(await visitPage(c, edition, { work: (c.req.query('obra') ?? '').slice(0, 40) }, {}))
  })
  const limit = bodyLimit({ maxSize: formBytes, onError: (c) => tooHeavy(c as C) })
  app.post(`${street}/visitas`, limit, async (c) => {
    const { edition, membership } = await loadMember(c)
    const form = await receivedForm(c)
    const read = await readVisit(c, edition, form)
    const photos = await photosOf(c, edition, form)
    const errors = { ...(read.ok ? {} : read.errors), ...photos.errors }
    if (!read.ok || Object.keys(errors).length > 0) return c.html(await visitPage(c, edition, read.typed, errors), 422)
    return led(c, edition, await keep(c, edition, membership, read, photos.value))
  })
  mountQueue(app, { loadMember, keep })
}

export type Member = { edition: Edition; membership: Membership }

/** The edition, and the team of whoever asks in it; nobody else captures. */
async function loadMember(c: C): Promise<Member> {
  const edition = await loadEdition(c)
  const { db, actor } = c.var.context
  const membership = await membershipOf(db, edition.id, actor?.id ?? null)
  allow(membership !== null)
  permitStreet(c)
  return { edition, membership }
}

/** Once however often it is sent, at a bounded rate, and by the team that it was made for. */
async function keep(
  c: C,
  edition: Edition,
  membership: Membership,
  { value, team }: Extract<Read, { ok: true }>,
  photos: Photos,
): Promise<Receipt> {
  const { context, deps } = c.var
  if (team !== '' && team !== membership.code) throw new Refused('capture.refused.team', { team })
  const turn = await takeTurn(context.db, hourly, membership.memberId, deps.config.secret, context.now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
  const { receipt } = await keepCapture(context, edition, value satisfies NewCapture, photos)
  return receipt
}

function led(c: C, edition: Edition, receipt: Receipt): Response {
  return c.redirect(`${capturePaths.receipt(edition, receipt.id)}?recibido`, 303)
}

/** The photographs of a plain form; the first that cannot be read is told of by its number. */
async function photosOf(c: C, edition: Edition, form: FormData): Promise<{ value: Photos; errors: FieldErrors }> {
  const { t, deps } = c.var
  const none: Photos = { prepared: [], uploads: [] }
  const files = form.getAll('photos').filter((file): file is File => file instanceof File && file.size > 0)
  if (files.length > mostPhotos)
    return { value: none, errors: { photos: t('capture.error.photos-many', { max: mostPhotos }) } }
  const alt = form.get('photo_alt')
  const told = { alt: typeof alt === 'string' && alt.trim() !== '' ? alt.trim().slice(0, 300) : null }
  const prepared: Photos['prepared'][number][] = []
  for (const [index, file] of files.entries()) {
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const rest = { ...told, wasBlurred: false, takenAt: null, position: null }
      prepared.push(await preparePhoto(deps.storage, bytes, rest, edition.timeZone))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      const sentence = t(error.key, error.values)
      return { value: none, errors: { photos: t('capture.error.photo', { number: index + 1, sentence }) } }
    }
  }
  return { value: { prepared, uploads: [] }, errors: {} }
}

async function tooHeavy(c: C): Promise<Response> {
  const { edition } = await loadMember(c)
  return c.html(await visitPage(c, edition, {}, { photos: c.var.t('capture.error.photos-heavy') }), 422)
}

async function announcePage(c: C, edition: Edition, typed: Typed, errors: FieldErrors) {
  const member = await membershipOf(c.var.context.db, edition.id, c.var.context.actor?.id ?? null)
  allow(member !== null)
  const works = await teamWorks(c.var.context.db, { editionId: edition.id, teamId: member.teamId }, null)
  const asked = typed.works ?? (c.req.query('obra') ?? '').slice(0, 40)
  const named = await worksOf(c.var.context.db, edition.id, asked.split(/[\s,]+/).slice(0, 60))
  return (
    <AnnouncePage
      {...{ c, edition, typed: { ...typed, works: asked }, errors }}
      team={member}
      works={joined(works, named)}
    />
  )
}

async function visitPage(c: C, edition: Edition, typed: Typed, errors: FieldErrors) {
  const { db, actor } = c.var.context
  const member = await membershipOf(db, edition.id, actor?.id ?? null)
  allow(member !== null)
  const works = await teamWorks(db, { editionId: edition.id, teamId: member.teamId }, null)
  const asked = await worksOf(db, edition.id, typed.work ? [typed.work.toUpperCase()] : [])
  return <VisitPage {...{ c, edition, typed, errors }} team={member} works={joined(works, asked)} />
}

function joined<Work extends { key: string }>(works: readonly Work[], more: readonly Work[]): Work[] {
  return [...works, ...more.filter(({ key }) => !works.some((work) => work.key === key))]
}
