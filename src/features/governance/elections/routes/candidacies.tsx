import { bodyLimit } from 'hono/body-limit'
import { allow, TooLarge } from '../../../../platform/errors.ts'
import { answerAct, answerSubmission, type Wrong } from '../../../../platform/http/answer-submission.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm } from '../../../../platform/http/form.ts'
import { seatableOrganizations } from '../../seating/queries.ts'
import { type CandidacyPaper, fileCandidacy, withdrawCandidacy } from '../commands/candidacies.ts'
import { documentKinds } from '../model.ts'
import { CandidacyPage } from '../pages/candidacy-page.tsx'
import { papersMegabytes, receivePapers } from '../papers/commands.ts'
import { electionPaths } from '../paths.ts'
import { readCandidacies } from '../queries.ts'
import { candidacyForm, reasonForm } from '../schema.ts'
import { electionPath, placeOf } from './place.ts'

/** For addresses that take papers; their path ends in /cargas. */
export const papersLimit = (most: number) =>
  bodyLimit({
    maxSize: (most * papersMegabytes + 1) * 1024 * 1024,
    onError: () => {
      throw new TooLarge(papersMegabytes)
    },
  })

export function mountCandidacies(app: App): void {
  app.get(`${electionPath}/candidatura`, async (c) => {
    allow(c.var.context.actor !== null)
    return c.html(await page(c, null))
  })
  app.post(`${electionPath}/candidatura/cargas`, papersLimit(documentKinds.length), file)
  app.post(`${electionPath}/candidatura/retiro`, async (c) => {
    const { body, election } = await placeOf(c)
    const { context } = c.var
    allow(context.actor !== null)
    return answerSubmission(c, {
      form: 'retiro',
      schema: reasonForm,
      act: async ({ reason }) => {
        await withdrawCandidacy(context, body, election.slug, reason)
        return electionPaths.stand(body, election.slug)
      },
      again: (wrong) => page(c, wrong),
    })
  })
}

async function file(c: C): Promise<Response> {
  const { body, election } = await placeOf(c)
  const { context, t } = c.var
  allow(context.actor !== null)
  const { form, typed, papers, errors } = await receivePapers(c, documentKinds)
  const parsed = parseForm(candidacyForm, form, t)
  const faults: FieldErrors = { ...errors, ...(parsed.ok ? {} : parsed.errors) }
  if (!parsed.ok || Object.keys(faults).length > 0)
    return c.html(await page(c, { form: 'candidatura', typed, errors: faults }), 422)
  const kept: CandidacyPaper[] = documentKinds.flatMap((kind) => {
    const paper = papers.get(kind)
    return paper ? [{ kind, title: paper.fileName, file: paper }] : []
  })
  return answerAct(c, {
    form: 'candidatura',
    typed,
    act: async () => {
      await fileCandidacy(context, body, election.slug, parsed.value, kept)
      return electionPaths.stand(body, election.slug)
    },
    again: (wrong) => page(c, wrong),
  })
}

async function page(c: C, wrong: Wrong) {
  const place = await placeOf(c)
  const { db, actor } = c.var.context
  const candidacies = await readCandidacies(db, place.election.id)
  const organizations = (await seatableOrganizations(db, place.space.id)).filter(
    ({ sector }) => sector === place.election.sector,
  )
  const own = candidacies.find(({ personId }) => personId !== null && personId === actor?.id) ?? null
  return <CandidacyPage {...place} own={own} organizations={organizations} wrong={wrong} />
}
