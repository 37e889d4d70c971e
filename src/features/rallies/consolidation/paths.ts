import { rallyPaths } from '../paths.ts'

type Place = Parameters<typeof rallyPaths.edition>[0]

/** Every post of a team with the sum that led to its points. */
export const pointsPath = (at: Place, code: string) => `${rallyPaths.team(at, code)}/puntos`

export const boardPaths = {
  live: (at: Place) => `${rallyPaths.board(at)}/vivo`,
  part: (at: Place) => `${rallyPaths.board(at)}/parte`,
  versions: (at: Place) => `${rallyPaths.board(at)}/versiones`,
  close: (at: Place) => `${rallyPaths.desk(at)}/cierre`,
  panel: (at: Place) => `${rallyPaths.desk(at)}/jurado`,
}
