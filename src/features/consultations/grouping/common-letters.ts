/**
 * Length of the longest common subsequence, 32 letters at a time: Hyyrö, Bit-parallel LCS-length computation revisited (2004).
 * `bits` starts as ones; each letter of the longer text turns, in the shorter, the ones where it matched into zeros.
 */
export function commonLetters(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const size = Math.ceil(short.length / 32)
  const places = placesOf(short, size)
  const bits = new Uint32Array(size).fill(0xffffffff)
  for (let at = 0; at < long.length; at += 1) {
    const matches = places.get(long.charCodeAt(at))
    if (!matches) continue
    let carry = 0
    for (let word = 0; word < size; word += 1) {
      const before = bits[word] as number
      const matched = (before & (matches[word] as number)) >>> 0
      const sum = before + matched + carry
      carry = sum > 0xffffffff ? 1 : 0
      bits[word] = sum | (before & ~matched)
    }
  }
  let zeros = 0
  for (let at = 0; at < short.length; at += 1) if ((((bits[at >>> 5] as number) >>> (at & 31)) & 1) === 0) zeros += 1
  return zeros
}

function placesOf(text: string, size: number): Map<number, Uint32Array> {
  const places = new Map<number, Uint32Array>()
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    const words = places.get(sign) ?? new Uint32Array(size)
    words[at >>> 5] = (words[at >>> 5] as number) | (1 << (at & 31))
    places.set(sign, words)
  }
  return places
}
