import { canonicalJson } from '../../../platform/canonical-json.ts'
import { partiesOf } from '../../commitments/model.ts'
import type { BoardPlan } from '../board/model.ts'
import { type Opinion, opinionOf, type PastCommitment, type Voices } from './past/model.ts'
import { judgedThen } from './past/voices.ts'

/** A date at which the plan's board is frozen. */
export type CutDate = { id: string; number: number; title: string; dueOn: string; cutNumber: number | null }

/** A frozen board, without its bytes. */
export type Cut = {
  number: number
  title: string
  asOf: Date
  frozenAt: Date
  recordSeq: number
  sha256: string
  bytes: number
  opinionsMissing: number
}

/** What a cut's file says of itself before its commitments. */
export type CutHead = {
  /** 2 added `validated` and each activity's `evidence`; files of 1 stay as they were frozen and are read the same way. */
  format: 'tequio-cut-1' | 'tequio-cut-2'
  space: string
  plan: string
  planTitle: string
  timeZone: string
  number: number
  title: string
  asOf: string
  recordSeq: number
}

export type FrozenBoard = CutHead & { commitments: readonly FrozenCommitment[] }
export type FrozenCommitment = ReturnType<typeof frozenCommitmentOf>
/** As it lies in a file: one of the first format says nothing of what came with the second. */
export type StoredBoard = CutHead & {
  commitments: readonly (Omit<FrozenCommitment, 'validated' | 'keyActions'> & {
    validated?: number | null
    keyActions: readonly (Omit<FrozenCommitment['keyActions'][number], 'activities'> & {
      activities: readonly (Omit<FrozenActivity, 'evidence'> & { evidence?: FrozenActivity['evidence'] })[]
    })[]
  })[]
}
export type FrozenActivity = FrozenCommitment['keyActions'][number]['activities'][number]

/** One commitment as it goes into the file: everything that its percentages are computed from, and every voice. */
export function frozenCommitmentOf({ row, facts }: PastCommitment) {
  const { document } = facts
  return {
    key: document.key,
    number: document.number,
    title: document.title,
    startsOn: document.startsOn,
    endsOn: document.endsOn,
    lead: partiesOf(document, 'lead').map(({ name }) => name),
    coResponsible: partiesOf(document, 'co-responsible').map(({ name }) => name),
    standing: row.standing,
    progress: row.progress,
    validated: row.validated,
    lateness: row.pause ? null : row.deadline.lateness,
    nextDeadline: row.deadline.date,
    silentDays: row.silentDays,
    pause: row.pause,
    opinion: opinionOf(facts) as Opinion,
    keyActions: document.keyActions.map((action) => ({
      code: action.code,
      title: action.title,
      weight: action.weight,
      activities: action.activities.map((activity) => {
        const stated = facts.states.get(activity.code)
        return {
          code: activity.code,
          title: activity.title,
          product: activity.product,
          startsOn: activity.startsOn,
          endsOn: activity.endsOn,
          state: stated?.state ?? 'not-started',
          stateSince: stated?.at.toISOString() ?? null,
          ...plainVoices(facts.voices.get(activity.code)),
          evidence: (facts.evidence.get(activity.code) ?? []).map((one) => ({ ...one, at: one.at.toISOString() })),
        }
      }),
    })),
  }
}

function plainVoices(voices: Voices | undefined) {
  const verification = voices?.verification ?? null
  return {
    reports: (voices?.reports ?? []).map((one) => ({ ...one, at: one.at.toISOString() })),
    answers: (voices?.answers ?? []).map((one) => ({ ...one, at: one.at.toISOString() })),
    verification: verification && { ...verification, at: verification.at.toISOString() },
  }
}

export function cutHeadOf(plan: BoardPlan, cut: Pick<Cut, 'number' | 'title' | 'asOf' | 'recordSeq'>): CutHead {
  return {
    format: 'tequio-cut-2',
    space: plan.spaceSlug,
    plan: plan.slug,
    planTitle: plan.title,
    timeZone: plan.timeZone,
    number: cut.number,
    title: cut.title,
    asOf: cut.asOf.toISOString(),
    recordSeq: cut.recordSeq,
  }
}

/** Canonical JSON of the whole file around its commitments, which come in between a piece at a time. */
export function aroundCommitments(head: CutHead): { before: string; after: string } {
  const mark = '"commitments":[]'
  const text = canonicalJson({ ...head, commitments: [] })
  // Inside a text the quotes would be escaped, so the mark stands where the member is and nowhere else.
  const at = text.indexOf(mark) + mark.length - 1
  return { before: text.slice(0, at), after: text.slice(at) }
}

/** A stored file brought to today's shape: what its format did not hold yet is unknown (null) or not listed. */
export function readBoard(stored: StoredBoard): FrozenBoard {
  return {
    ...stored,
    commitments: stored.commitments.map((commitment) => ({
      ...commitment,
      validated: commitment.validated ?? null,
      keyActions: commitment.keyActions.map((action) => ({
        ...action,
        activities: action.activities.map((activity) => ({ ...activity, evidence: activity.evidence ?? [] })),
      })),
    })),
  }
}

/** Civil society disagrees or claims another state: shown as in dispute, never averaged. */
export function isDisputed(activity: Pick<FrozenActivity, 'answers' | 'reports'>): boolean {
  return judgedThen(activity).isDisputed
}
