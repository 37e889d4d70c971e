import { sql, type Transaction } from 'kysely'
import type { Database } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import type { Edition } from '../../editions/model.ts'
import { editionById } from '../../editions/queries.ts'
import type { Verdict } from '../../scoring/model.ts'
import { noCorrections, postKey } from '../setting/model.ts'
import { correctionsOf, decisionsOf, marksOf, settingOf } from '../setting/queries.ts'
import { deleteVerdicts, type Scored, verdictsSince, writeVerdicts } from '../verdicts/commands.ts'
import { Arrivals } from './arrivals.ts'
import type { Kept, Ledgers } from './ledgers.ts'
import { arrivalsAbove, horizonNow, recordsOf } from './queries.ts'

/** Where other processes hear that a live run was rewritten: '{"edition": …, "pass": …}'. */
export const liveChannel = 'rally'

export type Pass = { pass: number; posts: number; verdicts: number }

type Timed = Edition & { opensAt: Date; closesAt: Date }

/**
 * Brings verdicts, standings and the live run of an edition up to what has arrived. One pass at a time in all processes; nothing
 * is written where nothing changed. The score leaves no event in the record: it follows from posts that are there, and anybody
 * can make it again.
 */
export async function scoreEdition(
  db: Database,
  ledgers: Ledgers,
  editionId: string,
  now: () => Date,
): Promise<Pass | null> {
  const done = await db.transaction().execute(async (tx) => {
    await lockScoring(tx, editionId)
    const startedAt = now()
    const edition = await editionById(tx, editionId)
    // The final results stand; what still arrives is kept and no longer scored.
    if (!edition || !isTimed(edition) || edition.acts.finalised) return null
    const live = await liveOf(tx, editionId)
    const { kept, isNew, isJudged } = await warmLedger(tx, ledgers, edition)
    const posts = await readPosts(tx, kept, editionId)
    const changes = kept.ledger.takeChanges()
    if (!isJudged && posts === 0 && changes.length === 0 && live?.pass === kept.pass) return { kept, pass: null }
    const pass = (live?.pass ?? 0) + 1
    const at = { editionId, pass, now: now() }
    let verdicts = await writeVerdicts(tx, at, changes)
    if (isNew) verdicts += await deleteVerdicts(tx, editionId, changes)
    else if (live && live.pass !== kept.pass) verdicts += await takeOver(tx, at, kept)
    if (live && live.rules !== edition.rules.number) await keepLive(tx, live.id)
    await writeLive(tx, edition, { ...at, kept, startedAt, id: live?.id ?? null })
    await sql`select pg_notify(${liveChannel}, ${JSON.stringify({ edition: editionId, pass })})`.execute(tx)
    return { kept: { ...kept, pass }, pass: { pass, posts, verdicts } }
  })
  if (done) ledgers.keep(editionId, done.kept)
  return done?.pass ?? null
}

export function isTimed(edition: Edition): edition is Timed {
  return edition.opensAt !== null && edition.closesAt !== null
}

/** Held until the transaction ends; whoever writes scores of an edition takes it first. */
export async function lockScoring(tx: Transaction<DB>, editionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rally score ${editionId}`}, 0))`.execute(tx)
}

async function liveOf(tx: Transaction<DB>, editionId: string) {
  const row = await tx
    .selectFrom('rally_runs')
    .select(['id', 'pass', 'rules_number'])
    .where('edition_id', '=', editionId)
    .where('kind', '=', 'live')
    .executeTakeFirst()
  return row ? { id: row.id, pass: Number(row.pass), rules: row.rules_number } : null
}

/** The ledger of this process if it still fits, else one opened anew. */
async function warmLedger(tx: Transaction<DB>, ledgers: Ledgers, edition: Timed) {
  const kept = ledgers.take(edition.id)
  const marks = await marksOf(tx, edition.id)
  if (kept?.marks.setting !== marks.setting) {
    const setting = await settingOf(tx, edition)
    const ledger = ledgers.open(setting)
    return { kept: { ledger, setting, marks, arrivals: new Arrivals(), pass: 0 }, isNew: true, isJudged: true }
  }
  if (kept.marks.judged === marks.judged) return { kept, isNew: false, isJudged: false }
  const { panel, judgements } = await decisionsOf(tx, edition.id, kept.setting.edition, kept.setting.accounts)
  kept.ledger.judge(judgements)
  kept.ledger.award(panel)
  return { kept: { ...kept, marks }, isNew: false, isJudged: true }
}

const postsAtOnce = 5000

async function readPosts(tx: Transaction<DB>, { ledger, arrivals }: Kept, editionId: string): Promise<number> {
  const horizon = await horizonNow(tx)
  const missing = arrivals.unseen(await arrivalsAbove(tx, editionId, arrivals.floor))
  const corrections = missing.length > 0 ? await correctionsOf(tx, editionId) : noCorrections
  for (let start = 0; start < missing.length; start += postsAtOnce) {
    const some = missing.slice(start, start + postsAtOnce)
    ledger.add(await recordsOf(tx, some, corrections))
    arrivals.add(some)
  }
  arrivals.settle(horizon)
  return missing.length
}

/** Another process wrote passes meanwhile: what it changed is written as this ledger, which has read at least as much, sees it. */
async function takeOver(tx: Transaction<DB>, at: { editionId: string; pass: number; now: Date }, kept: Kept) {
  const foreign = await verdictsSince(tx, at.editionId, kept.pass)
  if (foreign.size === 0) return 0
  const mine: Scored[] = []
  for (const verdict of kept.ledger.verdicts() as Iterable<Verdict>) {
    const published_at = foreign.get(postKey(verdict.network, verdict.id))
    if (published_at) mine.push({ verdict, published_at })
  }
  return writeVerdicts(tx, at, mine)
}

/** Rules changed after the opening: the standings by the earlier ones stay, to be compared. */
async function keepLive(tx: Transaction<DB>, id: string): Promise<void> {
  await sql`insert into rally_runs (id, edition_id, kind, rules_number, pass, through_arrival, started_at, finished_at, standings,
      challenges, summary)
    select gen_random_uuid(), edition_id, 'full', rules_number, pass, through_arrival, started_at, finished_at, standings,
      challenges, summary from rally_runs where id = ${id}`.execute(tx)
}

type Live = { id: string | null; kept: Kept; pass: number; startedAt: Date; now: Date }

async function writeLive(tx: Transaction<DB>, edition: Edition, live: Live): Promise<void> {
  const { ledger, arrivals } = live.kept
  const state = {
    rules_number: edition.rules.number,
    pass: live.pass,
    through_arrival: arrivals.last,
    started_at: live.startedAt,
    finished_at: live.now,
    standings: JSON.stringify(ledger.standings()),
    challenges: JSON.stringify(ledger.challenges()),
    summary: JSON.stringify(ledger.summary()),
  }
  if (live.id === null) {
    await tx
      .insertInto('rally_runs')
      .values({ id: sql`gen_random_uuid()`, edition_id: edition.id, kind: 'live', ...state })
      .execute()
  } else {
    await tx.updateTable('rally_runs').set(state).where('id', '=', live.id).execute()
  }
}
