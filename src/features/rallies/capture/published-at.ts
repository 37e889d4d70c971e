/** The two clocks of a capture (T-50): the phone's when it was made and when it was sent, the server's when it arrived. */
export type Clocks = { deviceAt: Date | null; sentAt: Date | null; receivedAt: Date }

export type Publication = {
  publishedAt: Date
  /** 'device': the phone's time, put right. 'device-impossible': it cannot be, so the server's stands. */
  basis: 'server' | 'device' | 'device-impossible'
  /** How far the phone's clock was ahead of ours when it sent; null where it said nothing. */
  driftMs: number | null
}

/**
 * When a capture counts as published. A plain form is sent when it is made: the server's time. What waited on a phone was
 * made earlier: the phone's time of it, less how far the phone's clock was ahead when it sent. So a clock that is hours or years off
 * changes nothing, and what took long on its way comes out earlier by that long, never later. A capture made after it was sent, or
 * before there were phones, cannot be: the server's time stands, and reviewers see why. A phone whose clock was moved in between
 * cannot be told from one that waited: this is a signal, not a proof.
 */
export function publicationOf({ deviceAt, sentAt, receivedAt }: Clocks): Publication {
  if (deviceAt === null || sentAt === null) return { publishedAt: receivedAt, basis: 'server', driftMs: null }
  const driftMs = sentAt.getTime() - receivedAt.getTime()
  const waitedMs = sentAt.getTime() - deviceAt.getTime()
  if (waitedMs < 0 || waitedMs > longestWaitMs) return { publishedAt: receivedAt, basis: 'device-impossible', driftMs }
  return { publishedAt: new Date(receivedAt.getTime() - waitedMs), basis: 'device', driftMs }
}

/** No edition lasts longer than a capture may wait. */
const longestWaitMs = 90 * 86_400_000

/** Reviewers are told of a clock that is off by more. */
export const notableDriftMs = 10 * 60_000

export type WindowRefusal =
  | 'capture.window.not-open'
  | 'capture.window.early'
  | 'capture.window.late'
  | 'capture.window.closed'

/** What waited on a phone is taken this long after the close, if it was made before; afterwards points are being settled. */
export const graceMs = 2 * 3_600_000

export type Window = { opensAt: Date | null; closesAt: Date | null; isClosed: boolean }

/** Why a capture comes at the wrong time, or null. `isClosed`: cancelled, frozen or final. */
export function windowRefusal(window: Window, publishedAt: Date, receivedAt: Date): WindowRefusal | null {
  const { opensAt, closesAt, isClosed } = window
  if (isClosed) return 'capture.window.closed'
  if (opensAt === null || receivedAt < opensAt) return 'capture.window.not-open'
  if (publishedAt < opensAt) return 'capture.window.early'
  if (closesAt === null) return null
  if (publishedAt >= closesAt) return 'capture.window.late'
  return receivedAt.getTime() >= closesAt.getTime() + graceMs ? 'capture.window.closed' : null
}
