import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { PersonKey } from '../../../../test/cast.ts'
import { type ConsultationStage, consultationFields, consultationStage } from '../../../../test/consultation-stage.ts'
import { NotAllowed, Refused } from '../../../platform/errors.ts'
import { openConsultation } from '../commands.ts'
import { contributeMany } from '../contributions/commands.ts'
import { type Arrival, emptyArrival } from '../contributions/model.ts'
import type { Consultation } from '../model.ts'
import { findConsultation } from '../queries.ts'
import { codeContributions, decideBetween } from './coding/commands.ts'
import { lockSystematisation, reckon } from './commands.ts'
import type { Saying } from './model.ts'
import { answersOf, codingsOf, progressOf, topicsOf } from './queries.ts'
import { mergeTopics, splitTopic, undoAct } from './reshaping/commands.ts'
import { changeTopic, createTopic } from './topics/commands.ts'

let stage: ConsultationStage
before(async () => {
  stage = await consultationStage()
})
after(() => stage.close())

let made = 0
/** A consultation of its own with that many contributions. */
async function withContributions(count: number): Promise<{ consultation: Consultation; ids: string[] }> {
  const context = await stage.contextOf('facilitator')
  made += 1
  const { slug } = await openConsultation(context, stage.space, { ...consultationFields, slug: `consulta-${made}` })
  const consultation = (await findConsultation(stage.db, stage.space, slug)) ?? assert.fail()
  const arrivals = Array.from(
    { length: count },
    (_, index): Arrival => ({
      ...emptyArrival('2026-03-05'),
      ...{ clientId: randomUUID(), channel: 'in-person', body: `Que arreglen la calle número ${index}.` },
    }),
  )
  const received = await contributeMany(context, consultation, arrivals)
  return { consultation, ids: received.map(({ id }) => id) }
}

const refusedWith = (key: string) => (error: unknown) => error instanceof Refused && error.key === key
const into = (topicId: string, response: string | null = null): Saying => ({ kind: 'included', topicId, response })
const out = (response: string): Saying => ({ kind: 'not-included', topicId: null, response })
const named = (name: string) => ({ name, problem: null, axis: null })

async function code(who: PersonKey, consultation: Consultation, ids: readonly string[], saying: Saying) {
  return codeContributions(await stage.contextOf(who), consultation, ids, saying)
}

test('R-12 what has no outcome, or a topic without an answer, is still owed a reasoned response', async () => {
  const { consultation, ids } = await withContributions(4)
  const context = await stage.contextOf('facilitator')
  const { id } = await createTopic(context, consultation, named('Calles'))
  const owed = async () => (await answersOf(stage.db, { consultationId: consultation.id })).unanswered
  for (const who of ['facilitator', 'administrator'] as const) {
    await code(who, consultation, ids.slice(0, 2), into(id))
    await code(who, consultation, ids.slice(2, 3), out('Toca al gobierno del estado.'))
  }
  assert.equal(await owed(), 3)
  const fields = { ...named('Calles'), priority: true, response: 'Va en el plan.' }
  await changeTopic(context, consultation, id, fields)
  assert.equal(await owed(), 1)
  await assert.rejects(changeTopic(await stage.contextOf('moderator'), consultation, id, fields), NotAllowed)
  await assert.rejects(code('liaison', consultation, ids, into(id)), NotAllowed)
})

test('two coders at one contribution at once: one after the other, neither word is lost', async () => {
  const { consultation, ids } = await withContributions(1)
  const context = await stage.contextOf('facilitator')
  const [one, other] = [
    await createTopic(context, consultation, named('Uno')),
    await createTopic(context, consultation, named('Otro')),
  ]
  await stage.db.transaction().execute(async (tx) => {
    await lockSystematisation(tx, consultation.id)
    const both = Promise.all([
      code('facilitator', consultation, ids, into(one.id)),
      code('administrator', consultation, ids, into(other.id)),
    ])
    both.catch(() => {})
    waiting = both
  })
  await waiting
  assert.equal((await progressOf(stage.db, consultation.id)).disputed, 1)
  const words = (await codingsOf(stage.db, ids)).get(ids[0] ?? '') ?? []
  assert.equal(words.length, 2)
  await assert.rejects(
    decideBetween(context, consultation, words[0]?.id ?? ''),
    refusedWith('systematising.refused.own-word'),
  )
  await decideBetween(await stage.contextOf('moderator'), consultation, words[0]?.id ?? '')
  assert.equal((await progressOf(stage.db, consultation.id)).settled, 1)
  await assert.rejects(code('evaluator', consultation, ids, into(one.id)), refusedWith('systematising.refused.settled'))
})
let waiting: Promise<unknown> = Promise.resolve()

