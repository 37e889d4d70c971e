import { parse } from 'csv-parse/sync'
import { municipalityRow, type Territory } from './catalogue.ts'

export type Rejection = { row: number; column: string; value: string; reason: string; expected: string }

export type MunicipalityReport = {
  rows_read: number
  added: number
  changed: number
  unchanged: number
  rejected: number
  written: boolean
  rejections: Rejection[]
}

type Read = { rows: Territory[]; rejections: Rejection[]; rowsRead: number }

/** Headings under which INEGI's catalogues and our own file carry a municipality, lower-cased. */
const headings = {
  key: ['key', 'cvegeo', 'cve_geo'],
  state: ['cve_ent', 'cve_agee'],
  municipality: ['cve_mun', 'cve_agem'],
  name: ['name', 'nom_mun', 'nom_agem', 'nomgeo'],
}

/** Reads a CSV of municipalities in UTF-8 or Windows-1252. Rows count as a spreadsheet shows them, the heading being 1. */
export function readMunicipalities(file: Uint8Array): Read {
  const records: Record<string, string>[] = parse(textOf(file), {
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
    relax_column_count: true,
    skip_empty_lines: true,
  })
  const read: Read = { rows: [], rejections: [], rowsRead: records.length }
  const seen = new Set<string>()
  for (const [index, record] of records.entries()) {
    const row = index + 2
    const name = cell(record, headings.name)
    const key = cell(record, headings.key) || cell(record, headings.state) + cell(record, headings.municipality)
    const wrong = faultOf(key, name, seen)
    if (wrong) read.rejections.push({ row, ...wrong })
    else read.rows.push(municipalityRow(key, name))
    seen.add(key)
  }
  return read
}

function faultOf(key: string, name: string, seen: ReadonlySet<string>): Omit<Rejection, 'row'> | null {
  const about = (column: string, value: string) => ({ column, value: value.slice(0, 80) })
  if (/^\d{4}$/.test(key)) {
    const expected = `La clave con sus ceros, como texto: ${key.padStart(5, '0')}. La hoja de cálculo quitó el cero.`
    return { ...about('key', key), reason: 'zero-lost', expected }
  }
  if (!/^(0[1-9]|[12]\d|3[0-2])\d{3}$/.test(key)) {
    const expected = 'Dos cifras del estado (01 a 32) y tres del municipio, por ejemplo 20067.'
    return { ...about('key', key), reason: 'key-form', expected }
  }
  if (seen.has(key)) return { ...about('key', key), reason: 'key-repeated', expected: 'Cada clave una sola vez.' }
  if (name === '') return { ...about('name', name), reason: 'name-missing', expected: 'El nombre del municipio.' }
  return null
}

function cell(record: Record<string, string>, names: readonly string[]): string {
  for (const name of names) {
    const value = record[name]?.trim()
    if (value) return value
  }
  return ''
}

function textOf(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1252').decode(file)
  }
}
