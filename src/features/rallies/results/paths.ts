import { rallyPaths } from '../paths.ts'

type Place = Parameters<typeof rallyPaths.edition>[0]

export const resultsPaths = {
  close: (at: Place) => `${rallyPaths.desk(at)}/cierre`,
  panel: (at: Place) => `${rallyPaths.desk(at)}/jurado`,
  versions: (at: Place) => `${rallyPaths.board(at)}/versiones`,
  file: (at: Place, place: string) => `${rallyPaths.data(at)}/${place}`,
  archive: (at: Place) => `${rallyPaths.data(at)}/rally.tar`,
  package: (at: Place) => `${rallyPaths.data(at)}/datapackage.json`,
  certificates: '/constancias',
}
