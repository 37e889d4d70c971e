export const sectors = [
  'government',
  'civil-society',
  'academia',
  'oversight',
  'international',
  'private',
  'citizens',
] as const
export type Sector = (typeof sectors)[number]

export const ways = ['mail', 'letter', 'telephone', 'visit', 'meeting'] as const
export type Way = (typeof ways)[number]
/** Mail is sent by the platform; the others are noted by whoever went, wrote or called. */
export const notedWays = ['letter', 'telephone', 'visit', 'meeting'] as const

export const answers = ['joins', 'declines', 'undecided'] as const
export type Answer = (typeof answers)[number]

export type Actor = {
  id: string
  name: string
  sector: Sector
  territory: { key: string; name: string } | null
  /** Whether an address is kept; the address itself is shown to nobody. */
  hasEmail: boolean
  addedOn: string
  invitations: readonly { way: Way; on: string }[]
  answer: { answer: Answer; on: string; note: string | null } | null
}

/** Citizens are counted and never named in public; organisations and institutions stand by their name. */
export function isNamed({ sector }: Pick<Actor, 'sector'>): boolean {
  return sector !== 'citizens'
}

/** Who was invited and how they answer, in totals of one group. */
export type Tally = {
  registered: number
  invited: number
  joins: number
  declines: number
  undecided: number
  silent: number
}

export function tallyOf(actors: readonly Actor[]): Tally {
  const invited = actors.filter(({ invitations }) => invitations.length > 0)
  const answering = (answer: Answer) => actors.filter((actor) => actor.answer?.answer === answer).length
  return {
    ...{
      registered: actors.length,
      invited: invited.length,
      joins: answering('joins'),
      declines: answering('declines'),
    },
    ...{ undecided: answering('undecided'), silent: invited.filter(({ answer }) => answer === null).length },
  }
}

export type GroupTally<Key> = { key: Key; tally: Tally }

export function bySector(actors: readonly Actor[]): GroupTally<Sector>[] {
  return sectors.flatMap((sector) => {
    const own = actors.filter((actor) => actor.sector === sector)
    return own.length === 0 ? [] : [{ key: sector, tally: tallyOf(own) }]
  })
}

/** By place, largest first; null: no place was written. */
export function byTerritory(actors: readonly Actor[]): GroupTally<string | null>[] {
  const groups = Map.groupBy(actors, ({ territory }) => territory?.name ?? null)
  return [...groups]
    .map(([key, own]) => ({ key, tally: tallyOf(own) }))
    .sort((a, b) => b.tally.registered - a.tally.registered || (a.key ?? '').localeCompare(b.key ?? '', 'es'))
}

export type Growth = {
  /** First days of months, from the first invitation or answer to today. */
  months: readonly string[]
  /** How many had joined by the end of each month, by sector; only sectors of which somebody was invited. */
  series: readonly { sector: Sector; joined: readonly number[] }[]
  totals: readonly number[]
}

/** How participation grew: who stands as joined today, counted from the month in which they said so. */
export function growthOf(actors: readonly Actor[], today: string): Growth {
  const days = actors.flatMap(({ invitations, answer }) => [
    ...invitations.map(({ on }) => on),
    ...(answer ? [answer.on] : []),
  ])
  const first = days.sort()[0]
  const months = first === undefined ? [] : monthsFrom(first, today)
  const joinedBy = (own: readonly Actor[]) =>
    months.map(
      (month) =>
        own.filter(({ answer }) => answer?.answer === 'joins' && answer.on.slice(0, 7) <= month.slice(0, 7)).length,
    )
  const series = bySector(actors).map(({ key }) => ({
    sector: key,
    joined: joinedBy(actors.filter(({ sector }) => sector === key)),
  }))
  return { months, series, totals: joinedBy(actors) }
}

function monthsFrom(first: string, last: string): string[] {
  const months: string[] = []
  let [year = 0, month = 1] = first.split('-').map(Number)
  while (months.length < 600) {
    const day = `${year}-${String(month).padStart(2, '0')}-01`
    if (day > last) break
    months.push(day)
    month += 1
    if (month > 12) {
      month = 1
      year += 1
    }
  }
  return months
}
