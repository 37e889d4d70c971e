import type { Values } from '../../../platform/errors.ts'
import { workingDaysBetween } from '../../people/model/working-days.ts'
import { daysBetween } from '../clocks/model.ts'
import { type Condition, type PlainCondition, partsOf } from '../methods/model.ts'
import type { Stage, StageState } from '../model.ts'

/** The three that a declaration and a body need. */
export const threeSectors = ['government', 'civil-society', 'oversight'] as const
export type Three = (typeof threeSectors)[number]
type BySector = Readonly<Record<string, number>>

export type BodyFacts = {
  slug: string
  name: string
  /** Titulars who sit today, by sector; those of a party that left or is suspended are not among them. */
  titulars: BySector
  /** Titulars of today without an alternate of their seat. */
  withoutAlternate: number
  minimum: BySector
  hasRules: boolean
  hasFacilitator: boolean
  hasAgenda: boolean
  /** Days of sessions held, oldest first. */
  sessions: readonly { heldOn: string; isOpen: boolean }[]
  newestDocumentOn: string | null
}

export type ConsultationFacts = {
  slug: string
  title: string
  publishedOn: string | null
  closedOn: string | null
  hasNonDigital: boolean
  /** Received before it closed, and those of them that have their answer. */
  received: number
  answered: number
}

export type TableFacts = {
  slug: string
  title: string
  heldOn: string
  kitPublishedOn: string | null
}

/** Everything that conditions, requirements and the checklist are judged by: read once (queries.ts), judged purely. */
export type Facts = {
  today: string
  publishedOn: string | null
  firstActivityOn: string | null
  noticeDays: number
  stages: readonly { code: string; state: StageState }[]
  /** Standing outputs of each stage, by code. */
  outputs: readonly { stage: string; output: string | null; addedOn: string }[]
  signedSectors: readonly string[]
  invited: BySector
  joined: BySector
  bodies: readonly BodyFacts[]
  consultations: readonly ConsultationFacts[]
  trees: { total: number; published: number }
  tables: readonly TableFacts[]
  drafts: { total: number; open: number }
  plan: {
    slug: string
    publishedOn: string | null
    launchedOn: string | null
    commitments: number
    withoutRoadmap: number
  } | null
}

/** Whether a condition holds, with what is missing in figures where it does not. */
export type Judged = { condition: Condition; holds: boolean; values: Values }

type Rule = (facts: Facts, stage: Pick<Stage, 'code' | 'definition'>) => boolean | { holds: boolean; values: Values }

const counted = (missing: number): { holds: boolean; values: Values } => ({
  holds: missing === 0,
  values: { count: missing },
})
const hasAll = (by: BySector) => threeSectors.every((sector) => (by[sector] ?? 0) > 0)
const anyBody = (facts: Facts, test: (body: BodyFacts) => boolean) => facts.bodies.some(test)

/** at the least one titular of each of the three sectors, and as many as the body's own minimum asks. Sizes vary (T-33). */
export function isIntegrated(body: Pick<BodyFacts, 'titulars' | 'minimum'>): boolean {
  return (
    hasAll(body.titulars) &&
    Object.entries(body.minimum).every(([sector, count]) => (body.titulars[sector] ?? 0) >= count)
  )
}

/** working days between a kit and its table; null without a kit. */
export function kitNotice({ heldOn, kitPublishedOn }: TableFacts): number | null {
  return kitPublishedOn === null ? null : workingDaysBetween(kitPublishedOn, heldOn)
}

const rules: Record<PlainCondition, Rule> = {
  'previous-closed': ({ stages }, { code }) => {
    const at = stages.findIndex((stage) => stage.code === code)
    return at <= 0 || stages[at - 1]?.state === 'closed'
  },
  'timeline-published': ({ publishedOn, today, noticeDays }) => {
    if (publishedOn === null) return { holds: false, values: { days: 0 } }
    const days = daysBetween(publishedOn, today)
    return { holds: days >= noticeDays, values: { days, notice: noticeDays } }
  },
  'declaration-signed': ({ signedSectors }) => threeSectors.every((sector) => signedSectors.includes(sector)),
  'actors-invited': ({ invited }) => hasAll(invited),
  'actors-joined': ({ joined }) => hasAll(joined),
  'body-integrated': (facts) => anyBody(facts, isIntegrated),
  'body-has-rules': (facts) => anyBody(facts, (body) => body.hasRules),
  'body-has-facilitator': (facts) => anyBody(facts, (body) => body.hasFacilitator),
  'body-has-agenda': (facts) => anyBody(facts, (body) => body.hasAgenda),
  'non-digital-channel': ({ consultations }) =>
    consultations.length > 0 && consultations.every((consultation) => consultation.hasNonDigital),
  'consultation-closed': ({ consultations, today }) =>
    consultations.length > 0 &&
    consultations.every(({ publishedOn, closedOn }) => publishedOn !== null && closedOn !== null && closedOn <= today),
  'consultation-answered': ({ consultations }) =>
    counted(consultations.reduce((sum, { received, answered }) => sum + received - answered, 0)),
  'trees-published': ({ trees }) => trees.total > 0 && trees.published === trees.total,
  'kit-published': ({ tables }) =>
    tables.length > 0 &&
    tables.every(({ heldOn, kitPublishedOn }) => kitPublishedOn !== null && kitPublishedOn <= heldOn),
  'tables-held': ({ tables, today }) => tables.length > 0 && tables.every(({ heldOn }) => heldOn <= today),
  'drafts-settled': ({ drafts }) => counted(drafts.open),
  'roadmaps-complete': ({ plan }) =>
    plan !== null && plan.commitments > 0 && plan.withoutRoadmap === 0
      ? true
      : { holds: false, values: { count: plan?.withoutRoadmap ?? 0 } },
  'plan-published': ({ plan }) => plan !== null && plan.publishedOn !== null,
  'plan-launched': ({ plan }) => plan !== null && plan.launchedOn !== null,
  'outputs-present': ({ outputs }, stage) => counted(missingOutputs(outputs, stage).length),
}

/** Minimum outputs of a stage that nobody has shown yet. */
export function missingOutputs(
  outputs: Facts['outputs'],
  { code, definition }: Pick<Stage, 'code' | 'definition'>,
): string[] {
  const shown = new Set(outputs.filter(({ stage }) => stage === code).map(({ output }) => output))
  return definition.outputs.filter((output) => output.isMinimum && !shown.has(output.code)).map((output) => output.code)
}

/** Judges conditions in their order. No name of a method is asked for: what a method wants stands in its definition. */
export function judge(
  conditions: readonly Condition[],
  facts: Facts,
  stage: Pick<Stage, 'code' | 'definition'>,
): Judged[] {
  return conditions.map((condition) => {
    const { word, about } = partsOf(condition)
    if (about !== null) return judgeAbout(condition, word, about, facts)
    const answer = rules[word as PlainCondition](facts, stage)
    return typeof answer === 'boolean' ? { condition, holds: answer, values: {} } : { condition, ...answer }
  })
}

function judgeAbout(condition: Condition, word: string, about: string, facts: Facts): Judged {
  const holds =
    word === 'stage-closed'
      ? facts.stages.some(({ code, state }) => code === about && state === 'closed')
      : facts.outputs.some(({ output }) => output === about)
  return { condition, holds, values: { about } }
}

/** What stands in the way of a move. */
export function unmetOf(move: 'open' | 'close', facts: Facts, stage: Pick<Stage, 'code' | 'definition'>): Judged[] {
  const { opens, closes } = stage.definition
  return judge(move === 'open' ? opens : closes, facts, stage).filter(({ holds }) => !holds)
}
