import type { T } from '../../../platform/i18n.ts'
import type { Halt, Part } from '../model.ts'

export function haltWords(t: T, halt: Halt): string {
  return t(`thread.halt.${halt}`)
}

/** What a part of the flow is called. */
export function partWords(t: T, { key, label, halt }: Pick<Part, 'key' | 'label' | 'halt'>): string {
  if (halt) return haltWords(t, halt)
  return label ?? t(key === 'received' ? 'thread.station.received' : 'thread.station.topic')
}
