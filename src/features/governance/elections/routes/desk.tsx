import type * as z from 'zod'
import { answerAct, answerSubmission, type Wrong } from '../../../../platform/http/answer-submission.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { seatSectors } from '../../model.ts'
import { id, keptBodyOf } from '../../routes/place.ts'
import { readRoster, seatableOrganizations } from '../../seating/queries.ts'
import { annulElection, moveCalendar } from '../commands/calendar.ts'
import { decideCandidacy } from '../commands/candidacies.ts'
import { capturePaper, countElection } from '../commands/counts.ts'
import { callElection } from '../commands/elections.ts'
import { admitVoters, markPaperVoter, strikeVoter } from '../commands/roll.ts'
import { seatElected } from '../commands/seats.ts'
import { CallElectionPage } from '../pages/call-page.tsx'
import { ElectionDeskPage } from '../pages/desk-page.tsx'
import type { ElectionPlace } from '../pages/frame.tsx'
import { receivePapers } from '../papers/commands.ts'
import { fileField } from '../papers/fields.ts'
import { electionPaths } from '../paths.ts'
import {
  countVoters,
  readCandidacies,
  readCandidates,
  readCount,
  readPaperCount,
  readRoll,
  rollTotals,
} from '../queries.ts'
import { calendarForm, decisionForm, electionForm, paperForm, reasonForm, seatForm, voterForm } from '../schema.ts'
import { papersLimit } from './candidacies.tsx'
import { electionPath, keptPlaceOf, listPath, pageAsked } from './place.ts'

const desk = `${electionPath}/mesa`
const voter = `${desk}/padron/:id${id}`

export function mountDesk(app: App): void {
  mountCall(app)
  app.get(desk, async (c) => c.html(await page(c, await keptPlaceOf(c), null)))
  app.post(`${desk}/candidaturas/:n{[1-9][0-9]{0,3}}`, (c) =>
    save(c, `candidatura-${c.req.param('n')}`, decisionForm, 'candidaturas', ({ body, election }, value) =>
      decideCandidacy(c.var.context, body, election.slug, Number(c.req.param('n')), value),
    ),
  )
  app.post(`${desk}/padron`, (c) =>
    save(c, 'padron', voterForm, 'padron', ({ body, election }, value) =>
      admitVoters(c.var.context, body, election.slug, value),
    ),
  )
  app.post(`${voter}/baja`, (c) =>
    save(c, c.req.param('id'), reasonForm, 'padron', ({ body, election }, { reason }) =>
      strikeVoter(c.var.context, body, election.slug, c.req.param('id'), reason),
    ),
  )
  app.post(`${voter}/papel`, (c) =>
    press(c, { form: c.req.param('id'), anchor: 'padron' }, ({ body, election }) =>
      markPaperVoter(c.var.context, body, election.slug, c.req.param('id')),
    ),
  )
  app.post(`${desk}/calendario`, async (c) => {
    const { election } = await keptPlaceOf(c)
    return save(c, 'calendario', calendarForm(election.timeZone), 'calendario', ({ body }, value) =>
      moveCalendar(c.var.context, body, election.slug, value),
    )
  })
  app.post(`${desk}/acta/cargas`, papersLimit(1), captureAct)
  app.post(`${desk}/conteo`, (c) =>
    press(c, { form: 'conteo', anchor: 'conteo' }, ({ body, election }) =>
      countElection(c.var.context, c.var.deps.storage, body, election.slug),
    ),
  )
  app.post(`${desk}/asientos`, (c) =>
    save(c, 'asientos', seatForm, 'asientos', ({ body, election }, value) =>
      seatElected(c.var.context, body, election.slug, value),
    ),
  )
  app.post(`${desk}/anulacion`, (c) =>
    save(c, 'anulacion', reasonForm, '', ({ body, election }, { reason }) =>
      annulElection(c.var.context, body, election.slug, reason),
    ),
  )
}

