const exercise = (space: string, slug: string) => `/${space}/ejercicios/${slug}`

type In = { space: { slug: string }; slug: string }

/** Addresses of exercises; `In` is the exercise. */
export const exercisePaths = {
  list: (space: string) => `/${space}/ejercicios`,
  create: (space: string) => `/${space}/ejercicios/nuevo`,
  one: (e: In) => exercise(e.space.slug, e.slug),
  edit: (e: In) => `${exercise(e.space.slug, e.slug)}/editar`,
  calendar: (e: In) => `${exercise(e.space.slug, e.slug)}/calendario`,
  publish: (e: In) => `${exercise(e.space.slug, e.slug)}/publicacion`,
  stage: (e: In, code: string) => `${exercise(e.space.slug, e.slug)}/etapas/${code}`,
  move: (e: In, code: string) => `${exercise(e.space.slug, e.slug)}/etapas/${code}/paso`,
  addOutput: (e: In, code: string) => `${exercise(e.space.slug, e.slug)}/etapas/${code}/cargas`,
  withdrawOutput: (e: In, code: string, id: string) =>
    `${exercise(e.space.slug, e.slug)}/etapas/${code}/productos/${id}/retiro`,
  file: (e: In, sha256: string) => `${exercise(e.space.slug, e.slug)}/archivos/${sha256}`,
  declaration: (e: In) => `${exercise(e.space.slug, e.slug)}/declaratoria`,
  declarationText: (e: In) => `${exercise(e.space.slug, e.slug)}/declaratoria/texto`,
  parties: (e: In) => `${exercise(e.space.slug, e.slug)}/declaratoria/partes`,
  party: (e: In, id: string, act: 'quitar' | 'firma') =>
    `${exercise(e.space.slug, e.slug)}/declaratoria/partes/${id}/${act}`,
  signedAct: (e: In, id: string) => `${exercise(e.space.slug, e.slug)}/declaratoria/cargas/${id}`,
  actors: (e: In) => `${exercise(e.space.slug, e.slug)}/actores`,
  invite: (e: In) => `${exercise(e.space.slug, e.slug)}/actores/invitaciones`,
  actorList: (e: In) => `${exercise(e.space.slug, e.slug)}/actores/lista`,
  actor: (e: In, id: string) => `${exercise(e.space.slug, e.slug)}/actores/${id}`,
  answer: (e: In) => `${exercise(e.space.slug, e.slug)}/actores/respuesta`,
  participation: (e: In) => `${exercise(e.space.slug, e.slug)}/participacion`,
  requirements: (e: In) => `${exercise(e.space.slug, e.slug)}/requisitos`,
  /** Stands above this: what became of everything that was contributed. */
  thread: (e: In) => `${exercise(e.space.slug, e.slug)}/hilo`,
  checklist: (e: In) => `${exercise(e.space.slug, e.slug)}/pendientes`,
}

export const methodPaths = {
  list: (space: string) => `/${space}/metodos`,
  one: (space: string, code: string) => `/${space}/metodos/${code}`,
  adapt: (space: string, code: string) => `/${space}/metodos/${code}/adaptar`,
}
