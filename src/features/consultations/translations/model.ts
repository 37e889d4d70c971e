import { contributionLanguages } from '../contributions/model.ts'
import type { Axis, Consultation } from '../model.ts'

export const textLanguages = contributionLanguages
export type TextLanguage = (typeof textLanguages)[number]

export type AxisWords = { name: string; guidingQuestion: string | null }

/** A consultation's own texts in another language; axes that were not translated are not in it. */
export type Translation = {
  language: TextLanguage
  title: string
  question: string
  summary: string | null
  axes: Readonly<Record<string, AxisWords>>
}

/** A consultation with its texts as somebody reads them. */
export type Shown = {
  consultation: Consultation
  language: string
  /** Of axes: one that was not translated stands in the original. */
  languageOfAxis(axis: Axis): string
  /** The other languages in which it can be read. */
  others: readonly string[]
  /** Whether the reader asked for a language that it has not. */
  isFallback: boolean
}

/** The texts in the language that is wanted, else in the original; nothing but words differs. */
export function shownIn(consultation: Consultation, translations: readonly Translation[], wanted: string): Shown {
  const original = consultation.space.language
  const all = [original, ...translations.map(({ language }) => language)]
  const chosen = wanted === original ? undefined : translations.find(({ language }) => language === wanted)
  const language = chosen?.language ?? original
  return {
    consultation: chosen ? translated(consultation, chosen) : consultation,
    language,
    languageOfAxis: (axis) => (chosen?.axes[axis.id] ? chosen.language : original),
    others: all.filter((one) => one !== language),
    isFallback: language !== wanted,
  }
}

function translated(consultation: Consultation, { title, question, summary, axes }: Translation): Consultation {
  return {
    ...consultation,
    ...{ title, question, summary },
    axes: consultation.axes.map((axis) => ({ ...axis, ...axes[axis.id] })),
  }
}
