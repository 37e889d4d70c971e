/** A key is letters and digits; whatever a data set of another origin brings is still one segment of an address. */
export const worksPaths = {
  list: (space: string) => `/${space}/obras`,
  map: (space: string) => `/${space}/obras/mapa`,
  cuts: (space: string) => `/${space}/obras/cortes`,
  cut: (space: string, id: string) => `/${space}/obras/cortes/${id}`,
  cutReport: (space: string, id: string, ending: 'json' | 'csv') => `/${space}/obras/cortes/${id}/informe.${ending}`,
  cutFile: (space: string, id: string) => `/${space}/obras/cortes/${id}/archivo`,
  imports: (space: string) => `/${space}/obras/importaciones`,
  import: (space: string, id: string) => `/${space}/obras/importaciones/${id}`,
  mapping: (space: string, id: string) => `/${space}/obras/importaciones/${id}/columnas`,
  admission: (space: string, id: string) => `/${space}/obras/importaciones/${id}/estatus`,
  importReport: (space: string, id: string, ending: 'json' | 'csv') => `/${space}/obras/importaciones/${id}.${ending}`,
  work: (space: string, key: string) => `/${space}/obras/${encodeURIComponent(key)}`,
  corrections: (space: string, key: string) => `/${space}/obras/${encodeURIComponent(key)}/correcciones`,
  correctionDesk: (space: string) => `/${space}/obras/correcciones`,
  correctionAnswer: (space: string, id: string) => `/${space}/obras/correcciones/${id}`,
}
