import { allow, found } from '../../../platform/errors.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Space } from '../../spaces/model.ts'
import { findSpace } from '../../spaces/queries.ts'
import { findDraft } from '../drafts/queries.ts'
import type { WorkingTable } from '../model.ts'
import { canRunTables } from '../policy.ts'
import { loadTable } from '../queries.ts'

export const listPath = '/:space/mesas'
export const tablePath = `${listPath}/:table`
export const draftPath = `${tablePath}/borradores/:n{[1-9][0-9]{0,4}}`
export const id = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'

export type Place = { space: Space; table: WorkingTable; keeps: boolean }

export async function spaceOf(c: C): Promise<Space> {
  return found(await findSpace(c.var.context.db, found(c.req.param('space'))))
}

/** `ending` where the last word of the address is a file: ':file' is 'agua.json'. */
export async function tableOf(c: C, ending = ''): Promise<Place> {
  const space = await spaceOf(c)
  const slug = ending === '' ? c.req.param('table') : c.req.param('file')?.slice(0, -ending.length)
  const { db, actor } = c.var.context
  const table = await loadTable(db, actor, space.slug, found(slug))
  return { space, table, keeps: canRunTables(actor, space.id) }
}

export async function keptTableOf(c: C): Promise<Place> {
  const place = await tableOf(c)
  allow(place.keeps)
  return place
}

export async function draftOf(c: C) {
  const place = await tableOf(c)
  return { ...place, draft: found(await findDraft(c.var.context.db, place.table.id, Number(c.req.param('n')))) }
}
