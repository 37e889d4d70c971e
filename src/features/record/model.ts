import { canonicalJson } from '../../platform/canonical-json.ts'

/** The newest event and the chain value that vouches for it and for all before it. */
export type Head = { seq: number; chain: string; at: string | null }

/**
 * An event as anybody may see it. While its plan is not public, `content` is null: number, time and hashes stand, so the chain
 * can be checked without a gap, and the content can be checked against its hash on the day it is shown.
 */
export type PublicEvent = {
  seq: number
  at: string
  hash: string
  chain: string
  content: EventContent | null
}

export type EventContent = {
  type: string
  space: { slug: string; name: string } | null
  subject: { type: string; id: string }
  actor: string | null
  details: Record<string, unknown>
  /** The exact text that was hashed. */
  body: string
}

/** One line of the downloaded record; `body` is null while the event's content is withheld. */
export type RecordLine = { seq: number; body: string | null; hash: string; chain: string }

export function lineOf(event: PublicEvent): RecordLine {
  return { seq: event.seq, body: event.content?.body ?? null, hash: event.hash, chain: event.chain }
}

/** An event flat, as programs read it; what is withheld is null. */
export function eventJson({ seq, at, hash, chain, content }: PublicEvent) {
  return {
    seq,
    at,
    type: content?.type ?? null,
    space: content?.space?.slug ?? null,
    subject: content?.subject ?? null,
    actor: content?.actor ?? null,
    details: content?.details ?? null,
    body: content?.body ?? null,
    hash,
    chain,
  }
}

/** What the event is about, where its details say it: 'C3 · Gasto abierto'. */
export function subjectTitle(content: EventContent): string | null {
  const { title, name, key } = content.details
  const words = [key, title ?? name].filter((word) => typeof word === 'string' && word !== '')
  return words.length === 0 ? null : words.join(' · ')
}

export const csvHeader = [
  ...([
    'numero',
    'momento',
    'tipo',
    'espacio',
    'asunto_tipo',
    'asunto',
    'titulo',
    'autor',
    'huella',
    'cadena',
  ] as const),
] as const

/** An event as a row; what is withheld is empty. */
export function csvCells({ seq, at, hash, chain, content }: PublicEvent): string[] {
  const title = content ? subjectTitle(content) : null
  return [
    ...[
      String(seq),
      at,
      content?.type ?? '',
      content?.space?.slug ?? '',
      content?.subject.type ?? '',
      content?.subject.id ?? '',
    ],
    ...[title ?? '', content?.actor ?? '', hash, chain],
  ]
}

/** What a row of the table says beside the body; must be what the body says. */
export type EventColumns = {
  seq: number
  at: Date
  type: string
  space_id: string | null
  subject_type: string
  subject_id: string
  actor_id: string | null
  details: unknown
}

/** The body that a row's columns amount to. */
export function bodyOf(row: EventColumns): string {
  return canonicalJson({
    seq: row.seq,
    at: row.at.toISOString(),
    type: row.type,
    space: row.space_id,
    subject: [row.subject_type, row.subject_id],
    actor: row.actor_id,
    details: row.details,
  })
}
