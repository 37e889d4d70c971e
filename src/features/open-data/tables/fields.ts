import { headerOf, keyColumn } from '../../commitments/imports/template/columns.ts'

export const fieldTypes = ['string', 'date', 'datetime', 'number', 'integer', 'boolean'] as const

/** A column of a public table; `choices` are the only words it holds. */
export type Field = {
  name: string
  type: (typeof fieldTypes)[number]
  about: string
  required: boolean
  example: string
  choices?: readonly string[]
}

/** Columns that lead to the primary key of another table, or of the same one. */
export type Reference = { fields: readonly string[]; table: TableName; to: readonly string[] }

export type DataTable = {
  name: TableName
  title: string
  about: string
  fields: readonly Field[]
  primaryKey: readonly string[]
  references: readonly Reference[]
}

export const planTableNames = [
  ...(['espacios', 'planes', 'compromisos', 'acciones', 'actividades', 'indicadores'] as const),
  ...(['responsables', 'evaluaciones', 'versiones', 'organizaciones'] as const),
] as const
/** What the board shows and what was said, with the three voices in tables of their own. */
export const trackingTableNames = [
  ...(['avances', 'reportes', 'respuestas', 'verificaciones', 'evidencias', 'impugnaciones'] as const),
  ...(['contestaciones', 'prorrogas', 'pausas', 'estados', 'cortes'] as const),
] as const
export const tableNames = [...planTableNames, ...trackingTableNames] as const
export type TrackingTableName = (typeof trackingTableNames)[number]
export type TableName = (typeof tableNames)[number]

/** Cells that say why there is no value (T-18); an empty cell says only that there is none. */
export const missingValues = ['', 'ND', 'NR', 'NA', 'NP'] as const

export const text = (name: string, about: string, example = ''): Field => ({
  name,
  type: 'string',
  about,
  required: false,
  example,
})
export const date = (name: string, about: string): Field => ({
  name,
  type: 'date',
  about,
  required: false,
  example: '2026-05-12',
})
export const always = (field: Field): Field => ({ ...field, required: true })
export const oneOf = (field: Field, choices: readonly string[]): Field => ({ ...field, choices })

export const space = always(text('espacio', 'Parte de la dirección que nombra al espacio.', 'san-jacinto'))
export const plan = always(
  text('plan', 'Parte de la dirección que nombra al plan dentro del espacio.', 'plan-local-2026'),
)
export const key = always(text(headerOf(keyColumn.name), keyColumn.about, keyColumn.example))
export const ofPlan = [space, plan]
export const ofCommitment = [space, plan, key]
export const names = (fields: readonly Field[]) => fields.map((field) => field.name)

export const moment = (name: string, about: string): Field => ({
  ...text(name, about, '2026-03-01T16:00:00.000Z'),
  type: 'datetime',
})
export const whole = (name: string, about: string, example = '2'): Field => ({
  ...text(name, about, example),
  type: 'integer',
})
export const decimal = (name: string, about: string, example = '37.5'): Field => ({
  ...text(name, about, example),
  type: 'number',
})
export const yesNo = (name: string, about: string): Field => ({ ...text(name, about, 'false'), type: 'boolean' })

export const toPlan: Reference = { fields: names(ofPlan), table: 'planes', to: ['espacio', 'plan'] }
export const toCommitment: Reference = {
  fields: names(ofCommitment),
  table: 'compromisos',
  to: ['espacio', 'plan', 'clave'],
}
