import type { MessageKey } from './i18n/messages.ts'

export type Values = Record<string, string | number>

/** A rule says no: 409, with a sentence in every language and, where it helps, what to mend and where. */
export class Refused extends Error {
  override name = 'Refused'
  readonly key: MessageKey
  readonly values: Values
  readonly faults: readonly Fault[]
  constructor(key: MessageKey, values: Values = {}, faults: readonly Fault[] = []) {
    super(key)
    this.key = key
    this.values = values
    this.faults = faults
  }
}

/** One thing to mend: its sentence and the address where it is mended. */
export type Fault = { key: MessageKey; values: Values; href: string | null; severity: 'error' | 'warning' }

/** 404: not there, or not for this person to know of. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** 403: known to be there, not allowed. Signed-out people are led to sign in. */
export class NotAllowed extends Error {
  override name = 'NotAllowed'
}

/** Input that a form cannot show again (a broken upload, an unreadable file): 422 with a sentence. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  readonly key: MessageKey
  readonly values: Values
  constructor(key: MessageKey, values: Values = {}) {
    super(key)
    this.key = key
    this.values = values
  }
}

export function allow(permitted: boolean): asserts permitted {
  if (!permitted) throw new NotAllowed()
}

export function found<Thing>(thing: Thing | null | undefined): Thing {
  if (thing === null || thing === undefined) throw new NotFound()
  return thing
}

/** 413: more than the address takes. */
export class TooLarge extends Error {
  override name = 'TooLarge'
  readonly megabytes: number
  constructor(megabytes: number) {
    super('too large')
    this.megabytes = megabytes
  }
}

/** 429 with Retry-After. */
export class TooManyRequests extends Error {
  override name = 'TooManyRequests'
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds: number) {
    super('too many requests')
    this.retryAfterSeconds = retryAfterSeconds
  }
}
