/**
 * What goes into scoring a rally and what comes out: the shapes of docs/guides/recompute-a-rally.md, named as they stand in its
 * files. Pure data; the engine knows no clock, database or network.
 */
export const networks = ['x', 'instagram', 'facebook', 'mastodon', 'bluesky', 'telegram', 'web'] as const

export type PointName =
  | 'announcement'
  | 'visit'
  | 'comparison'
  | 'not_found'
  | 'other_data'
  | 'interview'
  | 'visualization'

export type Challenge =
  | { id: string; kind: 'interactions'; posts: 'announcement' | 'visit'; top: number; points: number }
  | { id: string; kind: 'judged'; criterion: string; points: number }
  | { id: string; kind: 'panel'; max_points: number; max_teams: number }

export type TieBreak = 'works_verified' | 'panel' | 'distinct_municipalities' | 'earliest_last_scoring_post'

export type Rules = {
  version: string
  max_distance_m: number
  photo_hash_max_distance: number
  text_similarity_min: number
  points: Record<PointName, number>
  unannounced_visit_factor: number
  works_cap_per_team: number
  announce_by?: string | null | undefined
  challenges?: readonly Challenge[] | undefined
  tie_break: readonly TieBreak[]
}

/** edition.json */
export type EditionInput = {
  id: string
  name: string
  timezone: string
  opens_at: string
  closes_at: string
  hashtags: readonly string[]
  networks: readonly string[]
  team_size: { min: number; max: number }
  rules: Rules
}

export type Finding = 'matches' | 'partly' | 'differs' | 'not_found' | 'no_access'

/** Hex digits in lower case. */
export type Medium = { type: 'photo' | 'video'; sha256?: string | undefined; phash?: string | undefined }

/** One line of posts.jsonl. */
export type PostRecord = {
  network: string
  id: string
  author: string
  published_at: string
  retrieved_at?: string | undefined
  text: string
  hashtags?: readonly string[] | undefined
  repost_of?: string | undefined
  geo?: { lat: number; lon: number } | undefined
  media?: readonly Medium[] | undefined
  interactions?: number | undefined
  work?: string | undefined
  kind?: 'announcement' | 'visit' | undefined
  finding?: Finding | undefined
}

/** One row of teams.csv: an account. */
export type Account = { team_id: string; team_name: string; network: string; handle: string; person: string }

/** One work, its rows of works.csv joined. */
export type Work = {
  key: string
  name: string
  state: string
  municipality: string
  lat: number | null
  lon: number | null
  progress: number | null
}

export type PanelPoints = { challenge: string; team_id: string; points: number }

export type Judgement = { network: string; post_id: string; criterion: string; judge: string; decision: 'yes' | 'no' }

export type Status = 'counted' | 'excluded' | 'review'

export type Reason =
  | 'repost'
  | 'network'
  | 'unknown_author'
  | 'outside_window'
  | 'no_hashtag'
  | 'no_work'
  | 'unknown_work'
  | 'no_photo'
  | 'late_announcement'
  | 'photo_reused'
  | 'duplicate'
  | 'copied_text'
  | 'over_cap'

/** One point given or withheld, enough for a person to follow the sum. Points as "5.00". */
export type Because = {
  rule: string
  work?: string
  points: string
  other?: { network: string; id: string }
}

/** One line of verdicts.jsonl. */
export type Verdict = {
  network: string
  id: string
  team: string | null
  works: readonly string[]
  kind: 'announcement' | 'visit' | null
  status: Status
  reason: Reason | null
  points: string
  because: readonly Because[]
}

/** One row of standings.csv. */
export type Standing = {
  rank: number
  team_id: string
  team_name: string
  points: string
  works_verified: number
  distinct_municipalities: number
  announcements: number
  challenge_points: string
  last_scoring_post: string | null
}

/** One row of challenges.csv. */
export type ChallengeRow = { challenge: string; team_id: string; value: string; points: string }

export type Summary = {
  posts_read: number
  distinct: number
  /** Copies of a post that were joined with another one. */
  joined_copies: number
  by_status: Record<Status, number>
  by_reason: Record<string, number>
  teams: number
  works_verified: number
  rules_version: string
}

export type Setting = {
  edition: EditionInput
  works: readonly Work[]
  accounts: readonly Account[]
  panel: readonly PanelPoints[]
  judgements: readonly Judgement[]
}

/**
 * Scores while posts arrive: after any series of `add` the answers are those of a scoring of the same posts from nothing, whatever
 * their order.
 */
export type Ledger = {
  add(posts: readonly PostRecord[]): void
  /** Takes the place of all judgements so far. */
  judge(judgements: readonly Judgement[]): void
  /** Takes the place of all points of the panel so far. */
  award(panel: readonly PanelPoints[]): void
  /** Verdicts that are new or differ from what the last call told, with the instant of their post. */
  takeChanges(): { verdict: Verdict; published_at: string }[]
  /** All, by published_at, network, id. */
  verdicts(): Iterable<Verdict>
  standings(): Standing[]
  challenges(): ChallengeRow[]
  summary(): Summary
}
