import { csvRecord } from '../../../platform/csv/write.ts'
import type { C } from '../../../platform/http/env.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { xml } from '../../../platform/http/xml.ts'
import type { Contribution } from '../contributions/model.ts'
import { eachContribution, listContributions } from '../contributions/queries.ts'
import type { ContributionFilters } from '../contributions/schema.ts'
import type { Consultation } from '../model.ts'
import { titleOf } from '../pages/words.ts'
import { consultationPaths } from '../paths.ts'
import { contributionColumns, defused, plainConsultation, plainContribution } from './rows.ts'

export type Seen = { consultation: Consultation; filters: ContributionFilters }
export type Twin = (c: C, seen: Seen) => Response | Promise<Response>

/** The contributions of the list as data, all pages of them, made as the reader takes them; the feed holds the newest. */
export const twins: Record<'json' | 'csv' | 'atom', Twin> = {
  json: (c, seen) => c.body(streamed(jsonPieces(c, seen)), 200, { 'Content-Type': 'application/json' }),
  csv: (c, seen) => {
    c.header('Content-Disposition', 'inline; filename="aportaciones.csv"')
    return c.body(streamed(csvPieces(c, seen)), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  },
  atom: async (c, seen) => {
    const newest = await listContributions(c.var.context.db, seen.consultation.id, { ...seen.filters, orden: 'nuevas' })
    return c.body(feed(c, seen, newest), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  },
}

async function* jsonPieces(c: C, { consultation, filters }: Seen): AsyncGenerator<string> {
  yield `${JSON.stringify({ consultation: plainConsultation(c, consultation) }).slice(0, -1)},"contributions":[`
  let isFirst = true
  for await (const contributions of eachContribution(c.var.context.db, consultation.id, filters)) {
    const rows = contributions.map((one) => JSON.stringify(plainContribution(c, consultation, one)))
    yield (isFirst ? '' : ',') + rows.join(',')
    isFirst = false
  }
  yield ']}'
}

async function* csvPieces(c: C, { consultation, filters }: Seen): AsyncGenerator<string> {
  yield csvRecord(contributionColumns)
  for await (const contributions of eachContribution(c.var.context.db, consultation.id, filters)) {
    yield contributions
      .map((one) => {
        const row = plainContribution(c, consultation, one)
        return csvRecord(contributionColumns.map((column) => defused(row[column])))
      })
      .join('')
  }
}

function feed(c: C, { consultation }: Seen, newest: readonly Contribution[]): string {
  const base = c.var.deps.config.baseUrl
  const address = `${base}${consultationPaths.contributions(consultation)}`
  const updated = (newest[0]?.receivedAt ?? consultation.opensAt).toISOString()
  const entries = newest.map((one) => {
    const url = `${base}${consultationPaths.contribution(consultation, one.folio)}`
    const at = one.receivedAt.toISOString()
    return [
      `<entry><id>${xml(url)}</id><title>${xml(titleOf(c, one))}</title><updated>${at}</updated>`,
      `<link href="${xml(url)}"/><summary xml:lang="${xml(one.language)}">${xml(one.text?.body ?? titleOf(c, one))}</summary></entry>`,
    ].join('')
  })
  return [
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${xml(address)}</id><title>${xml(consultation.title)}</title><updated>${updated}</updated>`,
    `<author><name>${xml(consultation.space.name)}</name></author>`,
    `<link rel="self" href="${xml(`${address}.atom`)}"/><link href="${xml(address)}"/>`,
    ...entries,
    '</feed>\n',
  ].join('')
}
