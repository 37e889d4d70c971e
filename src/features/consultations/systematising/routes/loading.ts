import type { Person } from '../../../../platform/context.ts'
import { allow, found, NotFound } from '../../../../platform/errors.ts'
import type { C } from '../../../../platform/http/env.ts'
import type { Consultation } from '../../model.ts'
import { loadConsultation } from '../../routes/loading.ts'
import type { Topic } from '../model.ts'
import { canCode, canLeadSystematising, canReadWithheld } from '../policy.ts'
import { settingsOf, topicsOf } from '../queries.ts'

export const benchPath = '/:space/consultas/:consultation/sistematizacion'
export const resultsPath = '/:space/consultas/:consultation/resultados'

export type Desk = { consultation: Consultation; actor: Person; readsWithheld: boolean; mayLead: boolean }

/** The consultation for somebody who codes in it. @throws NotAllowed */
export async function loadDesk(c: C): Promise<Desk> {
  const consultation = await loadConsultation(c)
  const { actor } = c.var.context
  const spaceId = consultation.space.id
  allow(canCode(actor, spaceId))
  const may = { readsWithheld: canReadWithheld(actor, spaceId), mayLead: canLeadSystematising(actor, spaceId) }
  return { consultation, actor, ...may }
}

/** The same for whoever leads it. @throws NotAllowed */
export async function loadLead(c: C): Promise<Desk> {
  const desk = await loadDesk(c)
  allow(desk.mayLead)
  return desk
}

/** The topic of the address among all of them. @throws NotFound */
export async function loadTopic(c: C, consultation: Consultation): Promise<{ topic: Topic; topics: Topic[] }> {
  const topics = await topicsOf(c.var.context.db, consultation.id)
  const number = Number(c.req.param('number'))
  return { topics, topic: found(topics.find((one) => one.number === number)) }
}

/** Results are everybody's once published; before, they are there for whoever codes. @throws NotFound */
export async function loadResults(c: C): Promise<{ consultation: Consultation; isPublished: boolean }> {
  const consultation = await loadConsultation(c)
  const { db, actor } = c.var.context
  const isPublished = (await settingsOf(db, consultation.id)).publishedAt !== null
  if (!isPublished && !canCode(actor, consultation.space.id)) throw new NotFound()
  return { consultation, isPublished }
}
