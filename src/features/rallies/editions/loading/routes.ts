import { found } from '../../../../platform/errors.ts'
import type { C } from '../../../../platform/http/env.ts'
import type { Edition } from '../model.ts'
import { canOrganise } from '../policy.ts'
import { findEdition } from '../queries.ts'

/** The edition that an address under /:space/rallies/:edition names; a draft is there for its organisers only. */
export async function loadEdition(c: C): Promise<Edition> {
  const { db, actor } = c.var.context
  const edition = found(await findEdition(db, c.req.param('space') ?? '', c.req.param('edition') ?? ''))
  return found(edition.acts.published || canOrganise(actor, edition.space.id) ? edition : null)
}
