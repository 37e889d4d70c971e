import { readFileSync } from 'node:fs'
import type { CycleStory, Meeting, Voice } from '../../cycle/story.ts'
import type { Dice } from './dice.ts'

type Parts = {
  places: string[]
  openings: string[]
  topics: {
    topic: string
    axis: number
    weight: number
    facts: [fact: string, node: string | null][]
    effects: string[]
    asks: string[]
  }[]
  notTakenUp: {
    kind: 'not-included' | 'out-of-scope'
    weight: number
    fact: string
    ask: string
    response: string
  }[]
  comments: string[]
}

function readParts(): Parts {
  return JSON.parse(readFileSync(new URL('../../../../../db/demo/crowd.json', import.meta.url), 'utf8'))
}

/** Of 1,600 about 500 took part in person in the real case (domain.md 2.1). */
const inPerson = 500 / 1600
const sheetsOfMeeting = 22
const accounts = 12

type Days = Pick<CycleStory['consultation'], 'opensDay' | 'closesDay'>

/** Meetings enough for that many voices, spread over the days of the consultation. */
export function meetingsFor(count: number, { opensDay, closesDay }: Days, dice: Dice): Meeting[] {
  const { places } = readParts()
  const many = Math.max(2, Math.ceil((count * inPerson) / sheetsOfMeeting))
  const span = closesDay - opensDay - 4
  return Array.from({ length: many }, (_, index) => ({
    code: `R${index + 1}`,
    day: opensDay + 1 + Math.floor((index * span) / many),
    place: `Reunión en ${dice.pick(places)} (${index + 1})`,
    channel: index % 6 === 5 ? ('field' as const) : ('in-person' as const),
  }))
}

/** Invented voices from parts that fit together: so many, the first ones of meetings. The same for the same dice. */
export function voicesOf(count: number, meetings: readonly Meeting[], days: Days, dice: Dice): Voice[] {
  const parts = readParts()
  const paper = Math.round(count * inPerson)
  return Array.from({ length: count }, (_, index) => {
    const meeting = index < paper ? (meetings[index % meetings.length]?.code ?? null) : null
    const day = days.opensDay + 1 + dice.below(days.closesDay - days.opensDay - 3)
    const said = dice.roll() < 0.06 ? outside(parts, dice) : inside(parts, dice)
    return {
      ...said,
      ...echoOf(parts, dice),
      day,
      meeting,
      ...whoOf(meeting, dice),
      title: titleOf(meeting, said, dice),
    }
  })
}

type Spoken = Pick<Voice, 'body' | 'axis' | 'topic' | 'kind' | 'response' | 'otherTopic' | 'node'>

function inside(parts: Parts, dice: Dice): Spoken {
  const { topic, axis, facts, effects, asks } = dice.weighed(parts.topics)
  const [fact, node] = dice.pick(facts)
  const body = `${dice.pick(parts.openings)} ${dice.pick(parts.places)}. ${fact}. ${dice.pick(effects)}. ${dice.pick(asks)}.`
  const others = parts.topics.filter((other) => other.topic !== topic)
  const otherTopic = dice.roll() < 0.06 ? dice.pick(others).topic : null
  const isInPart = dice.roll() < 0.05
  const response = isInPart ? 'Se toma lo que depende del municipio; lo demás se envió a quien le toca.' : null
  return { body, axis, topic, kind: isInPart ? 'included-in-part' : 'included', response, otherTopic, node }
}

/** What no plan of a municipality can take up, with the answer that says why. */
function outside(parts: Parts, dice: Dice): Spoken {
  const { kind, fact, ask, response } = dice.weighed(parts.notTakenUp)
  const body = `${dice.pick(parts.openings)} ${dice.pick(parts.places)}. ${fact}. ${ask}.`
  return { body, axis: null, topic: null, kind, response, otherTopic: null, node: null }
}

function echoOf(parts: Parts, dice: Dice): Pick<Voice, 'supports' | 'comments'> {
  const many = dice.roll() < 0.12 ? 1 + dice.below(2) : 0
  const comments = Array.from({ length: many }, () => ({ body: dice.pick(parts.comments), signature: null }))
  return { supports: Math.floor(8 * dice.roll() ** 6), comments }
}

function whoOf(meeting: string | null, dice: Dice): Pick<Voice, 'signature' | 'account'> {
  const hasAccount = meeting === null && dice.roll() < 0.04
  const signature = dice.roll() < 0.3 ? dice.pick(['Una vecina', 'Un vecino', 'Comerciante', 'Estudiante']) : null
  return { signature, account: hasAccount ? `Cuenta de ensayo ${1 + dice.below(accounts)}` : null }
}

function titleOf(meeting: string | null, { body }: Spoken, dice: Dice): string | null {
  return meeting === null && dice.roll() < 0.4 ? (body.split('. ')[1] ?? null) : null
}
