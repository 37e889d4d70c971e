import { type Fault as CommitmentFault, faultsOf } from '../commitments/completeness/model.ts'
import type { CommitmentDocument } from '../commitments/model.ts'
import type { Plan, PlanKind } from '../commitments/plan/model.ts'

export const documentKinds = ['plan', 'minutes', 'agreement', 'rules', 'report', 'evaluation', 'page', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** A document of the plan, linked where it is already published. */
export type PlanDocument = {
  id: string
  title: string
  kind: DocumentKind
  url: string
  language: string | null
  datedOn: string | null
  note: string | null
}

export const pauseKinds = ['paused', 'suspended', 'withdrawn'] as const

/** Something that the plan itself lacks. An error keeps it from being published; `field` names the field of the plan's form. */
export type PlanFault = {
  rule: string
  code:
    | 'no-commitments'
    | 'many-commitments'
    | 'period-missing'
    | 'duration'
    | 'source-missing'
    | 'not-approved'
    | 'unanswered'
  severity: 'error' | 'warning'
  field: string | null
  values: Record<string, string | number>
}

export type JudgedPlan = Pick<Plan, 'kind' | 'origin' | 'startsOn' | 'endsOn' | 'sourceTitle'>

/**
 * What keeps a plan from being published, apart from its commitments. Plans have had 13, 26 and 36 commitments: no number is
 * fixed (T-14); OGP recommends 5 to 15. A plan of public record is restated as it was found: it needs only its source.
 */
export function planFaultsOf(plan: JudgedPlan, commitments: number): PlanFault[] {
  if (plan.origin === 'public-record') {
    return plan.sourceTitle ? [] : [fault('R-18', 'source-missing', 'error', 'sourceTitle')]
  }
  return [
    ...(commitments < 1 ? [fault('R-29', 'no-commitments', 'error', null)] : []),
    ...(commitments > 15 && isOgp(plan.kind)
      ? [fault('R-29', 'many-commitments', 'warning', null, { count: commitments })]
      : []),
    ...(plan.startsOn && plan.endsOn ? durationFaults(plan.kind, plan.startsOn, plan.endsOn) : [periodMissing(plan)]),
  ]
}

function periodMissing(plan: JudgedPlan): PlanFault {
  return fault('R-30', 'period-missing', 'error', plan.startsOn ? 'endsOn' : 'startsOn')
}

function isOgp(kind: PlanKind): boolean {
  return kind === 'ogp-national' || kind === 'ogp-local' || kind === 'ogp-challenge'
}

/** plans of one to four years were seen; OGP's new plans last two or four. */
function durationFaults(kind: PlanKind, startsOn: string, endsOn: string): PlanFault[] {
  const years = durationYears(startsOn, endsOn)
  const usual = isOgp(kind) ? [2, 4] : [1, 2, 3, 4]
  if (usual.includes(years)) return []
  const values = { years: Math.round(years * 10) / 10, usual: usual.join(', ') }
  return [fault('R-30', 'duration', 'warning', 'endsOn', values)]
}

/** Years from the first day to the last, both counted: 1 January to 31 December is one. Whole years come out exact. */
export function durationYears(startsOn: string, endsOn: string): number {
  const start = new Date(`${startsOn}T00:00:00Z`)
  const after = new Date(`${endsOn}T00:00:00Z`)
  after.setUTCDate(after.getUTCDate() + 1)
  const months = (after.getUTCFullYear() - start.getUTCFullYear()) * 12 + after.getUTCMonth() - start.getUTCMonth()
  const days = after.getUTCDate() - start.getUTCDate()
  return (months + days / 31) / 12
}

function fault(
  rule: string,
  code: PlanFault['code'],
  severity: PlanFault['severity'],
  field: string | null,
  values: PlanFault['values'] = {},
): PlanFault {
  return { rule, code, severity, field, values }
}

/** What the exercise that a plan comes from still owes it; null for a plan without one. */
export type CycleDebts = { isApproved: boolean; unanswered: number } | null

/**
 * A plan that comes out of an exercise is published only once its body approved it in a session with quorum of all sectors,
 * and once everything that people contributed was answered.
 */
export function cycleFaultsOf(debts: CycleDebts): PlanFault[] {
  if (!debts) return []
  return [
    ...(debts.isApproved ? [] : [fault('R-18', 'not-approved', 'error', null)]),
    ...(debts.unanswered > 0 ? [fault('R-12', 'unanswered', 'error', null, { count: debts.unanswered })] : []),
  ]
}

/** Every fault of a plan and of each of its commitments. */
export type Judgement = {
  plan: PlanFault[]
  commitments: { key: string; number: string; title: string; faults: CommitmentFault[] }[]
}

/** Judges a plan and all it promises; a plan of public record is not asked to be complete. */
export function judge(plan: Plan, documents: readonly CommitmentDocument[], debts: CycleDebts): Judgement {
  const asks = plan.origin === 'platform'
  return {
    plan: [...planFaultsOf(plan, documents.length), ...(asks ? cycleFaultsOf(debts) : [])],
    commitments: documents.map((document) => ({
      key: document.key,
      number: document.number,
      title: document.title,
      faults: asks ? faultsOf(document, plan) : [],
    })),
  }
}

export function countErrors({ plan, commitments }: Judgement): number {
  const isError = (one: { severity: string }) => one.severity === 'error'
  return plan.filter(isError).length + commitments.reduce((sum, { faults }) => sum + faults.filter(isError).length, 0)
}
