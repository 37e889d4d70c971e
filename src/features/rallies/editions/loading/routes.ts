import { allow, found } from '../../../../platform/errors.ts'
import type { C } from '../../../../platform/http/env.ts'
import type { Space } from '../../../spaces/model.ts'
import { findSpace } from '../../../spaces/queries.ts'
import type { Edition } from '../model.ts'
import { canOrganise } from '../policy.ts'
import { findEdition } from '../queries.ts'

/** The edition that an address under /:space/rallies/:edition names, with or without the ending of a twin; a draft is there for its organisers only. */
export async function loadEdition(c: C): Promise<Edition> {
  const { db, actor } = c.var.context
  const slug = (c.req.param('edition') ?? '').replace(/\.(json|ics|atom|csv)$/, '')
  const edition = found(await findEdition(db, c.req.param('space') ?? '', slug))
  return found(edition.acts.published || canOrganise(actor, edition.space.id) ? edition : null)
}

/** The same for its organisers' desk. */
export async function loadOrganised(c: C): Promise<Edition> {
  const edition = await loadEdition(c)
  allow(canOrganise(c.var.context.actor, edition.space.id))
  return edition
}

export async function loadSpace(c: C): Promise<Space> {
  return found(await findSpace(c.var.context.db, c.req.param('space') ?? ''))
}
