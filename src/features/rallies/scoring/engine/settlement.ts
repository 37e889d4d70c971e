import type { Challenge } from '../model.ts'
import { CopyIndex } from './copies.ts'
import { PhotoIndex } from './photos.ts'
import { original, type Posts, reasonCode, unannounced, visit } from './posts.ts'
import type { Stage } from './stage.ts'
import type { Suspects } from './suspects.ts'
import { Tallies } from './tallies.ts'
import { grown } from './tuples.ts'

const counted = 0
const photoReused = reasonCode('photo_reused')
const duplicate = reasonCode('duplicate')
const copiedText = reasonCode('copied_text')
const overCap = reasonCode('over_cap')

/**
 * Rules 8 to 12, post by post in the order of time. What a counted post leaves behind stands in stacks, so that the newest can be
 * taken back: a post that comes late is put in its place by taking back all after it and settling them again.
 */
export class Settlement {
  readonly #stage: Stage
  readonly #posts: Posts
  readonly tallies: Tallies
  readonly #photos: PhotoIndex
  readonly #copies: CopyIndex
  readonly #suspects: Suspects | null
  /** Counted visits in order; the indexes speak of their places here. */
  #visits = new Int32Array(1024)
  #visitCount = 0
  /** By (team, work): the counted visit, and the announcement that announced it first; -1 for none. */
  #visited = new Int32Array(1024).fill(-1)
  #announced = new Int32Array(1024).fill(-1)

  constructor(stage: Stage, posts: Posts, challenges: readonly Challenge[], suspects: Suspects | null) {
    this.#suspects = suspects
    this.#stage = stage
    this.#posts = posts
    this.tallies = new Tallies(stage, posts, challenges)
    this.#photos = new PhotoIndex(stage.photoDistance)
    this.#copies = new CopyIndex(stage.similarity, () => posts.shingles)
  }

