import { rallyPaths } from '../paths.ts'

type Place = Parameters<typeof rallyPaths.edition>[0]
export type PostKey = { network: string; id: string }

export function postQuery({ network, id }: PostKey): string {
  return new URLSearchParams({ red: network, id }).toString()
}

export const reviewPaths = {
  next: (at: Place, skipped = 0) => `${rallyPaths.review(at)}${skipped > 0 ? `?salto=${skipped}` : ''}`,
  item: (at: Place, post: PostKey) => `${rallyPaths.review(at)}?${postQuery(post)}`,
  undo: (at: Place) => `${rallyPaths.review(at)}/deshacer`,
  workOf: (at: Place, post: PostKey) => `${rallyPaths.review(at)}/obra?${postQuery(post)}`,
  judges: (at: Place) => `${rallyPaths.review(at)}/personas`,
  agreement: (at: Place) => `${rallyPaths.review(at)}/acuerdo`,
  sample: (at: Place) => `${rallyPaths.review(at)}/muestra`,
  secondLook: (at: Place) => `${rallyPaths.review(at)}/segunda-mirada`,
  appeals: (at: Place) => rallyPaths.appeals(at),
  appeal: (at: Place, folio: string) => `${rallyPaths.appeals(at)}/${folio}`,
  newAppeal: (at: Place, post?: PostKey) => `${rallyPaths.appeals(at)}/nueva${post ? `?${postQuery(post)}` : ''}`,
  answerAppeal: (at: Place, folio: string) => `${rallyPaths.appeals(at)}/${folio}/respuesta`,
  hideAppeal: (at: Place, folio: string) => `${rallyPaths.appeals(at)}/${folio}/ocultar`,
}
