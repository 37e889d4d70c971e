import { allow, found } from '../../../platform/errors.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Space } from '../../spaces/model.ts'
import { findSpace } from '../../spaces/queries.ts'
import type { Exercise } from '../model.ts'
import { canRunExercises } from '../policy.ts'
import { loadExercise } from '../queries.ts'

export type Place = { space: Space; exercise: Exercise }

export async function spaceOf(c: C): Promise<Space> {
  return found(await findSpace(c.var.context.db, c.req.param('space') ?? ''))
}

/** The exercise of an address, without the ending of its twin, as this person may see it. @throws NotFound */
export async function placeOf(c: C): Promise<Place> {
  const { db, actor } = c.var.context
  const space = await spaceOf(c)
  const slug = (c.req.param('exercise') ?? '').replace(/\.(json|ics|atom|csv)$/, '')
  return { space, exercise: await loadExercise(db, actor, space.slug, slug) }
}

/** The same for whoever runs it. @throws NotAllowed */
export async function deskOf(c: C): Promise<Place> {
  const place = await placeOf(c)
  allow(canRunExercises(c.var.context.actor, place.space.id))
  return place
}
