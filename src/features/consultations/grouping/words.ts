import { stemmer as englishStem } from '@orama/stemmers/english'
import { stemmer as spanishStem } from '@orama/stemmers/spanish'
import { stopWords } from './stop-words.ts'

export const languages = ['es', 'en', 'other'] as const
export type Language = (typeof languages)[number]

/** A word as it counts (`root`) and as a person wrote it (`shown`, lower case, accents kept). */
export type Word = { root: string; shown: string }

const address = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/giu
const wordPattern = /[\p{L}\p{M}\p{N}]+/gu
/** Scripts that write without spaces; their words are taken as overlapping pairs of signs. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu

/** Words as written, in lower case; links and mail addresses left out. */
export function writtenWords(text: string): string[] {
  const bare = text.normalize('NFKC').replace(address, ' ').toLowerCase()
  return (bare.match(wordPattern) ?? []).flatMap((word) => pairsOf(word))
}

function pairsOf(word: string): string[] {
  if (!unspaced.test(word)) return [word]
  unspaced.lastIndex = 0
  const pieces: string[] = []
  for (const run of word.matchAll(unspaced)) {
    const signs = [...run[0]]
    if (signs.length === 1) pieces.push(run[0])
    for (let at = 0; at + 1 < signs.length; at += 1) pieces.push(`${signs[at]}${signs[at + 1]}`)
  }
  for (const rest of word.split(unspaced)) if (rest !== '') pieces.push(rest)
  return pieces
}

const simple = new Map<string, string>()
const mostKept = 200_000

/** Without accents, because half of the people leave them out; ñ is a letter of its own and stays. */
export function simplified(word: string): string {
  const known = simple.get(word)
  if (known !== undefined) return known
  const bare = word
    .normalize('NFD')
    .replace(/(?<!n)\u0303|[\u0300-\u0302\u0304-\u036f]/gu, '')
    .normalize('NFC')
  if (simple.size >= mostKept) simple.clear()
  simple.set(word, bare)
  return bare
}

/** How many small words of each language stand in a text. */
export type SmallWords = { es: number; en: number; all: number }

export function smallWords(written: readonly string[]): SmallWords {
  const counts = { es: 0, en: 0, all: written.length }
  for (const word of written) {
    const bare = simplified(word)
    if (stopWords.es.has(bare)) counts.es += 1
    if (stopWords.en.has(bare)) counts.en += 1
  }
  return counts
}

/** The language of most texts together; `other` when hardly any small word of those we know stands in them. */
export function mainLanguage(texts: readonly SmallWords[]): Language {
  const sum = (pick: (counts: SmallWords) => number) => texts.reduce((total, counts) => total + pick(counts), 0)
  const [es, en, all] = [sum((counts) => counts.es), sum((counts) => counts.en), sum((counts) => counts.all)]
  if (Math.max(es, en) < all * 0.1) return all < 20 ? 'es' : 'other'
  return en > es ? 'en' : 'es'
}

/** A text's own language where its small words say so, else that of the others. */
export function languageOf({ es, en }: SmallWords, main: Language): Language {
  if (Math.max(es, en) < 2 || es === en) return main
  return en > es ? 'en' : 'es'
}

/** The words that carry the topic. A text of small words alone («Sí», «No») keeps them: it would else say nothing. */
export function topicWords(written: readonly string[], language: Language): Word[] {
  const words = written.map((shown) => ({ shown, bare: simplified(shown) }))
  const small = language === 'other' ? null : stopWords[language]
  const telling = words.filter(({ bare }) => bare.length > 1 && !small?.has(bare))
  return (telling.length > 0 ? telling : words).map(({ shown, bare }) => ({ shown, root: rootOf(bare, language) }))
}

const roots = { es: new Map<string, string>(), en: new Map<string, string>() }

function rootOf(bare: string, language: Language): string {
  if (language === 'other' || /\p{N}/u.test(bare)) return bare
  const known = roots[language].get(bare)
  if (known !== undefined) return known
  // The stemmer knows -ción and -sión by their accent, which was taken off with the others.
  const root = language === 'en' ? englishStem(bare) : simplified(spanishStem(bare.replace(/(?<=[cs])ion$/u, 'ión')))
  if (roots[language].size >= mostKept) roots[language].clear()
  roots[language].set(bare, root)
  return root
}
