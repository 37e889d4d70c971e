import type * as z from 'zod'
import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import type { App, C } from '../../../platform/http/env.ts'
import type { Space } from '../../spaces/model.ts'
import { addBodyDocument } from '../bodies/commands.ts'
import { bodyDocumentForm } from '../bodies/schema.ts'
import type { Body } from '../model.ts'
import { SeatingPage } from '../pages/seating-page.tsx'
import { bodyPaths } from '../paths.ts'
import { endMembership, moveParty, nameFacilitator, nameMember } from '../seating/commands.ts'
import { readRoster, seatableOrganizations } from '../seating/queries.ts'
import { endForm, facilitatorForm, nameForm, partyForm } from '../seating/schema.ts'
import { carriedMotions } from '../sessions/queries.ts'
import { bodyPath, id, keptBodyOf } from './place.ts'

const path = `${bodyPath}/integracion`

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

/** Every form of the page leads back to it. */
async function save<S extends z.ZodType>(
  c: C,
  form: string,
  schema: S,
  act: (body: Body, value: z.output<S>) => Promise<unknown>,
): Promise<Response> {
  const { space, body } = await keptBodyOf(c)
  return answerSubmission(c, {
    form,
    schema,
    act: async (value) => {
      await act(body, value)
      return bodyPaths.seating(body)
    },
    again: (wrong) => page(c, space, body, wrong),
  })
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
