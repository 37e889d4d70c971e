import { allow, found } from '../../../../platform/errors.ts'
import type { C } from '../../../../platform/http/env.ts'
import { bodyOf, bodyPath } from '../../routes/place.ts'
import { phaseOf } from '../model.ts'
import type { ElectionPlace } from '../pages/frame.tsx'
import { findElection } from '../queries.ts'

export const listPath = `${bodyPath}/elecciones`
export const electionPath = `${listPath}/:election`

export async function placeOf(c: C, slug = c.req.param('election')): Promise<ElectionPlace> {
  const place = await bodyOf(c)
  const { db, now } = c.var.context
  const election = found(await findElection(db, place.body.id, found(slug)))
  return { c, ...place, election, phase: phaseOf(election, now) }
}

export async function keptPlaceOf(c: C): Promise<ElectionPlace> {
  const place = await placeOf(c)
  allow(place.keeps)
  return place
}

/** ?pagina= as it may be typed. */
export function pageAsked(c: C): number {
  const asked = Number(c.req.query('pagina') ?? '1')
  return Number.isInteger(asked) && asked > 0 && asked < 1_000_000 ? asked : 1
}
