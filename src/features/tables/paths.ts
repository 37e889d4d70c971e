type At = { space: { slug: string }; slug: string }

const table = (at: At) => `/${at.space.slug}/mesas/${at.slug}`
const draft = (at: At, number: number) => `${table(at)}/borradores/${number}`

export const tablePaths = {
  list: (space: string) => `/${space}/mesas`,
  create: (space: string) => `/${space}/mesas/nueva`,
  table,
  edit: (at: At) => `${table(at)}/editar`,
  publish: (at: At) => `${table(at)}/publicar`,
  cancel: (at: At) => `${table(at)}/cancelar`,
  register: (at: At) => `${table(at)}/registro`,
  /** Whoever holds the secret holds the place. */
  place: (at: At, secret: string) => `${table(at)}/registro/lugar?clave=${secret}`,
  leave: (at: At) => `${table(at)}/registro/lugar`,
  door: (at: At) => `${table(at)}/llegada`,
  /** What the code of a place leads to, for whoever stands at the door. */
  arrival: (at: At, secret: string) => `${table(at)}/llegada?clave=${secret}`,
  walkIn: (at: At) => `${table(at)}/llegada/nueva`,
  notArrived: (at: At) => `${table(at)}/llegada/deshacer`,
  minutes: (at: At) => `${table(at)}/minuta`,
  agree: (at: At) => `${table(at)}/acuerdos`,
  agreement: (at: At, folio: string) => `${table(at)}/acuerdos/${folio}`,
  drafts: (at: At) => `${table(at)}/borradores`,
  draft,
  passages: (at: At, number: number) => `${draft(at, number)}/pasajes`,
  passage: (at: At, number: number, id: string) => `${draft(at, number)}/pasajes/${id}`,
  remark: (at: At, number: number, id: string) => `${draft(at, number)}/pasajes/${id}/observaciones`,
  decide: (at: At, number: number, id: string) => `${draft(at, number)}/observaciones/${id}`,
  rate: (at: At, number: number) => `${draft(at, number)}/calificacion`,
  approve: (at: At, number: number) => `${draft(at, number)}/aprobaciones`,
  /** Of the plan that a draft went into, which stands above this. */
  commitment: (space: string, plan: string, key: string) => `/${space}/planes/${plan}/compromisos/${key}`,
  stop: (at: At, number: number) => `${draft(at, number)}/detener`,
}
