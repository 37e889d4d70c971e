import { createHash } from 'node:crypto'
import type { T } from '../../../../platform/i18n.ts'
import type { LearnedCorrection } from '../../../works/corrections/commands.ts'
import { missingField } from '../../../works/corrections/schema.ts'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'
import type { Code } from '../model.ts'
import { findingPaths } from '../paths.ts'
import { evidenceWords, pointWords } from './lines.ts'
import type { Report } from './queries.ts'

/** Which datum a finding says is wrong; a closed gate, no sign and disuse are no faults of the data. */
const fieldOf: Partial<Record<Code, LearnedCorrection['field']>> = {
  not_located: 'place',
  other_place: 'place',
  other_kind: 'kind',
  less_progress: 'progress',
  more_progress: 'progress',
  other: 'other',
}

/** The report as corrections of the data set: what is wrong, what it should say, and where the evidence stands. */
export function correctionsFrom(t: T, edition: Edition, report: Report, baseUrl: string): LearnedCorrection[] {
  const idOf = (...parts: string[]) => uuidOf([edition.id, ...parts].join('\n'))
  const reason = (evidence: string) => t('finding.correction.reason', { rally: edition.name, evidence })
  return [
    ...report.coordinates.map(({ key, published, proposal }) => ({
      ...{ id: idOf('coordinates', key), key, field: 'place' as const, was: published },
      shouldBe: pointWords(proposal.at.lat, proposal.at.lon) ?? '',
      reason: reason(evidenceWords(t, proposal)),
      sourceUrl: `${baseUrl}${findingPaths.publisher(edition)}`,
    })),
    ...report.findings.flatMap((row) => {
      const code = row.codes.find((one) => fieldOf[one] !== undefined)
      const field = code && fieldOf[code]
      if (!field) return []
      return {
        ...{ id: idOf('finding', row.id), key: row.work.key, field, was: null },
        shouldBe: row.codes.map((one) => t(`finding.code.${one}`)).join(' · '),
        reason: reason(t('finding.correction.finding', { number: row.number })),
        sourceUrl: `${baseUrl}${findingPaths.finding(edition, row.number)}`,
      }
    }),
    ...report.missing.map((work) => ({
      ...{ id: idOf('missing', work.folio), key: work.folio, field: missingField as typeof missingField, was: null },
      shouldBe: [work.name, work.municipality, pointWords(work.latitude, work.longitude)].filter(Boolean).join(' · '),
      reason: reason(t('finding.publisher.folio', { folio: work.folio })),
      sourceUrl: `${baseUrl}${rallyPaths.edition(edition)}/fuera-del-padron`,
    })),
  ]
}

/** Always the same UUID for the same words (RFC 9562, version 8). */
function uuidOf(words: string): string {
  const bytes = createHash('sha256').update(words).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
