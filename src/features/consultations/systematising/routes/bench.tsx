import { Refused } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { codeContributions } from '../coding/commands.ts'
import { actsOf, benchOf, lastActOf, listCoded } from '../coding/queries.ts'
import { benchQuery, codeForm, listQuery, pageQuery, settingsForm, standingWords, undoForm } from '../coding/schema.ts'
import { BenchPage } from '../pages/bench-page.tsx'
import { GroupsPage } from '../pages/groups-page.tsx'
import { ListPage } from '../pages/list-page.tsx'
import { StepsPage } from '../pages/steps-page.tsx'
import { systematisingPaths } from '../paths.ts'
import { answersOf, progressOf, settingsOf, topicsOf } from '../queries.ts'
import { undoAct } from '../reshaping/commands.ts'
import { publishResults, setCodedTwice } from '../settings/commands.ts'
import { askSuggestions } from '../suggesting/commands.ts'
import { suggestedGroups } from '../suggesting/queries.ts'
import { benchPath, type Desk, loadDesk, loadLead } from './loading.ts'

export function mountBench(app: App): void {
  app.get(benchPath, async (c) => c.html(await benchPage(c, await loadDesk(c))))

  app.post(benchPath, async (c) => {
    const desk = await loadDesk(c)
    const parsed = parseForm(codeForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await benchPage(c, desk, parsed), 422)
    const { ids, saying } = parsed.value
    try {
      const { count, passedOver } = await codeContributions(c.var.context, desk.consultation, ids, saying)
      const { grupo, salto } = benchQuery.parse(c.req.query())
      const where = { grupo, salto, guardadas: count, pasadas: passedOver }
      return c.redirect(systematisingPaths.bench(desk.consultation, where), 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const field = error.key === 'systematising.refused.name' ? 'name' : 'topic'
      const errors = { [field]: c.var.t(error.key, error.values) }
      return c.html(await benchPage(c, desk, { typed: parsed.typed, errors }), 409)
    }
  })

  app.post(`${benchPath}/deshacer`, async (c) => {
    const { consultation } = await loadDesk(c)
    const parsed = parseForm(undoForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) throw new Refused('systematising.refused.undone')
    await undoAct(c.var.context, consultation, parsed.value.act)
    const to = parsed.value.to === 'pasos' ? systematisingPaths.steps : systematisingPaths.bench
    return c.redirect(to(consultation), 303)
  })

  app.post(`${benchPath}/sugerencias`, async (c) => {
    const { consultation } = await loadDesk(c)
    await askSuggestions(c.var.context, consultation)
    return c.redirect(systematisingPaths.bench(consultation), 303)
  })

  mountLists(app)
  mountSteps(app)
}

async function benchPage(c: C, desk: Desk, wrong: { typed: Typed; errors: FieldErrors } | null = null) {
  const { consultation, actor, readsWithheld } = desk
  const { db } = c.var.context
  const { grupo: group, aportacion: folio, salto: skipped } = benchQuery.parse(c.req.query())
  const asked = { group, folio, skipped }
  const [progress, topics, settings, lastAct, bench] = [
    await progressOf(db, consultation.id),
    await topicsOf(db, consultation.id),
    await settingsOf(db, consultation.id),
    await lastActOf(db, consultation.id, actor.id),
    await benchOf(db, consultation.id, { id: actor.id, readsWithheld }, asked),
  ]
  const number = (name: string) => Number.parseInt(c.req.query(name) ?? '', 10) || 0
  const count = wrong ? 0 : number('guardadas')
  const saved = count > 0 ? { count, passedOver: number('pasadas') } : null
  return <BenchPage c={c} view={{ consultation, progress, topics, settings, lastAct, bench, asked, saved, wrong }} />
}

function mountLists(app: App): void {
  app.get(`${benchPath}/grupos`, async (c) => {
    const { consultation, actor } = await loadDesk(c)
    const { pagina: page } = pageQuery.parse(c.req.query())
    const found = await suggestedGroups(c.var.context.db, consultation.id, actor.id, page)
    const settings = await settingsOf(c.var.context.db, consultation.id)
    return c.html(<GroupsPage c={c} {...{ consultation, ...found, page, settings }} />)
  })

  app.get(`${benchPath}/lista`, async (c) => {
    const { consultation, actor, readsWithheld } = await loadDesk(c)
    const { db } = c.var.context
    const { estado, pagina: page } = listQuery.parse(c.req.query())
    const filters = { standing: estado === null ? null : standingWords[estado], topicId: null, page }
    const found = await listCoded(db, consultation.id, { id: actor.id, readsWithheld }, filters)
    const progress = await progressOf(db, consultation.id)
    return c.html(<ListPage c={c} view={{ consultation, progress, ...found, estado, page }} />)
  })
}

function mountSteps(app: App): void {
  app.get(`${benchPath}/pasos`, async (c) => c.html(await stepsPage(c, await loadDesk(c))))

  app.post(`${benchPath}/ajustes`, async (c) => {
    const desk = await loadLead(c)
    const parsed = parseForm(settingsForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await stepsPage(c, desk, parsed), 422)
    await setCodedTwice(c.var.context, desk.consultation, parsed.value.codedTwice)
    return c.redirect(systematisingPaths.steps(desk.consultation), 303)
  })

  app.post(`${benchPath}/publicar`, async (c) => {
    const { consultation } = await loadLead(c)
    await publishResults(c.var.context, consultation)
    return c.redirect(systematisingPaths.results(consultation), 303)
  })
}

async function stepsPage(c: C, desk: Desk, wrong: { typed: Typed; errors: FieldErrors } = { typed: {}, errors: {} }) {
  const { consultation, actor, mayLead } = desk
  const { db } = c.var.context
  const { pagina: page } = pageQuery.parse(c.req.query())
  const settings = await settingsOf(db, consultation.id)
  const answers = await answersOf(db, { consultationId: consultation.id })
  const found = await actsOf(db, consultation.id, page)
  const view = { consultation, settings, answers, ...found, page, personId: actor.id, mayLead, ...wrong }
  return <StepsPage c={c} view={view} />
}
