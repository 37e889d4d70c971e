import { diagnosisPaths } from '../paths.ts'

type In = Parameters<typeof diagnosisPaths.tree>[0]

const of = (tree: In) => `${diagnosisPaths.tree(tree)}/mir`
const row = (tree: In, id: string) => `${of(tree)}/filas/${id}`
const indicator = (tree: In, rowId: string, id: string) => `${row(tree, rowId)}/indicadores/${id}`

/** Addresses of the logic framework of a tree. */
export const logframePaths = {
  matrix: of,
  desk: (tree: In) => `${of(tree)}/editar`,
  history: (tree: In) => `${of(tree)}/historial`,
  publish: (tree: In) => `${of(tree)}/publicar`,
  rows: (tree: In) => `${of(tree)}/filas`,
  row,
  removeRow: (tree: In, id: string) => `${row(tree, id)}/quitar`,
  newIndicator: (tree: In, rowId: string) => indicator(tree, rowId, 'nuevo'),
  indicator,
  removeIndicator: (tree: In, rowId: string, id: string) => `${indicator(tree, rowId, id)}/quitar`,
}
