/** A slice of the federal list of works of 2019 as it is published, with works of nobody: its columns, apostrophes, dates and gaps. */
const columns = [
  ...['CVE_CARTERA', 'NOMBRE_PPI', 'ID_RAMO', 'DESCRIPCION_RAMO', 'ID_UR', 'DESCRIPCION_UR', 'DESCRIPCION_TIPO_PPI'],
  ...['DESCRIPCION_PPI', 'LOCALIZACION', 'ID_ENTIDAD_FEDERATIVA', 'ENTIDAD_FEDERATIVA', 'LATITUD', 'LONGITUD'],
  ...['FECHA_INICIO_CAL_FF', 'FECHA_FIN_CAL_FF', 'NOMBRE_ADMIN', 'MAIL_ADMIN', 'TELEFONO_ADMIN', 'AVANCE_FISICO'],
  ...['MONTO_TOTAL_INVERSION', 'CICLO', 'ESTATUS_OPERACION'],
] as const

const ofAll: Partial<Record<(typeof columns)[number], string>> = {
  ID_RAMO: '9',
  DESCRIPCION_RAMO: 'Comunicaciones y Transportes',
  ID_UR: '600',
  DESCRIPCION_UR: 'Unidad inventada',
  DESCRIPCION_TIPO_PPI: 'Proyecto de Inversión de Infraestructura Social',
  ID_ENTIDAD_FEDERATIVA: '20',
  ENTIDAD_FEDERATIVA: 'OAXACA',
  FECHA_INICIO_CAL_FF: '01/02/2019',
  FECHA_FIN_CAL_FF: '31/12/2021',
  NOMBRE_ADMIN: 'Persona Inventada',
  MAIL_ADMIN: 'persona@ejemplo.example',
  TELEFONO_ADMIN: '5550000000',
  MONTO_TOTAL_INVERSION: '1500000',
  CICLO: '2019',
  ESTATUS_OPERACION: 'Vigente',
}

const rows: readonly Partial<Record<(typeof columns)[number], string>>[] = [
  { CVE_CARTERA: "'26FICT00001", NOMBRE_PPI: 'Puente del mercado', LATITUD: '17.06', LONGITUD: '-96.72' },
  { CVE_CARTERA: "'26FICT00002", NOMBRE_PPI: 'Techado de la escuela', LATITUD: '17.07', LONGITUD: '-96.73' },
  { CVE_CARTERA: "'26FICT00003", NOMBRE_PPI: 'Clínica de la agencia', LATITUD: '17.08', LONGITUD: '-96.74' },
  {
    CVE_CARTERA: "'26FICT00004",
    NOMBRE_PPI: 'Pozo sin ubicación',
    LATITUD: '0',
    LONGITUD: '0',
    ESTATUS_OPERACION: 'En pausa',
  },
  {
    ...{ CVE_CARTERA: "'26FICT00005", NOMBRE_PPI: 'Compra de computadoras' },
    DESCRIPCION_TIPO_PPI: 'Programa de Inversión de Adquisiciones',
  },
  {
    ...{ CVE_CARTERA: "'26FICT00006", NOMBRE_PPI: 'Hospital de otro estado', LATITUD: '19.04', LONGITUD: '-98.2' },
    ...{ ID_ENTIDAD_FEDERATIVA: '21', ENTIDAD_FEDERATIVA: 'PUEBLA' },
  },
]

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`

/** Three works to visit, one without a place and of a status that nobody knows, a purchase, and one of another state. */
export function sliceOfWorks(): Buffer {
  const lines = rows.map((row) => {
    const said = { AVANCE_FISICO: '60', DESCRIPCION_PPI: 'Obra inventada', LOCALIZACION: 'San Pedro', ...ofAll, ...row }
    return columns.map((name) => cell(said[name] ?? '')).join(',')
  })
  return Buffer.from(`\ufeff${columns.join(',')}\r\n${lines.join('\r\n')}\r\n`)
}
