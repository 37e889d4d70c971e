import { allow, found, Refused } from '../../../platform/errors.ts'
import type { C } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { Wrong } from '../../governance/pages/frame.tsx'
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

type Schema = Parameters<typeof parseForm>[0]
type Value<S extends Schema> = Extract<ReturnType<typeof parseForm<S>>, { ok: true }>['value']

type Act<S extends Schema> = {
  /** Which form of the page it is. */
  form: string
  schema: S
  /** Does it and says where it leads. */
  act: (value: Value<S>) => Promise<string>
  /** The page again, with nothing typed lost. */
  again: (wrong: NonNullable<Wrong>) => Promise<string | Promise<string>> | string | Promise<string>
}

/** Parse, act, lead on; what is wrong or refused comes back on the page it was typed on. */
export async function answer<S extends Schema>(c: C, { form, schema, act, again }: Act<S>): Promise<Response> {
  const parsed = parseForm(schema, await receivedForm(c), c.var.t)
  if (!parsed.ok) return c.html(await again({ form, ...parsed }), 422)
  try {
    return c.redirect(await act(parsed.value), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const errors = { form: c.var.t(error.key, error.values) }
    return c.html(await again({ form, typed: parsed.typed, errors }), 409)
  }
}
