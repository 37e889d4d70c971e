type In = { space: { slug: string }; slug: string }

const body = (one: In) => `/${one.space.slug}/organos/${one.slug}`

export const bodyPaths = {
  list: (space: string) => `/${space}/organos`,
  create: (space: string) => `/${space}/organos/nuevo`,
  body,
  seating: (one: In) => `${body(one)}/integracion`,
  seat: (one: In) => `${body(one)}/integracion/nombrar`,
  end: (one: In, membership: string) => `${body(one)}/integracion/${membership}/terminar`,
  parties: (one: In) => `${body(one)}/integracion/partes`,
  facilitator: (one: In) => `${body(one)}/integracion/facilitacion`,
  documents: (one: In) => `${body(one)}/documentos`,
  call: (one: In) => `${body(one)}/sesiones/nueva`,
  session: (one: In, number: number) => `${body(one)}/sesiones/${number}`,
  desk: (one: In, number: number) => `${body(one)}/sesiones/${number}/mesa`,
  attendance: (one: In, number: number) => `${body(one)}/sesiones/${number}/asistencia`,
  cancel: (one: In, number: number) => `${body(one)}/sesiones/${number}/cancelar`,
  motions: (one: In, number: number) => `${body(one)}/sesiones/${number}/mociones`,
  votes: (one: In, number: number, motion: number) => `${body(one)}/sesiones/${number}/mociones/${motion}/votos`,
  ownVote: (one: In, number: number, motion: number) => `${body(one)}/sesiones/${number}/mociones/${motion}/mi-voto`,
  decide: (one: In, number: number, motion: number) => `${body(one)}/sesiones/${number}/mociones/${motion}/resultado`,
  minutes: (one: In, number: number) => `${body(one)}/sesiones/${number}/minuta`,
  approveMinutes: (one: In, number: number) => `${body(one)}/sesiones/${number}/minuta/aprobar`,
  commentMinutes: (one: In, number: number) => `${body(one)}/sesiones/${number}/minuta/comentarios`,
  answerComment: (one: In, number: number, id: string) => `${body(one)}/sesiones/${number}/minuta/comentarios/${id}`,
  agree: (one: In, number: number) => `${body(one)}/sesiones/${number}/acuerdos`,
  agreements: (one: In) => `${body(one)}/acuerdos`,
  agreement: (one: In, folio: string) => `${body(one)}/acuerdos/${folio}`,
}
