import type { Values } from '../../../platform/errors.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { workingDaysBetween } from '../../people/model/working-days.ts'
import { addDays, addMonths, type Clocks, daysBetween } from '../clocks/model.ts'
import { type Facts, type Judged, kitNotice, missingOutputs, unmetOf } from '../conditions/model.ts'
import { conditionKey, conditionValues } from '../conditions/words.ts'
import { currentStages, type Exercise, isOver, orderFaults, type Stage, stateOf } from '../model.ts'
import { exercisePaths } from '../paths.ts'
import { newestAddition, openMeetings, repositoryMonths, sessionDays } from '../requirements/model.ts'

/** One thing for the facilitator to do. `matter` and `dueOn` name it, so that she is reminded of it once. */
export type Item = {
  matter: string
  dueOn: string | null
  key: MessageKey
  values: Values
  href: string
}

/** How pressing it is on a day. */
export function urgencyOf({ dueOn }: Pick<Item, 'dueOn'>, today: string): 'late' | 'due' | 'soon' | 'missing' {
  if (dueOn === null) return 'missing'
  const days = daysBetween(today, dueOn)
  if (days < 0) return 'late'
  return days <= 7 ? 'due' : 'soon'
}

/** R-16, inferred: working days between a kit and its table. */
export const kitWorkingDays = 5

type Desk = { exercise: Exercise; facts: Facts; clocks: Clocks; noticeDays: number }

/** Everything that is missing or due, most pressing first. Pure: the page and the reminders read the same list. */
export function checklistOf(desk: Desk): Item[] {
  const { exercise, facts } = desk
  if (exercise.origin === 'public-record') return []
  const items = [
    ...publication(desk),
    ...(isOver(exercise) ? [] : currentStages(exercise.stages).flatMap((stage) => ofStage(desk, stage))),
    ...calendar(desk),
    ...documents(desk),
    ...bodies(desk),
    ...tables(desk),
    ...clock(desk),
  ]
  const order = { late: 0, due: 1, missing: 2, soon: 3 }
  return items.sort(
    (a, b) =>
      order[urgencyOf(a, facts.today)] - order[urgencyOf(b, facts.today)] ||
      (a.dueOn ?? '').localeCompare(b.dueOn ?? ''),
  )
}

function publication({ exercise, facts, noticeDays }: Desk): Item[] {
  if (exercise.publishedAt !== null) return []
  const dueOn = facts.firstActivityOn ? addDays(facts.firstActivityOn, -noticeDays) : null
  const values = { notice: noticeDays }
  return [{ matter: 'publish', dueOn, key: 'checklist.publish', values, href: exercisePaths.one(exercise) }]
}

function ofStage({ exercise, facts }: Desk, stage: Stage): Item[] {
  const isOpen = stateOf(stage) === 'open'
  const move = isOpen ? 'close' : 'open'
  const href = exercisePaths.stage(exercise, stage.code)
  const missing = unmetOf(move, facts, stage).map((judged: Judged) => ({
    ...{ matter: `${stage.code}:${judged.condition}`, dueOn: null, href },
    ...{ key: conditionKey(judged, 'missing'), values: conditionValues(judged, exercise) },
  }))
  const dueOn = isOpen ? stage.plannedTo : stage.plannedFrom
  const values = { stage: stage.name }
  return [
    ...missing,
    ...(dueOn ? [{ matter: `${stage.code}:${move}`, dueOn, key: `checklist.${move}` as const, values, href }] : []),
  ]
}

function calendar({ exercise }: Desk): Item[] {
  return orderFaults(exercise.stages).map(({ code }) => ({
    ...{
      matter: `order:${code}`,
      dueOn: null,
      key: 'checklist.order' as const,
      href: exercisePaths.calendar(exercise),
    },
    values: { stage: exercise.stages.find((stage) => stage.code === code)?.name ?? code },
  }))
}

