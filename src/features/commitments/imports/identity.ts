import { isDeepStrictEqual } from 'node:util'
import { type Rejection, rejection } from '../../../platform/csv/faults.ts'
import type { T } from '../../../platform/i18n.ts'
import type { StoredCommitment } from '../document/model.ts'
import { activitiesOf, type CommitmentDocument, type Party } from '../model.ts'
import { normalDocument } from './normal.ts'
import { type Accepted, type Note, note } from './report.ts'
import { completed } from './telling.ts'

export type Verdict = 'added' | 'changed' | 'unchanged'
export type Matched = { row: number; rows: number; id: string | null; document: CommitmentDocument; verdict: Verdict }
export type Matching = { matched: Matched[]; rejections: Rejection[]; notes: Note[] }

/**
 * `mayVerify`: the plan restates a public record, whose verifications somebody else made and whose source the plan names. In a plan
 * that is tracked here no file verifies, nor takes a verification back.
 *
 * A commitment of the file is one of the plan when their external ids agree, else when their keys do.
 */
export function matchCommitments(
  accepted: readonly Accepted[],
  stored: readonly StoredCommitment[],
  organizations: ReadonlyMap<string, Pick<Party, 'kind' | 'acronym'>>,
  t: T,
  mayVerify = false,
): Matching {
  const byExternalId = new Map(
    stored.flatMap((one) => (one.document.externalId ? [[one.document.externalId, one] as const] : [])),
  )
  const byKey = new Map(stored.map((one) => [one.document.key, one]))
  const matching: Matching = { matched: [], rejections: [], notes: [] }
  const held = new Map(organizations)
  const taken = new Set<string>()
  for (const one of accepted) {
    const { row, document } = one
    const same = (document.externalId ? byExternalId.get(document.externalId) : undefined) ?? byKey.get(document.key)
    const refusal = refusalOf(one, same, taken, t)
    if (refusal) {
      matching.rejections.push(refusal)
      continue
    }
    taken.add(same?.id ?? document.key)
    if (document.externalId) taken.add(`external ${document.externalId}`)
    const key = same?.document.key ?? document.key
    if (key !== document.key) matching.notes.push(note(t, row, 'clave', document.key, 'key-kept', { key }))
    const whole = same ? completed(document, one.told, normalDocument(same.document)) : document
    const parties = heldParties(whole.organizations, held)
    for (const party of parties.kept)
      matching.notes.push(note(t, row, 'organizations', party.name, 'organization-kept'))
    const stated = withHeldStates({ ...whole, key, organizations: parties.all }, one.statedActivities, same?.document)
    const { document: resolved, kept } = mayVerify ? { document: stated, kept: [] } : unverified(stated, same?.document)
    for (const code of kept) matching.notes.push(note(t, row, 'estado', code, 'verified-elsewhere'))
    const isSame = same !== undefined && isDeepStrictEqual(resolved, normalDocument(same.document))
    const verdict = same === undefined ? 'added' : isSame ? 'unchanged' : 'changed'
    matching.matched.push({ row, rows: one.rows, id: same?.id ?? null, document: resolved, verdict })
  }
  return matching
}

/** A key that belongs to somebody else, or a commitment that the file tells twice. */
function refusalOf(
  { row, document }: Accepted,
  same: StoredCommitment | undefined,
  taken: ReadonlySet<string>,
  t: T,
): Rejection | null {
  const { key, externalId } = document
  const other = same?.document.externalId ?? null
  if (other !== null && externalId !== null && other !== externalId) {
    return rejection(t, { row, column: 'clave', value: key, reason: 'key-taken', values: { key, externalId: other } })
  }
  const isTaken = taken.has(same?.id ?? key) || (externalId !== null && taken.has(`external ${externalId}`))
  return isTaken ? rejection(t, { row, column: 'clave', value: externalId ?? key, reason: 'repeated' }) : null
}

/** An organisation is one a name in a space: what is held of it stays, and the first to name a new one says what it is. */
function heldParties(
  parties: readonly Party[],
  held: Map<string, Pick<Party, 'kind' | 'acronym'>>,
): { all: Party[]; kept: Party[] } {
  const kept: Party[] = []
  const all = parties.map((party): Party => {
    const known = held.get(party.name)
    if (!known) held.set(party.name, { kind: party.kind, acronym: party.acronym })
    else if (known.kind !== party.kind || known.acronym !== party.acronym) kept.push(party)
    return known ? { ...party, kind: known.kind, acronym: known.acronym } : party
  })
  return { all, kept }
}

/** A file that says nothing of an activity's state does not set it back. */
function withHeldStates(
  document: CommitmentDocument,
  stated: ReadonlySet<string> | null,
  held: CommitmentDocument | undefined,
): CommitmentDocument {
  if (stated === null || !held) return document
  const states = new Map(
    held.keyActions.flatMap((action) => action.activities.map((activity) => [activity.code, activity.state])),
  )
  const keyActions = document.keyActions.map((action) => ({
    ...action,
    activities: action.activities.map((activity) =>
      stated.has(activity.code) ? activity : { ...activity, state: states.get(activity.code) ?? activity.state },
    ),
  }))
  return { ...document, keyActions }
}

/** 'verified' is an evaluator's word. What a file says of it is left as it was held; of a new activity it stays 'complete'. */
function unverified(
  document: CommitmentDocument,
  held: CommitmentDocument | undefined,
): { document: CommitmentDocument; kept: string[] } {
  const states = new Map(held ? activitiesOf(held).map(({ code, state }) => [code, state]) : [])
  const kept: string[] = []
  const keyActions = document.keyActions.map((action) => ({
    ...action,
    activities: action.activities.map((activity) => {
      const before = states.get(activity.code)
      const isTouched = activity.state !== before && (activity.state === 'verified' || before === 'verified')
      if (!isTouched) return activity
      kept.push(activity.code)
      return { ...activity, state: before ?? ('complete' as const) }
    }),
  }))
  return { document: { ...document, keyActions }, kept }
}
