import { Refused } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { codersAgreement } from '../agreement/model.ts'
import { codePairs, disputesOf } from '../agreement/queries.ts'
import { decideBetween } from '../coding/commands.ts'
import { listCoded } from '../coding/queries.ts'
import { decideForm, mergeForm, pageQuery, splitForm } from '../coding/schema.ts'
import { DisputesPage } from '../pages/disputes-page.tsx'
import { TopicPage, type TopicView } from '../pages/topic-page.tsx'
import { TopicsPage } from '../pages/topics-page.tsx'
import { systematisingPaths } from '../paths.ts'
import { progressOf, topicsOf } from '../queries.ts'
import { mergeTopics, splitTopic } from '../reshaping/commands.ts'
import { talliesOf } from '../results/queries.ts'
import { changeTopic, createTopic } from '../topics/commands.ts'
import { newTopicForm, topicForm } from '../topics/schema.ts'
import { benchPath, type Desk, loadDesk, loadLead, loadTopic } from './loading.ts'

const topicPath = `${benchPath}/temas/:number{[1-9][0-9]{0,5}}`
type Wrong = { typed: Typed; errors: FieldErrors }

/** What a rule refuses is told beside the field that it is about. */
async function refusedBeside<Value>(c: C, field: string, work: () => Promise<Value>): Promise<Value | FieldErrors> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { [field]: c.var.t(error.key, error.values) }
  }
}

export function mountTopics(app: App): void {
  app.get(`${benchPath}/temas`, async (c) => c.html(await topicsPage(c, await loadDesk(c))))

  app.post(`${benchPath}/temas`, async (c) => {
    const desk = await loadDesk(c)
    const parsed = parseForm(newTopicForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await topicsPage(c, desk, parsed), 422)
    const errors = await refusedBeside(c, 'name', async () => {
      await createTopic(c.var.context, desk.consultation, parsed.value)
      return null
    })
    if (errors) return c.html(await topicsPage(c, desk, { typed: parsed.typed, errors }), 409)
    return c.redirect(systematisingPaths.topics(desk.consultation), 303)
  })

  app.get(topicPath, async (c) => c.html(await topicPage(c, await loadDesk(c))))

  app.post(topicPath, async (c) => {
    const desk = await loadLead(c)
    const { topic } = await loadTopic(c, desk.consultation)
    const parsed = parseForm(topicForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await topicPage(c, desk, { form: 'edit', ...parsed }), 422)
    const errors = await refusedBeside(c, 'name', async () => {
      await changeTopic(c.var.context, desk.consultation, topic.id, parsed.value)
      return null
    })
    if (errors) return c.html(await topicPage(c, desk, { form: 'edit', typed: parsed.typed, errors }), 409)
    return c.redirect(systematisingPaths.topic(desk.consultation, topic.number), 303)
  })

  mountReshaping(app)
  mountDisputes(app)
}

function mountReshaping(app: App): void {
  app.post(`${topicPath}/unir`, async (c) => {
    const desk = await loadLead(c)
    const { topic, topics } = await loadTopic(c, desk.consultation)
    const parsed = parseForm(mergeForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await topicPage(c, desk, { form: 'merge', ...parsed }), 422)
    const { into } = parsed.value
    const errors = await refusedBeside(c, 'into', async () => {
      await mergeTopics(c.var.context, desk.consultation, topic.id, into)
      return null
    })
    if (errors) return c.html(await topicPage(c, desk, { form: 'merge', typed: parsed.typed, errors }), 409)
    const number = topics.find(({ id }) => id === into)?.number ?? topic.number
    return c.redirect(systematisingPaths.topic(desk.consultation, number), 303)
  })

  app.post(`${topicPath}/partir`, async (c) => {
    const desk = await loadLead(c)
    const { topic } = await loadTopic(c, desk.consultation)
    const parsed = parseForm(splitForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await topicPage(c, desk, { form: 'split', ...parsed }), 422)
    const { contributions, name, problem } = parsed.value
    let number = topic.number
    const errors = await refusedBeside(c, 'name', async () => {
      const fields = { name: name ?? '', problem, axis: topic.axisId }
      number = (await splitTopic(c.var.context, desk.consultation, topic.id, contributions, fields)).number
      return null
    })
    if (errors) return c.html(await topicPage(c, desk, { form: 'split', typed: parsed.typed, errors }), 409)
    return c.redirect(systematisingPaths.topic(desk.consultation, number), 303)
  })
}

function mountDisputes(app: App): void {
  app.get(`${benchPath}/desacuerdos`, async (c) => {
    const { consultation, actor, readsWithheld } = await loadDesk(c)
    const { db } = c.var.context
    const { pagina: page } = pageQuery.parse(c.req.query())
    const agreement = codersAgreement(await codePairs(db, consultation.id))
    const disputes = await disputesOf(db, consultation.id, readsWithheld, page)
    const topics = await topicsOf(db, consultation.id)
    const { disputed: all } = await progressOf(db, consultation.id)
    const view = { consultation, agreement, disputes, topics, all, page, personId: actor.id }
    return c.html(<DisputesPage c={c} view={view} />)
  })

  app.post(`${benchPath}/desacuerdos`, async (c) => {
    const { consultation } = await loadDesk(c)
    const parsed = parseForm(decideForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) throw new Refused('systematising.refused.not-disputed')
    await decideBetween(c.var.context, consultation, parsed.value.coding)
    return c.redirect(systematisingPaths.disputes(consultation), 303)
  })
}

async function topicsPage(c: C, { consultation }: Desk, wrong: Wrong = { typed: {}, errors: {} }) {
  const { db } = c.var.context
  const topics = await topicsOf(db, consultation.id)
  const counts = new Map<string, number>()
  for (const { topicId, count } of await talliesOf(db, consultation.id))
    if (topicId !== null) counts.set(topicId, (counts.get(topicId) ?? 0) + count)
  return <TopicsPage c={c} view={{ consultation, topics, counts, ...wrong }} />
}

async function topicPage(c: C, desk: Desk, wrong: TopicView['wrong'] = null) {
  const { consultation, actor, readsWithheld, mayLead } = desk
  const { topic, topics } = await loadTopic(c, consultation)
  const { pagina: page } = pageQuery.parse(c.req.query())
  const coder = { id: actor.id, readsWithheld }
  const filters = { standing: null, topicId: topic.id, page }
  const found = await listCoded(c.var.context.db, consultation.id, coder, filters)
  return <TopicPage c={c} view={{ consultation, topic, topics, ...found, page, mayLead, wrong }} />
}
