import { license } from '../model.ts'
import { type Narrowed, openDataPaths } from '../paths.ts'
import { type DataTable, type Field, missingValues, type Reference } from '../tables/fields.ts'
import { tables } from '../tables/model.ts'

const profiles = 'https://datapackage.org/profiles/2.0'

/**
 * A Frictionless data package, version 2, of all tables, also readable as version 1. Paths are relative to where the
 * package itself lies; narrowed to a space or plan they are whole addresses, because a relative path has no query.
 */
export function dataPackage(base: string, updatedAt: string | null, query: Narrowed = {}) {
  const isWhole = query.espacio === undefined
  return {
    $schema: `${profiles}/datapackage.json`,
    profile: 'tabular-data-package',
    name: ['tequio', query.espacio, query.plan].filter((part) => part !== undefined).join('-'),
    id: base + openDataPaths.package(query),
    title: 'Planes de gobierno abierto y sus compromisos',
    description:
      'Todo lo publicado en la plataforma, en tablas. Las celdas ND, NR, NA y NP dicen por qué falta un dato.',
    homepage: `${base}/datos`,
    ...(updatedAt === null ? {} : { created: updatedAt }),
    licenses: [{ name: license.name, title: license.title, path: license.url }],
    resources: tables.map((table) =>
      resourceOf(table, isWhole ? `${table.name}.csv` : base + openDataPaths.table(table.name, query)),
    ),
  }
}

function resourceOf(table: DataTable, path: string) {
  return {
    $schema: `${profiles}/dataresource.json`,
    type: 'table',
    profile: 'tabular-data-resource',
    name: table.name,
    title: table.title,
    description: table.about,
    path,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    schema: {
      $schema: `${profiles}/tableschema.json`,
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
