import { allow, found } from '../../../platform/errors.ts'
import { permit } from '../../../platform/http/app.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Space } from '../../spaces/model.ts'
import { findOutlineMap } from '../../spaces/outlines/queries.ts'
import { findSpace } from '../../spaces/queries.ts'
import { listCuts } from '../cuts/queries.ts'
import { type Land, landOf, packagedLand } from '../land/outlines.ts'
import { type Filters, filtersSchema } from '../listing/schema.ts'
import type { Cut } from '../model.ts'
import { canKeepWorks } from '../policy.ts'

export const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** Upper case, so that no word of an address of ours is one. */
export const keyShape = '[0-9A-Z]{10,11}'

export async function loadSpace(c: C): Promise<Space> {
  return found(await findSpace(c.var.context.db, found(c.req.param('space'))))
}

/** The space, for somebody who keeps its works. */
export async function loadKept(c: C): Promise<Space> {
  const space = await loadSpace(c)
  allow(canKeepWorks(c.var.context.actor, space.id))
  return space
}

export type Chosen = { space: Space; cuts: readonly Cut[]; cut: Cut | null; filters: Filters }

/**
 * The cut that the address names, else the newest; and its filters: a space inside a state starts with that state's works when
 * the cut is of a space above it.
 */
export async function loadChosen(c: C): Promise<Chosen> {
  const space = await loadSpace(c)
  const cuts = await listCuts(c.var.context.db, space.id)
  const filters = filtersSchema.parse(c.req.query())
  const own = cuts.find((cut) => cut.dataset.space.id === space.id) ?? cuts[0] ?? null
  const cut = filters.corte === null ? own : (cuts.find(({ id }) => id === filters.corte) ?? own)
  const state = /^\d{2}/.exec(space.territoryKey ?? '')?.[0]
  const isInherited = cut !== null && cut.dataset.space.id !== space.id
  return { space, cuts, cut, filters: { ...filters, estado: filters.estado ?? (isInherited ? (state ?? '') : '') } }
}

/** What a page with a map needs of the browser; the address of the base map, if the installation has one. */
export function permitMap(c: C): string | null {
  const base = c.var.deps.config.mapStyleUrl
  const origin = base === null ? undefined : new URL(base).origin
  permit(c, {
    workers: "'self'",
    ...(origin ? { connections: origin, images: `blob: ${origin}` } : {}),
  })
  return base
}

let packaged: Land | undefined

/** The outlines that the operator loaded, else the package's. */
export async function loadLand(c: C): Promise<Land> {
  const own = await findOutlineMap(c.var.context.db, 'MX')
  if (own) return landOf(own)
  packaged ??= packagedLand()
  return packaged
}
