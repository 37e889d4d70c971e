import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { countHeld, listContributions } from '../contributions/queries.ts'
import { noFilters } from '../contributions/schema.ts'
import { shownDemographics } from '../demographics/queries.ts'
import { type Consultation, nextTurn, phaseOf } from '../model.ts'
import { ConsultationPage } from '../pages/consultation-page.tsx'
import { DemographicsPage } from '../pages/demographics-page.tsx'
import { ConsultationListPage } from '../pages/list-page.tsx'
import { PaperSheetPage } from '../pages/paper-sheet-page.tsx'
import { consultationPaths } from '../paths.ts'
import { canModerateContributions, canRunConsultations } from '../policy.ts'
import { countsByChannel, listConsultations } from '../queries.ts'
import { systematisingPaths } from '../systematising/paths.ts'
import { settingsOf } from '../systematising/queries.ts'
import { translationsOf } from '../translations/queries.ts'
import { shownTo } from '../translations/showing.ts'
import { demographicsCsv, plainConsultation } from '../twins/rows.ts'
import { consultationPath, consultationsPath, loadConsultation, loadSpace } from './loading.ts'

/** What anybody sees of a consultation as a whole. */
export function mountPublic(app: App): void {
  const listed = async (c: C) => {
    const space = await loadSpace(c)
    const { db, actor } = c.var.context
    const mayRun = canRunConsultations(actor, space.id)
    return { space, mayRun, consultations: await listConsultations(db, space, mayRun) }
  }

  app.get(consultationsPath, async (c) => {
    const { space, mayRun, consultations } = await listed(c)
    whileSo(c, consultations)
    return c.html(<ConsultationListPage c={c} {...{ space, consultations, mayRun }} />)
  })

  app.get(`${consultationsPath}.json`, async (c) => {
    const { space, consultations } = await listed(c)
    whileSo(c, consultations)
    openToAll(c)
    const plain = consultations.map((one) => plainConsultation(c, one))
    return c.json({ is_fictional: space.isFictional, consultations: plain })
  })

  app.get(`${consultationsPath}/:consultation{[^/]+\\.json}`, async (c) => {
    const consultation = await loadConsultation(c)
    whileSo(c, [consultation])
    openToAll(c)
    const counts = await countsByChannel(c.var.context.db, consultation.id)
    const contributions = Object.fromEntries(counts.map(({ channel, count }) => [channel, count]))
    const translations = await translationsOf(c.var.context.db, consultation.id)
    return c.json({ ...plainConsultation(c, consultation, translations), contributions })
  })

  app.get(consultationPath, async (c) => {
    const { db, actor } = c.var.context
    const consultation = await loadConsultation(c)
    whileSo(c, [consultation])
    const { id, space } = consultation
    const may = { run: canRunConsultations(actor, space.id), moderate: canModerateContributions(actor, space.id) }
    const counts = await countsByChannel(db, id)
    const newest = (await listContributions(db, id, noFilters)).slice(0, 5)
    const held = may.moderate ? await countHeld(db, id) : 0
    const { publishedAt } = await settingsOf(db, id)
    const shown = await shownTo(c, consultation)
    const results = publishedAt === null ? null : systematisingPaths.results(consultation)
    return c.html(<ConsultationPage c={c} view={{ consultation, shown, counts, newest, may, held, results }} />)
  })

  app.get(`${consultationPath}/hoja`, async (c) => {
    const consultation = await loadConsultation(c)
    return c.html(<PaperSheetPage c={c} shown={await shownTo(c, consultation)} />)
  })

  mountDemographics(app)
}

function mountDemographics(app: App): void {
  const load = async (c: C) => {
    const consultation = await loadConsultation(c)
    const { db, now } = c.var.context
    return { consultation, shown: await shownDemographics(db, consultation, now) }
  }

  app.get(`${consultationPath}/quienes`, async (c) => c.html(<DemographicsPage c={c} {...(await load(c))} />))

  app.get(`${consultationPath}/quienes.json`, async (c) => {
    const { consultation, shown } = await load(c)
    openToAll(c)
    const url = `${c.var.deps.config.baseUrl}${consultationPaths.consultation(consultation)}`
    return c.json({ consultation: url, is_published: shown !== null, least: 10, questions: shown ?? [] })
  })

  app.get(`${consultationPath}/quienes.csv`, async (c) => {
    const { shown } = await load(c)
    openToAll(c)
    c.header('Content-Disposition', 'inline; filename="quienes.csv"')
    return c.body(demographicsCsv(shown ?? []), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })
}

/** The same for everybody, until the clock opens or closes one of these. Drafts are nobody's page. */
function whileSo(c: C, consultations: readonly Consultation[]): void {
  const { now } = c.var.context
  if (consultations.some((one) => phaseOf(one, now) === 'draft')) return
  const turns = consultations.flatMap((one) => nextTurn(one, now) ?? [])
  isPublic(c)
  const { clock } = c.var.deps
  c.set('isStill', () => turns.every((turn) => clock() < turn))
}