/** */
function documents({ exercise, facts }: Desk): Item[] {
  const bare = exercise.stages.filter(
    (stage) => stateOf(stage) === 'closed' && !facts.outputs.some((output) => output.stage === stage.code),
  )
  const lacking = exercise.stages.filter(
    (stage) => stateOf(stage) === 'closed' && !bare.includes(stage) && missingOutputs(facts.outputs, stage).length > 0,
  )
  const item = (stage: Stage, key: 'checklist.bare' | 'checklist.lacking'): Item => ({
    ...{ matter: `documents:${stage.code}`, dueOn: null, key, href: exercisePaths.stage(exercise, stage.code) },
    values: { stage: stage.name, count: missingOutputs(facts.outputs, stage).length },
  })
  const newest = newestAddition(facts)
  const months = repositoryMonths(exercise.programme)
  const repository: Item[] = newest
    ? [
        {
          matter: 'repository',
          dueOn: addMonths(newest, months),
          key: 'checklist.repository',
          values: { months },
          href: exercisePaths.one(exercise),
        },
      ]
    : []
  return [
    ...bare.map((stage) => item(stage, 'checklist.bare')),
    ...lacking.map((stage) => item(stage, 'checklist.lacking')),
    ...(isOver(exercise) ? [] : repository),
  ]
}

/** */
function bodies({ exercise, facts }: Desk): Item[] {
  return facts.bodies.flatMap((body) => {
    const href = `/${exercise.space.slug}/organos/${body.slug}`
    const last = body.sessions.at(-1)?.heldOn
    const values = { name: body.name, count: body.withoutAlternate }
    return [
      ...(body.withoutAlternate > 0
        ? [{ matter: `alternates:${body.slug}`, dueOn: null, key: 'checklist.alternates' as const, values, href }]
        : []),
      // From the 150th day it is a warning, on the 183rd it is too late.
      ...(last && daysBetween(last, facts.today) >= sessionDays.warning && !isOver(exercise)
        ? [
            {
              matter: `session:${body.slug}`,
              dueOn: addDays(last, sessionDays.error),
              key: 'checklist.session' as const,
              values,
              href,
            },
          ]
        : []),
    ]
  })
}

/** the last day on which a kit can be published with its five working days. */
export function kitDueOn(heldOn: string): string {
  let day = addDays(heldOn, -kitWorkingDays)
  while (workingDaysBetween(day, heldOn) < kitWorkingDays) day = addDays(day, -1)
  return day
}

function tables({ exercise, facts }: Desk): Item[] {
  return facts.tables.flatMap((table) => {
    if (table.heldOn < facts.today || (kitNotice(table) ?? -1) >= kitWorkingDays || table.kitPublishedOn !== null)
      return []
    const href = `/${exercise.space.slug}/mesas/${table.slug}`
    return [
      {
        matter: `kit:${table.slug}`,
        dueOn: kitDueOn(table.heldOn),
        key: 'checklist.kit' as const,
        values: { name: table.title },
        href,
      },
    ]
  })
}

/** what the plan's own clock asks for, and nothing else does. */
function clock({ exercise, facts, clocks }: Desk): Item[] {
  const { plan } = clocks
  const meetings = openMeetings(facts)
  const href = exercisePaths.one(exercise)
  const checks = (plan?.checks ?? [])
    .filter(({ state }) => state !== 'done')
    .map(({ code, name, dueOn }) => ({
      matter: `check:${code}`,
      dueOn,
      key: 'checklist.check' as const,
      values: { name },
      href,
    }))
  return [
    ...checks,
    ...(plan?.fault ? [{ matter: 'period', dueOn: null, key: 'checklist.period' as const, values: {}, href }] : []),
    ...(meetings && meetings.count < 2
      ? [
          {
            matter: 'open-meetings',
            dueOn: meetings.to,
            key: 'checklist.open-meetings' as const,
            values: { count: meetings.count },
            href: exercisePaths.requirements(exercise),
          },
        ]
      : []),
  ]
}
