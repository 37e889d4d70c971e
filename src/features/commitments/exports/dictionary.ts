import { csvRecord } from '../../../platform/csv/write.ts'
import type { CellKind } from '../imports/template/cells.ts'
import { vocabularies } from '../imports/template/cells.ts'
import { columns, flatHeaders, headerOf, keyColumn, kindColumn, rowKinds } from '../imports/template/columns.ts'

const choices = {
  origin: Object.values(vocabularies.origin),
  state: Object.values(vocabularies.state),
  direction: Object.values(vocabularies.direction),
  values: Object.values(vocabularies.value),
} satisfies Partial<Record<CellKind, string[]>>

const shapes: Partial<Record<CellKind, string>> = {
  text: 'texto',
  date: 'fecha: 2026-05-12 o 12/05/2026 (día primero)',
  number: 'número con punto decimal: 12.5',
  list: 'textos separados por |',
}

export const dictionaryHeader: readonly string[] = [
  'Fila',
  'Columna',
  'Columna en inglés',
  'Forma',
  '¿Obligatoria?',
  'Ejemplo',
  'Qué es',
]

/** What each column of the template means; drawn from the one list of columns. */
export function dictionaryRows(): string[][] {
  const shared = [
    [
      rowKinds.join(', '),
      headerOf(kindColumn.name),
      headerOf(kindColumn.english),
      rowKinds.join(', '),
      'sí (solo en CSV)',
      'compromiso',
      kindColumn.about,
    ],
    [
      rowKinds.join(', '),
      headerOf(keyColumn.name),
      headerOf(keyColumn.english),
      'clave',
      'sí',
      keyColumn.example,
      keyColumn.about,
    ],
  ]
  const rows = columns.map((column) => [
    column.kind,
    column.header,
    headerOf(column.english),
    shapeOf(column.cell),
    column.needed === 'yes' ? 'sí' : 'no',
    column.example,
    column.about,
  ])
  return [...shared, ...rows]
}

function shapeOf(cell: CellKind): string {
  if (cell in choices) return choices[cell as keyof typeof choices].join(', ')
  return shapes[cell] ?? 'valores separados por |, sus partes por ::'
}

/** The same dictionary as a file of its own. */
export function dictionaryCsv(): string {
  return [dictionaryHeader, ...dictionaryRows()].map(csvRecord).join('')
}

/** The empty template: only its header. */
export function emptyTemplateCsv(): string {
  return csvRecord(flatHeaders)
}
