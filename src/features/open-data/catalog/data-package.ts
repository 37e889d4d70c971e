import { license } from '../model.ts'
import { type DataTable, type Field, missingValues, type Reference, tables } from '../tables/model.ts'

/** A Frictionless data package of all tables; paths are relative to where the package itself lies. */
export function dataPackage(base: string, updatedAt: string | null) {
  return {
    profile: 'tabular-data-package',
    name: 'tequio',
    id: `${base}/datos/datapackage.json`,
    title: 'Planes de gobierno abierto y sus compromisos',
    description:
      'Todo lo publicado en la plataforma, en tablas. Las celdas ND, NR, NA y NP dicen por qué falta un dato.',
    homepage: `${base}/datos`,
    ...(updatedAt === null ? {} : { updated: updatedAt }),
    licenses: [{ name: license.name, title: license.title, path: license.url }],
    resources: tables.map(resourceOf),
  }
}

function resourceOf(table: DataTable) {
  return {
    profile: 'tabular-data-resource',
    name: table.name,
    title: table.title,
    description: table.about,
    path: `${table.name}.csv`,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    schema: {
      fields: table.fields.map(fieldOf),
      missingValues: [...missingValues],
      primaryKey: [...table.primaryKey],
      foreignKeys: table.references.map((reference) => foreignKey(table, reference)),
    },
  }
}

function fieldOf({ name, type, about, required, example, choices }: Field) {
  return {
    name,
    type,
    description: about,
    ...(type === 'boolean' ? { trueValues: ['true'], falseValues: ['false'] } : {}),
    ...(type === 'datetime' ? { format: 'default' } : {}),
    ...(example === '' ? {} : { example }),
    constraints: { required, ...(choices ? { enum: [...choices] } : {}) },
  }
}

/** An empty resource name means the table itself. */
function foreignKey(table: DataTable, { fields, table: other, to }: Reference) {
  return { fields: [...fields], reference: { resource: other === table.name ? '' : other, fields: [...to] } }
}
