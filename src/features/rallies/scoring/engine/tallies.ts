import type { Challenge } from '../model.ts'
import { composed } from '../text/unicode.ts'
import { announcement, type Posts, visit } from './posts.ts'
import type { Stage } from './stage.ts'
import { Tuples } from './tuples.ts'

/** What each team has so far; every addition can be taken back, newest first. */
export class Tallies {
  readonly #posts: Posts
  readonly #stage: Stage
  readonly #judged: { criterion: string; counts: Int32Array }[]
  readonly points: bigint[]
  readonly interactions: { [announcement]: bigint[]; [visit]: bigint[] }
  readonly visits: Int32Array
  readonly announcements: Int32Array
  readonly municipalities: Int32Array
  /** The newest counted post with points. */
  readonly lastScoring: Int32Array
  readonly #places = new Tuples(2)
  readonly #place = new Uint32Array(2)
  readonly #placeCounts: number[] = []

  constructor(stage: Stage, posts: Posts, challenges: readonly Challenge[]) {
    const { length } = stage.teams
    this.#posts = posts
    this.#stage = stage
    this.points = Array<bigint>(length).fill(0n)
    this.interactions = {
      [announcement]: Array<bigint>(length).fill(0n),
      [visit]: Array<bigint>(length).fill(0n),
    }
    this.visits = new Int32Array(length)
    this.announcements = new Int32Array(length)
    this.municipalities = new Int32Array(length)
    this.lastScoring = new Int32Array(length).fill(-1)
    this.#judged = challenges.flatMap((challenge) =>
      challenge.kind === 'judged' ? [{ criterion: composed(challenge.criterion), counts: new Int32Array(length) }] : [],
    )
  }

  /** Whether a counted post of the team was granted the criterion. */
  isGranted(criterion: string, team: number): boolean {
    return this.#judged.some((judged) => judged.criterion === criterion && (judged.counts[team] ?? 0) > 0)
  }

  add(handle: number): void {
    const posts = this.#posts
    const team = posts.team[handle] ?? 0
    this.#count(handle, team, 1)
    posts.scoredBefore[handle] = this.lastScoring[team] ?? -1
    if ((posts.points[handle] ?? 0) > 0) this.lastScoring[team] = handle
  }

  takeBack(handle: number): void {
    const team = this.#posts.team[handle] ?? 0
    this.#count(handle, team, -1)
    this.lastScoring[team] = this.#posts.scoredBefore[handle] ?? -1
  }

  #count(handle: number, team: number, sign: 1 | -1): void {
    const posts = this.#posts
    const points = posts.points[handle] ?? 0
    if (points > 0) this.points[team] = (this.points[team] ?? 0n) + BigInt(sign * points)
    const kind = posts.kind[handle] === visit ? visit : announcement
    const interactions = posts.interactions[handle] ?? 0
    if (interactions > 0) {
      const sums = this.interactions[kind]
      sums[team] = (sums[team] ?? 0n) + BigInt(sign * interactions)
    }
    const counts = kind === visit ? this.visits : this.announcements
    counts[team] = (counts[team] ?? 0) + sign
    if (kind === visit) this.#countPlace(handle, team, sign)
    const grants = posts.grants.get(handle)
    if (grants === undefined) return
    for (const { criterion, counts: granted } of this.#judged)
      if (grants.get(criterion)) granted[team] = (granted[team] ?? 0) + sign
  }

  #countPlace(handle: number, team: number, sign: 1 | -1): void {
    const work = this.#posts.works[this.#posts.workStart[handle] ?? 0] ?? 0
    this.#place[0] = team
    this.#place[1] = this.#stage.works[work]?.municipality ?? 0
    const place = this.#places.number(this.#place)
    const before = this.#placeCounts[place] ?? 0
    this.#placeCounts[place] = before + sign
    const isFirstOrLast = sign === 1 ? before === 0 : before === 1
    if (isFirstOrLast) this.municipalities[team] = (this.municipalities[team] ?? 0) + sign
  }
}
