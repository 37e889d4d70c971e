import { stringify } from 'csv-stringify/sync'
import type { T } from '../../../../platform/i18n.ts'
import { csvGuard } from '../../../commitments/imports/template/guard.ts'
import type { Edition } from '../../editions/model.ts'
import { findingPaths } from '../paths.ts'
import type { Proposal } from './model.ts'
import type { Feedback, Report } from './queries.ts'

export const pointWords = (lat: number | null, lon: number | null) =>
  lat === null || lon === null ? null : `${lat.toFixed(6)}, ${lon.toFixed(6)}`

export function evidenceWords(t: T, { teams, visits, spreadMeters }: Proposal): string {
  return t('finding.publisher.evidence', { teams, visits, spread: Math.round(spreadMeters) })
}

/** The report line by line, as data and as a table for spreadsheets. */
export function linesOf(t: T, edition: Edition, report: Report, baseUrl: string): Feedback[] {
  return [
    ...report.coordinates.map(({ key, name, municipality, published, proposal }) => ({
      ...{ kind: 'coordinates' as const, workKey: key, workName: name, municipality, published },
      proposed: pointWords(proposal.at.lat, proposal.at.lon),
      evidence: evidenceWords(t, proposal),
      url: null,
    })),
    ...report.findings.map((row) => ({
      ...{ kind: 'finding' as const, workKey: row.work.key, workName: row.work.name },
      municipality: row.work.municipality,
      ...{ published: null, proposed: null },
      evidence: row.codes.map((code) => t(`finding.code.${code}`)).join(' · '),
      url: `${baseUrl}${findingPaths.finding(edition, row.number)}`,
    })),
    ...report.missing.map((work) => ({
      ...{ kind: 'missing' as const, workKey: null, workName: work.name, municipality: work.municipality },
      ...{ published: null, proposed: pointWords(work.latitude, work.longitude) },
      evidence: t('finding.publisher.folio', { folio: work.folio }),
      url: null,
    })),
  ]
}

export function csvOf(lines: readonly Feedback[]): string {
  const rows = lines.map((line) => [
    line.kind,
    ...[line.workKey, line.workName, line.municipality, line.published, line.proposed, line.evidence, line.url].map(
      // A longitude begins with a minus; only what people wrote is guarded.
      (cell, index) => (index === 3 || index === 4 ? (cell ?? '') : csvGuard.write(cell ?? '')),
    ),
  ])
  const header = ['kind', 'work_key', 'work_name', 'municipality', 'published', 'proposed', 'evidence', 'url']
  return stringify([header, ...rows], { record_delimiter: 'windows' })
}
