import { allow, found, Refused } from '../../../platform/errors.ts'
import { openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { type Consultation, phaseOf } from '../model.ts'
import { OpinionsPage } from '../pages/opinions-page.tsx'
import { StatementDeskPage } from '../pages/statement-desk-page.tsx'
import { StatementsPage } from '../pages/statements-page.tsx'
import { consultationPaths } from '../paths.ts'
import { canModerateContributions } from '../policy.ts'
import { decideStatement, proposeStatement, seedStatements, vote } from '../statements/commands.ts'
import { nextFor, voteWords } from '../statements/model.ts'
import { statementsFile, votesFile } from '../statements/open-data.ts'
import { findOpinions, listStatements, readConversation, votedBy } from '../statements/queries.ts'
import { statementDecisionForm, statementForm, voteForm } from '../statements/schema.ts'
import { freshDoor, stopAtDoor } from './contributing.tsx'
import { consultationPath, givenVoice, knownVoice, limitNetwork, loadConsultation } from './loading.ts'

const path = `${consultationPath}/afirmaciones`
const numberShape = '[1-9][0-9]{0,5}'
/** Somebody quick votes twenty times a minute, and an assembly shares one router. */
const votesAnHour = { name: 'statement-vote', max: 6_000, windowMs: 3_600_000 }
const proposalsAnHour = { name: 'statement-proposal', max: 60, windowMs: 3_600_000 }

/** Statements to agree or disagree with, and what comes out of it. */
export function mountStatements(app: App): void {
  app.get(path, async (c) => c.html(await votingPage(c, await load(c), {}, {})))

  app.post(`${path}/:number{${numberShape}}`, async (c) => {
    const consultation = await load(c)
    const parsed = parseForm(voteForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await votingPage(c, consultation, {}, parsed.errors), 422)
    await limitNetwork(c, votesAnHour)
    const voter = givenVoice(c, consultation.id)
    const number = Number(c.req.param('number'))
    await vote(c.var.context, consultation, { number, voter, value: voteWords[parsed.value.vote] })
    return c.redirect(consultationPaths.statements(consultation), 303)
  })

  app.post(`${path}/propuestas`, async (c) => {
    const consultation = await load(c)
    const parsed = parseForm(statementForm, await receivedForm(c), c.var.t)
    const stopped = stopAtDoor(c, parsed.typed)
    if (stopped) return c.html(await votingPage(c, consultation, stopped.typed, stopped.errors), 422)
    if (!parsed.ok) return c.html(await votingPage(c, consultation, parsed.typed, parsed.errors), 422)
    await limitNetwork(c, proposalsAnHour)
    try {
      await proposeStatement(c.var.context, consultation, parsed.value.body)
      return c.redirect(`${consultationPaths.statements(consultation)}?propuesta=1`, 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return c.html(await votingPage(c, consultation, parsed.typed, { body: c.var.t(error.key, error.values) }), 409)
    }
  })

  mountOpinions(app)
  mountStatementDesk(app)
}

async function load(c: C): Promise<Consultation> {
  const consultation = await loadConsultation(c)
  return found(consultation.hasStatements ? consultation : null)
}

async function votingPage(c: C, consultation: Consultation, typed: Typed, errors: FieldErrors) {
  const { db, now } = c.var.context
  const statements = await listStatements(db, consultation.id)
  const voter = knownVoice(c, consultation.id)
  const voted = voter ? await votedBy(db, consultation.id, voter) : new Set<number>()
  const isOpen = phaseOf(consultation, now) === 'open'
  const next = isOpen ? nextFor(statements, voted) : null
  const total = statements.filter(({ decision }) => decision === 'accepted').length
  const isProposed = c.req.query('propuesta') === '1'
  const door = typed.door ?? freshDoor(c)
  const view = { consultation, next, voted: voted.size, total, isOpen, isProposed, door, typed, errors }
  return <StatementsPage c={c} view={view} />
}

function mountOpinions(app: App): void {
  app.get(`${path}/grupos`, async (c) => {
    const consultation = await load(c)
    const result = await findOpinions(c.var.context.db, consultation.id)
    return c.html(<OpinionsPage c={c} consultation={consultation} result={result} />)
  })

  const csv = (c: C, file: string, body: string | ReadableStream) => {
    openToAll(c)
    c.header('Content-Disposition', `attachment; filename="${file}"`)
    return c.body(body, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  }
  app.get(`${path}/datos/votes.csv`, async (c) => {
    const consultation = await load(c)
    const { votes } = await readConversation(c.var.context.db, consultation.id)
    return csv(c, 'votes.csv', streamed(asyncOf(votesFile(votes))))
  })
  app.get(`${path}/datos/comments.csv`, async (c) => {
    const consultation = await load(c)
    const { comments, votes } = await readConversation(c.var.context.db, consultation.id)
    return csv(c, 'comments.csv', statementsFile(comments, votes))
  })
  app.get(`${path}/datos/groups.csv`, async (c) => {
    const consultation = await load(c)
    const result = found(await findOpinions(c.var.context.db, consultation.id))
    return csv(c, 'groups.csv', result.groupsCsv)
  })
}

async function* asyncOf(pieces: Iterable<string>): AsyncGenerator<string> {
  yield* pieces
}

function mountStatementDesk(app: App): void {
  const loadDesk = async (c: C) => {
    const consultation = await load(c)
    allow(canModerateContributions(c.var.context.actor, consultation.space.id))
    return consultation
  }
  const page = async (
    c: C,
    consultation: Consultation,
    wrong: { form: string; typed: Typed; errors: FieldErrors } | null,
  ) => {
    const statements = await listStatements(c.var.context.db, consultation.id)
    return <StatementDeskPage c={c} consultation={consultation} statements={statements} wrong={wrong} />
  }

  app.get(`${path}/mesa`, async (c) => c.html(await page(c, await loadDesk(c), null)))

  app.post(`${path}/mesa`, async (c) => {
    const consultation = await loadDesk(c)
    const parsed = parseForm(statementForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await page(c, consultation, { form: 'new', ...parsed }), 422)
    await seedStatements(c.var.context, consultation, [parsed.value.body])
    return c.redirect(consultationPaths.statementDesk(consultation), 303)
  })

  app.post(`${path}/mesa/:number{${numberShape}}`, async (c) => {
    const consultation = await loadDesk(c)
    const form = c.req.param('number')
    const parsed = parseForm(statementDecisionForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await page(c, consultation, { form, ...parsed }), 422)
    await decideStatement(c.var.context, consultation, { number: Number(form), ...parsed.value })
    return c.redirect(consultationPaths.statementDesk(consultation), 303)
  })
}
