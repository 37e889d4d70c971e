import type { OutwardFault } from '../../../../platform/outward/outward.ts'

/** Why a network gave nothing: a code that pages put in words (`networks.trouble.<code>`). */
export type TroubleCode =
  | 'no-access'
  | 'refused'
  | 'rate-limited'
  | 'not-found'
  | 'bad-request'
  | 'busy'
  | 'down'
  | 'not-json'
  | 'unexpected'
  | Exclude<OutwardFault, 'stopped'>

export class NetworkTrouble extends Error {
  override name = 'NetworkTrouble'
  readonly code: TroubleCode
  readonly status: number | null
  /** When the network itself says that it may be asked again. */
  readonly retryAt: Date | null
  constructor(code: TroubleCode, status: number | null = null, retryAt: Date | null = null) {
    super(status === null ? code : `${code} ${status}`)
    this.code = code
    this.status = status
    this.retryAt = retryAt
  }
}

const minuteMs = 60_000

/** When to ask again: when the network says so, else later with each failure in a row, up to an hour. */
export function nextAttempt(trouble: NetworkTrouble, failures: number, now: Date): Date {
  const said = trouble.retryAt
  if (said !== null && said > now) return said
  return new Date(now.getTime() + Math.min(60, 2 ** Math.min(failures - 1, 6)) * minuteMs)
}
