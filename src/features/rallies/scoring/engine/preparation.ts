import type { PostRecord } from '../model.ts'
import { compareInstants, type Instant, readInstant } from '../text/instants.ts'
import { composed } from '../text/unicode.ts'
import { copyWords, eachToken, hashtagsIn } from '../text/words.ts'
import { announcement, findings, noKind, reasonCode, visit } from './posts.ts'
import type { PreparedPosts } from './prepared.ts'
import type { Stage } from './stage.ts'
import { Tuples } from './tuples.ts'

/** Words that a text must have left to be held against others. */
const comparableWords = 8

/** Rules 1 to 7 and what the later ones need of a post: all that does not depend on other posts. */
export class Preparation {
  readonly #stage: Stage
  readonly #posts: PreparedPosts
  readonly #words = new Map<string, number>()
  readonly #shingles = new Tuples(3)
  readonly #triple = new Uint32Array(3)
  readonly #files = new Tuples(8)
  readonly #file = new Uint32Array(8)
  /** Hex that is no SHA-256 by its length, told apart as text. */
  readonly #oddFiles = new Map<string, number>()
  readonly #pairs = new Tuples(2)
  readonly #pair = new Uint32Array(2)

  constructor(stage: Stage, posts: PreparedPosts) {
    this.#stage = stage
    this.#posts = posts
  }

  /** How many (team, work) there are so far. */
  get pairCount(): number {
    return this.#pairs.size
  }

  /** Writes what the record says at `handle`; a newer copy of a known post overwrites. */
  write(handle: number, record: PostRecord, published: Instant, retrieved: Instant | null): void {
    const posts = this.#posts
    posts.ms[handle] = published.ms
    setFiner(posts.finer, handle, published)
    posts.retrieved[handle] = retrieved?.ms ?? Number.NEGATIVE_INFINITY
    setFiner(posts.retrievedFiner, handle, retrieved)
    const network = composed(record.network)
    posts.team[handle] = this.#stage.teamOf(network, record.author)
    posts.interactions[handle] = record.interactions ?? 0
    posts.finding[handle] = Math.max(0, findings.indexOf(record.finding ?? null))
    posts.kind[handle] = noKind
    posts.workStart[handle] = posts.worksUsed
    posts.workCount[handle] = 0
    posts.photoStart[handle] = posts.photosUsed
    posts.photoCount[handle] = 0
    posts.shingleStart[handle] = posts.shinglesUsed
    posts.shingleCount[handle] = 0
    posts.isComparable[handle] = 0
    const gate = this.#gate(handle, record, network, published)
    posts.gate[handle] = gate
    if (gate === 0 && posts.kind[handle] === visit) this.#writeVisit(handle, record)
  }

  #gate(handle: number, record: PostRecord, network: string, published: Instant): number {
    const { opens, closes, networks, announceBy, hasHashtag } = this.#stage
    const text = composed(record.text)
    if (record.repost_of || text.startsWith('RT @')) return reasonCode('repost')
    if (!networks.has(network)) return reasonCode('network')
    if ((this.#posts.team[handle] ?? -1) < 0) return reasonCode('unknown_author')
    if (compareInstants(published, opens) < 0 || compareInstants(published, closes) >= 0)
      return reasonCode('outside_window')
    if (!hasHashtag(record.hashtags ?? hashtagsIn(text))) return reasonCode('no_hashtag')
    const works = this.#worksOf(record, text)
    if (works.length === 0) return reasonCode(record.work ? 'unknown_work' : 'no_work')
    const hasPhoto = record.media?.some(({ type }) => type === 'photo') ?? false
    const isVisit = record.kind === undefined ? hasPhoto : record.kind === 'visit'
    this.#posts.kind[handle] = isVisit ? visit : announcement
    this.#writeWorks(handle, isVisit ? works.slice(0, 1) : works)
    if (isVisit) return hasPhoto ? 0 : reasonCode('no_photo')
    return announceBy !== null && compareInstants(published, announceBy) > 0 ? reasonCode('late_announcement') : 0
  }

  #worksOf(record: PostRecord, text: string): number[] {
    const { workIn, workAt } = this.#stage
    if (record.work) {
      const work = workIn(workKey(record.work))
      return work < 0 ? [] : [work]
    }
    const works = new Set<number>()
    eachToken(text, (start, end) => {
      const work = workIn(text, start, end)
      if (work >= 0) works.add(work)
    })
    if (works.size > 0 || !record.geo) return [...works]
    const work = workAt(record.geo)
    return work < 0 ? [] : [work]
  }

