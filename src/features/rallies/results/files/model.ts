import type { EditionInput, Setting } from '../../scoring/model.ts'

export const inputNames = [
  'edition.json',
  'works.csv',
  'teams.csv',
  'posts.jsonl',
  'panel.csv',
  'judgements.csv',
] as const
export const outputNames = [
  'standings.csv',
  'challenges.csv',
  'verdicts.jsonl',
  'rejects.jsonl',
  'summary.json',
] as const
export const fileNames = [...inputNames, ...outputNames] as const
export type FileName = (typeof fileNames)[number]

export const mediaTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl',
}

export function mediaTypeOf(name: string): string {
  return mediaTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

/** A work with the names that only its file carries. */
export type NamedWork = Setting['works'][number] & { stateName: string }

export function editionJson(edition: EditionInput): string {
  return `${JSON.stringify(edition, null, 2)}\n`
}

/** The header of Mexico's public works data, with the columns that scoring reads. No official's name was ever in it (R-90). */
export function* worksCsv(works: Iterable<NamedWork>): Generator<string> {
  yield line([
    ...['CVE_CARTERA', 'NOMBRE_PPI', 'ID_ENTIDAD_FEDERATIVA', 'ENTIDAD_FEDERATIVA', 'MUNICIPIO'],
    ...['LATITUD', 'LONGITUD', 'AVANCE_FISICO'],
  ])
  for (const { key, name, state, stateName, municipality, lat, lon, progress } of works)
    yield line([key, name, state, stateName, municipality, text(lat), text(lon), text(progress)])
}

export function* teamsCsv(accounts: Setting['accounts']): Generator<string> {
  yield line(['team_id', 'team_name', 'network', 'handle', 'person'])
  for (const row of accounts) yield line([row.team_id, row.team_name, row.network, row.handle, row.person])
}

export function* panelCsv(panel: Setting['panel']): Generator<string> {
  yield line(['challenge', 'team_id', 'points'])
  for (const row of panel) yield line([row.challenge, row.team_id, row.points.toFixed(2)])
}

export function* judgementsCsv(judgements: Setting['judgements']): Generator<string> {
  yield line(['network', 'post_id', 'criterion', 'judge', 'decision'])
  for (const row of judgements) yield line([row.network, row.post_id, row.criterion, row.judge, row.decision])
}

function text(value: number | null): string {
  return value === null ? '' : String(value)
}

/** RFC 4180: CRLF; quotes only where they are needed. Data for a machine: nothing is defused. */
function line(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
