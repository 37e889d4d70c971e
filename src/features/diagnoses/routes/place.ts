import type { Child } from 'hono/jsx'
import { allow, found, Refused } from '../../../platform/errors.ts'
import type { C } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { Space } from '../../spaces/model.ts'
import { findSpace } from '../../spaces/queries.ts'
import type { ProblemTree } from '../model.ts'
import type { Wrong } from '../pages/frame.tsx'
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

type Schema = Parameters<typeof parseForm>[0]
export type Value<S extends Schema> = Extract<ReturnType<typeof parseForm<S>>, { ok: true }>['value']

/** A form is answered the same way everywhere: shown again with what was typed, or led on to where `act` says. */
export async function answered<S extends Schema>(
  c: C,
  form: string,
  schema: S,
  act: (value: Value<S>) => Promise<string>,
  page: (wrong: Wrong) => Promise<Child>,
): Promise<Response> {
  const parsed = parseForm(schema, await receivedForm(c), c.var.t)
  if (!parsed.ok) return c.html(String(await page({ form, ...parsed })), 422)
  return acted(c, form, () => act(parsed.value), page, parsed.typed)
}

export async function acted(
  c: C,
  form: string,
  act: () => Promise<string>,
  page: (wrong: Wrong) => Promise<Child>,
  typed: Record<string, string> = {},
): Promise<Response> {
  try {
    return c.redirect(await act(), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const errors = { form: c.var.t(error.key, error.values) }
    return c.html(String(await page({ form, typed, errors })), 409)
  }
}
