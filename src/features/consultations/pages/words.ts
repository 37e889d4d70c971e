import type { C } from '../../../platform/http/env.ts'
import { formatDateTime, formatNumber } from '../../../ui/format.ts'
import type { StatusKind } from '../../../ui/Status.tsx'
import type { Contribution } from '../contributions/model.ts'
import { type Consultation, type Phase, phaseOf } from '../model.ts'
import { type TextLanguage, textLanguages } from '../translations/model.ts'

export const phaseLook: Record<Phase, StatusKind> = {
  draft: 'paused',
  upcoming: 'not-started',
  open: 'on-time',
  closed: 'no-information',
}

/** 'Abierta hasta el 31 de marzo de 2026, 09:00': the phase and the instant that ends it. */
export function phaseWords(c: C, consultation: Consultation): string {
  const { t, context } = c.var
  const phase = phaseOf(consultation, context.now)
  const when = (instant: Date) => formatDateTime(instant, context.locale, consultation.timeZone)
  if (phase === 'upcoming') return t('consultations.opens', { when: when(consultation.opensAt) })
  if (phase === 'open') return t('consultations.open-until', { when: when(consultation.closesAt) })
  if (phase === 'closed') return t('consultations.closed-on', { when: when(consultation.closesAt) })
  return t('consultations.phase.draft')
}

/** A contribution's name: its own title, else how it begins; what is withheld says so. */
export function titleOf(c: C, contribution: Contribution): string {
  const { text } = contribution
  if (text === null) return c.var.t('consultations.withheld')
  return text.title ?? beginning(text.body, 90)
}

/** Whole words of a text's beginning, in one line. */
export function beginning(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most).toWellFormed()
  return `${cut.replace(/\s+\S*$/, '') || cut}…`
}

export const figure = (c: C, count: number) => formatNumber(count, c.var.context.locale)

/** The language asked for in the address (`?lengua=nah`), if it is one of ours. */
export function askedLanguage(c: C): TextLanguage | null {
  return textLanguages.find((one) => one === c.req.query('lengua')) ?? null
}

/** Carries it on to the next page. */
export function languageQuery(c: C): string {
  const asked = askedLanguage(c)
  return asked ? `?lengua=${asked}` : ''
}
