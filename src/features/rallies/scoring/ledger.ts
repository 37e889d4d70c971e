import { Changes } from './engine/changes.ts'
import { type GrantBook, grantBook, sameGrants } from './engine/judges.ts'
import { Posts, reasons } from './engine/posts.ts'
import { instantsOf, Preparation } from './engine/preparation.ts'
import type { PreparedBatch } from './engine/prepared.ts'
import { Sequence } from './engine/sequence.ts'
import { Settlement } from './engine/settlement.ts'
import { type Stage, stageOf } from './engine/stage.ts'
import { challengeRowsOf, type Prize, prizesOf, standingsOf } from './engine/standings.ts'
import { type Suspects, suspectsOf } from './engine/suspects.ts'
import { statusOf, verdictOf } from './engine/verdicts.ts'
import { postLine } from './inputs/post-line.ts'
import type {
  ChallengeRow,
  Judgement,
  Ledger,
  PanelPoints,
  PostRecord,
  Reason,
  Setting,
  Standing,
  Status,
  Summary,
  Verdict,
} from './model.ts'
import { compareInstants, type Instant, writtenInstant } from './text/instants.ts'
import { byCodePoint, composed } from './text/unicode.ts'

/** Keeps the line of a post, to tell its copies apart where they were retrieved at the same instant. */
export type LineShelf = {
  keep(handle: number): void
  /** Of the copy in hand. */
  current(): string
  kept(handle: number): string
}

/** See `Ledger`. Posts are held as their lines in posts.jsonl (`postLine`) where two copies have to be told apart. */
export function openLedger(setting: Setting): Ledger {
  return new PostLedger(setting, true)
}

export class PostLedger implements Ledger {
  readonly #setting: Setting
  readonly #stage: Stage
  readonly #posts = new Posts()
  readonly #preparation: Preparation
  readonly #suspects: Suspects | null
  readonly #settlement: Settlement
  readonly #sequence: Sequence
  readonly #changes: Changes | null
  #book: GrantBook
  #panel: readonly PanelPoints[]
  #copies = 0
  /** Of (team, work) in what was prepared elsewhere. */
  #pairCount = 0

  /** `isLive`: questions come between the posts, and changes are told; else only when all are in. */
  constructor(setting: Setting, isLive: boolean) {
    const posts = this.#posts
    this.#setting = setting
    this.#stage = stageOf(setting)
    this.#book = grantBook(setting.judgements)
    this.#panel = setting.panel
    this.#preparation = new Preparation(this.#stage, posts)
    this.#suspects = isLive ? null : suspectsOf(posts, this.#stage.photoDistance)
    this.#settlement = new Settlement(this.#stage, posts, setting.edition.rules.challenges ?? [], this.#suspects)
    this.#changes = isLive ? new Changes(posts, (handle) => this.#told(handle)) : null
    this.#sequence = new Sequence(posts, this.#settlement, this.#changes)
  }

  add(records: readonly PostRecord[]): void {
    for (const record of records) this.enter(record, this.#memory.of(record))
  }

  /** One copy of a post. */
  enter(record: PostRecord, shelf: LineShelf): void {
    const { published, retrieved } = instantsOf(record)
    const [network, id] = [composed(record.network), composed(record.id)]
    this.#place(network, id, retrieved, shelf, (handle) =>
      this.#preparation.write(handle, record, published, retrieved),
    )
  }

