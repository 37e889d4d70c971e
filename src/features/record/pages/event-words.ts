import { type MessageKey, spanish } from '../../../platform/i18n/messages.ts'
import type { T } from '../../../platform/i18n.ts'

/** What happened, in words; a type that has none yet is shown as it is written. */
export function typeWords(t: T, type: string): string {
  const key = `record.type.${type}`
  return key in spanish ? t(key as MessageKey) : type
}
