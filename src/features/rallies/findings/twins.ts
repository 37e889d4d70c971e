import { stringify } from 'csv-stringify/sync'
import type { C } from '../../../platform/http/env.ts'
import { xml } from '../../../platform/http/xml.ts'
import { csvGuard } from '../../commitments/imports/template/guard.ts'
import type { Edition } from '../editions/model.ts'
import { daysWaiting } from './model.ts'
import { findingPaths } from './paths.ts'
import type { FindingRow } from './queries.ts'

type Twin = (c: C, edition: Edition, rows: readonly FindingRow[]) => Response

const base = (c: C) => c.var.deps.config.baseUrl

function plain(c: C, edition: Edition, row: FindingRow) {
  const answer = row.answers.at(-1)
  return {
    number: row.number,
    url: `${base(c)}${findingPaths.finding(edition, row.number)}`,
    workKey: row.work.key,
    workName: row.work.name,
    stateKey: row.work.stateKey,
    stateName: row.work.stateName,
    municipality: row.work.municipality,
    latitude: row.latitude,
    longitude: row.longitude,
    precision: row.precision,
    institution: row.institution,
    codes: row.codes,
    finding: row.finding,
    network: row.network,
    post: row.postId,
    team: row.team?.code ?? null,
    openedAt: row.openedAt.toISOString(),
    state: row.state,
    daysWaiting: daysWaiting(row.openedAt, row.answers.at(0)?.at ?? null, c.var.context.now),
    answer: answer?.answer ?? null,
    answeredBy: answer?.organization ?? null,
    answeredAt: answer?.at.toISOString() ?? null,
    document: answer?.documentUrl ?? null,
    isFictional: edition.space.isFictional,
  }
}

/** The list's data under its own address plus an ending: what the filters leave, all pages of it. */
export const findingTwins: Record<'json' | 'csv' | 'geojson' | 'atom', Twin> = {
  json: (c, edition, rows) =>
    c.json({
      edition: edition.slug,
      notice: c.var.t('finding.not-accusation'),
      findings: rows.map((row) => ({
        ...plain(c, edition, row),
        answers: row.answers.map((answer) => ({ ...answer, at: answer.at.toISOString() })),
        turns: row.turns.map((turn) => ({ ...turn, at: turn.at.toISOString() })),
      })),
    }),
  csv: (c, edition, rows) => {
    const text = stringify(
      rows.map((row) => flat(plain(c, edition, row))),
      {
        header: true,
        columns: csvColumns,
        record_delimiter: 'windows',
      },
    )
    return c.body(text, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  },
  geojson: (c, edition, rows) => {
    const features = rows.flatMap((row) => {
      if (row.latitude === null || row.longitude === null) return []
      const { latitude: _, longitude: __, ...properties } = plain(c, edition, row)
      // RFC 7946 puts the longitude first (T-62).
      const geometry = { type: 'Point', coordinates: [row.longitude, row.latitude] }
      return [{ type: 'Feature', id: row.number, geometry, properties }]
    })
    return c.body(JSON.stringify({ type: 'FeatureCollection', features }), 200, {
      'Content-Type': 'application/geo+json',
    })
  },
  atom: (c, edition, rows) =>
    c.body(feedOf(c, edition, rows), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' }),
}

const csvColumns = [
  ...['number', 'url', 'work_key', 'work_name', 'state_key', 'state_name', 'municipality', 'latitude', 'longitude'],
  ...['precision', 'institution', 'codes', 'finding', 'network', 'post', 'team', 'opened_at', 'state', 'days_waiting'],
  ...['answer', 'answered_by', 'answered_at', 'document', 'is_fictional'],
]

function flat(row: ReturnType<typeof plain>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const header = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      if (Array.isArray(value)) return [header, value.join(' | ')]
      return [header, typeof value === 'string' ? csvGuard.write(value) : value === null ? '' : String(value)]
    }),
  )
}

function feedOf(c: C, edition: Edition, rows: readonly FindingRow[]): string {
  const { t, context } = c.var
  const lastOf = (row: FindingRow) =>
    new Date(
      Math.max(...[row.openedAt, ...row.answers.map(({ at }) => at), ...row.turns.map(({ at }) => at)].map(Number)),
    )
  const newest = rows.toSorted((a, b) => Number(lastOf(b)) - Number(lastOf(a))).slice(0, 50)
  const address = `${base(c)}${findingPaths.list(edition)}`
  const updated = (newest[0] ? lastOf(newest[0]) : context.now).toISOString()
  const fictional = edition.space.isFictional ? ` (${t('board.fictional')})` : ''
  const entries = newest.map((row) => {
    const url = `${base(c)}${findingPaths.finding(edition, row.number)}`
    const words = `${row.codes.map((code) => t(`finding.code.${code}`)).join(' · ')} · ${t(`finding.state.${row.state}`)}`
    return `<entry><id>${xml(url)}#${lastOf(row).getTime()}</id><title>${xml(`${row.number}. ${row.work.name}${fictional}`)}</title><link href="${xml(url)}"/><updated>${lastOf(row).toISOString()}</updated><summary>${xml(words)}</summary></entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(address)}</id><title>${xml(`${t('finding.list.title')} · ${edition.name}`)}</title><link href="${xml(address)}"/><link rel="self" href="${xml(address)}.atom"/><updated>${updated}</updated><author><name>Tequio</name></author>
${entries.join('\n')}
</feed>
`
}
