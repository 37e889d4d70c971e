import { found, Refused, Unreadable } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { receiveFile } from '../outputs/commands.ts'
import { exercisePaths } from '../paths.ts'
import { canRunExercises, canSignFor } from '../policy.ts'
import { fileLimit, takeFileTurn } from '../routes/files.ts'
import { deskOf, type Place, placeOf } from '../routes/load.ts'
import { addParty, removeParty, signByAccount, signOnPaper, writeDeclaration } from './commands.ts'
import { standingOf } from './model.ts'
import { DeclarationPage } from './pages/declaration-page.tsx'
import type { WrongForm } from './pages/view.ts'
import { organizationChoices, readDeclaration } from './queries.ts'
import { paperForm, partyForm, textForm } from './schema.ts'

const base = '/:space/ejercicios/:exercise{[^/.]+}/declaratoria'
const uuid = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'

export function mountDeclaration(app: App): void {
  app.get(base, async (c) => {
    const place = await placeOf(c)
    isPublic(c)
    return c.html(await page(c, place, null))
  })
  app.get(`${base}.json`, async (c) => {
    const { exercise } = await placeOf(c)
    isPublic(c)
    openToAll(c)
    const { versions, parties } = await readDeclaration(c.var.context.db, exercise.id)
    return c.json({
      versions: versions.map(({ id: _, ...text }) => text),
      parties: parties.map(({ id: _, ...party }) => party),
      ...standingOf(parties),
    })
  })
  app.post(`${base}/texto`, (c) =>
    answer(c, deskOf, 'text', async (place, form) => {
      const parsed = parseForm(textForm, form, c.var.t)
      if (parsed.ok) await writeDeclaration(c.var.context, place.exercise, parsed.value)
      return parsed
    }),
  )
  app.post(`${base}/partes`, (c) =>
    answer(c, deskOf, 'party', async (place, form) => {
      const parsed = parseForm(partyForm, form, c.var.t)
      if (parsed.ok) await addParty(c.var.context, place.exercise, parsed.value)
      return parsed
    }),
  )
  app.post(`${base}/partes/:id${uuid}/quitar`, async (c) => {
    const { exercise } = await deskOf(c)
    await removeParty(c.var.context, exercise, c.req.param('id') ?? '')
    return c.redirect(exercisePaths.declaration(exercise), 303)
  })
  app.post(`${base}/partes/:id${uuid}/firma`, async (c) => {
    const { exercise } = await placeOf(c)
    const seen = Number((await receivedForm(c)).get('version'))
    await signByAccount(c.var.context, exercise, c.req.param('id') ?? '', seen)
    return c.redirect(exercisePaths.declaration(exercise), 303)
  })
  app.post(`${base}/cargas/:id${uuid}`, fileLimit, signWithPaper)
}

async function signWithPaper(c: C): Promise<Response> {
  const id = c.req.param('id') ?? ''
  return answer(c, deskOf, id, async (place, form) => {
    await takeFileTurn(c)
    const { parties } = await readDeclaration(c.var.context.db, place.exercise.id)
    found(parties.find((party) => party.id === id))
    const parsed = parseForm(paperForm, form, c.var.t)
    const file = form.get('file')
    if (!(file instanceof File) || file.size === 0) throw new Unreadable('declaration.error.file')
    if (parsed.ok) {
      const received = await receiveFile(c.var.deps.storage, file)
      await signOnPaper(c.var.context, place.exercise, id, { file: received, signedOn: parsed.value.signedOn })
    }
    return parsed
  })
}

type Result = { ok: boolean; typed: Record<string, string>; errors?: Record<string, string> }

/** Does what a form asks; what is wrong with it is shown beside it with everything typed. */
async function answer(
  c: C,
  load: (c: C) => Promise<Place>,
  form: string,
  act: (place: Place, form: FormData) => Promise<Result>,
): Promise<Response> {
  const place = await load(c)
  const sent = await receivedForm(c)
  const typed = Object.fromEntries([...sent].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  try {
    const result = await act(place, sent)
    if (result.ok) return c.redirect(exercisePaths.declaration(place.exercise), 303)
    return c.html(await page(c, place, { form, typed: result.typed, errors: result.errors ?? {} }), 422)
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Unreadable)) throw error
    const errors = { [error instanceof Unreadable ? 'file' : '']: c.var.t(error.key, error.values) }
    return c.html(await page(c, place, { form, typed, errors }), error instanceof Refused ? 409 : 422)
  }
}

async function page(c: C, { space, exercise }: Place, wrong: WrongForm | null) {
  const { db, actor } = c.var.context
  const declaration = await readDeclaration(db, exercise.id)
  const runs = canRunExercises(actor, space.id)
  const organizations = runs ? await organizationChoices(db, space.id) : []
  const signs = (organizationId: string) => canSignFor(actor, space.id, organizationId)
  return <DeclarationPage {...{ c, space, exercise, declaration, runs, organizations, signs, wrong }} />
}
