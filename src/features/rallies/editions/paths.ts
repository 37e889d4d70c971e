import { rallyPaths } from '../paths.ts'
import type { Part } from './checklist/model.ts'

type Place = Parameters<typeof rallyPaths.edition>[0]

/** Addresses of the organisers' desk and of what belongs to an edition itself. */
export const editionPaths = {
  create: (space: string) => `${rallyPaths.all(space)}/nueva`,
  replicate: (space: string) => `${rallyPaths.all(space)}/importaciones`,
  publication: (at: Place) => `${rallyPaths.desk(at)}/publicacion`,
  cancellation: (at: Place) => `${rallyPaths.desk(at)}/cancelacion`,
  preset: (at: Place) => `${rallyPaths.desk(at)}/reglas/modelo`,
  removePartner: (at: Place, id: string) => `${rallyPaths.desk(at)}/aliados/${id}/quitar`,
  replica: (at: Place) => `${rallyPaths.edition(at)}/replica.json`,
  unscoredWorks: (at: Place) => `${rallyPaths.edition(at)}/obras?sin-puntos=1`,
  forums: (space: string) => `${rallyPaths.goals(space)}/foros`,
  removeForum: (space: string, id: string) => `${rallyPaths.goals(space)}/foros/${id}/quitar`,
}

export function partPath(at: Place, part: Part): string {
  return `${rallyPaths.desk(at)}/${part}`
}
