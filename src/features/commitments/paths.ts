import type { DeskName } from './plan/policy.ts'

const plan = (space: string, slug: string) => `/${space}/planes/${slug}`
const one = (space: string, slug: string, key: string) => `${plan(space, slug)}/compromisos/${key}`

type In = { space: { slug: string }; slug: string }

/** Addresses of a plan and of what is in it. `In` is the plan. */
export const planPaths = {
  newPlan: (space: string) => `/${space}/planes/nuevo`,
  plan: (p: In) => plan(p.space.slug, p.slug),
  board: (p: In) => `${plan(p.space.slug, p.slug)}/tablero`,
  edit: (p: In) => `${plan(p.space.slug, p.slug)}/editar`,
  publication: (p: In) => `${plan(p.space.slug, p.slug)}/publicacion`,
  pauses: (p: In) => `${plan(p.space.slug, p.slug)}/pausas`,
  documents: (p: In) => `${plan(p.space.slug, p.slug)}/documentos`,
  /** Where somebody with a role works on a published plan; each is a page of a feature that stands on this one. */
  desk: (p: In, desk: DeskName) => `${plan(p.space.slug, p.slug)}/${desk}`,
  folios: () => '/folios',
  folio: (folio: string) => `/folios?folio=${folio}`,
  imports: (p: In) => `${plan(p.space.slug, p.slug)}/importaciones`,
}

export const commitmentPaths = {
  list: (p: In) => `${plan(p.space.slug, p.slug)}/compromisos`,
  create: (p: In) => `${plan(p.space.slug, p.slug)}/compromisos/nuevo`,
  commitment: (p: In, key: string) => one(p.space.slug, p.slug, key),
  edit: (p: In, key: string) => `${one(p.space.slug, p.slug, key)}/editar`,
  roadmap: (p: In, key: string) => `${one(p.space.slug, p.slug, key)}/hoja-de-ruta`,
  keyAction: (p: In, key: string, code: string) =>
    `${one(p.space.slug, p.slug, key)}/acciones/${encodeURIComponent(code)}`,
  activity: (p: In, key: string, code: string) =>
    `${one(p.space.slug, p.slug, key)}/actividades/${encodeURIComponent(code)}`,
  indicator: (p: In, key: string, code: string) =>
    `${one(p.space.slug, p.slug, key)}/indicadores/${encodeURIComponent(code)}`,
  version: (p: In, key: string, number: number) => `${one(p.space.slug, p.slug, key)}/versiones/${number}`,
}
