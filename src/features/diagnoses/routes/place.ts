import { allow, found } from '../../../platform/errors.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Space } from '../../spaces/model.ts'
import { findSpace } from '../../spaces/queries.ts'
import type { ProblemTree } from '../model.ts'
import { canDiagnose, canSeeTree } from '../policy.ts'
import { findTree } from '../trees/queries.ts'

export const treesPath = '/:space/diagnosticos'
export const treePath = `${treesPath}/:tree`
export const id = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
export const nodePath = `${treePath}/nodos/:node${id}`
export const kitPath = `${treePath}/kits/:kit${id}`

export type Place = { space: Space; tree: ProblemTree; keeps: boolean }

export async function spaceOf(c: C): Promise<Space> {
  return found(await findSpace(c.var.context.db, found(c.req.param('space'))))
}

/** A draft is there for those who draw it. `ending` where the last word of the address is a file: ':file' is 'agua.json'. */
export async function treeOf(c: C, ending = ''): Promise<Place> {
  const space = await spaceOf(c)
  const { db, actor } = c.var.context
  const slug = ending === '' ? c.req.param('tree') : c.req.param('file')?.slice(0, -ending.length)
  const tree = found(await findTree(db, space.slug, found(slug)))
  if (!canSeeTree(actor, tree)) found(null)
  return { space, tree, keeps: canDiagnose(actor, space.id) }
}

export async function keptTreeOf(c: C): Promise<Place> {
  const place = await treeOf(c)
  allow(place.keeps)
  return place
}