  /** A post that was prepared elsewhere, against the same setting. */
  take({ networks, network, ids, posts, pairCount }: PreparedBatch, row: number, shelf: LineShelf): void {
    const ms = posts.retrieved[row] ?? 0
    const retrieved = ms === Number.NEGATIVE_INFINITY ? null : { ms, finer: posts.retrievedFiner.get(row) ?? '' }
    this.#pairCount = pairCount
    this.#place(networks[network[row] ?? 0] ?? '', ids[row] ?? '', retrieved, shelf, (handle) =>
      this.#posts.take(handle, posts, row),
    )
  }

  /** Has the copy in hand written, unless a newer one is known. */
  #place(network: string, id: string, retrieved: Instant | null, shelf: LineShelf, write: (handle: number) => void) {
    const posts = this.#posts
    let handle = posts.find(network, id)
    if (handle < 0) {
      handle = posts.enter(network, id)
      this.#changes?.touch(handle)
      this.#sequence.append(handle)
      write(handle)
    } else {
      this.#copies++
      if (!this.#isNewer(handle, retrieved, shelf)) return
      this.#changes?.touch(handle)
      if (this.#sequence.remove(handle)) this.#sequence.append(handle)
      const spans = posts.spansOf(handle)
      write(handle)
      posts.reuse(handle, spans)
    }
    shelf.keep(handle)
    this.#begin(handle)
  }

  #begin(handle: number): void {
    const posts = this.#posts
    posts.beginOutcome(handle)
    if (posts.gate[handle] === 0) this.#suspects?.add(handle)
    if (this.#book.size === 0) return
    const grants = grantsOf(this.#book, [posts.networkOf(handle), posts.idOf(handle)])
    if (grants) posts.grants.set(handle, grants)
  }

  /** Of two copies the one retrieved later holds; equal: the one whose line is greater. */
  #isNewer(handle: number, retrieved: Instant | null, shelf: LineShelf): boolean {
    const posts = this.#posts
    const known = { ms: posts.retrieved[handle] ?? 0, finer: posts.retrievedFiner.get(handle) ?? '' }
    const later = compareInstants(retrieved ?? { ms: Number.NEGATIVE_INFINITY, finer: '' }, known)
    if (later === 0 || Number.isNaN(later)) return byCodePoint(shelf.current(), shelf.kept(handle)) > 0
    return later > 0
  }

  /** Takes the place of all judgements so far. */
  judge(judgements: readonly Judgement[]): void {
    const book = grantBook(judgements)
    const posts = this.#posts
    const changed: number[] = []
    for (const identity of identitiesOf(this.#book, book)) {
      const handle = posts.find(...identity)
      if (handle >= 0 && !sameGrants(grantsOf(this.#book, identity), grantsOf(book, identity))) changed.push(handle)
    }
    for (const handle of changed) {
      this.#changes?.touch(handle)
      this.#sequence.reopen(handle)
    }
    this.#book = book
    for (const handle of changed) {
      const grants = grantsOf(book, [posts.networkOf(handle), posts.idOf(handle)])
      if (grants) posts.grants.set(handle, grants)
      else posts.grants.delete(handle)
    }
  }

  /** Takes the place of all points of the panel so far. */
  award(panel: readonly PanelPoints[]): void {
    this.#panel = panel
  }

  takeChanges(): { verdict: Verdict; published_at: string }[] {
    this.#settle()
    return (this.#changes?.take() ?? [])
      .sort(this.#posts.compare)
      .map((handle) => ({ verdict: this.#verdict(handle), published_at: this.#publishedAt(handle) }))
  }

  *verdicts(): Generator<Verdict> {
    this.#settle()
    for (const handle of this.#sequence.order) yield this.#verdict(handle)
  }

  standings(): Standing[] {
    this.#settle()
    return standingsOf(this.#prizes(), this.#stage, this.#posts, this.#settlement.tallies)
  }

  challenges(): ChallengeRow[] {
    this.#settle()
    return challengeRowsOf(this.#prizes(), this.#stage)
  }

  summary(): Summary {
    this.#settle()
    const byStatus: Record<Status, number> = { counted: 0, excluded: 0, review: 0 }
    const counts = reasons.map(() => 0)
    for (const handle of this.#sequence.order) {
      const code = this.#posts.reason[handle] ?? 0
      counts[code] = (counts[code] ?? 0) + 1
    }
    for (const [code, reason] of reasons.entries()) byStatus[statusOf(reason)] += counts[code] ?? 0
    const byReason = reasons.flatMap((reason, code): [Reason, number][] =>
      reason ? [[reason, counts[code] ?? 0]] : [],
    )
    return {
      posts_read: this.#posts.size + this.#copies,
      distinct: this.#posts.size,
      joined_copies: this.#copies,
      by_status: byStatus,
      by_reason: Object.fromEntries(byReason),
      teams: this.#stage.teams.length,
      works_verified: this.#settlement.tallies.visits.reduce((sum, visits) => sum + visits, 0),
      rules_version: this.#setting.edition.rules.version,
    }
  }

  #settle(): void {
    this.#suspects?.close()
    this.#settlement.makeRoom(Math.max(this.#preparation.pairCount, this.#pairCount))
    this.#sequence.settle()
  }

  #prizes(): Prize[] {
    return prizesOf(this.#setting.edition.rules.challenges ?? [], this.#panel, this.#stage, this.#settlement.tallies)
  }

  #verdict(handle: number): Verdict {
    return verdictOf(handle, this.#posts, this.#stage)
  }

  #publishedAt(handle: number): string {
    return writtenInstant(this.#posts.ms[handle] ?? 0)
  }

  #told(handle: number): string {
    return `${this.#publishedAt(handle)}${JSON.stringify(this.#verdict(handle))}`
  }

  readonly #memory = {
    lines: new Map<number, string>(),
    of(record: PostRecord): LineShelf {
      const current = () => postLine(record)
      return {
        keep: (handle) => this.lines.set(handle, current()),
        current,
        kept: (handle) => this.lines.get(handle) ?? '',
      }
    },
  }
}

type Identity = [network: string, id: string]

function* identitiesOf(...books: readonly GrantBook[]): Generator<Identity> {
  for (const book of books) for (const [network, posts] of book) for (const id of posts.keys()) yield [network, id]
}

function grantsOf(book: GrantBook, [network, id]: Identity) {
  return book.get(network)?.get(id)
}
