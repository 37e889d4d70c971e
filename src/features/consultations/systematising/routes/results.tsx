import type { App } from '../../../../platform/http/env.ts'
import { territoriesBelow } from '../../queries.ts'
import { outcomeWords, resultsQuery } from '../coding/schema.ts'
import { ResultsListPage } from '../pages/results-list-page.tsx'
import { ResultsPage } from '../pages/results-page.tsx'
import { topicsOf } from '../queries.ts'
import { representativesOf, resultRows, talliesOf } from '../results/queries.ts'
import { resultsCsv, resultsJson } from '../results/twins.ts'
import { loadResults, resultsPath } from './loading.ts'

/** Contributions shown in a topic's own words, and answers before "all of them". */
const [shownOfTopic, shownNotTakenUp] = [3, 10]
const none = { topic: null, channel: null, territory: null }

export function mountResults(app: App): void {
  for (const [ending, twin] of [
    ['json', resultsJson],
    ['csv', resultsCsv],
  ] as const) {
    app.get(`${resultsPath}.${ending}`, async (c) => {
      const { consultation } = await loadResults(c)
      const { db } = c.var.context
      const topics = await topicsOf(db, consultation.id)
      return twin(c, { consultation, topics, tallies: await talliesOf(db, consultation.id) })
    })
  }

  app.get(resultsPath, async (c) => {
    const { consultation, isPublished } = await loadResults(c)
    const { db } = c.var.context
    const topics = await topicsOf(db, consultation.id)
    const tallies = await talliesOf(db, consultation.id)
    const representatives = await representativesOf(db, consultation.id, shownOfTopic)
    const { rows } = await resultRows(db, consultation.id, { ...none, outcome: 'not-taken-up' }, 1)
    const notTakenUp = rows.slice(0, shownNotTakenUp)
    const view = { consultation, topics, tallies, representatives, notTakenUp, isPublished }
    return c.html(<ResultsPage c={c} view={view} />)
  })

  app.get(`${resultsPath}/aportaciones`, async (c) => {
    const { consultation } = await loadResults(c)
    const { db } = c.var.context
    const query = resultsQuery.parse(c.req.query())
    const outcome = query.destino === null ? null : outcomeWords[query.destino]
    const filters = { topic: query.tema, outcome, channel: query.canal, territory: query.territorio }
    const found = await resultRows(db, consultation.id, filters, query.pagina)
    const topics = await topicsOf(db, consultation.id)
    const territories = await territoriesBelow(db, consultation.space.territoryKey)
    return c.html(<ResultsListPage c={c} view={{ consultation, query, topics, territories, ...found }} />)
  })
}
