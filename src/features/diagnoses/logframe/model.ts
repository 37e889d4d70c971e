/** The four rows of the matrix (MIR), top to bottom: Fin, Propósito, Componentes, Actividades. */
export const levels = ['goal', 'purpose', 'component', 'activity'] as const
export type Level = (typeof levels)[number]

/** How often something is measured or published, with its months. */
export const monthsOf = {
  monthly: 1,
  quarterly: 3,
  semiannual: 6,
  annual: 12,
  biennial: 24,
  triennial: 36,
  sexennial: 72,
} as const
export type Frequency = keyof typeof monthsOf
export const frequencies = Object.keys(monthsOf) as [Frequency, ...Frequency[]]

export const directions = ['ascending', 'descending'] as const
export const dimensions = ['efficacy', 'efficiency', 'quality', 'economy'] as const
export const units = ['percent', 'rate', 'average', 'number', 'index'] as const
/** CREMAA: clear, relevant, economic, monitorable, adequate, and what it adds beside the others. */
export const checks = ['clear', 'relevant', 'economic', 'monitorable', 'adequate', 'marginal'] as const
/** Of the traffic light: 'over' is the high red, where much more was reached than was meant. */
export const colours = ['green', 'yellow', 'red', 'over'] as const

export type Check = (typeof checks)[number]
export type Colour = (typeof colours)[number]
/** Both ends belong to it. */
export type Range = { from: number; to: number }

/** Where the figure is found. */
export type Means = {
  source: string | null
  organization: string | null
  frequency: Frequency | null
  url: string | null
  /** Published by somebody else than who carries the matrix out. Null: not said. */
  isExternal: boolean | null
}

export type Indicator = {
  id: string
  name: string
  dimension: (typeof dimensions)[number] | null
  direction: (typeof directions)[number] | null
  frequency: Frequency | null
  unit: (typeof units)[number] | null
  method: string | null
  baseline: number | null
  baselineOn: string | null
  target: number | null
  targetOn: string | null
  ranges: Record<Colour, Range | null>
  /** Null: not answered yet. */
  checks: Record<Check, boolean | null>
  means: Means
  version: number
}

/** What has to hold outside for the row above to follow. */
export type Assumption = {
  wording: string | null
  isExternal: boolean | null
  isRelevant: boolean | null
  isProbable: boolean | null
}

export type Row = {
  id: string
  level: Level
  /** 'F', 'P', 'C1', 'A1.2'. The first number of an activity's is that of its component. */
  code: string
  /** The node of the tree of objectives that it came from; it may be gone since. */
  nodeId: string | null
  narrative: string
  assumption: Assumption
  indicators: Indicator[]
  version: number
}

/** A whole matrix, as each save keeps it. */
export type Matrix = { rows: Row[] }

/** An indicator of which nothing was said yet. */
export const blankIndicator: Omit<Indicator, 'id' | 'version'> = {
  ...{ name: '', dimension: null, direction: null, frequency: null, unit: null, method: null },
  ...{ baseline: null, baselineOn: null, target: null, targetOn: null },
  ranges: { green: null, yellow: null, red: null, over: null },
  checks: { clear: null, relevant: null, economic: null, monitorable: null, adequate: null, marginal: null },
  means: { source: null, organization: null, frequency: null, url: null, isExternal: null },
}

export const noAssumption: Assumption = { wording: null, isExternal: null, isRelevant: null, isProbable: null }

const numbersIn = (code: string) => (code.match(/\d+/g) ?? []).map(Number)

/** The component's number that a component or an activity carries: 2 of 'C2' and of 'A2.3'. */
export function componentNumber(code: string): number | null {
  return numbersIn(code)[0] ?? null
}

/** Top to bottom; components and activities by their codes. */
export function inOrder(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => {
    const [a1 = 0, a2 = 0] = numbersIn(a.code)
    const [b1 = 0, b2 = 0] = numbersIn(b.code)
    return levels.indexOf(a.level) - levels.indexOf(b.level) || a1 - b1 || a2 - b2 || a.code.localeCompare(b.code)
  })
}

/** The next free code of a component ('C3') or of an activity of a component ('A2.4'). */
export function nextCode(rows: readonly Row[], component: number | null): string {
  const taken = rows
    .filter(({ level }) => level === (component === null ? 'component' : 'activity'))
    .map(({ code }) => numbersIn(code))
  const of =
    component === null ? taken.map(([n = 0]) => n) : taken.filter(([n]) => n === component).map(([, n = 0]) => n)
  const next = Math.max(0, ...of) + 1
  return component === null ? `C${next}` : `A${component}.${next}`
}
