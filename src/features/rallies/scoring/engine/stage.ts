import type { Account, Setting, TieBreak } from '../model.ts'
import { hundredths, timesFactor } from '../text/decimals.ts'
import { type Instant, readInstant } from '../text/instants.ts'
import { byCodePoint, caseFolded, composed, foldedHandle, withoutDiacritics } from '../text/unicode.ts'
import { keyFilter } from './keys.ts'
import { nearestOf } from './places.ts'

/** An edition made ready: what every post is held against, looked up by number. */
export type Stage = {
  opens: Instant
  closes: Instant
  announceBy: Instant | null
  networks: ReadonlySet<string>
  hasHashtag: (hashtags: readonly string[]) => boolean
  /** By network and folded handle. */
  teamOf: (network: string, author: string) => number
  teams: readonly { id: string; name: string }[]
  works: readonly { key: string; municipality: number }[]
  municipalities: number
  /** The number of the work whose key, in any case, is the text from `start` to `end`; -1 when there is none. */
  workIn: (text: string, start?: number, end?: number) => number
  workAt: (point: { lat: number; lon: number }) => number
  amounts: Amounts
  cap: number
  photoDistance: number
  similarity: number
  tieBreak: readonly TieBreak[]
}

/** In hundredths of a point. */
export type Amounts = {
  announcement: number
  visit: number
  visitUnannounced: number
  notFound: number
  notFoundUnannounced: number
  comparison: number
  other_data: number
  interview: number
  visualization: number
}

export function stageOf(setting: Setting): Stage {
  const { edition } = setting
  const { rules } = edition
  const teams = teamsOf(setting.accounts)
  const numbers = new Map(teams.map(({ id }, number) => [id, number]))
  return {
    opens: instant(edition.opens_at),
    closes: instant(edition.closes_at),
    announceBy: rules.announce_by ? instant(rules.announce_by) : null,
    networks: new Set(edition.networks.map(composed)),
    hasHashtag: hashtagTest(edition.hashtags),
    teamOf: accountsOf(setting.accounts, numbers),
    teams,
    ...worksOf(setting),
    amounts: amountsOf(setting),
    cap: rules.works_cap_per_team,
    photoDistance: rules.photo_hash_max_distance,
    similarity: rules.text_similarity_min,
    tieBreak: rules.tie_break,
  }
}

function instant(text: string): Instant {
  const read = readInstant(text)
  if (read === null) throw new TypeError(`${text} is no RFC 3339 instant`)
  return read
}

function amountsOf({ edition: { rules } }: Setting): Amounts {
  const { announcement, visit, comparison, not_found, other_data, interview, visualization } = rules.points
  const whole = (points: number) => Number(hundredths(points))
  const part = (points: number) => Number(timesFactor(hundredths(points), rules.unannounced_visit_factor))
  return {
    announcement: whole(announcement),
    visit: whole(visit),
    visitUnannounced: part(visit),
    notFound: whole(not_found),
    notFoundUnannounced: part(not_found),
    comparison: whole(comparison),
    other_data: whole(other_data),
    interview: whole(interview),
    visualization: whole(visualization),
  }
}

/** By team_id. Of several names the smallest, so that the order of rows does not matter. */
function teamsOf(accounts: readonly Account[]): { id: string; name: string }[] {
  const names = new Map<string, string>()
  for (const account of accounts) {
    const [id, name] = [composed(account.team_id), composed(account.team_name)]
    const known = names.get(id)
    if (known === undefined || byCodePoint(name, known) < 0) names.set(id, name)
  }
  return Array.from(names, ([id, name]) => ({ id, name })).sort((a, b) => byCodePoint(a.id, b.id))
}

function accountsOf(accounts: readonly Account[], numbers: ReadonlyMap<string, number>): Stage['teamOf'] {
  const teams = new Map<string, Map<string, number>>()
  for (const account of accounts) {
    const network = composed(account.network)
    const handles = teams.get(network) ?? new Map<string, number>()
    handles.set(foldedHandle(account.handle), numbers.get(composed(account.team_id)) ?? -1)
    teams.set(network, handles)
  }
  return (network, author) => teams.get(network)?.get(foldedHandle(author)) ?? -1
}

const remembered = 10_000

function hashtagTest(hashtags: readonly string[]): Stage['hasHashtag'] {
  const wanted = new Set(hashtags.map(withoutDiacritics))
  const known = new Map<string, boolean>()
  const isWanted = (tag: string): boolean => {
    let answer = known.get(tag)
    if (answer === undefined) {
      if (known.size >= remembered) known.clear()
      answer = wanted.has(withoutDiacritics(tag))
      known.set(tag, answer)
    }
    return answer
  }
  return (tags) => tags.some(isWanted)
}

function worksOf({ works, edition }: Setting): Pick<Stage, 'works' | 'municipalities' | 'workIn' | 'workAt'> {
  const pairs = new Map<string, number>()
  const numbered = works.map(({ key, state, municipality }) => {
    const pair = JSON.stringify([composed(state), composed(municipality)])
    const number = pairs.get(pair) ?? pairs.size
    pairs.set(pair, number)
    return { key, municipality: number }
  })
  const byKey = new Map(works.map(({ key }, number) => [key.toLowerCase(), number]))
  const placed = works.flatMap(({ key, lat, lon }, work) =>
    lat === null || lon === null ? [] : [{ key, lat, lon, work }],
  )
  const mayBeKey = keyFilter(works.map(({ key }) => key))
  const nearest = nearestOf(placed, edition.rules.max_distance_m)
  return {
    works: numbered,
    municipalities: pairs.size,
    workIn: (text, start = 0, end = text.length) =>
      mayBeKey(text, start, end) ? (byKey.get(caseFolded(text.slice(start, end))) ?? -1) : -1,
    workAt: (point) => placed[nearest(point)]?.work ?? -1,
  }
}
