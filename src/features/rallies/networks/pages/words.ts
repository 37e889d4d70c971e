import type { MessageKey, T } from '../../../../platform/i18n.ts'

/** Words of a code that is kept in the database; a code of an earlier version is shown as it is. */
function worded(t: T, key: string, code: string, values: Record<string, string> = {}): string {
  const words = t(key as MessageKey, values)
  return words === key ? code : words
}

export const networkName = (t: T, network: string) => worded(t, `networks.name.${network}`, network)
export const troubleWords = (t: T, code: string) => worded(t, `networks.trouble.${code}`, code)
export const rejectWords = (t: T, reject: { reason: string; detail: string }) =>
  worded(t, `networks.reject.${reject.reason}`, reject.detail, { detail: reject.detail })
