type In = { space: { slug: string }; slug: string }

export const threadPaths = {
  lookUp: () => '/hilo',
  contribution: (folio: string) => `/hilo/${folio}`,
  follow: (folio: string) => `/hilo/${folio}/avisos`,
  exercise: (exercise: In) => `/${exercise.space.slug}/ejercicios/${exercise.slug}/hilo`,
}
