import type { Values } from '../../../../platform/errors.ts'
import { calendarOf, disorderOf, moments } from '../calendar/model.ts'
import type { Edition } from '../model.ts'
import type { Partner } from '../partners/model.ts'

export const parts = ['identidad', 'calendario', 'obras', 'participacion', 'reglas', 'textos', 'aliados'] as const
export type Part = (typeof parts)[number]

export type Lack = {
  code: LackCode
  part: Part
  field: string
  severity: 'error' | 'warning'
  rule?: string
  values?: Values
}

export type LackCode =
  | 'summary'
  | 'date'
  | 'order'
  | 'works'
  | 'hashtags'
  | 'points'
  | 'tie-break'
  | 'terms'
  | 'organiser'
  | 'sample-rules'
  | 'local-government-late'
  | 'registration-open-at-start'
  | 'appeals-short'
  | 'results-late'
  | 'no-panel'
  | 'keys'
  | 'prizes'

/** What is beside the edition itself when one judges whether its call may go out. */
export type Surroundings = {
  works: number
  /** Of these, those whose key the scoring cannot read. */
  unscored: number
  partners: readonly Partner[]
  judges: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const needed = [
  'registrationOpensAt',
  'registrationClosesAt',
  'opensAt',
  'closesAt',
  'appealsCloseAt',
  'resultsAt',
] as const

/** The least time that teams have to appeal, counted from the close. */
const appealHours = 48
/** Local organisers are linked this long before the event, or they are warned. */
const linkedDays = 90
const panelJudges = 3

/** What is missing before the call can be published, and what only deserves a warning; each with the part where it is mended. */
export function lacksOf(edition: Edition, around: Surroundings): Lack[] {
  return [...missing(edition, around), ...warnings(edition, around)]
}

function missing(edition: Edition, { works, partners }: Surroundings): Lack[] {
  const lacks: Lack[] = []
  const add = (isMissing: boolean, lack: Omit<Lack, 'severity'>) => {
    if (isMissing) lacks.push({ ...lack, severity: 'error' })
  }
  add(!edition.summary, { code: 'summary', part: 'identidad', field: 'summary' })
  for (const moment of moments) {
    const isNeeded = needed.some((one) => one === moment)
    add(isNeeded && !edition[moment], { code: 'date', part: 'calendario', field: moment, values: { moment } })
  }
  for (const { moment, after } of disorderOf(calendarOf(edition))) {
    add(true, { code: 'order', part: 'calendario', field: moment, values: { moment, after } })
  }
  // works belong to the edition's frozen cut; an exercise with data alone has none to visit.
  add(edition.kind !== 'explore-data' && works === 0, { code: 'works', part: 'obras', field: 'cut', rule: 'R-63' })
  add(edition.hashtags.length === 0, { code: 'hashtags', part: 'participacion', field: 'hashtags' })
  const { points, tie_break } = edition.rules.rules
  add(
    Object.values(points).every((value) => value === 0),
    { code: 'points', part: 'reglas', field: 'points-visit' },
  )
  add(tie_break.length === 0, { code: 'tie-break', part: 'reglas', field: 'tieBreak-1', rule: 'R-71' })
  add(!edition.terms, { code: 'terms', part: 'textos', field: 'terms' })
  add(!partners.some(({ part }) => part === 'organiser'), { code: 'organiser', part: 'aliados', field: 'name' })
  return lacks
}

function warnings(edition: Edition, { partners, judges, unscored }: Surroundings): Lack[] {
  const lacks: Lack[] = []
  const warn = (applies: boolean, lack: Omit<Lack, 'severity'>) => {
    if (applies) lacks.push({ ...lack, severity: 'warning' })
  }
  const { opensAt, closesAt, registrationClosesAt, appealsCloseAt, resultsAt, rules } = edition
  warn(rules.isSample, { code: 'sample-rules', part: 'reglas', field: 'decided' })
  for (const partner of lateLocalGovernments(partners, opensAt)) {
    warn(true, {
      code: 'local-government-late',
      part: 'aliados',
      field: 'name',
      rule: 'R-73',
      values: { name: partner.name },
    })
  }
  warn(opensAt !== null && registrationClosesAt !== null && opensAt < registrationClosesAt, {
    code: 'registration-open-at-start',
    part: 'calendario',
    field: 'registrationClosesAt',
  })
  warn(closesAt !== null && appealsCloseAt !== null && +appealsCloseAt - +closesAt < appealHours * hourMs, {
    code: 'appeals-short',
    part: 'calendario',
    field: 'appealsCloseAt',
    values: { hours: appealHours },
  })
  const target = edition.consolidationTargetMinutes
  warn(closesAt !== null && resultsAt !== null && +resultsAt - +closesAt > target * 60_000, {
    code: 'results-late',
    part: 'calendario',
    field: 'resultsAt',
    rule: 'R-68',
    values: { minutes: target },
  })
  const judged = (rules.rules.challenges ?? []).some(({ kind }) => kind !== 'interactions')
  warn(judged && judges < panelJudges, {
    code: 'no-panel',
    part: 'reglas',
    field: 'challenge-0-id',
    values: { judges },
  })
  warn(unscored > 0, { code: 'keys', part: 'obras', field: 'unscored', values: { count: unscored } })
  warn(!edition.prizes, { code: 'prizes', part: 'textos', field: 'prizes' })
  return lacks
}

/** R-73 (the mechanism's own text: at least three months ahead): those not dated count as not linked yet. */
export function lateLocalGovernments(partners: readonly Partner[], opensAt: Date | null): Partner[] {
  if (!opensAt) return []
  return partners.filter(({ part, linkedOn }) => {
    if (part !== 'local-government') return false
    return linkedOn === null || +opensAt - Date.parse(`${linkedOn}T00:00:00Z`) < linkedDays * dayMs
  })
}
