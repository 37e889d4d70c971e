import { plainText } from './plain-text.ts'
import { bySigns } from './vectors.ts'
import {
  type Language,
  languageOf,
  mainLanguage,
  simplified,
  smallWords,
  topicWords,
  type Word,
  writtenWords,
} from './words.ts'

export type Contribution = { id: string; text: string }

/** One text, however many contributions say it: a campaign of copies counts once. `letters` is how it reads without accents. */
export type Unit = { letters: string; words: Word[]; ids: string[] }

/** Units stand in the order of their letters, ids in that of their signs: nothing hangs on which line came first. */
export type Units = { units: Unit[]; empty: string[]; language: Language }

/** `empty` are the contributions that say nothing once HTML is taken away. */
export function unitsOf(contributions: readonly Contribution[], asked: Language | null): Units {
  const read = contributions.map(({ id, text }) => {
    const plain = plainText(text)
    const written = writtenWords(plain)
    return { id, plain, written, small: smallWords(written) }
  })
  const language = asked ?? mainLanguage(read.map(({ small }) => small))
  const byLetters = new Map<string, Unit>()
  const empty: string[] = []
  for (const { id, plain, written, small } of read) {
    // Signs alone («👍», «???») are a text too: they are their own only word.
    const words = written.length > 0 ? written : plain === '' ? [] : [plain]
    if (words.length === 0) {
      empty.push(id)
      continue
    }
    const letters = words.map(simplified).join(' ')
    const unit = byLetters.get(letters)
    if (unit) unit.ids.push(id)
    else byLetters.set(letters, { letters, words: topicWords(words, asked ?? languageOf(small, language)), ids: [id] })
  }
  const units = [...byLetters.values()].sort((a, b) => bySigns(a.letters, b.letters))
  for (const unit of units) unit.ids.sort(bySigns)
  return { units, empty: empty.sort(bySigns), language }
}
