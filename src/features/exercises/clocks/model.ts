import type { Check, MethodDefinition } from '../methods/model.ts'

// Calendar dates are 'YYYY-MM-DD' throughout: a day, not an instant.
const dayMs = 86_400_000
const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayAt = (time: number) => new Date(time).toISOString().slice(0, 10)

export function daysBetween(from: string, to: string): number {
  return Math.round((timeOf(to) - timeOf(from)) / dayMs)
}

export function addDays(day: string, days: number): string {
  return dayAt(timeOf(day) + days * dayMs)
}

/** The same day so many months later; the last of the month where there is none (31 August plus six: 28 February). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayAt(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

export type Launch = {
  /** The day of the public event: the plan's year starts there and nowhere else. */
  launchedOn: string | null
  endsOn: string | null
}

export type CheckDue = Check & { dueOn: string; state: 'done' | 'to-come' | 'due' | 'late' }
export type PeriodFault = { severity: 'error' | 'warning'; expected: string; stated: string }

export type Clocks = {
  /** Counts how long the process took; nothing is ever late by it. */
  process: { since: string; months: number; minimumMonths: number } | null
  plan: { startsOn: string; endsOn: string; checks: readonly CheckDue[]; fault: PeriodFault | null } | null
}

/**
 * The two clocks of an exercise (T-31). That of the plan starts at its public launch, never at the declaration: Campeche took
 * 15 months from one to the other (T-32), so lateness is asked of this clock alone. R-05: shorter than promised is an error,
 * longer a warning. R-06: a check is late when its grace has passed.
 */
export function clocksOf(
  definition: Pick<MethodDefinition, 'process' | 'plan'>,
  facts: { beganOn: string | null; launch: Launch | null; outputs: ReadonlySet<string>; today: string },
): Clocks {
  const { beganOn, launch, outputs, today } = facts
  const launchedOn = launch?.launchedOn ?? null
  const { plan, process } = definition
  return {
    process: process && beganOn ? { since: beganOn, months: monthsBetween(beganOn, today), ...process } : null,
    plan:
      plan && launchedOn
        ? {
            startsOn: launchedOn,
            endsOn: addMonths(launchedOn, plan.months),
            checks: plan.checks.map((check) => checkDue(check, launchedOn, outputs, today)),
            fault: periodFault(addMonths(launchedOn, plan.months), launch?.endsOn ?? null),
          }
        : null,
  }
}

function checkDue(check: Check, launchedOn: string, outputs: ReadonlySet<string>, today: string): CheckDue {
  const dueOn = addMonths(launchedOn, check.month)
  if (outputs.has(check.output)) return { ...check, dueOn, state: 'done' }
  if (today > addDays(dueOn, check.graceDays)) return { ...check, dueOn, state: 'late' }
  return { ...check, dueOn, state: today >= dueOn ? 'due' : 'to-come' }
}

/** A day less than the anniversary is the same year said otherwise: from the 15th to the 14th. */
function periodFault(expected: string, stated: string | null): PeriodFault | null {
  if (stated === null || stated === expected || stated === addDays(expected, -1)) return null
  return { severity: stated < expected ? 'error' : 'warning', expected, stated }
}

/** Whole months passed. */
export function monthsBetween(from: string, to: string): number {
  let months = 0
  while (addMonths(from, months + 1) <= to) months += 1
  return months
}
