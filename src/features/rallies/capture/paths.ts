import { rallyPaths } from '../paths.ts'

type Place = Parameters<typeof rallyPaths.edition>[0]
const street = rallyPaths.capture

/** Addresses of what a team does in the street, below its edition. */
export const capturePaths = {
  street,
  announce: (at: Place) => `${street(at)}/anuncios`,
  visit: (at: Place, key?: string) => `${street(at)}/visitas${key ? `?obra=${encodeURIComponent(key)}` : ''}`,
  receipt: (at: Place, id: string) => `${street(at)}/recibos/${id}`,
  manifest: (at: Place) => `${street(at)}/app.webmanifest`,
  photos: (at: Place) => `${rallyPaths.edition(at)}/fotos`,
  photo: (at: Place, sha256: string) => `${rallyPaths.edition(at)}/fotos/${sha256}.jpg`,
  unchecked: (at: Place, id: string) => `${rallyPaths.edition(at)}/fotos/${id}/vista`,
  original: (at: Place, id: string) => `${rallyPaths.edition(at)}/fotos/${id}/original`,
  missing: (at: Place) => `${rallyPaths.edition(at)}/fuera-del-padron`,
  missingAnswer: (at: Place, folio: string) => `${rallyPaths.edition(at)}/fuera-del-padron/${folio}/respuesta`,
}
