import { rejection, UnreadableFile } from '../../../../platform/csv/faults.ts'
import { readCsv } from '../../../../platform/csv/table.ts'
import type { T } from '../../../../platform/i18n.ts'
import type { ReadResult } from '../report.ts'
import { assembleCanada, type Elements } from './assemble.ts'

export const canadaColumns: readonly string[] = [
  ...['commitment_code', 'commitment_en', 'commitment_fr', 'milestone_code', 'milestone_en', 'milestone_fr'],
  ...['indicator_code', 'indicator_en', 'indicator_fr', 'deadline_en', 'deadline_fr', 'lead_dept'],
]

/** The flat form of Canada's plan: one record an indicator. Throws UnreadableFile. */
export function readCanadaCsv(bytes: Uint8Array, t: T): ReadResult {
  const table = readCsv(bytes)
  for (const column of canadaColumns) {
    if (!table.header.includes(column))
      throw new UnreadableFile({ row: 1, column, value: '', reason: 'column-missing' }, table.encoding)
  }
  const elements: Elements = { commitments: [], milestones: [], indicators: [] }
  const rows = new Map<string, number>()
  const seen = new Set<string>()
  for (const { row, cells } of table.rows) {
    const cell = (name: string) => (cells[table.header.indexOf(name)] ?? '').trim()
    const element = (name: string) => ({
      code: cell(`${name}_code`),
      en: cell(`${name}_en`),
      fr: cell(`${name}_fr`),
      row,
    })
    const [commitment, milestone] = [element('commitment'), element('milestone')]
    if (!seen.has(commitment.code)) elements.commitments.push(commitment)
    if (!seen.has(milestone.code)) elements.milestones.push(milestone)
    const deadline = { en: cell('deadline_en'), fr: cell('deadline_fr') }
    elements.indicators.push({
      ...element('indicator'),
      dueDate: null,
      deadline,
      lead: cell('lead_dept'),
      support: null,
    })
    seen.add(commitment.code).add(milestone.code)
    rows.set(commitment.code, (rows.get(commitment.code) ?? 0) + 1)
  }
  const about = { encoding: table.encoding, rowsRead: table.rowsRead }
  const result = assembleCanada(elements, (code) => rows.get(code) ?? 0, about, t)
  const faults = table.faults.map(({ cells, ...fault }) => ({
    fault,
    code: cells[table.header.indexOf('commitment_code')]?.trim() ?? '',
  }))
  const spoilt = new Map(faults.map(({ fault, code }) => [code, fault.row]))
  const [whole, dragged] = [false, true].map((isSpoilt) =>
    result.accepted.filter((one) => spoilt.has(one.document.number) === isSpoilt),
  )
  const companions = (dragged ?? []).map(({ row, document }) => {
    const values = { row: spoilt.get(document.number) ?? row }
    return rejection(t, { row, column: 'commitment_code', value: document.number, reason: 'companion', values })
  })
  const refused = [...faults.map(({ fault }) => rejection(t, fault)), ...companions]
  return { ...result, accepted: whole ?? [], rejections: [...refused, ...result.rejections] }
}
