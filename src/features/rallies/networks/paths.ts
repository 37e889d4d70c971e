import { rallyPaths } from '../paths.ts'

type Place = Parameters<typeof rallyPaths.edition>[0]

export const sourcePaths = {
  all: rallyPaths.sources,
  source: (at: Place, id: string) => `${rallyPaths.sources(at)}/redes/${id}`,
  files: (at: Place) => `${rallyPaths.sources(at)}/importaciones`,
  file: (at: Place, id: string) => `${rallyPaths.sources(at)}/importaciones/${id}`,
  rejects: (at: Place, id: string) => `${rallyPaths.sources(at)}/importaciones/${id}/rechazos.csv`,
  waiting: (at: Place) => `${rallyPaths.sources(at)}/rechazos.csv`,
  addresses: (at: Place) => `${rallyPaths.sources(at)}/direcciones`,
  addressPosts: (at: Place) => `${rallyPaths.sources(at)}/direcciones/publicaciones`,
}
