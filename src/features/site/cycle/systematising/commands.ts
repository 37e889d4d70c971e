import { found } from '../../../../platform/errors.ts'
import type { Consultation } from '../../../consultations/model.ts'
import { codeMany, decideBetween } from '../../../consultations/systematising/coding/commands.ts'
import type { Verdict } from '../../../consultations/systematising/model.ts'
import { codingsOf } from '../../../consultations/systematising/queries.ts'
import { publishResults, setCodedTwice } from '../../../consultations/systematising/settings/commands.ts'
import { makeSuggestions } from '../../../consultations/systematising/suggesting/commands.ts'
import { changeTopic, createTopic } from '../../../consultations/systematising/topics/commands.ts'
import { consultationOf, type Said } from '../consultation/commands.ts'
import { type CycleTelling, contextOf, timeOf } from '../telling.ts'

type TopicIds = ReadonlyMap<string, string>
const atOnce = 100

/** Groups are suggested, two coders give each contribution their word, whoever coordinates decides between them and publishes. */
export async function tellSystematising(telling: CycleTelling, said: readonly Said[]): Promise<TopicIds> {
  const { db, story, cast } = telling
  const { codedDays, settledDay, resultsDay } = story.consultation
  const consultation = await consultationOf(telling)
  await makeSuggestions(db, consultation.id, timeOf(telling, codedDays[0] - 1))
  await setCodedTwice(contextOf(telling, codedDays[0] - 1), consultation, 100)
  const topics = await tellTopics(telling, consultation)
  await code(telling, consultation, 0, verdictsOf(said, topics, false))
  await code(telling, consultation, 1, verdictsOf(said, topics, true))
  const disputed = said.filter(({ voice }) => voice.otherTopic !== null)
  for (const { id } of disputed) {
    const words = (await codingsOf(db, [id])).get(id) ?? []
    const first = found(words.find(({ coderId }) => coderId === cast.coders[0].id))
    await decideBetween(contextOf(telling, settledDay), consultation, first.id)
  }
  await answerTopics(telling, consultation, topics)
  await publishResults(contextOf(telling, resultsDay), consultation)
  return topics
}

async function tellTopics(telling: CycleTelling, consultation: Consultation): Promise<TopicIds> {
  const { codedDays, topics } = telling.story.consultation
  const ids = new Map<string, string>()
  for (const { code, name, problem, axis } of topics) {
    const fields = { name, problem, axis: consultation.axes.find(({ position }) => position === axis)?.id ?? null }
    const context = contextOf(telling, codedDays[0], telling.cast.coders[0])
    ids.set(code, (await createTopic(context, consultation, fields)).id)
  }
  return ids
}

function verdictsOf(said: readonly Said[], topics: TopicIds, bySecond: boolean) {
  return said.map(({ id, voice }): { id: string; verdict: Verdict } => {
    const { kind, response } = voice
    const topic = bySecond ? (voice.otherTopic ?? voice.topic) : voice.topic
    if (topic === null) return { id, verdict: { kind, topicId: null, response } as Verdict }
    const taken = kind === 'included-in-part' ? kind : 'included'
    return { id, verdict: { kind: taken, topicId: found(topics.get(topic)), response } }
  })
}

async function code(
  telling: CycleTelling,
  consultation: Consultation,
  coder: 0 | 1,
  verdicts: readonly { id: string; verdict: Verdict }[],
): Promise<void> {
  const { codedDays } = telling.story.consultation
  const context = contextOf(telling, codedDays[coder], telling.cast.coders[coder])
  for (let start = 0; start < verdicts.length; start += atOnce)
    await codeMany(context, consultation, verdicts.slice(start, start + atOnce))
}

async function answerTopics(telling: CycleTelling, consultation: Consultation, ids: TopicIds): Promise<void> {
  const { settledDay, topics } = telling.story.consultation
  for (const { code, name, problem, axis, isPriority, response } of topics) {
    const axisId = consultation.axes.find(({ position }) => position === axis)?.id ?? null
    const fields = { name, problem, axis: axisId, priority: isPriority, response }
    await changeTopic(contextOf(telling, settledDay), consultation, found(ids.get(code)), fields)
  }
}
