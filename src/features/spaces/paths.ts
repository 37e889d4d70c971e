export const spacePaths = {
  all: () => '/espacios',
  space: (slug: string) => `/${slug}`,
  board: (slug: string) => `/${slug}/tablero`,
  works: (slug: string) => `/${slug}/obras`,
  rallies: (slug: string) => `/${slug}/rallies`,
  exercises: (slug: string) => `/${slug}/ejercicios`,
  consultations: (slug: string) => `/${slug}/consultas`,
  diagnoses: (slug: string) => `/${slug}/diagnosticos`,
  tables: (slug: string) => `/${slug}/mesas`,
  people: (slug: string) => `/${slug}/personas`,
  settings: (slug: string) => `/${slug}/ajustes`,
  newSpace: () => '/espacios/nuevo',
}
