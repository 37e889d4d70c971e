type Place = { slug: string; space: { slug: string } }

/** Addresses of a rally; each sub-noun hangs its own below `edition`. */
export const rallyPaths = {
  all: (space: string) => `/${space}/rallies`,
  goals: (space: string) => `/${space}/rallies/metas`,
  edition: (at: Place) => `/${at.space.slug}/rallies/${at.slug}`,
  desk: (at: Place) => `${rallyPaths.edition(at)}/organizar`,
  rules: (at: Place) => `${rallyPaths.edition(at)}/reglas`,
  teams: (at: Place) => `${rallyPaths.edition(at)}/equipos`,
  team: (at: Place, code: string) => `${rallyPaths.edition(at)}/equipos/${code}`,
  capture: (at: Place) => `${rallyPaths.edition(at)}/calle`,
  sources: (at: Place) => `${rallyPaths.edition(at)}/fuentes`,
  board: (at: Place) => `${rallyPaths.edition(at)}/marcador`,
  post: (at: Place, network: string, id: string) =>
    `${rallyPaths.edition(at)}/publicaciones/${network}/${encodeURIComponent(id)}`,
  review: (at: Place) => `${rallyPaths.edition(at)}/revision`,
  appeals: (at: Place) => `${rallyPaths.edition(at)}/apelaciones`,
  findings: (at: Place) => `${rallyPaths.edition(at)}/hallazgos`,
  data: (at: Place) => `${rallyPaths.edition(at)}/datos`,
  certificate: (code: string) => `/constancias/${code}`,
}
