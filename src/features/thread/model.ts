/** Where one contribution has come to: what each part of the platform knows of it. */
export type Trace = {
  folio: string
  isHidden: boolean
  /** Why moderation hides it, as it told everybody; null where it is shown. */
  hiddenReason: string | null
  /** Whether the results of its consultation are out; until then no outcome of any is told (decision 36). */
  isPublished: boolean
  /** Null while nobody has settled it, or before the results are out. */
  outcome: { kind: 'included' | 'included-in-part' | 'not-included' | 'out-of-scope'; response: string | null } | null
  /** Numbers are those of its consultation: an exercise may have several. */
  topic: { consultation: string; number: number; name: string } | null
  /** The tree of its topic, and whether one of its problems stands on this very contribution. */
  tree: { slug: string; title: string; node: string | null } | null
  table: { slug: string; title: string; heldOn: string; agreements: number } | null
  drafts: readonly Draft[]
}

export type Draft = {
  title: string
  stoppedReason: string | null
  commitment: Promise_ | null
}

/** What it became; only once its plan is published does it lead anywhere. */
type Promise_ = {
  plan: string
  number: string
  title: string
  href: string
  activities: number
  /** Activities that began, those that ended among them. */
  begun: number
  verified: number
  evidence: number
}

export const stations = ['received', 'topic', 'problem', 'table', 'commitment', 'activity', 'evidence'] as const
export type Station = (typeof stations)[number]

/** Why a way went no further than it did: decided with a reason, or not yet come to. */
export type Halt =
  | 'hidden'
  | 'unpublished'
  | 'unsettled'
  | 'not-included'
  | 'out-of-scope'
  | 'no-tree'
  | 'no-table'
  | 'no-draft'
  | 'in-draft'
  | 'stopped'
  | 'not-begun'
  | 'no-evidence'

export type Way = {
  /** The furthest station that it reached. */
  reached: Station
  /** Null once evidence of it can be seen. */
  halt: Halt | null
  /** An end: somebody decided that it goes no further, and said why. */
  isOver: boolean
  reason: string | null
}

/**
 * How far a contribution has come, and why no further. One answer for each: of several drafts the one that came furthest counts, so
 * that a hundred contributions are a hundred ways.
 */
export function wayOf(trace: Trace): Way {
  const { outcome, drafts } = trace
  if (trace.isHidden) return halted('received', 'hidden', true, trace.hiddenReason)
  if (!trace.isPublished) return halted('received', 'unpublished', false)
  if (!outcome) return halted('received', 'unsettled', false)
  if (outcome.kind === 'not-included' || outcome.kind === 'out-of-scope') {
    return halted('received', outcome.kind, true, outcome.response)
  }
  const promised = furthestOf(drafts)
  if (promised) {
    if (promised.evidence > 0) return { reached: 'evidence', halt: null, isOver: false, reason: null }
    return promised.begun > 0 ? halted('activity', 'no-evidence', false) : halted('commitment', 'not-begun', false)
  }
  if (drafts.some(({ stoppedReason }) => stoppedReason === null)) return halted('table', 'in-draft', false)
  const [stopped] = drafts
  if (stopped) return halted('table', 'stopped', true, stopped.stoppedReason)
  if (trace.table) return halted('table', 'no-draft', false)
  if (trace.tree) return halted('problem', 'no-table', false)
  return halted('topic', 'no-tree', false)
}

/** Of the promises made of its drafts, the one that came furthest. */
function furthestOf(drafts: readonly Draft[]): Promise_ | null {
  const promises = drafts.flatMap(({ commitment }) => commitment ?? [])
  return promises.find(({ evidence }) => evidence > 0) ?? promises.find(({ begun }) => begun > 0) ?? promises[0] ?? null
}

function halted(reached: Station, halt: Halt, isOver: boolean, reason: string | null = null): Way {
  return { reached, halt, isOver, reason }
}

/** A column of the flow has these parts; every contribution is in exactly one part of each column that it came to. */
export type Part = { column: number; key: string; label: string | null; halt: Halt | null; count: number }
export type Link = { from: string; to: string; count: number }
export type Flow = { total: number; parts: readonly Part[]; links: readonly Link[] }

/** The places that one contribution passes, one a column: what was received, its topic, tree, table and commitment, or its halt. */
export function placesOf(trace: Trace): { key: string; label: string | null; halt: Halt | null }[] {
  const way = wayOf(trace)
  const promised = furthestOf(trace.drafts)
  const passed = [
    { key: 'received', label: null },
    trace.topic ? { key: `topic-${trace.topic.consultation}-${trace.topic.number}`, label: trace.topic.name } : null,
    trace.tree ? { key: `tree-${trace.tree.slug}`, label: trace.tree.title } : null,
    trace.table ? { key: `table-${trace.table.slug}`, label: trace.table.title } : null,
    promised
      ? { key: `commitment-${promised.plan}-${promised.number}`, label: `${promised.number}. ${promised.title}` }
      : null,
  ]
  // A commitment is the flow's last column: what it does with it is told on its own page.
  const isPromised = stations.indexOf(way.reached) >= stations.indexOf('commitment')
  const depth = isPromised ? passed.length : columnsOf(way.reached)
  // A table may stand without a tree before it: what is missing between two is passed by.
  const places = passed.slice(0, depth).flatMap((place) => (place ? [{ ...place, halt: null }] : []))
  if (isPromised) return places
  return [...places, { key: `halt-${way.reached}-${way.halt}`, label: null, halt: way.halt }]
}

const columnsOf = (reached: Station) => stations.indexOf(reached) + 1

/** The whole flow. Numbers add up: each column's parts with what halted before it are all that was received. */
export function flowOf(traces: readonly Trace[]): Flow {
  const parts = new Map<string, Part>()
  const links = new Map<string, Link>()
  for (const trace of traces) {
    const places = placesOf(trace)
    for (const [column, { key, label, halt }] of places.entries()) {
      const part = parts.get(key) ?? { column: columnOfKey(key, column), key, label, halt, count: 0 }
      parts.set(key, { ...part, count: part.count + 1 })
      const before = places[column - 1]
      if (!before) continue
      const link = `${before.key}→${key}`
      links.set(link, { from: before.key, to: key, count: (links.get(link)?.count ?? 0) + 1 })
    }
  }
  const sorted = [...parts.values()].sort(
    (a, b) => a.column - b.column || b.count - a.count || (a.key < b.key ? -1 : 1),
  )
  return { total: traces.length, parts: sorted, links: [...links.values()] }
}

const columnWords = ['received', 'topic', 'tree', 'table', 'commitment']

/** Of a place by its kind; a halt stands in the column after what it reached. */
function columnOfKey(key: string, otherwise: number): number {
  const [kind = '', reached = ''] = key.split('-')
  if (kind === 'halt') return columnsOf(reached as Station)
  const column = columnWords.indexOf(kind)
  return column < 0 ? otherwise : column
}
