/** Tokens, hashtags and the words that near copies are compared by. */
import { caseFolded, digit, pairKind, separator, surrogate, unitKind } from './unicode.ts'

/** Calls with each token (maximal run of letters and digits) as [start, end) of the text; nothing is cut out until asked for. */
export function eachToken(text: string, visit: (start: number, end: number, hasDigit: boolean) => void): void {
  let start = -1
  let hasDigit = false
  const { length } = text
  for (let index = 0; index < length; index++) {
    let kind = unitKind(text.charCodeAt(index))
    let width = 1
    if (kind === surrogate) {
      kind = pairKind(text, index)
      width = kind === separator ? 1 : 2
    }
    if (kind !== separator) {
      if (start < 0) start = index
      if (kind === digit) hasDigit = true
      index += width - 1
      continue
    }
    if (start >= 0) visit(start, index, hasDigit)
    start = -1
    hasDigit = false
  }
  if (start >= 0) visit(start, length, hasDigit)
}

export function tokensOf(text: string): string[] {
  const tokens: string[] = []
  eachToken(text, (start, end) => tokens.push(text.slice(start, end)))
  return tokens
}

/** Without the #, in the order of the text: # followed by letters, digits or _ of any script. */
export function hashtagsIn(text: string): string[] {
  const tags: string[] = []
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    const end = endOfName(text, at + 1)
    if (end > at + 1) tags.push(text.slice(at + 1, end))
  }
  return tags
}

function endOfName(text: string, start: number): number {
  let end = start
  while (end < text.length) {
    const unit = text.charCodeAt(end)
    const kind = unitKind(unit)
    if (kind === surrogate) {
      if (pairKind(text, end) === separator) break
      end++
    } else if (kind === separator && unit !== underscore) break
    end++
  }
  return end
}

const underscore = 95

const address = /https?:\/\/\P{White_Space}*/gu
const mention = /[@#][\p{L}\p{Nd}_]+/gu
const beyondLatin = /[\u0130-\uffff]/
const digits = /\p{Nd}/gu

/**
 * The words of rule 10: addresses, mentions and hashtags removed, tokens without those that are keys of works, digits deleted,
 * case-folded, empty ones dropped.
 */
export function copyWords(text: string, isKey: (token: string) => boolean): string[] {
  let bare = text.includes('://') ? text.replaceAll(address, '') : text
  if (bare.includes('@') || bare.includes('#')) bare = bare.replaceAll(mention, '')
  // Below U+0130 letters fold to letters: folding all at once cuts into the same tokens.
  const isFolded = !beyondLatin.test(bare)
  if (isFolded) bare = caseFolded(bare)
  const words: string[] = []
  eachToken(bare, (start, end, hasDigit) => {
    const token = bare.slice(start, end)
    if (isKey(token)) return
    const rest = hasDigit ? token.replaceAll(digits, '') : token
    if (rest !== '') words.push(isFolded ? rest : caseFolded(rest))
  })
  return words
}
