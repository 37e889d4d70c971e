import { workKey } from '../engine/preparation.ts'
import type { Work } from '../model.ts'
import { byCodePoint } from '../text/unicode.ts'
import { readCsv } from './csv.ts'
import { InputError, quoted } from './input-error.ts'

const required = [
  'CVE_CARTERA',
  'NOMBRE_PPI',
  'ID_ENTIDAD_FEDERATIVA',
  'ENTIDAD_FEDERATIVA',
  'LATITUD',
  'LONGITUD',
  'AVANCE_FISICO',
] as const
type Column = (typeof required)[number] | 'MUNICIPIO'
type Cells = Readonly<Record<Column, string>>

export type WorksReading = { works: Work[]; rejects: { line: number; reason: 'bad_key'; detail: string }[] }

/** Works by key, their rows joined. Rows whose key is none are told apart, not dropped. */
export function readWorks(file: string, bytes: Buffer): WorksReading {
  const rejects: WorksReading['rejects'] = []
  const works = new Map<string, Work>()
  for (const { line, cells } of readCsv(file, bytes, required, ['MUNICIPIO'])) {
    const key = workKey(cells.CVE_CARTERA)
    if (!/^[0-9A-Z]{10,11}$/.test(key)) {
      const detail = `«CVE_CARTERA»: se esperaban 10 u 11 letras y dígitos; dice ${quoted(cells.CVE_CARTERA)}`
      rejects.push({ line, reason: 'bad_key', detail })
      continue
    }
    const row = { ...workOf(file, line, cells), key }
    const known = works.get(key)
    works.set(key, known === undefined ? row : joined(known, row))
  }
  return { works: [...works.values()].sort((a, b) => byCodePoint(a.key, b.key)), rejects }
}

function workOf(file: string, line: number, cells: Cells): Omit<Work, 'key'> {
  const [lat, lon] = [numberIn(file, line, cells, 'LATITUD'), numberIn(file, line, cells, 'LONGITUD')]
  const isPlace =
    lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0)
  return {
    name: cells.NOMBRE_PPI,
    state: cells.ID_ENTIDAD_FEDERATIVA,
    municipality: cells.MUNICIPIO,
    lat: isPlace ? lat : null,
    lon: isPlace ? lon : null,
    progress: numberIn(file, line, cells, 'AVANCE_FISICO'),
  }
}

function numberIn(file: string, line: number, cells: Cells, column: Column): number | null {
  const text = cells[column].trim()
  if (text === '') return null
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return Number(text)
  throw new InputError({ file, line, column }, `se esperaba un número o nada; dice ${quoted(text)}.`)
}

/** Greatest progress; smallest place by latitude, then longitude; smallest name, state and municipality that is not empty. */
function joined(a: Work, b: Work): Work {
  const isPlaceOfB = b.lat !== null && b.lon !== null && (a.lat === null || a.lon === null || isSouthOrWest(b, a))
  const { lat, lon } = isPlaceOfB ? b : a
  return {
    key: a.key,
    name: smallest(a.name, b.name),
    state: smallest(a.state, b.state),
    municipality: smallest(a.municipality, b.municipality),
    lat,
    lon,
    progress: a.progress === null ? b.progress : b.progress === null ? a.progress : Math.max(a.progress, b.progress),
  }
}

function isSouthOrWest(a: Work, b: Work): boolean {
  const [latA, latB] = [a.lat ?? 0, b.lat ?? 0]
  return latA === latB ? (a.lon ?? 0) < (b.lon ?? 0) : latA < latB
}

function smallest(a: string, b: string): string {
  if (a === '' || b === '') return a || b
  return byCodePoint(a, b) <= 0 ? a : b
}
