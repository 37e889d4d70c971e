/** What a stage may ask for before it opens or closes; each is judged by one pure rule (conditions/model.ts). */
export const plainConditions = [
  'previous-closed',
  'timeline-published',
  'declaration-signed',
  'actors-invited',
  'actors-joined',
  'body-integrated',
  'body-has-rules',
  'body-has-facilitator',
  'body-has-agenda',
  'non-digital-channel',
  'consultation-closed',
  'consultation-answered',
  'trees-published',
  'kit-published',
  'tables-held',
  'drafts-settled',
  'roadmaps-complete',
  'plan-published',
  'plan-launched',
  'outputs-present',
] as const
export type PlainCondition = (typeof plainConditions)[number]

/** A condition as the definition writes it: a word, or a word about one output or one other stage. */
export type Condition = PlainCondition | `output-present:${string}` | `stage-closed:${string}`

const aboutOne = /^(output-present|stage-closed):([a-z0-9]+(?:-[a-z0-9]+)*)$/

export function isCondition(text: string): text is Condition {
  return (plainConditions as readonly string[]).includes(text) || aboutOne.test(text)
}

/** The word of a condition and what it is about, if anything. */
export function partsOf(condition: string): { word: string; about: string | null } {
  const [, word, about] = aboutOne.exec(condition) ?? []
  return { word: word ?? condition, about: about ?? null }
}

export type ExpectedOutput = { code: string; name: string; isMinimum: boolean }

export type StageDefinition = {
  code: string
  name: string
  /** Every stage states its purpose. */
  purpose: string
  takesPart: string
  /** Usual length, from which first dates are proposed. */
  days: number | null
  outputs: readonly ExpectedOutput[]
  opens: readonly Condition[]
  closes: readonly Condition[]
}

/** What is due so many months after the plan's public launch, and the output that shows it was done. */
export type Check = { code: string; name: string; month: number; graceDays: number; output: string }

export type MethodDefinition = {
  about: string
  sources: readonly { title: string; url: string | null }[]
  /** Days between publishing the timeline and the first activity. */
  noticeDays: number
  /** Two clocks (T-31): how long the process lasts at the least, and how long its plan does from the launch. */
  process: { minimumMonths: number } | null
  plan: { months: number; checks: readonly Check[] } | null
  stages: readonly StageDefinition[]
}

export type Method = {
  id: string
  /** Null: shipped with the program, for every space. */
  spaceId: string | null
  code: string
  version: number
  name: string
  definition: MethodDefinition
  copiedFrom: { name: string; code: string; version: number } | null
  reason: string | null
  madeAt: Date
}

/** The conditions that a form can offer for a stage: all plain ones, and those it already has about one thing. */
export function offeredConditions(stage: Pick<StageDefinition, 'opens' | 'closes' | 'outputs'>): Condition[] {
  const own = [...stage.opens, ...stage.closes].filter((condition) => aboutOne.test(condition))
  const outputs = stage.outputs.map(({ code }) => `output-present:${code}` as const)
  return [...new Set<Condition>([...plainConditions, ...outputs, ...own])]
}
