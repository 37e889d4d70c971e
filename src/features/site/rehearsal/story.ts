import { type CycleStory, readCycleStory, type StoryTable } from '../cycle/story.ts'
import { diceOf } from './crowd/dice.ts'
import { meetingsFor, voicesOf } from './crowd/voices.ts'

/**
 * The demonstration's story with a crowd in the place of its few voices: the same exercise, body, trees, tables and commitments,
 * and so many contributions. The people who play in it are others, so that both may stand in one database.
 */
export function rehearsalStory(contributions: number, seed: number): CycleStory {
  const story = readCycleStory()
  const dice = diceOf(seed)
  const meetings = meetingsFor(contributions, story.consultation, dice)
  const voices = voicesOf(contributions, meetings, story.consultation, dice)
  const times = Math.max(1, Math.round(contributions / 400))
  const as = (name: string) => `Ensayo de ${name}`
  const { cast, declaration } = story
  return {
    ...story,
    cast: {
      facilitator: as(cast.facilitator),
      coders: [as(cast.coders[0]), as(cast.coders[1])],
      specialist: as(cast.specialist),
    },
    declaration: {
      ...declaration,
      parties: declaration.parties.map((party) => ({ ...party, person: as(party.person) })),
    },
    consultation: { ...story.consultation, meetings },
    voices,
    tables: { ...story.tables, list: story.tables.list.map((table) => fuller(table, times)) },
  }
}

function fuller(table: StoryTable, times: number): StoryTable {
  const people = Object.entries(table.people).map(([sector, [registered, came]]) => [
    sector,
    [registered * times, came * times],
  ])
  return { ...table, capacity: table.capacity * times, people: Object.fromEntries(people) }
}