  /** Room for pairs of team and work numbered below `count`. */
  makeRoom(count: number): void {
    if (count <= this.#visited.length) return
    const from = this.#visited.length
    this.#visited = grown(this.#visited, count)
    this.#visited.fill(-1, from)
    this.#announced = grown(this.#announced, count)
    this.#announced.fill(-1, from)
  }

  settle(handle: number): void {
    const posts = this.#posts
    posts.other[handle] = -1
    posts.flags[handle] = 0
    posts.points[handle] = 0
    const isVisit = posts.kind[handle] === visit
    const reason = isVisit ? this.#judgeVisit(handle) : this.#judgeAnnouncement(handle)
    posts.reason[handle] = reason
    if (reason !== counted) return
    if (isVisit) this.#keepVisit(handle)
    this.tallies.add(handle)
  }

  /** Of the last one settled that has not been taken back. Its outcome stays written until it is settled again. */
  takeBack(handle: number): void {
    const posts = this.#posts
    if (posts.reason[handle] !== counted) return
    this.tallies.takeBack(handle)
    if (posts.kind[handle] === visit) this.#dropVisit(handle)
    else
      this.#eachWork(handle, (at, pair) => {
        if ((posts.others[at] ?? -1) < 0) this.#announced[pair] = -1
      })
  }

  #judgeVisit(handle: number): number {
    const posts = this.#posts
    const reused = this.#reusedFrom(handle)
    if (reused >= 0) {
      posts.other[handle] = reused
      if (!posts.grants.get(handle)?.get('photo_original')) return photoReused
      posts.flags[handle] = original
    }
    const pair = posts.pairs[posts.workStart[handle] ?? 0] ?? 0
    const earlier = this.#visited[pair] ?? -1
    if (earlier >= 0) return this.#collision(handle, earlier, duplicate)
    const copied = this.#copiedFrom(handle)
    if (copied >= 0) return this.#collision(handle, copied, copiedText)
    const team = posts.team[handle] ?? 0
    if ((this.tallies.visits[team] ?? 0) >= this.#stage.cap) return this.#collision(handle, -1, overCap)
    posts.points[handle] = this.#visitPoints(handle, pair)
    return counted
  }

  #collision(handle: number, other: number, reason: number): number {
    this.#posts.other[handle] = other
    this.#posts.flags[handle] = 0
    return reason
  }

  #reusedFrom(handle: number): number {
    const posts = this.#posts
    const [team, work] = [posts.team[handle], posts.works[posts.workStart[handle] ?? 0]]
    const collides = (place: number): boolean => {
      const visitor = this.#visits[place] ?? 0
      return posts.team[visitor] !== team || posts.works[posts.workStart[visitor] ?? 0] !== work
    }
    let best = this.#visitCount
    const start = posts.photoStart[handle] ?? 0
    for (let photo = start; photo < start + (posts.photoCount[handle] ?? 0); photo++) {
      const sha = posts.sha[photo] ?? -1
      if (sha >= 0) best = this.#photos.earliestSame(sha, best, collides)
      if (!this.#mayBeNear(photo)) continue
      best = this.#photos.earliestNear(posts.hashHigh[photo] ?? 0, posts.hashLow[photo] ?? 0, best, collides)
    }
    return best < this.#visitCount ? (this.#visits[best] ?? -1) : -1
  }

  /** Of a photograph that has none near among all there are, nothing need be asked or kept. */
  #mayBeNear(photo: number): boolean {
    return this.#posts.hasHash[photo] === 1 && (this.#suspects === null || this.#suspects.has(photo))
  }

  #copiedFrom(handle: number): number {
    const posts = this.#posts
    if (posts.isComparable[handle] !== 1) return -1
    const [team, start, count] = [posts.team[handle], posts.shingleStart[handle], posts.shingleCount[handle]]
    const place = this.#copies.earliestAlike(team ?? 0, start ?? 0, count ?? 0)
    return place < 0 ? -1 : (this.#visits[place] ?? -1)
  }

  #visitPoints(handle: number, pair: number): number {
    const posts = this.#posts
    const { amounts } = this.#stage
    const announcedBy = this.#announced[pair] ?? -1
    const isAnnounced = announcedBy >= 0 && posts.compareInstants(announcedBy, handle) < 0
    if (!isAnnounced) posts.flags[handle] = (posts.flags[handle] ?? 0) | unannounced
    const finding = posts.finding[handle] ?? 0
    const base = finding === 4 ? 'notFound' : 'visit'
    const grants = posts.grants.get(handle)
    let points = isAnnounced ? amounts[base] : amounts[`${base}Unannounced`]
    if ((finding >= 1 && finding <= 3) || grants?.get('comparison')) points += amounts.comparison
    if (grants?.get('other_data')) points += amounts.other_data
    if (grants?.get('interview')) points += amounts.interview
    if (grants?.get('visualization')) points += amounts.visualization
    return points
  }

  #judgeAnnouncement(handle: number): number {
    const posts = this.#posts
    let fresh = 0
    this.#eachWork(handle, (at, pair) => {
      posts.others[at] = this.#announced[pair] ?? -1
      if (posts.others[at] === -1) fresh++
    })
    if (fresh === 0) {
      posts.other[handle] = posts.others[posts.workStart[handle] ?? 0] ?? -1
      return duplicate
    }
    this.#eachWork(handle, (at, pair) => {
      if (posts.others[at] === -1) this.#announced[pair] = handle
    })
    posts.points[handle] = fresh * this.#stage.amounts.announcement
    return counted
  }

  #eachWork(handle: number, act: (at: number, pair: number) => void): void {
    const posts = this.#posts
    const start = posts.workStart[handle] ?? 0
    for (let at = start; at < start + (posts.workCount[handle] ?? 0); at++) act(at, posts.pairs[at] ?? 0)
  }

  #keepVisit(handle: number): void {
    const posts = this.#posts
    const place = this.#visitCount++
    if (place >= this.#visits.length) this.#visits = grown(this.#visits, place + 1)
    this.#visits[place] = handle
    this.#visited[posts.pairs[posts.workStart[handle] ?? 0] ?? 0] = handle
    const start = posts.photoStart[handle] ?? 0
    for (let photo = start; photo < start + (posts.photoCount[handle] ?? 0); photo++) {
      const sha = posts.sha[photo] ?? -1
      if (sha >= 0) this.#photos.pushSha(sha, place)
      if (this.#mayBeNear(photo)) this.#photos.pushHash(posts.hashHigh[photo] ?? 0, posts.hashLow[photo] ?? 0, place)
    }
    this.#copies.push(posts.team[handle] ?? 0, posts.shingleStart[handle] ?? 0, posts.shingleCount[handle] ?? 0)
  }

  #dropVisit(handle: number): void {
    const posts = this.#posts
    this.#visitCount--
    this.#visited[posts.pairs[posts.workStart[handle] ?? 0] ?? 0] = -1
    const start = posts.photoStart[handle] ?? 0
    for (let photo = start + (posts.photoCount[handle] ?? 0) - 1; photo >= start; photo--) {
      if (this.#mayBeNear(photo)) this.#photos.popHash()
      if ((posts.sha[photo] ?? -1) >= 0) this.#photos.popSha()
    }
    this.#copies.pop()
  }
}
