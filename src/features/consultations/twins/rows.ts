import { csvRecord } from '../../../platform/csv/write.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Contribution } from '../contributions/model.ts'
import type { ShownQuestion } from '../demographics/model.ts'
import { type Consultation, phaseOf } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import type { Translation } from '../translations/model.ts'

const urlOf = (c: C, path: string) => `${c.var.deps.config.baseUrl}${path}`

/** A consultation as data: codes, not words. */
export function plainConsultation(c: C, consultation: Consultation, translations: readonly Translation[] = []) {
  return {
    url: urlOf(c, consultationPaths.consultation(consultation)),
    slug: consultation.slug,
    title: consultation.title,
    question: consultation.question,
    summary: consultation.summary,
    phase: phaseOf(consultation, c.var.context.now),
    channels: consultation.channels,
    opens_at: consultation.opensAt.toISOString(),
    closes_at: consultation.closesAt.toISOString(),
    axes: consultation.axes.map(({ position, name, guidingQuestion, sdgs }) => {
      return { position, name, guiding_question: guidingQuestion, sdgs }
    }),
    language: consultation.space.language,
    translations: translations.map(({ axes, ...words }) => ({
      ...words,
      axes: consultation.axes.flatMap(({ id, position }) => {
        const own = axes[id]
        return own ? { position, name: own.name, guiding_question: own.guidingQuestion } : []
      }),
    })),
    source: consultation.source,
    is_fictional: consultation.space.isFictional,
  }
}

/** A contribution as data. What is withheld has no text, and says so. */
export function plainContribution(c: C, consultation: Consultation, contribution: Contribution) {
  const { text } = contribution
  return {
    folio: contribution.folio,
    url: urlOf(c, consultationPaths.contribution(consultation, contribution.folio)),
    axis: contribution.axis?.name ?? null,
    channel: contribution.channel,
    title: text?.title ?? null,
    body: text?.body ?? null,
    signature: text?.signature ?? null,
    withheld: text === null,
    language: contribution.language,
    territory_key: contribution.territory?.key ?? null,
    territory: contribution.territory?.name ?? null,
    place: contribution.place,
    said_on: contribution.saidOn,
    sheet: contribution.sheet,
    received_at: contribution.receivedAt.toISOString(),
    supports: contribution.supports,
    supports_elsewhere: contribution.supportsElsewhere,
    comments: contribution.comments,
  }
}

export const contributionColumns = [
  ...(['folio', 'url', 'axis', 'channel', 'title', 'body', 'signature', 'withheld', 'language'] as const),
  ...(['territory_key', 'territory', 'place', 'said_on', 'sheet', 'received_at', 'supports'] as const),
  ...(['supports_elsewhere', 'comments'] as const),
] as const

/** A cell that a spreadsheet would run as a formula begins with an apostrophe; one that already does gets another. */
export function defused(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return typeof value === 'string' && /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

export function demographicsCsv(questions: readonly ShownQuestion[]): string {
  const rows = questions.flatMap(({ question, rows }) =>
    rows.map(({ answer, people }) => csvRecord([question, answer, people === null ? '' : String(people)])),
  )
  return csvRecord(['question', 'answer', 'people']) + rows.join('')
}
