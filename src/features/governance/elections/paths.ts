import { bodyPaths } from '../paths.ts'

type In = Parameters<typeof bodyPaths.body>[0]

const list = (body: In) => `${bodyPaths.body(body)}/elecciones`
const one = (body: In, slug: string) => `${list(body)}/${slug}`

export const electionPaths = {
  list,
  call: (body: In) => `${list(body)}/nueva`,
  one,
  ballots: (body: In, slug: string) => `${one(body, slug)}/boletas`,
  /** The program that counts a package again. */
  recount: (body: In) => `${list(body)}/recount-election.mjs`,
  package: (body: In, slug: string) => `${one(body, slug)}/paquete.json`,
  file: (body: In, slug: string, sha256: string) => `${one(body, slug)}/archivos/${sha256}`,
  stand: (body: In, slug: string) => `${one(body, slug)}/candidatura`,
  standing: (body: In, slug: string) => `${one(body, slug)}/candidatura/cargas`,
  stepBack: (body: In, slug: string) => `${one(body, slug)}/candidatura/retiro`,
  vote: (body: In, slug: string) => `${one(body, slug)}/votar`,
  signatures: (body: In, slug: string) => `${one(body, slug)}/firmas.json`,
  box: (body: In, slug: string) => `${one(body, slug)}/boletas.json`,
  desk: (body: In, slug: string) => `${one(body, slug)}/mesa`,
  decide: (body: In, slug: string, number: number) => `${one(body, slug)}/mesa/candidaturas/${number}`,
  roll: (body: In, slug: string) => `${one(body, slug)}/mesa/padron`,
  strike: (body: In, slug: string, voter: string) => `${one(body, slug)}/mesa/padron/${voter}/baja`,
  paperVoter: (body: In, slug: string, voter: string) => `${one(body, slug)}/mesa/padron/${voter}/papel`,
  calendar: (body: In, slug: string) => `${one(body, slug)}/mesa/calendario`,
  act: (body: In, slug: string) => `${one(body, slug)}/mesa/acta/cargas`,
  count: (body: In, slug: string) => `${one(body, slug)}/mesa/conteo`,
  seats: (body: In, slug: string) => `${one(body, slug)}/mesa/asientos`,
  annul: (body: In, slug: string) => `${one(body, slug)}/mesa/anulacion`,
}
