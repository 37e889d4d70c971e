import { createHash } from 'node:crypto'
import { chained, genesis } from '../../../platform/record.ts'
import type { RecordLine } from '../model.ts'

/** Why an event does not fit: its number, its text, its hash, its place in the chain. */
export const misfits = ['number', 'body', 'hash', 'chain', 'columns', 'anchor', 'head', 'unreadable'] as const
export type Misfit = { seq: number; reason: (typeof misfits)[number] }

/** A chain value that somebody noted down earlier, from the page or from cabeza.json. */
export type Anchor = { seq: number; chain: string }

/** How far a verification has come; `misfit` is the first number that does not fit. */
export type Verification = { seq: number; chain: Buffer; withheld: number; misfit: Misfit | null }

export const beginning: Verification = { seq: 0, chain: genesis, withheld: 0, misfit: null }

/**
 * Takes one event more: its number must follow, its hash be that of its text, its chain that of all before it. An event whose
 * text is withheld is checked by its hash alone. After a misfit nothing changes any more.
 */
export function followed(so: Verification, line: RecordLine, anchors: readonly Anchor[] = []): Verification {
  if (so.misfit) return so
  const seq = so.seq + 1
  const reason = misfitOf(so, line, anchors)
  if (reason) return { ...so, misfit: { seq, reason } }
  const withheld = so.withheld + (line.body === null ? 1 : 0)
  return { seq, chain: Buffer.from(line.chain, 'hex'), withheld, misfit: null }
}

function misfitOf(so: Verification, line: RecordLine, anchors: readonly Anchor[]): Misfit['reason'] | null {
  if (line.seq !== so.seq + 1) return 'number'
  if (line.body !== null) {
    if (numberIn(line.body) !== line.seq) return 'body'
    if (createHash('sha256').update(line.body).digest('hex') !== line.hash) return 'hash'
  }
  const chain = chained(so.chain, Buffer.from(line.hash, 'hex')).toString('hex')
  if (chain !== line.chain) return 'chain'
  return anchors.some((anchor) => anchor.seq === line.seq && anchor.chain !== chain) ? 'anchor' : null
}

function numberIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { seq?: unknown }).seq
  } catch {
    return null
  }
}

/** At the end: an anchor that was never reached means that events are missing from the end. */
export function concluded(so: Verification, anchors: readonly Anchor[]): Verification {
  if (so.misfit || anchors.every((anchor) => anchor.seq <= so.seq)) return so
  return { ...so, misfit: { seq: so.seq + 1, reason: 'head' } }
}

const hex64 = /^[0-9a-f]{64}$/

/** A line of the downloaded record; null when it is not one. */
export function readLine(text: string): RecordLine | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { seq, body, hash, chain } = value as Record<string, unknown>
  const isLine =
    Number.isSafeInteger(seq) &&
    (body === null || typeof body === 'string') &&
    typeof hash === 'string' &&
    typeof chain === 'string' &&
    hex64.test(hash) &&
    hex64.test(chain)
  return isLine ? { seq: seq as number, body: body as string | null, hash, chain } : null
}

/** '1289:ab12…' as written on the command line; null when it is not one. */
export function readAnchor(text: string): Anchor | null {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(text.trim())
  return match?.[1] && match[2] ? { seq: Number(match[1]), chain: match[2].toLowerCase() } : null
}
