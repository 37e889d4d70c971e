import type { Database } from '../../../../platform/context.ts'
import type { Deps } from '../../../../platform/http/env.ts'
import { FollowedNumbers } from '../../../../platform/http/followed-numbers.ts'
import { type Edition, stateOf } from '../../editions/model.ts'
import type { Board, Run } from '../board/model.ts'
import { countLateArrivals, countTeams, livePasses, raceSteps, shownRun, verifiedWorks } from '../board/queries.ts'
import { raceTeams } from '../board/race.ts'

type Around = Pick<Board, 'registered' | 'race' | 'verified' | 'lateArrivals'>
type Kept = { pass: number; run: Promise<Run | null> }
type KeptAround = { pass: number; at: number; tookMs: number; around: Promise<Around> }

/** What was drawn around the standings is kept as many times longer as it took: with many posts the database does other work. */
const restFactor = 20
const maxEditions = 50

/**
 * The boards of one web process: however many read one, the database is asked once a pass. All of it is found again by asking;
 * another process misses nothing.
 */
export class BoardSource {
  readonly passes: FollowedNumbers
  readonly #db: Database
  readonly #runs = new Map<string, Kept>()
  readonly #rendered = new Map<string, { pass: number; html: Promise<string> }>()
  readonly #around = new Map<string, KeptAround>()

  constructor({ db, notices }: Pick<Deps, 'db' | 'notices'>, channel: string) {
    this.#db = db
    this.passes = new FollowedNumbers((ids) => livePasses(db, ids))
    notices?.hear(channel, (payload) => this.#hear(payload))
  }

  #hear(payload: string): void {
    const told: unknown = JSON.parse(payload)
    if (typeof told !== 'object' || told === null || !('edition' in told) || !('pass' in told)) return
    this.passes.hint(String(told.edition), Number(told.pass))
  }

  async boardOf(edition: Edition, now: Date): Promise<{ board: Board; isStill: () => boolean }> {
    const pass = await this.passes.follow(edition.id)
    const run = await this.#runAt(edition, pass)
    const around = await this.#aroundAt(edition, pass, run)
    const board = { edition, state: stateOf(edition, now), run, ...around }
    return { board, isStill: () => this.passes.current(edition.id) === pass }
  }

  /** What was rendered for everybody of one pass, once however many ask at the same time. */
  rendered(key: string, pass: number, make: () => Promise<string>): Promise<string> {
    const kept = this.#rendered.get(key)
    if (kept && kept.pass === pass) return kept.html
    const html = make()
    remember(this.#rendered, key, { pass, html })
    html.catch(() => this.#rendered.delete(key))
    return html
  }

  #runAt(edition: Edition, pass: number): Promise<Run | null> {
    // The acts decide which run is shown, and they are the record's to tell.
    const key = `${edition.id} ${Object.keys(edition.acts).length}`
    const kept = this.#runs.get(key)
    if (kept && kept.pass === pass) return kept.run
    const run = shownRun(this.#db, edition.id)
    remember(this.#runs, key, { pass, run })
    run.catch(() => this.#runs.delete(key))
    return run
  }

  #aroundAt(edition: Edition, pass: number, run: Run | null): Promise<Around> {
    const kept = this.#around.get(edition.id)
    const now = performance.now()
    if (kept && now - kept.at < kept.tookMs * restFactor) return kept.around
    const around = readAround(this.#db, edition, run)
    const fresh = { pass, at: now, tookMs: Number.POSITIVE_INFINITY, around }
    remember(this.#around, edition.id, fresh)
    around.then(
      () => {
        fresh.tookMs = performance.now() - now
      },
      () => this.#around.delete(edition.id),
    )
    return around
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > maxEditions && oldest !== undefined) map.delete(oldest)
}

async function readAround(db: Database, edition: Edition, run: Run | null): Promise<Around> {
  const leading = (run?.standings ?? []).slice(0, raceTeams).map((row) => row.team_id)
  return {
    registered: await countTeams(db, edition.id),
    race: await raceSteps(db, edition, leading),
    verified: await verifiedWorks(db, edition.id),
    lateArrivals: await countLateArrivals(db, edition),
  }
}
