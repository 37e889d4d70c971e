import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { capturePaths } from '../../capture/paths.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { codes, isOpen } from '../model.ts'
import { findingPaths } from '../paths.ts'
import { type FindingRow, listFindings } from '../queries.ts'
import { type Asked, askedFrom, type Fault, type Format, formats, mostRequests, written } from './model.ts'
import { shownPhotos } from './queries.ts'
import { type Value, xmlOf } from './writing.ts'

const path = '/:space/rallies/:edition/open311/v2'
const itemNames = {
  services: 'service',
  service_requests: 'request',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
}

/** Findings for tools that speak Open311: to read only; who visits works takes part in the rally. */
export function mountOpen311(app: App): void {
  for (const format of formats) {
    const mount = (address: string, answer: (c: C, edition: Edition) => Promise<Response> | Response) =>
      app.get(`${path}${address}`, async (c) => {
        const edition = await loadEdition(c)
        isPublic(c)
        openToAll(c)
        return answer(c, edition)
      })
    mount(`/discovery.${format}`, (c, edition) => send(c, format, 'discovery', discoveryOf(c, edition)))
    mount(`/services.${format}`, (c) => send(c, format, 'services', servicesOf(c)))
    mount(`/services/:code{[a-z_]+\\.${format}}`, (c) => definition(c, format))
    mount(`/requests.${format}`, (c, edition) =>
      requests(c, edition, format, askedFrom(c.req.query(), c.var.context.now)),
    )
    mount(`/requests/:id{[0-9]{1,9}\\.${format}}`, (c, edition) => {
      const id = (c.req.param('id') ?? '').replace(/\..*$/, '')
      return requests(c, edition, format, askedFrom({ service_request_id: id }, c.var.context.now))
    })
    app.post(`${path}/requests.${format}`, async (c) => {
      await loadEdition(c)
      return fail(c, format, { status: 400, description: c.var.t('finding.open311.read-only') })
    })
  }
}

function send(c: C, format: Format, name: string, value: Value, status: 200 | 400 | 404 = 200): Response {
  if (format === 'json') return c.json(value, status)
  return c.body(xmlOf(name, value, itemNames), status, { 'Content-Type': 'text/xml; charset=utf-8' })
}

function fail(c: C, format: Format, { status, description }: Fault): Response {
  c.header('Cache-Control', 'private, no-store')
  return send(c, format, 'errors', [{ code: status, description }], status)
}

function servicesOf(c: C): Value[] {
  return codes.map((code) => ({
    service_code: code,
    service_name: c.var.t(`finding.code.${code}`),
    description: c.var.t('finding.not-accusation'),
    metadata: false,
    type: 'batch',
    keywords: '',
    group: c.var.t('finding.list.title'),
  }))
}

function definition(c: C, format: Format): Response {
  const code = (c.req.param('code') ?? '').replace(/\..*$/, '')
  if (!codes.some((one) => one === code))
    return fail(c, format, { status: 404, description: 'service_code was not found' })
  return send(c, format, 'service_definition', { service_code: code, attributes: [] })
}

function discoveryOf(c: C, edition: Edition): Value {
  const url = `${c.var.deps.config.baseUrl}${findingPaths.open311(edition)}`
  const changed = written(edition.acts.published ?? edition.rules.writtenAt)
  return {
    changeset: changed,
    contact: edition.space.contactOffice ?? edition.space.name,
    key_service: c.var.t('finding.open311.read-only'),
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url,
        changeset: changed,
        type: 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}

async function requests(c: C, edition: Edition, format: Format, asked: Asked | Fault): Promise<Response> {
  if ('status' in asked) return fail(c, format, asked)
  const { db } = c.var.context
  const rows = (await listFindings(db, edition.id)).filter((row) => isAsked(row, asked))
  if (asked.ids && rows.length === 0)
    return fail(c, format, { status: 404, description: 'service_request_id was not found' })
  const photos = await shownPhotos(db, edition.id)
  // Newest first; who wants more asks again with end_date at the last one.
  const newest = rows
    .toSorted((a, b) => b.openedAt.getTime() - a.openedAt.getTime() || b.number - a.number)
    .slice(0, mostRequests)
  const list = newest.map((row) => requestOf(c, edition, row, photos.get(row.number) ?? null))
  return send(c, format, 'service_requests', list)
}

function isAsked(row: FindingRow, { ids, codes: wanted, statuses, from, to }: Asked): boolean {
  if (ids) return ids.includes(row.number)
  const status = isOpen(row.state) ? 'open' : 'closed'
  return (
    (wanted === null || wanted.includes(row.code)) &&
    (statuses === null || statuses.includes(status)) &&
    row.openedAt >= from &&
    row.openedAt <= to
  )
}

function requestOf(c: C, edition: Edition, row: FindingRow, photo: string | null): Value {
  const { t, deps } = c.var
  const url = `${deps.config.baseUrl}${findingPaths.finding(edition, row.number)}`
  const answer = row.answers.at(-1)
  const times = [row.openedAt, ...row.answers.map(({ at }) => at), ...row.turns.map(({ at }) => at)]
  const notes = [t(`finding.state.${row.state}`), answer?.answer].filter(Boolean).join(': ')
  const differences = row.codes.map((code) => t(`finding.code.${code}`)).join(' · ')
  return {
    service_request_id: String(row.number),
    status: isOpen(row.state) ? 'open' : 'closed',
    status_notes: notes,
    service_name: t(`finding.code.${row.code}`),
    service_code: row.code,
    description: `${row.work.name} (${row.work.key}). ${differences}. ${t('finding.not-accusation')} ${url}`.slice(
      0,
      4000,
    ),
    agency_responsible: row.institution,
    service_notice: null,
    requested_datetime: written(row.openedAt),
    updated_datetime: written(new Date(Math.max(...times.map(Number)))),
    expected_datetime: null,
    address: [row.work.municipality, row.work.stateName].filter(Boolean).join(', ') || null,
    address_id: null,
    zipcode: null,
    lat: row.latitude,
    long: row.longitude,
    media_url: photo && `${deps.config.baseUrl}${capturePaths.photo(edition, photo)}`,
  }
}