test('whoever comes third to a disagreement decides it by coding', async () => {
  const { consultation, ids } = await withContributions(1)
  await code('facilitator', consultation, ids, { kind: 'included', newTopic: named('Agua'), response: null })
  await code('administrator', consultation, ids, out('Ya se hizo.'))
  const { actId } = await code('moderator', consultation, ids, out('Ya se hizo en 2025.'))
  assert.equal((await progressOf(stage.db, consultation.id)).settled, 1)
  await undoAct(await stage.contextOf('moderator'), consultation, actId)
  assert.equal((await progressOf(stage.db, consultation.id)).disputed, 1)
  await assert.rejects(
    undoAct(await stage.contextOf('moderator'), consultation, actId),
    refusedWith('systematising.refused.undone'),
  )
})

test("bad input: another consultation's contributions and topics, none at all, a name that is taken, strangers' acts", async () => {
  const { consultation, ids } = await withContributions(2)
  const { consultation: other, ids: foreign } = await withContributions(1)
  const context = await stage.contextOf('facilitator')
  const { id } = await createTopic(context, consultation, named('Agua'))
  const contributions = refusedWith('systematising.refused.contributions')
  await assert.rejects(code('facilitator', consultation, [...ids, ...foreign], into(id)), contributions)
  await assert.rejects(code('facilitator', consultation, [], into(id)), contributions)
  await assert.rejects(code('facilitator', other, foreign, into(id)), refusedWith('systematising.refused.topic'))
  await assert.rejects(createTopic(context, consultation, named('AGUA')), refusedWith('systematising.refused.name'))
  await assert.rejects(mergeTopics(context, consultation, id, id), refusedWith('systematising.refused.itself'))
  await assert.rejects(
    splitTopic(context, consultation, id, ids, named('x')),
    refusedWith('systematising.refused.nothing-to-split'),
  )
  const { actId } = await code('facilitator', consultation, ids, into(id))
  await assert.rejects(undoAct(await stage.contextOf('moderator'), consultation, actId), NotAllowed)
})

type Step = {
  act: 'code' | 'out' | 'merge' | 'split' | 'undo'
  who: PersonKey
  one: number
  other: number
  some: number[]
}
const step = fc.record<Step>({
  act: fc.constantFrom('code', 'code', 'code', 'out', 'merge', 'split', 'undo', 'undo'),
  who: fc.constantFrom('facilitator', 'administrator', 'moderator'),
  one: fc.nat(9),
  other: fc.nat(9),
  some: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 8 }),
})

async function take({ act, who, one, other, some }: Step, consultation: Consultation, ids: readonly string[]) {
  const context = await stage.contextOf(who)
  const topics = await topicsOf(stage.db, consultation.id)
  const topic = (at: number) => topics[at % topics.length]?.id ?? assert.fail()
  const chosen = some.flatMap((at) => ids[at] ?? [])
  if (act === 'code') return code(who, consultation, chosen, into(topic(one)))
  if (act === 'out') return code(who, consultation, chosen, out('No toca al municipio.'))
  if (act === 'merge') return mergeTopics(context, consultation, topic(one), topic(other))
  if (act === 'split') return splitTopic(context, consultation, topic(one), chosen, named(`Parte ${randomUUID()}`))
  const acts = await stage.db
    .selectFrom('systematising_acts')
    .select('id')
    .where('consultation_id', '=', consultation.id)
    .orderBy('acted_at')
    .orderBy('id')
    .execute()
  return undoAct(context, consultation, acts[one % Math.max(1, acts.length)]?.id ?? randomUUID())
}

async function outcomes(consultation: Consultation) {
  return stage.db
    .selectFrom('outcomes_of_contributions as o')
    .innerJoin('contributions as c', 'c.id', 'o.contribution_id')
    .leftJoin('topics as t', 't.id', 'o.topic_id')
    .select(['o.contribution_id', 'o.topic_id', 'o.kind', 'o.response', 't.merged_into', 't.removed_at'])
    .where('c.consultation_id', '=', consultation.id)
    .orderBy('o.contribution_id')
    .execute()
}

test('R-12 under any order of coding, merging, splitting and undoing none is lost and none counted twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const { consultation, ids } = await withContributions(8)
      const facilitator = await stage.contextOf('facilitator')
      for (const name of ['Agua', 'Luz', 'Calles']) await createTopic(facilitator, consultation, named(name))
      for (const one of steps) {
        await take(one, consultation, ids).catch((error) => {
          if (!(error instanceof Refused) && !(error instanceof NotAllowed) && error.name !== 'NotFound') throw error
        })
        const { received, open, half, disputed, settled } = await progressOf(stage.db, consultation.id)
        const kept = await outcomes(consultation)
        assert.equal(received, ids.length)
        assert.equal(open + half + disputed + settled, received)
        assert.equal(kept.length, settled)
        assert.ok(kept.every((row) => row.merged_into === null && row.removed_at === null))
        // What was kept step by step is what the words as a whole say.
        await stage.db.transaction().execute((tx) => reckon(tx, consultation.id, ids, 100))
        assert.deepEqual(await outcomes(consultation), kept)
      }
    }),
    { numRuns: 20, seed: 5 },
  )
})