function mountCall(app: App): void {
  app.get(`${listPath}/nueva`, async (c) => c.html(await callPage(c, null)))
  app.post(`${listPath}/nueva`, async (c) => {
    const { body } = await keptBodyOf(c)
    const { context, deps } = c.var
    return answerSubmission(c, {
      form: 'convocar',
      schema: electionForm(body.timeZone),
      act: async (value) => electionPaths.desk(body, await callElection(context, body, value, deps.config.secret)),
      again: (wrong) => callPage(c, wrong),
    })
  })
}

async function callPage(c: C, wrong: Wrong) {
  const { space, body } = await keptBodyOf(c)
  const { seats } = await readRoster(c.var.context.db, body.id)
  const sectors = seatSectors
    .map((sector) => ({ sector, seats: seats.filter((seat) => seat.sector === sector).length }))
    .filter((one) => one.seats > 0)
  return <CallElectionPage c={c} space={space} body={body} sectors={sectors} wrong={wrong} />
}

/** Every form of the desk leads back to where it stood on it. */
async function save<S extends z.ZodType>(
  c: C,
  form: string,
  schema: S,
  anchor: string,
  act: (place: ElectionPlace, value: z.output<S>) => Promise<unknown>,
): Promise<Response> {
  const place = await keptPlaceOf(c)
  return answerSubmission(c, {
    form,
    schema,
    act: async (value) => {
      await act(place, value)
      return leading(place, anchor)
    },
    again: (wrong) => page(c, place, wrong),
  })
}

/** The same for a button alone, or a form that was read already. */
async function press(
  c: C,
  { form, anchor, typed = {} }: { form: string; anchor: string; typed?: Typed },
  act: (place: ElectionPlace) => Promise<unknown>,
): Promise<Response> {
  const place = await keptPlaceOf(c)
  return answerAct(c, {
    form,
    typed,
    act: async () => {
      await act(place)
      return leading(place, anchor)
    },
    again: (wrong) => page(c, place, wrong),
  })
}

function leading({ body, election }: ElectionPlace, anchor: string): string {
  const href = electionPaths.desk(body, election.slug)
  return anchor === '' ? href : `${href}#${anchor}`
}

async function captureAct(c: C): Promise<Response> {
  const place = await keptPlaceOf(c)
  const { context, t } = c.var
  const { form, typed, papers, errors } = await receivePapers(c, ['act'])
  const numbers = (await readCandidates(context.db, place.election.id)).map(({ number }) => number)
  const parsed = parseForm(paperForm(numbers), form, t)
  const file = papers.get('act') ?? null
  const faults: FieldErrors = { ...errors, ...(parsed.ok ? {} : parsed.errors) }
  if (!file && !typed.actUrl?.trim()) faults[fileField('act')] ??= t('elections.error.act-file')
  if (!parsed.ok || Object.keys(faults).length > 0)
    return c.html(await page(c, place, { form: 'acta', typed, errors: faults }), 422)
  return press(c, { form: 'acta', anchor: 'acta', typed }, ({ body, election }) =>
    capturePaper(context, body, election.slug, parsed.value, file),
  )
}

async function page(c: C, place: ElectionPlace, wrong: Wrong) {
  const { db } = c.var.context
  const { id: electionId } = place.election
  const name = (c.req.query('buscar') ?? '').trim().slice(0, 100)
  const asked = { name, page: pageAsked(c) }
  const voters = {
    rows: await readRoll(db, electionId, asked),
    count: await countVoters(db, electionId, name),
    ...asked,
  }
  const { memberships } = await readRoster(db, place.body.id)
  return (
    <ElectionDeskPage
      {...place}
      candidacies={await readCandidacies(db, electionId)}
      voters={voters}
      totals={await rollTotals(db, electionId)}
      paper={await readPaperCount(db, electionId)}
      count={await readCount(db, electionId)}
      isSeated={memberships.some((one) => one.electionId === electionId)}
      organizations={(await seatableOrganizations(db, place.space.id)).filter(
        ({ sector }) => sector === place.election.sector,
      )}
      wrong={wrong}
    />
  )
}
