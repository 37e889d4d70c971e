import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Sector } from '../model.ts'
import {
  ballotsPerPage,
  type Candidacy,
  type Candidate,
  type Election,
  type PaperCount,
  type Result,
  votersPerPage,
} from './model.ts'

const columns = sql`e.id, e.body_id as "bodyId", e.slug, e.title, e.sector, e.seats, e.requirements,
  e.polling_place as "pollingPlace",
  e.candidacies_from as "candidaciesFrom", e.candidacies_to as "candidaciesTo", e.voting_from as "votingFrom",
  e.voting_to as "votingTo", e.public_key as "publicKey", b.time_zone as "timeZone",
  exists (select from election_counts c where c.election_id = e.id) as "isCounted",
  (select reason from election_annulments a where a.election_id = e.id) as "annulledReason"`

type Row = Omit<Election, 'sector'> & { sector: string }
const electionOf = (row: Row): Election => ({ ...row, sector: row.sector as Sector })

export async function listElections(db: Db, bodyId: string): Promise<Election[]> {
  const { rows } = await sql<Row>`select ${columns} from elections e join bodies b on b.id = e.body_id
    where e.body_id = ${bodyId} order by e.voting_from desc, e.slug`.execute(db)
  return rows.map(electionOf)
}

export async function findElection(db: Db, bodyId: string, slug: string): Promise<Election | null> {
  const { rows } = await sql<Row>`select ${columns} from elections e join bodies b on b.id = e.body_id
    where e.body_id = ${bodyId} and e.slug = ${slug}`.execute(db)
  return rows[0] ? electionOf(rows[0]) : null
}

export async function readCandidacies(db: Db, electionId: string): Promise<Candidacy[]> {
  const { rows } = await sql<Candidacy>`
    select c.id, c.number, c.name, c.alternate_name as alternate, o.name as organization, c.statement, c.person_id as "personId",
      case when d.candidacy_id is null then null else json_build_object('decision', d.decision, 'reason', d.reason) end as decision,
      coalesce((select json_agg(json_build_object('kind', k.kind, 'title', k.title, 'url', k.url, 'sha256', k.sha256) order by k.added_at, k.id)
        from candidacy_documents k where k.candidacy_id = c.id and k.is_public), '[]') as documents
    from candidacies c left join organizations o on o.id = c.organization_id
    left join candidacy_decisions d on d.candidacy_id = c.id
    where c.election_id = ${electionId} order by c.number`.execute(db)
  return rows
}

/** Who may be voted for. */
export async function readCandidates(db: Db, electionId: string): Promise<Candidate[]> {
  const all = await readCandidacies(db, electionId)
  return all
    .filter(({ decision }) => decision?.decision === 'admitted')
    .map(({ number, name, alternate, organization }) => ({ number, name, alternate, organization }))
}

export type Voter = {
  id: string
  name: string
  organization: string | null
  struckReason: string | null
  hasVotedOnPaper: boolean
}

/**
 * The roll as whoever keeps it sees it, a page at a time or whole. Whether a voter took her signature is not among its columns: it
 * is nobody's business.
 */
export async function readRoll(db: Db, electionId: string, asked?: { name: string; page: number }): Promise<Voter[]> {
  const some = asked ? sql`limit ${votersPerPage} offset ${(asked.page - 1) * votersPerPage}` : sql``
  const { rows } = await sql<Voter>`
    select r.id, p.name, o.name as organization, r.struck_reason as "struckReason",
      r.voted_on_paper_on is not null as "hasVotedOnPaper"
    from election_roll r join people p on p.id = r.person_id left join organizations o on o.id = r.organization_id
    where r.election_id = ${electionId} and position(lower(${asked?.name ?? ''}) in lower(p.name)) > 0
    order by p.name, r.id ${some}`.execute(db)
  return rows
}

