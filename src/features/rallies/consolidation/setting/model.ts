import type { Account, EditionInput, Judgement, PanelPoints, PostRecord, Work } from '../../scoring/model.ts'

/** What people with authority settled about posts, by `postKey`; `keys` are the works of the edition. */
export type Corrections = {
  works: ReadonlyMap<string, string>
  /** Posts whose words judges found to be their author's own. */
  own: ReadonlySet<string>
  keys: ReadonlySet<string>
}

export const noCorrections: Corrections = { works: new Map(), own: new Set(), keys: new Set() }

/** One text for a post's identity; no network or id holds a line break. */
export function postKey(network: string, id: string): string {
  return `${network}\n${id}`
}

/**
 * The record as the engine reads it: a work that was settled stands where its author would have named it, and words found to be
 * her own are left out, with the hashtags and the work they named written out, so that there is nothing to call a copy.
 */
export function corrected(record: PostRecord, { works, own, keys }: Corrections): PostRecord {
  const key = postKey(record.network, record.id)
  const work = works.get(key) ?? record.work
  const named = work === undefined ? record : { ...record, work }
  if (!own.has(key)) return named
  const written = work ?? tokensOf(record.text).find((token) => keys.has(token))
  const hashtags = record.hashtags ?? [...record.text.matchAll(/#([\p{L}\p{N}_]+)/gu)].map(([, tag]) => tag ?? '')
  return { ...named, text: '', hashtags, ...(written === undefined ? {} : { work: written }) }
}

/** The contract's tokens, as keys are written. */
function tokensOf(text: string): string[] {
  return (text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).map((token) => token.toUpperCase())
}

/** Teams as teams.csv may hold them: with as many people who have accounts as the edition asks. */
export function readableAccounts(accounts: readonly Account[], size: { min: number; max: number }): Account[] {
  const people = Map.groupBy(accounts, ({ team_id }) => team_id)
  return accounts.filter(({ team_id }) => {
    const count = new Set(people.get(team_id)?.map(({ person }) => person)).size
    return count >= size.min && count <= size.max
  })
}

/** Works whose key the contract can name. */
export function readableWorks(works: readonly Work[]): Work[] {
  return works.filter(({ key }) => /^[0-9A-Z]{10,11}$/.test(key))
}

/** What the panel gave in challenges that the rules still have, to teams that still take part. */
export function readablePanel(
  panel: readonly PanelPoints[],
  { rules }: EditionInput,
  accounts: readonly Account[],
): PanelPoints[] {
  const challenges = new Set((rules.challenges ?? []).flatMap(({ id, kind }) => (kind === 'panel' ? id : [])))
  const teams = new Set(accounts.map(({ team_id }) => team_id))
  return panel.filter(({ challenge, team_id }) => challenges.has(challenge) && teams.has(team_id))
}

const ownCriteria = ['comparison', 'other_data', 'interview', 'visualization', 'photo_original']

/** Decisions on criteria that the rules still have. */
export function readableJudgements(judgements: readonly Judgement[], { rules }: EditionInput): Judgement[] {
  const judged = (rules.challenges ?? []).flatMap((challenge) =>
    challenge.kind === 'judged' ? challenge.criterion : [],
  )
  const criteria = new Set([...ownCriteria, ...judged])
  return judgements.filter(({ criterion }) => criteria.has(criterion))
}
