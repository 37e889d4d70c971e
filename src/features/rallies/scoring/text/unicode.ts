/** What the contract says about strings: NFC, order by code point, full case folding, letters and digits. */

const mayChange = /[\u0300-\uffff]/

/** Unicode NFC. Nothing below U+0300 composes with its neighbour, so most texts are returned as they are. */
export function composed(text: string): string {
  return mayChange.test(text) ? text.normalize('NFC') : text
}

/** Orders by code point. `<` orders by UTF-16 unit, which puts U+1F4F7 before U+FF5E. */
export function byCodePoint(a: string, b: string): number {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (x === y) continue
    const isPair = { x: x >= 0xd800 && x <= 0xdfff, y: y >= 0xd800 && y <= 0xdfff }
    if (isPair.x === isPair.y) return x - y
    // A surrogate stands for something above U+FFFF.
    return isPair.x ? 1 : -1
  }
  return a.length - b.length
}

const beyondAscii = /[\u0080-\uffff]/
const beyondLatin = /[\u0130-\uffff]/
const foldings = new Map<string, string>()

/**
 * Full case folding (CaseFolding.txt, statuses C and F), brought back to NFC. JavaScript has none: lower case of upper case is
 * that, but for dotless ı, capital ẞ and Cherokee, whose folding is its capitals.
 */
export function caseFolded(text: string): string {
  // Below U+0130 lower case differs from the folding in two letters only.
  if (!beyondLatin.test(text)) return text.toLowerCase().replaceAll('ß', 'ss').replaceAll('µ', 'μ')
  let folded = ''
  for (const character of text) folded += foldingOf(character)
  return composed(folded)
}

/** Of one code point; not normalised. */
export function foldingOf(character: string): string {
  let folding = foldings.get(character)
  if (folding === undefined) {
    folding = computedFolding(character)
    foldings.set(character, folding)
  }
  return folding
}

function computedFolding(character: string): string {
  if (character === '\u0131') return character
  if (character === '\u1e9e') return 'ss'
  if (/[\u13a0-\u13fd\uab70-\uabbf]/.test(character)) return character.toUpperCase()
  let folding = ''
  for (const capital of character.toUpperCase()) folding += capital.toLowerCase()
  return folding
}

/** How hashtags are compared: case-folded and without diacritics. */
export function withoutDiacritics(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase()
  const bare = (marked: string) => marked.normalize('NFD').replaceAll(/\p{M}/gu, '')
  return bare(caseFolded(bare(composed(text))))
}

/** A handle as it is compared: no leading @, case-folded. */
export function foldedHandle(handle: string): string {
  const bare = handle.charCodeAt(0) === 64 ? handle.slice(1) : handle
  if (!beyondAscii.test(bare)) return bare.toLowerCase()
  const text = composed(handle)
  return caseFolded(text.startsWith('@') ? text.slice(1) : text)
}

/** What a UTF-16 unit is for the tokens: 0 separates. */
export const [separator, letter, digit, surrogate] = [0, 1, 2, 3] as const

const units = new Uint8Array(0x10000)
for (let unit = 0; unit < 0x10000; unit++) units[unit] = kindOf(String.fromCharCode(unit), unit)

function kindOf(character: string, unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return surrogate
  if (/\p{L}/u.test(character)) return letter
  return /\p{Nd}/u.test(character) ? digit : separator
}

export function unitKind(unit: number): number {
  return units[unit] ?? separator
}

/** Of the code point that begins at `index` with a surrogate. */
export function pairKind(text: string, index: number): number {
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0)
  if (/\p{L}/u.test(character)) return letter
  return /\p{Nd}/u.test(character) ? digit : separator
}