export async function countVoters(db: Db, electionId: string, name: string): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from election_roll r join people p on p.id = r.person_id
    where r.election_id = ${electionId} and position(lower(${name}) in lower(p.name)) > 0`.execute(db)
  return rows[0]?.count ?? 0
}

export type RollTotals = { admitted: number; signaturesGiven: number; votedOnPaper: number }

export async function rollTotals(db: Db, electionId: string): Promise<RollTotals> {
  const { rows } = await sql<RollTotals>`
    select count(*) filter (where struck_at is null)::int as admitted, count(credential_given_on)::int as "signaturesGiven",
      count(voted_on_paper_on)::int as "votedOnPaper" from election_roll where election_id = ${electionId}`.execute(db)
  return rows[0] ?? { admitted: 0, signaturesGiven: 0, votedOnPaper: 0 }
}

/** How one person stands on the roll, for herself alone. */
export async function ownPlace(db: Db, electionId: string, personId: string) {
  const row = await db
    .selectFrom('election_roll')
    .select(['struck_reason', 'credential_given_on', 'voted_on_paper_on'])
    .where('election_id', '=', electionId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!row) return null
  const { struck_reason: struckReason, credential_given_on: signedOn, voted_on_paper_on: paperOn } = row
  return { struckReason, signedOn, paperOn }
}

export async function readPaperCount(db: Db, electionId: string): Promise<PaperCount | null> {
  const { rows } = await sql<PaperCount>`
    select ballots, blank, spoiled, votes, act_title as act, act_url as "actUrl",
      act_sha256 as "actSha256", witnesses
    from election_paper_counts where election_id = ${electionId}`.execute(db)
  return rows[0] ?? null
}

export type Count = { sha256: string; result: Result; countedAt: Date }

export async function readCount(db: Db, electionId: string): Promise<Count | null> {
  const { rows } = await sql<Count>`select package_sha256 as sha256, result, counted_at as "countedAt"
    from election_counts where election_id = ${electionId}`.execute(db)
  return rows[0] ?? null
}

/** The candidates as `nameMember` needs them; the address never leaves for a page. */
export async function readSeatable(db: Db, electionId: string) {
  return db
    .selectFrom('candidacies as c')
    .leftJoin('people as p', 'p.id', 'c.person_id')
    .select(['c.number', 'c.name', 'c.alternate_name as alternate', 'c.organization_id as organizationId', 'p.email'])
    .where('c.election_id', '=', electionId)
    .execute()
}

export type CalendarMove = Pick<Election, 'candidaciesFrom' | 'candidaciesTo' | 'votingFrom' | 'votingTo'> & {
  reason: string
  movedAt: Date
}

/** What the dates were before each move, newest first. */
export async function readMoves(db: Db, electionId: string): Promise<CalendarMove[]> {
  const { rows } = await sql<CalendarMove>`
    select candidacies_from as "candidaciesFrom", candidacies_to as "candidaciesTo", voting_from as "votingFrom",
      voting_to as "votingTo", reason, moved_at as "movedAt"
    from election_calendar_moves where election_id = ${electionId} order by moved_at desc`.execute(db)
  return rows
}

export type PublishedBallot = { serial: string; choice: string; receipt: string }

/** Ballots of a counted election in order of serial, which is chance; `receipt` narrows to those that begin so. */
export async function readBallots(db: Db, electionId: string, asked: { receipt: string; page: number }) {
  const ballots = db
    .selectFrom('ballots')
    .where('election_id', '=', electionId)
    .where('receipt', 'like', `${asked.receipt}%`)
  const { count } = await ballots.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  const rows: PublishedBallot[] = await ballots
    .select(['serial', 'choice', 'receipt'])
    .orderBy('serial')
    .limit(ballotsPerPage)
    .offset((asked.page - 1) * ballotsPerPage)
    .execute()
  return { rows, count: Number(count) }
}

export type HeldPaper = { fileName: string | null; mediaType: string; candidacyNumber: number | null }

/** A kept paper of this election: of a candidacy (its number), or the act of the polling table (null). */
export async function findPaper(db: Db, electionId: string, sha256: string): Promise<HeldPaper | null> {
  const { rows } = await sql<HeldPaper>`
    select k.file_name as "fileName", f.media_type as "mediaType", c.number as "candidacyNumber"
    from candidacy_documents k join candidacies c on c.id = k.candidacy_id join files f on f.sha256 = k.sha256
    where c.election_id = ${electionId} and k.sha256 = ${sha256} and k.is_public
    union all
    select p.act_file_name, f.media_type, null from election_paper_counts p join files f on f.sha256 = p.act_sha256
    where p.election_id = ${electionId} and p.act_sha256 = ${sha256}`.execute(db)
  return rows[0] ?? null
}

/** All ballots of a counted election in order of serial, a thousand at a time. */
export async function* ballotSlices(db: Db, electionId: string) {
  for (let after = ''; ; ) {
    const slice = await db
      .selectFrom('ballots')
      .select(['serial', 'choice', 'receipt'])
      .where('election_id', '=', electionId)
      .where('serial', '>', after)
      .orderBy('serial')
      .limit(1000)
      .execute()
    const last = slice.at(-1)
    if (!last) return
    yield slice
    after = last.serial
  }
}
