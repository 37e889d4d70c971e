import { stringify } from 'csv-stringify/sync'
import { Hono } from 'hono'
import { found, TooManyRequests } from '../../platform/errors.ts'
import { folioAsTyped } from '../../platform/folio.ts'
import { isPublic, openToAll } from '../../platform/http/app.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { App, C, Env } from '../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../platform/http/form.ts'
import { receivedForm } from '../../platform/http/received-form.ts'
import { networkPrefix, takeTurn } from '../../platform/rate-limit.ts'
import { planPaths } from '../commitments/paths.ts'
import { loadExercise } from '../exercises/queries.ts'
import { findSpace } from '../spaces/queries.ts'
import { askToBeTold, confirmTelling, leaveTelling } from './follows/commands.ts'
import { flowOf, placesOf, wayOf } from './model.ts'
import { FlowPage } from './pages/flow-page.tsx'
import { TellingPage } from './pages/telling-page.tsx'
import { LookUpPage, ThreadPage } from './pages/thread-page.tsx'
import { threadPaths } from './paths.ts'
import { findByFolio, traceOf, tracesOf } from './queries.ts'
import { tellForm } from './schema.ts'

const folioShape = '[Aa][Pp][Oo]-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}'
const one = `/hilo/:folio{${folioShape}}`
const flow = '/:space/ejercicios/:exercise/hilo'
/** From one neighbourhood of the network; and to one address, whoever asks: nobody's mailbox is filled through this form. */
const tellsAnHour = { name: 'thread-tell', max: 60, windowMs: 3_600_000 }
const tellsADay = { name: 'thread-tell-address', max: 10, windowMs: 86_400_000 }

export function threadRoutes(): App {
  const app: App = new Hono<Env>()
  mountThread(app)
  mountTelling(app)
  mountFlow(app)
  return app
}

function mountThread(app: App): void {
  app.get('/hilo', async (c) => {
    const typed = (c.req.query('folio') ?? '').trim().slice(0, 40)
    if (typed === '') return c.html(<LookUpPage c={c} typed="" missing={false} />)
    const folio = folioAsTyped(typed)
    if (folio && !folio.startsWith('APO')) return c.redirect(planPaths.folio(folio), 303)
    if (folio && (await findByFolio(c.var.context.db, folio))) return c.redirect(threadPaths.contribution(folio), 303)
    return c.html(<LookUpPage c={c} typed={typed} missing />, 404)
  })
  app.get(`/hilo/:folio{${folioShape}\\.json}`, async (c) => {
    const { place, trace } = await load(c, c.req.param('folio').slice(0, -5))
    isPublic(c)
    openToAll(c)
    return c.json({
      ...trace,
      way: wayOf(trace),
      consultation: place.consultation,
      exercise: place.exercise?.slug ?? null,
    })
  })
  app.get(one, async (c) => {
    isPublic(c)
    return c.html(await page(c, { typed: {}, errors: {}, asked: c.req.query('pedido') !== undefined }))
  })
}

async function load(c: C, folio: string) {
  const place = found(await findByFolio(c.var.context.db, folio))
  return { place, trace: found(await traceOf(c.var.context.db, place.id)) }
}

async function page(c: C, form: { typed: Typed; errors: FieldErrors; asked: boolean }) {
  const { place, trace } = await load(c, found(c.req.param('folio')))
  const space = found(await findSpace(c.var.context.db, place.space))
  return <ThreadPage c={c} space={space} place={place} trace={trace} {...form} />
}

function mountTelling(app: App): void {
  app.post(`${one}/avisos`, async (c) => {
    const { context, deps, t } = c.var
    const parsed = parseForm(tellForm, await receivedForm(c), t)
    if (!parsed.ok) return c.html(await page(c, { typed: parsed.typed, errors: parsed.errors, asked: false }), 422)
    for (const [limit, whose] of [
      [tellsAnHour, networkPrefix(clientAddress(c))],
      [tellsADay, parsed.value.email],
    ] as const) {
      const turn = await takeTurn(context.db, limit, whose, deps.config.secret, context.now)
      if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
    }
    const { place, trace } = await load(c, c.req.param('folio'))
    await askToBeTold(context, deps.config, place.id, trace, parsed.value.email)
    return c.redirect(`${threadPaths.contribution(trace.folio)}?pedido#avisos`, 303)
  })
  for (const act of ['confirmar', 'salir'] as const) {
    const address = `${one}/avisos/${act}`
    app.get(address, (c) =>
      c.html(<TellingPage c={c} folio={folioIn(c)} act={act} token={c.req.query('llave') ?? ''} done={null} />),
    )
    app.post(address, async (c) => {
      const form = await receivedForm(c).catch(() => new FormData())
      const token = String(form.get('llave') ?? c.req.query('llave') ?? '')
      const done = act === 'confirmar' ? await confirmTelling(c.var.context, token) : await leave(c, token)
      return c.html(<TellingPage c={c} folio={folioIn(c)} act={act} token="" done={done} />, done ? 200 : 422)
    })
  }
}

const folioIn = (c: C) => found(c.req.param('folio'))

async function leave(c: C, token: string): Promise<boolean> {
  await leaveTelling(c.var.context, token)
  return true
}

function mountFlow(app: App): void {
  app.get(`${flow}.json`, async (c) => {
    const { traces } = await flowData(c)
    openToAll(c)
    return c.json(flowOf(traces))
  })
  app.get(`${flow}.csv`, async (c) => {
    const { traces } = await flowData(c)
    openToAll(c)
    const rows = traces.map((trace) => {
      const { reached, halt, reason } = wayOf(trace)
      return {
        folio: trace.folio,
        reached,
        halt,
        reason,
        places: placesOf(trace)
          .map(({ key }) => key)
          .join(' '),
      }
    })
    const columns = ['folio', 'reached', 'halt', 'reason', 'places']
    const text = stringify(rows, { header: true, columns, record_delimiter: 'windows', escape_formulas: true })
    return c.body(text, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })
  app.get(flow, async (c) => {
    const { space, exercise, traces } = await flowData(c)
    return c.html(<FlowPage c={c} space={space} exercise={exercise} flow={flowOf(traces)} />)
  })
}

async function flowData(c: C) {
  const { db, actor } = c.var.context
  const space = found(await findSpace(db, found(c.req.param('space'))))
  const exercise = await loadExercise(db, actor, space.slug, found(c.req.param('exercise')))
  if (exercise.publishedAt !== null) isPublic(c)
  return { space, exercise, traces: await tracesOf(db, exercise.id) }
}
