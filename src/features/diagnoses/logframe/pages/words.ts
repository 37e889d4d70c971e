import type { C } from '../../../../platform/http/env.ts'
import type { MessageKey } from '../../../../platform/i18n.ts'
import { formatDate, formatNumber } from '../../../../ui/format.ts'
import type { Value } from '../differences.ts'
import type { Range, Row } from '../model.ts'

const chosen: Record<string, string> = {
  dimension: 'dimension',
  direction: 'direction',
  frequency: 'frequency',
  meansFrequency: 'frequency',
  unit: 'unit',
}

/** A value of a matrix as people read it. */
export function wordOf(c: C, field: string, value: Value): string {
  const { t, context } = c.var
  if (value === null) return t('logframe.unsaid')
  if (typeof value === 'boolean') return t(value ? 'logframe.yes' : 'logframe.no')
  if (typeof value === 'number') return formatNumber(value, context.locale)
  if (field === 'baselineOn' || field === 'targetOn') return formatDate(value, context.locale)
  const set = chosen[field]
  return set ? t(`logframe.${set}.${value}` as MessageKey) : value
}

export function fieldWord(c: C, field: string): string {
  return c.var.t(`logframe.field.${field}` as MessageKey)
}

export function rangeWords(c: C, range: Range | null): string | null {
  if (!range) return null
  const [from, to] = [range.from, range.to].map((value) => formatNumber(value, c.var.context.locale))
  return c.var.t('logframe.range', { from: from ?? '', to: to ?? '' })
}

/** 'Fin', 'Componente C2'. */
export function rowName(c: C, { level, code }: Pick<Row, 'level' | 'code'>): string {
  const name = c.var.t(`logframe.level.${level}`)
  return level === 'goal' || level === 'purpose' ? name : `${name} ${code}`
}
