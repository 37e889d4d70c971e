import { type Fault, rejection } from '../../../../platform/csv/faults.ts'
import type { T } from '../../../../platform/i18n.ts'
import type { ReadResult } from '../report.ts'
import { faultsOfDocument } from '../rules.ts'
import type { Told } from '../telling.ts'
import { canadaDocument, type Deliverable, type Element, parentOf } from './documents.ts'

export type Elements = { commitments: Element[]; milestones: Element[]; indicators: Deliverable[] }

const told: Told = new Set(['number', 'language', 'country', 'organizations.lead', 'keyActions'])

/**
 * Puts the three lists together. `rowsOf` says how many records of the file speak of a commitment: its elements in the YAML,
 * its lines in the flat CSV.
 */
export function assembleCanada(
  elements: Elements,
  rowsOf: (code: string) => number,
  about: Pick<ReadResult, 'encoding' | 'rowsRead'>,
  t: T,
): ReadResult {
  const result: ReadResult = {
    format: 'canada-yaml',
    ...about,
    accepted: [],
    rejections: [],
    notes: [],
    unreadable: null,
  }
  const known = new Set([...elements.commitments, ...elements.milestones].map((element) => element.code))
  const orphans = [...elements.milestones, ...elements.indicators].filter(
    (element) => !known.has(parentOf(element.code)),
  )
  result.rejections.push(
    ...orphans.map(({ row, code }) => rejection(t, { row, column: 'code', value: code, reason: 'orphan' })),
  )
  for (const commitment of elements.commitments) {
    const below = `${commitment.code}.`
    const milestones = elements.milestones.filter((element) => element.code.startsWith(below))
    const indicators = elements.indicators.filter(
      (element) => element.code.startsWith(below) && known.has(parentOf(element.code)),
    )
    const document = canadaDocument(commitment, milestones, indicators)
    const faults = faultsOfDocument(document).map(({ part, field, ...fault }): Fault => {
      const holder = [...milestones, ...indicators].find((element) => element.code === part) ?? commitment
      return { ...fault, row: holder.row, column: field }
    })
    const isWhole = !orphans.some((orphan) => orphan.code.startsWith(below))
    if (!isWhole)
      faults.push({
        row: commitment.row,
        column: 'code',
        value: commitment.code,
        reason: 'companion',
        values: { row: orphans[0]?.row ?? 0 },
      })
    if (faults.length > 0) result.rejections.push(...faults.map((fault) => rejection(t, fault)))
    else
      result.accepted.push({
        row: commitment.row,
        rows: rowsOf(commitment.code),
        document,
        statedActivities: new Set(),
        told,
      })
  }
  return result
}
