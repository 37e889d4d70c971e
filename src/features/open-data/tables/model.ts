import type { CellKind } from '../../commitments/imports/template/cells.ts'
import { vocabularies } from '../../commitments/imports/template/cells.ts'
import { columnsOf, headerOf, type RowKind } from '../../commitments/imports/template/columns.ts'
import { parts } from '../../commitments/model.ts'
import { planKinds } from '../../commitments/plan/model.ts'
import { spaceKinds } from '../../spaces/model.ts'
import {
  always,
  type DataTable,
  date,
  type Field,
  names,
  ofCommitment,
  ofPlan,
  oneOf,
  type Reference,
  space,
  type TableName,
  text,
  toCommitment,
  toPlan,
} from './fields.ts'
import { trackingTables } from './tracking/model.ts'
import { voiceFields } from './voices/model.ts'

const cellTypes: Partial<Record<CellKind, Field['type']>> = { date: 'date', number: 'number' }
const cellChoices: Partial<Record<CellKind, readonly string[]>> = {
  origin: Object.values(vocabularies.origin),
  state: Object.values(vocabularies.state),
  direction: Object.values(vocabularies.direction),
}

/** The template's own columns: what is downloaded here is what can be imported there. */
function templateFields(kind: RowKind): Field[] {
  return columnsOf(kind).map((column) => {
    const choices = cellChoices[column.cell]
    return {
      name: headerOf(column.name),
      type: cellTypes[column.cell] ?? 'string',
      about: column.about,
      required: column.needed === 'yes',
      example: column.example,
      ...(choices ? { choices } : {}),
    }
  })
}

const ofTemplate = (
  name: TableName,
  kind: RowKind,
  title: string,
  about: string,
  references: Reference[] = [],
): DataTable => ({
  ...{ name, title, about },
  fields: [...ofCommitment, ...templateFields(kind)],
  primaryKey: [...names(ofCommitment), 'codigo'],
  references: [toCommitment, ...references],
})

