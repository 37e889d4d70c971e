import type * as z from 'zod'
import { dayIn } from '../../../platform/civil-day.ts'
import { allow, found } from '../../../platform/errors.ts'
import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'
import { freezeNow, moveCutDate, setCutDate } from './commands.ts'
import { mountComparison } from './comparing/routes.tsx'
import { csvPieces } from './file.ts'
import type { Cut } from './model.ts'
import { CutPage } from './pages/cut-page.tsx'
import { CutsPage } from './pages/cuts-page.tsx'
import { cutPaths } from './paths.ts'
import { findCut, listCutDates, listCuts, readFrozen } from './queries.ts'
import { cutDateForm, freezeForm, moveForm } from './schema.ts'

const path = '/:space/planes/:plan/cortes'
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** Cuts of a plan: the dates, what was frozen on them, and what moved between two. */
export function mountCuts(app: App): void {
  mountComparison(app)
  mountDates(app)
  app.get(path, async (c) => {
    const plan = await planOf(c)
    return c.html(await listPage(c, plan, null))
  })
  app.get(`${path}.json`, async (c) => {
    const plan = await planOf(c)
    isPublic(c)
    openToAll(c)
    const { db } = c.var.context
    return c.json({ plan: plan.slug, dates: await listCutDates(db, plan.id), cuts: await listCuts(db, plan.id) })
  })
  app.get(`${path}/:n{[1-9][0-9]{0,6}}`, async (c) => {
    const { plan, cut } = await cutOf(c)
    isPublic(c)
    const page = Math.max(1, Math.min(100_000, Math.trunc(Number(c.req.query('pagina')) || 1)))
    return c.html(
      <CutPage c={c} plan={plan} cut={cut} frozen={await readFrozen(c.var.deps.storage, cut)} page={page} />,
    )
  })
  app.get(`${path}/:file{[1-9][0-9]{0,6}\\.json}`, async (c) => {
    const { cut } = await cutOf(c)
    openToAll(c)
    const file = found(await c.var.deps.storage.open(cut.sha256))
    c.header('Content-Type', 'application/json; charset=utf-8')
    c.header('ETag', `"${cut.sha256}"`)
    return c.body(streamedFile(file.stream))
  })
  app.get(`${path}/:file{[1-9][0-9]{0,6}\\.csv}`, async (c) => {
    const { cut } = await cutOf(c)
    openToAll(c)
    const frozen = await readFrozen(c.var.deps.storage, cut)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', `attachment; filename="corte-${cut.number}.csv"`)
    return c.body(streamed(csvPieces(frozen)))
  })
}

function streamedFile(stream: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = stream[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next()
      if (next.done) controller.close()
      else controller.enqueue(Uint8Array.from(next.value))
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

function mountDates(app: App): void {
  app.post(`${path}/fechas`, (c) =>
    save(c, 'new', cutDateForm, async (plan, value) => {
      await setCutDate(c.var.context, plan, value)
      return cutPaths.list(plan)
    }),
  )
  app.post(`${path}/fechas/:id{${uuid}}`, (c) => {
    const id = c.req.param('id')
    return save(c, id, moveForm, async (plan, value) => {
      await moveCutDate(c.var.context, plan, { id, ...value })
      return cutPaths.list(plan)
    })
  })
  app.post(`${path}/congelar`, (c) =>
    save(c, 'freeze', freezeForm, async (plan, { title }) => {
      const { number } = await freezeNow(c.var.context, c.var.deps.storage, plan, title)
      return cutPaths.cut(plan, number)
    }),
  )
}

async function save<S extends z.ZodType>(
  c: C,
  form: string,
  schema: S,
  act: (plan: Plan, value: z.output<S>) => Promise<string>,
): Promise<Response> {
  const plan = await editablePlanOf(c)
  const again = (wrong: Wrong) => listPage(c, plan, wrong)
  return answerSubmission(c, {
    form,
    schema,
    act: (value) => act(plan, value),
    again,
    refusedAt: form === 'freeze' ? 'form' : 'dueOn',
  })
}

async function listPage(c: C, plan: Plan, wrong: Wrong) {
  const { db, now } = c.var.context
  const [dates, cuts] = [await listCutDates(db, plan.id), await listCuts(db, plan.id)]
  return <CutsPage c={c} plan={plan} dates={dates} cuts={cuts} today={dayIn(plan.timeZone, now)} wrong={wrong} />
}

function planOf(c: C): Promise<Plan> {
  const { db, actor } = c.var.context
  return loadPlan(db, actor, found(c.req.param('space')), found(c.req.param('plan')))
}

async function editablePlanOf(c: C): Promise<Plan> {
  const plan = await planOf(c)
  allow(canEditPlan(c.var.context.actor, plan.space.id))
  return plan
}

async function cutOf(c: C): Promise<{ plan: Plan; cut: Cut }> {
  const plan = await planOf(c)
  const number = Number.parseInt(c.req.param('n') ?? c.req.param('file') ?? '', 10)
  return { plan, cut: found(await findCut(c.var.context.db, plan.id, number)) }
}
