import { createHash } from 'node:crypto'
import { type KeyFault, keyOf, plain } from '../opa/cells.ts'
import { columnName, type OpaField, type OpaHeader, opaColumns } from '../opa/columns.ts'
import { mexico, world } from '../opa/coordinates.ts'

/** What a table of any shape may tell of a work. */
export const tableFields = [
  ...(['key', 'name', 'description', 'kind', 'stateKey', 'stateName', 'municipalityKey', 'municipality'] as const),
  ...(['location', 'latitude', 'longitude', 'progress', 'total', 'startsOn', 'endsOn', 'status'] as const),
] as const
export type TableField = (typeof tableFields)[number]

/** Which of the file's columns is which of ours, as a person confirmed it; kept with the cut. */
export type Mapping = { columns: Partial<Record<TableField, string>>; isMexico: boolean }

const words: Record<TableField, readonly string[]> = {
  key: [...opaColumns.key, 'ID', 'CLAVE', 'FOLIO', 'NUMERO', 'NO', 'NO_OBRA', 'CODIGO', 'KEY', 'IDENTIFICADOR'],
  name: [...opaColumns.name, 'OBRA', 'NOMBRE_DE_LA_OBRA', 'NOMBRE_OBRA', 'TITULO', 'PROYECTO', 'NAME', 'TITLE'],
  description: [...opaColumns.description, 'DESCRIPCION_DE_LA_OBRA', 'DESCRIPTION'],
  kind: [...opaColumns.kind, 'TIPO', 'TIPO_DE_OBRA', 'RUBRO', 'TYPE'],
  stateKey: [...opaColumns.stateKey, 'CVE_ENT'],
  stateName: [...opaColumns.stateName, 'ESTADO', 'STATE'],
  municipalityKey: [...opaColumns.municipalityKey],
  municipality: [...opaColumns.municipality, 'ALCALDIA', 'MUNICIPALITY'],
  location: [...opaColumns.location, 'UBICACION', 'DIRECCION', 'DOMICILIO', 'LOCALIDAD', 'COLONIA', 'ADDRESS'],
  latitude: [...opaColumns.latitude, 'Y', 'COORDENADA_Y'],
  longitude: [...opaColumns.longitude, 'X', 'COORDENADA_X'],
  progress: [...opaColumns.progress, 'AVANCE', 'AVANCE_FISICO_', 'PORCENTAJE_DE_AVANCE', 'PROGRESS'],
  total: [
    'MONTO_TOTAL_INVERSION',
    'COSTO_TOTAL_INVERSION',
    'MONTO',
    'MONTO_TOTAL',
    'INVERSION',
    'COSTO',
    'IMPORTE',
    'AMOUNT',
  ],
  startsOn: [...opaColumns.startsOn, 'INICIO', 'FECHA_DE_INICIO'],
  endsOn: [...opaColumns.endsOn, 'FIN', 'TERMINO', 'FECHA_DE_TERMINO'],
  status: [...opaColumns.status, 'ESTATUS', 'ESTADO_DE_LA_OBRA', 'SITUACION', 'STATUS'],
}

/** What the names of the columns suggest; each column is used once, fields in their order. */
export function guessedMapping(header: readonly string[]): Mapping {
  const free = new Map(header.map((name) => [columnName(name), name]))
  const columns: Mapping['columns'] = {}
  for (const field of tableFields) {
    const found = words[field].find((word) => free.has(word))
    if (found === undefined) continue
    columns[field] = free.get(found) ?? found
    free.delete(found)
  }
  return { columns, isMexico: true }
}

/** Whether this row names columns: at least two cells, and two of the names that people give. */
export function isTableHeader(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length >= 2 && new Set(filled).size === filled.length && !filled.some((cell) => /^[\d.,-]+$/.test(cell))
}

/** Reads a table as an OPA file is read, by the columns that the mapping names. */
export function tableHeader(header: readonly string[], { columns, isMexico }: Mapping): OpaHeader {
  const places = new Map(header.map((name, at) => [name, at]))
  const placeOf = (field: TableField) => places.get(columns[field] ?? '')
  const at: Partial<Record<OpaField, number>> = {}
  for (const field of tableFields) {
    const place = placeOf(field)
    if (place !== undefined && field !== 'total') at[field] = place
  }
  const total = placeOf('total')
  const money = new Map(total === undefined ? [] : [['MONTO_TOTAL_INVERSION', total]])
  const own = placeOf('key')
  const other = new Map(own === undefined ? [] : [['CLAVE_ORIGINAL', own]])
  return { readKey: tableKey, box: isMexico ? mexico : world, at, money, other, schema: `tabla (${header.length})` }
}

/**
 * Rallies know works by ten or eleven letters and digits. A key that is not so is made so: the same key gives the same in every
 * cut, and stands beside it as it came. What a spreadsheet made a number is refused here too (T-37).
 */
export function tableKey(cell: string): { key: string } | { fault: KeyFault } {
  const read = keyOf(cell)
  if ('key' in read || read.fault !== 'work-key-form') return read
  const text = plain(cell).normalize('NFC').toUpperCase()
  return { key: `X${createHash('sha256').update(text).digest('hex').slice(0, 10).toUpperCase()}` }
}