  #writeWorks(handle: number, works: readonly number[]): void {
    const posts = this.#posts
    this.#pair[0] = posts.team[handle] ?? 0
    for (const work of works) {
      this.#pair[1] = work
      posts.addWork(work, this.#pairs.number(this.#pair))
    }
    posts.workCount[handle] = works.length
  }

  #writeVisit(handle: number, record: PostRecord): void {
    const posts = this.#posts
    for (const { type, sha256, phash } of record.media ?? [])
      if (type === 'photo') this.#writePhoto(sha256, phash?.toLowerCase())
    posts.photoCount[handle] = posts.photosUsed - (posts.photoStart[handle] ?? 0)
    const words = copyWords(composed(record.text), (token) => this.#stage.workIn(token) >= 0)
    posts.isComparable[handle] = words.length >= comparableWords ? 1 : 0
    const set = this.#shingleSet(words)
    posts.addShingles(set)
    posts.shingleCount[handle] = set.length
  }

  #writePhoto(sha256: string | undefined, phash: string | undefined): void {
    const [high, low] = phash === undefined ? [0, 0] : [hexWord(phash, 0), hexWord(phash, 8)]
    this.#posts.addPhoto(this.#fileNumber(sha256), phash !== undefined, high, low)
  }

  #fileNumber(sha256: string | undefined): number {
    if (sha256 === undefined) return -1
    const hex = sha256.toLowerCase()
    if (hex.length !== 64) return this.#oddFileNumber(hex)
    for (let word = 0; word < 8; word++) this.#file[word] = hexWord(hex, word * 8)
    // Odd ones take the odd numbers, so that neither kind has to know how many the other has.
    return this.#files.number(this.#file) * 2
  }

  #oddFileNumber(hex: string): number {
    const number = this.#oddFiles.get(hex) ?? this.#oddFiles.size
    this.#oddFiles.set(hex, number)
    return number * 2 + 1
  }

  /** The numbers of the text's three-word shingles, each once, falling. */
  #shingleSet(words: readonly string[]): Uint32Array {
    const numbers = words.map((word) => this.#wordNumber(word))
    const set = new Uint32Array(Math.max(0, numbers.length - 2))
    for (let at = 0; at < set.length; at++) {
      for (let word = 0; word < 3; word++) this.#triple[word] = numbers[at + word] ?? 0
      set[at] = this.#shingles.number(this.#triple)
    }
    set.sort().reverse()
    let kept = 0
    for (let at = 0; at < set.length; at++) if (at === 0 || set[at] !== set[kept - 1]) set[kept++] = set[at] ?? 0
    return set.subarray(0, kept)
  }

  #wordNumber(word: string): number {
    let number = this.#words.get(word)
    if (number === undefined) {
      number = this.#words.size
      // A slice would keep its whole text alive.
      this.#words.set(detached(word), number)
    }
    return number
  }
}

/** Eight lower-case hex digits as 32 bits. */
function hexWord(hex: string, start: number): number {
  let value = 0
  for (let at = start; at < start + 8; at++) {
    const unit = hex.charCodeAt(at)
    value = (value << 4) | (unit < 58 ? unit - 48 : unit - 87)
  }
  return value
}

function setFiner(map: Map<number, string>, handle: number, instant: Instant | null): void {
  if (instant !== null && instant.finer !== '') map.set(handle, instant.finer)
  else if (map.size > 0) map.delete(handle)
}

/** As keys are brought to one form: NFC, upper case, no leading apostrophe. */
export function workKey(text: string): string {
  const upper = composed(text).toUpperCase()
  return upper.startsWith("'") ? upper.slice(1) : upper
}

function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}

/** Both instants of a record that has been read; throws where published_at is none. */
export function instantsOf(record: PostRecord): { published: Instant; retrieved: Instant | null } {
  const published = readInstant(record.published_at)
  if (published === null) throw new TypeError(`${record.published_at} is no RFC 3339 instant`)
  return { published, retrieved: record.retrieved_at === undefined ? null : readInstant(record.retrieved_at) }
}
