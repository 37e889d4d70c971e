import { type KeyFault, keyOf } from './cells.ts'
import { type Box, mexico } from './coordinates.ts'

/** Letters and digits only, upper case, no accents: 'Clave de Cartera ' and CLAVE_DE_CARTERA are one name. */
export function columnName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
}

/** What we read of a work, and the names that the schemas of 2015 to 2026 give its column, newest first. */
export const opaColumns = {
  key: ['CVE_CARTERA', 'CVE_PPI', 'CLAVE_CARTERA', 'CLAVE_DE_CARTERA', 'CVE_DE_CARTERA', 'CLAVE_PPI', 'CARTERA'],
  name: ['NOMBRE_PPI', 'NOMBRE', 'NOMBRE_PROYECTO', 'NOMBRE_DEL_PROYECTO', 'NOM_PPI'],
  description: ['DESCRIPCION_PPI', 'DESCRIPCION', 'DESC_PPI'],
  kind: ['DESCRIPCION_TIPO_PPI', 'TIPO_PPI', 'DESC_TIPO_PPI'],
  branchKey: ['ID_RAMO', 'RAMO', 'CVE_RAMO'],
  branch: ['DESCRIPCION_RAMO', 'DESC_RAMO'],
  unitKey: ['ID_UR', 'UNIDAD', 'CVE_UR', 'UR'],
  unit: ['DESCRIPCION_UR', 'DESC_UNIDAD', 'DESC_UR'],
  location: ['LOCALIZACION'],
  stateKey: ['ID_ENTIDAD_FEDERATIVA', 'CVE_ENTFED', 'ID_ENTIDAD', 'CVE_ENTIDAD', 'ID_ENT_FED', 'ENTIDAD_ID'],
  stateName: ['ENTIDAD_FEDERATIVA', 'ENT_FED', 'DESC_ENTIDAD_FEDERATIVA', 'DESC_ENTFED', 'NOMBRE_ENTIDAD', 'ENTIDAD'],
  municipalityKey: ['CVE_MUNICIPIO', 'ID_MUNICIPIO', 'CVE_MUN', 'CVEGEO'],
  municipality: ['MUNICIPIO', 'DESC_MUNICIPIO', 'NOMBRE_MUNICIPIO', 'DESCRIPCION_MUNICIPIO'],
  latitude: ['LATITUD', 'LATITUD_INICIAL', 'LAT', 'LATITUDE'],
  longitude: ['LONGITUD', 'LONGITUD_INICIAL', 'LON', 'LONG', 'LNG', 'LONGITUDE'],
  startsOn: ['FECHA_INICIO_CAL_FF', 'FECHA_INI_CAL_FISCAL', 'FECHA_INI_FF', 'FECHA_INICIO'],
  endsOn: ['FECHA_FIN_CAL_FF', 'FECHA_FIN_CAL_FISCAL', 'FECHA_FIN_FF', 'FECHA_FIN', 'FECHA_TERMINO'],
  progress: ['AVANCE_FISICO', 'AVANCE_FIS', 'PORCENTAJE_AVANCE_FISICO'],
  // FASE of 2017 and 2018 has another vocabulary and is kept as it came, never mapped.
  status: ['ESTATUS_OPERACION', 'ESTATUS_DE_OPERACION'],
} as const satisfies Record<string, readonly string[]>

export type OpaField = keyof typeof opaColumns
export const opaFields = Object.keys(opaColumns) as OpaField[]

/** Money, by the names of the source; what a cut adds over the rows of one work. */
export const moneyColumns: readonly string[] = [
  ...['PPEF', 'PEF', 'APROBADO', 'MODIFICADO', 'EJERCIDO', 'MONTO_TOTAL_INVERSION', 'MONTO_OPERACION_MANTENIMIENTO'],
  ...['OTROS_COSTOS', 'COSTO_TOTAL_INVERSION', 'FISCAL', 'PROPIO', 'ESTATAL', 'MUNICIPAL', 'PRIVADA', 'FIDEICOMISO'],
  ...['OTROS', 'TOTAL_GASTO_OPERACION_HE', 'TOTAL_GASTO_NO_CONSID', 'COSTO_TOTAL_PPI', 'MONTO_ASIGAUTACT'],
  ...['RECURSOS_ESTATALES', 'RECURSOS_MUNICIPALES', 'PRIVADOS'],
]

/**
 * What else is kept as it came. A list of what may pass, not of what may not: the names, mails and telephones of officials have
 * had other column names in every schema, and none of them is here (R-90, T-28).
 */
export const otherColumns: readonly string[] = [
  ...['ANIOS_HE', 'META_FISICA', 'BENEFICIOS_ESPERADOS', 'META_BENEFICIOS', 'ID_PPI', 'ANIO', 'CICLO', 'FASE'],
  ...['GRUPO_FUNCIONAL', 'FUNCION', 'TIPO_PROYECTO'],
]

const personal =
  /(^|_)(ADMIN|ADMINISTRADOR|APELLIDO|AP_PATERNO|AP_MATERNO|MAIL|CORREO|EMAIL|TELEFONO|TEL|EXTENSION|EXT|CURP|RFC|RESPONSABLE)(_|$)/

/** Whether a column of anybody's file holds data of a person by its name: such a file is not given out as it came. */
export function isPersonalColumn(name: string): boolean {
  return personal.test(columnName(name))
}

export type OpaHeader = {
  /** How a key is read; where coordinates may lie. A table of anybody's has rules of its own. */
  readKey: (cell: string) => { key: string } | { fault: KeyFault }
  box: Box
  /** Where each field stands; absent: the schema has no such column. */
  at: Partial<Record<OpaField, number>>
  money: ReadonlyMap<string, number>
  other: ReadonlyMap<string, number>
  /** Which of the schemas it is, with its number of columns: 'opa-2019 (47)'. */
  schema: string
}

export function isOpaHeader(cells: readonly string[]): boolean {
  const names = new Set(cells.map(columnName))
  return opaColumns.key.some((name) => names.has(name)) && opaColumns.name.some((name) => names.has(name))
}

export function opaHeader(header: readonly string[]): OpaHeader {
  const places = new Map(header.map((name, at) => [columnName(name), at]))
  const at: OpaHeader['at'] = {}
  for (const field of opaFields) {
    const place = opaColumns[field].map((name) => places.get(name)).find((one) => one !== undefined)
    if (place !== undefined) at[field] = place
  }
  const picked = (names: readonly string[]) =>
    new Map(names.flatMap((name) => (places.has(name) ? [[name, places.get(name) ?? 0] as const] : [])))
  const schema = schemaOf(places, header.length)
  return { readKey: keyOf, box: mexico, at, money: picked(moneyColumns), other: picked(otherColumns), schema }
}

/** Families by the columns that tell them apart; the number of columns tells the members of one from another. */
function schemaOf(places: ReadonlyMap<string, number>, columns: number): string {
  const has = (name: string) => places.has(name)
  const family = has('ESTATUS_OPERACION')
    ? 'opa-2019'
    : has('FASE')
      ? 'opa-2017'
      : has('CVE_PPI') || has('LATITUD_INICIAL')
        ? 'opa-2015'
        : 'opa'
  return `${family} (${columns})`
}
