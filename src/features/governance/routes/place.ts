import { allow, found } from '../../../platform/errors.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Space } from '../../spaces/model.ts'
import { findSpace } from '../../spaces/queries.ts'
import { findBody } from '../bodies/queries.ts'
import type { Body } from '../model.ts'
import { canKeepBody } from '../policy.ts'
import type { Session } from '../sessions/model.ts'
import { findSession } from '../sessions/queries.ts'

export const bodiesPath = '/:space/organos'
export const bodyPath = `${bodiesPath}/:body`
export const sessionPath = `${bodyPath}/sesiones/:n{[1-9][0-9]{0,6}}`
export const id = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'

export async function spaceOf(c: C): Promise<Space> {
  return found(await findSpace(c.var.context.db, found(c.req.param('space'))))
}

/** `ending` where the last word of the address is a file: ':file' is 'stl.json'. */
export async function bodyOf(c: C, ending = ''): Promise<{ space: Space; body: Body; keeps: boolean }> {
  const space = await spaceOf(c)
  const slug = ending === '' ? c.req.param('body') : c.req.param('file')?.slice(0, -ending.length)
  const body = found(await findBody(c.var.context.db, space.slug, found(slug)))
  return { space, body, keeps: canKeepBody(c.var.context.actor, space.id) }
}

export async function keptBodyOf(c: C): Promise<{ space: Space; body: Body }> {
  const { space, body, keeps } = await bodyOf(c)
  allow(keeps)
  return { space, body }
}

export async function sessionOf(
  c: C,
  number = Number(c.req.param('n')),
): Promise<{ space: Space; body: Body; keeps: boolean; session: Session }> {
  const place = await bodyOf(c)
  const session = found(await findSession(c.var.context.db, place.body.id, number))
  return { ...place, session }
}

export async function keptSessionOf(c: C) {
  const place = await sessionOf(c)
  allow(place.keeps)
  return place
}
