import type { Limit } from '../../platform/rate-limit.ts'

export const subjectTypes = ['plan', 'commitment', 'organization', 'space'] as const
export type SubjectType = (typeof subjectTypes)[number]
export const cadences = ['at-once', 'weekly'] as const
export type Cadence = (typeof cadences)[number]

/** What may be followed, as a page or a mail names it. */
export type Subject = { type: SubjectType; id: string; title: string; path: string }

/** Where programs that ask by themselves find what happens with a subject, and its dates. */
export function feedsOf({ type, path }: Subject): { atom: string; ics: string } {
  const dates = type === 'plan' || type === 'space' ? `${path}/tablero` : path
  return { atom: `${path}.atom`, ics: `${dates}.ics` }
}

const hourMs = 3_600_000
/** A confirmation is a mail to somebody who may not have asked: few to one address, and a room of people behind one router. */
export const asksAnAddress: Limit = { name: 'follow-address', max: 5, windowMs: hourMs }
export const asksANetwork: Limit = { name: 'follow-network', max: 40, windowMs: hourMs }
/** Opening, leaving and changing by a token: more than people do, less than guessing needs. */
export const tokensANetwork: Limit = { name: 'follow-token', max: 300, windowMs: hourMs }

export const confirmWithinMs = 3 * 24 * hourMs
/** Where a follow's own plan says nothing else. */
export const usualTimeZone = 'America/Mexico_City'

/** What is told, from the weightiest to the lightest: of one act only the weightiest is said. */
export const kinds = [
  'contestation-answered',
  'contestation-shown',
  'disputed',
  'answered',
  'verified',
  'reported',
  'evidence',
  'evidence-withdrawn',
  'extension-decided',
  'extension-asked',
  'cut',
  'pause-declared',
  'pause-ended',
  'plan-published',
  'plan-changed',
  'commitment-added',
  'activity-cancelled',
  'commitment-changed',
  'rally-published',
  'rally-frozen',
  'rally-final',
  'rally-cancelled',
] as const
export type Kind = (typeof kinds)[number]

/** Events of the record that followers hear of; all others are in the record for who looks. */
export const kindOfType: Readonly<Record<string, Kind>> = {
  'plan.published': 'plan-published',
  'plan.changed': 'plan-changed',
  'commitment.added': 'commitment-added',
  'commitment.changed': 'commitment-changed',
  'activity.cancelled': 'activity-cancelled',
  'pause.declared': 'pause-declared',
  'pause.ended': 'pause-ended',
  'report.filed': 'reported',
  'report.answered': 'answered',
  'activity.verified': 'verified',
  'evidence.added': 'evidence',
  'evidence.replaced': 'evidence',
  'evidence.withdrawn': 'evidence-withdrawn',
  'contestation.decided': 'contestation-shown',
  'contestation.answered': 'contestation-answered',
  'extension.asked': 'extension-asked',
  'extension.decided': 'extension-decided',
  'cut.frozen': 'cut',
  'rally.published': 'rally-published',
  'rally.frozen': 'rally-frozen',
  'rally.finalised': 'rally-final',
  'rally.cancelled': 'rally-cancelled',
}
export const toldTypes: readonly string[] = Object.keys(kindOfType)

/** An event as it is told: where it happened and what it is about. */
export type Item = { seq: number; at: Date; kind: Kind; title: string; place: string; path: string }

export function kindOf(type: string, details: unknown): Kind | null {
  const stance = (details as { stance?: unknown } | null)?.stance
  if (stance === 'disagrees') return 'disputed'
  return kindOfType[type] ?? null
}

/**
 * One act, one line: events that one transaction wrote about one thing share their instant. The weightiest stands for all, so that
 * a report that came with three pieces of evidence is one message.
 */
export function coalesced(items: readonly Item[]): Item[] {
  const acts = new Map<string, Item>()
  for (const item of items.toSorted((a, b) => a.seq - b.seq)) {
    const key = `${item.at.getTime()} ${item.path}`
    const known = acts.get(key)
    if (!known || kinds.indexOf(item.kind) < kinds.indexOf(known.kind)) acts.set(key, item)
  }
  return [...acts.values()]
}

/** What goes into a header: one line, short, nothing that a mail program would take for the next header. */
export function headerText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  const line = text.replace(/[\u0000-\u0020\u007f-\u00a0\u2028\u2029]+/g, ' ').trim()
  return line.length > 160 ? `${line.slice(0, 159).trimEnd()}…` : line
}
