import { Refused } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { Space } from '../../spaces/model.ts'
import { addBodyDocument } from '../bodies/commands.ts'
import { bodyDocumentForm } from '../bodies/schema.ts'
import type { Body } from '../model.ts'
import type { Wrong } from '../pages/frame.tsx'
import { SeatingPage } from '../pages/seating-page.tsx'
import { bodyPaths } from '../paths.ts'
import { endMembership, moveParty, nameFacilitator, nameMember } from '../seating/commands.ts'
import { readRoster, seatableOrganizations } from '../seating/queries.ts'
import { endForm, facilitatorForm, nameForm, partyForm } from '../seating/schema.ts'
import { carriedMotions } from '../sessions/queries.ts'
import { bodyPath, id, keptBodyOf } from './place.ts'

const path = `${bodyPath}/integracion`
type Schema = Parameters<typeof parseForm>[0]

export function mountSeating(app: App): void {
  app.get(path, async (c) => {
    const { space, body } = await keptBodyOf(c)
    return c.html(await page(c, space, body, null))
  })
  app.post(`${path}/nombrar`, (c) =>
    save(c, 'nombrar', nameForm, (body, value) => nameMember(c.var.context, body, value)),
  )
  app.post(`${path}/facilitacion`, (c) =>
    save(c, 'facilitacion', facilitatorForm, (body, value) => nameFacilitator(c.var.context, body, value)),
  )
  app.post(`${path}/partes`, (c) =>
    save(c, 'partes', partyForm, (body, value) => moveParty(c.var.context, body, value)),
  )
  app.post(`${path}/:id${id}/terminar`, (c) =>
    save(c, c.req.param('id'), endForm, (body, value) => endMembership(c.var.context, body, c.req.param('id'), value)),
  )
  app.post(`${bodyPath}/documentos`, (c) =>
    save(c, 'documento', bodyDocumentForm, (body, value) => addBodyDocument(c.var.context, body, value)),
  )
}

/** Every form of the page is answered the same way: shown again with what was typed, or led back to the page. */
async function save<S extends Schema>(
  c: C,
  form: string,
  schema: S,
  act: (body: Body, value: Extract<ReturnType<typeof parseForm<S>>, { ok: true }>['value']) => Promise<unknown>,
): Promise<Response> {
  const { space, body } = await keptBodyOf(c)
  const parsed = parseForm(schema, await receivedForm(c), c.var.t)
  if (!parsed.ok) return c.html(await page(c, space, body, { form, ...parsed }), 422)
  try {
    await act(body, parsed.value)
    return c.redirect(bodyPaths.seating(body), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const errors = { form: c.var.t(error.key, error.values) }
    return c.html(await page(c, space, body, { form, typed: parsed.typed, errors }), 409)
  }
}

async function page(c: C, space: Space, body: Body, wrong: Wrong) {
  const { db } = c.var.context
  return (
    <SeatingPage
      c={c}
      space={space}
      body={body}
      roster={await readRoster(db, body.id)}
      organizations={await seatableOrganizations(db, space.id)}
      motions={await carriedMotions(db, body.id, 'facilitator', 'rules', 'agenda')}
      wrong={wrong}
    />
  )
}
