const patterns = 1 << 18

/**
 * Whether the text from `start` to `end` may be one of the keys, in any case: never a false no, and seldom a yes for a word that is
 * none, so that few of the millions of words are cut out and looked up.
 */
export function keyFilter(keys: readonly string[]): (text: string, start: number, end: number) => boolean {
  const seen = new Uint8Array(patterns)
  for (const key of keys) seen[patternOf(key, 0, key.length)] = 1
  return (text, start, end) => {
    const length = end - start
    // Keys have ten or eleven letters and digits; of a token with others, one letter may fold to up to three.
    if (length < 4 || length > 11) return false
    const pattern = patternOf(text, start, end)
    return pattern < 0 || seen[pattern] === 1
  }
}

/** Of text in ASCII, the same in either case; -1 for other text. */
function patternOf(text: string, start: number, end: number): number {
  let hash = end - start
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (unit > 127) return -1
    hash = Math.imul(hash ^ (unit | 32), 0x85ebca6b)
    hash ^= hash >>> 15
  }
  return (hash >>> 0) % patterns
}