/** Plans and promises; the board and what was said of it are `trackingTables`. */
export const planTables: readonly DataTable[] = [
  {
    ...{
      name: 'espacios',
      title: 'Espacios',
      about: 'Países, estados, municipios e instituciones donde se hacen planes.',
    },
    fields: [
      space,
      always(text('nombre', 'Nombre del espacio.', 'San Jacinto')),
      always(oneOf(text('tipo', 'Qué clase de espacio es.', 'municipality'), spaceKinds)),
      text('superior', 'Espacio del que forma parte.', 'oaxaca'),
      text('territorio', 'Clave ISO 3166 o del INEGI, con sus ceros.', '20'),
      always({ ...text('ficticio', 'Si es un lugar inventado como ejemplo.', 'false'), type: 'boolean' }),
    ],
    primaryKey: ['espacio'],
    references: [{ fields: ['superior'], table: 'espacios', to: ['espacio'] }],
  },
  {
    ...{
      name: 'planes',
      title: 'Planes publicados',
      about: 'Un renglón por plan publicado, con su periodo, su origen y su aprobación.',
    },
    fields: [
      ...ofPlan,
      always(text('titulo', 'Título del plan.')),
      always(oneOf(text('tipo', 'Qué clase de plan es.', 'local'), planKinds)),
      text('numero', 'Número del plan, como se le conoce.'),
      date('inicio', 'Primer día del plan.'),
      date('fin', 'Último día del plan.'),
      always(
        oneOf(text('origen', 'platform: hecho aquí; public-record: restablecido de una fuente pública.', 'platform'), [
          'platform',
          'public-record',
        ]),
      ),
      text('fuente', 'Título de la fuente de la que se restableció.'),
      text('direccion_fuente', 'Dirección de esa fuente.'),
      date('lanzado_el', 'Día en que se lanzó.'),
      text('aprobado_por', 'Órgano que lo aprobó.'),
      date('aprobado_el', 'Día en que se aprobó.'),
      always({
        ...text('publicado', 'Momento en que se publicó aquí (UTC).', '2026-01-15T18:00:00.000Z'),
        type: 'datetime',
      }),
      always({ ...text('compromisos', 'Cuántos compromisos tiene.', '5'), type: 'integer' }),
    ],
    primaryKey: ['espacio', 'plan'],
    references: [{ fields: ['espacio'], table: 'espacios', to: ['espacio'] }],
  },
  {
    ...{ name: 'compromisos', title: 'Compromisos', about: 'Un renglón por compromiso de los planes publicados.' },
    fields: [...ofCommitment, ...templateFields('compromiso')],
    primaryKey: names(ofCommitment),
    references: [toPlan],
  },
  ofTemplate('acciones', 'accion', 'Acciones clave', 'Un renglón por acción clave, con su peso en el compromiso.'),
  withVoices(
    ofTemplate(
      'actividades',
      'actividad',
      'Actividades',
      'Un renglón por actividad, con lo último que se dijo de ella.',
      [{ fields: [...names(ofCommitment), 'accion'], table: 'acciones', to: [...names(ofCommitment), 'codigo'] }],
    ),
  ),
  ofTemplate('indicadores', 'indicador', 'Indicadores', 'Un renglón por indicador, con línea base y meta.'),
  {
    ...{
      name: 'responsables',
      title: 'Responsables',
      about: 'Qué institución u organización tiene qué parte en cada compromiso.',
    },
    fields: [
      ...ofCommitment,
      always(
        oneOf(text('parte', 'lead: responsable; co-responsible: corresponsable; supporting: de apoyo.', 'lead'), parts),
      ),
      always(text('organizacion', 'Nombre de la institución u organización.')),
      text('sigla', 'Sus siglas.'),
      always(text('tipo', 'Qué clase de organización es.', 'public-institution')),
    ],
    primaryKey: [...names(ofCommitment), 'parte', 'organizacion'],
    references: [toCommitment],
  },
  {
    ...{
      name: 'evaluaciones',
      title: 'Evaluaciones publicadas',
      about: 'Lo que evaluadores de fuera publicaron de cada compromiso; decide la etiqueta, nunca un número.',
    },
    fields: [
      ...ofCommitment,
      always(text('evaluador', 'Quién lo juzgó.', 'IRM')),
      always(text('variable', 'Qué juzgó.', 'Completion')),
      text('etiqueta', 'Lo que dijo, con sus palabras.', 'Substantial'),
      oneOf(text('sin_dato', 'Por qué no hay etiqueta: nd sin dato, nr sin revisar, na no aplica, empty en blanco.'), [
        'nd',
        'nr',
        'na',
        'empty',
      ]),
      text('producto', 'Documento donde lo dijo.'),
      { ...text('anio', 'Año del documento.', '2022'), type: 'integer' },
      text('direccion', 'Dirección del documento.'),
    ],
    primaryKey: [...names(ofCommitment), 'evaluador', 'variable'],
    references: [toCommitment],
  },
  {
    ...{
      name: 'versiones',
      title: 'Versiones',
      about:
        'Cada cambio de un compromiso después de publicado: por qué, quién lo aprobó y cuándo. La versión 1 es el texto publicado.',
    },
    fields: [
      ...ofCommitment,
      always({ ...text('version', 'Número de la versión.', '2'), type: 'integer' }),
      always({ ...text('momento', 'Cuándo se cambió (UTC).', '2026-03-01T16:00:00.000Z'), type: 'datetime' }),
      text('motivo', 'Por qué cambió.'),
      text('aprobado_por', 'Órgano que lo aprobó.'),
      date('aprobado_el', 'Día en que se aprobó.'),
      text('acta', 'Dirección del acta.'),
    ],
    primaryKey: [...names(ofCommitment), 'version'],
    references: [toCommitment],
  },
  {
    ...{
      name: 'organizaciones',
      title: 'Instituciones y organizaciones',
      about: 'Las que tienen parte en algún compromiso publicado.',
    },
    fields: [
      space,
      always(text('nombre', 'Nombre, único en el espacio.')),
      text('sigla', 'Siglas.'),
      always(text('tipo', 'Qué clase de organización es.', 'civil-society')),
      text('direccion', 'Dirección de su sitio.'),
      date('vigente_desde', 'Desde cuándo existe con este nombre.'),
      date('vigente_hasta', 'Hasta cuándo existió con este nombre.'),
      text('sucesora', 'Quién tomó su lugar.'),
    ],
    primaryKey: ['espacio', 'nombre'],
    references: [{ fields: ['espacio'], table: 'espacios', to: ['espacio'] }],
  },
]

/** The one table of columns: files, dictionary, data package and page all come from it. */
export const tables: readonly DataTable[] = [...planTables, ...trackingTables]

/** Each activity with the three voices side by side after its own columns. */
function withVoices(table: DataTable): DataTable {
  return { ...table, fields: [...table.fields, ...voiceFields] }
}

export function tableNamed(name: string): DataTable | null {
  return tables.find((table) => table.name === name) ?? null
}

export const dictionaryHeader = [
  'tabla',
  'columna',
  'tipo',
  'obligatoria',
  'clave_primaria',
  'valores',
  'ejemplo',
  'descripcion',
] as const

/** The data dictionary: a row a column of every table. */
export function dictionaryRows(only: readonly DataTable[] = tables): string[][] {
  return only.flatMap((table) =>
    table.fields.map((field) => [
      table.name,
      field.name,
      field.type,
      field.required ? 'sí' : 'no',
      table.primaryKey.includes(field.name) ? 'sí' : 'no',
      (field.choices ?? []).join(' | '),
      field.example,
      field.about,
    ]),
  )
}
