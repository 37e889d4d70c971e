/** Of the triples of letters of both texts, how many they must share (Dice's measure). */
const shared = 0.8
/** How short a text may be beside one it is to read nearly like: 2 · common / both above 0.9 needs nine elevenths. */
const shortSide = 0.9 / 1.1

/**
 * Calls `tell` with every pair of texts of up to `longest` letters that share enough triples. Texts come from the shortest to the
 * longest, each looks up its rarest triples among those before it: two sets that share enough must meet there (the prefix
 * filter: Chaudhuri, Ganti, Kaushik, A primitive operator for similarity joins, 2006).
 */
export function pairsSharingTriples(
  texts: readonly string[],
  longest: number,
  tell: (one: number, other: number) => void,
): void {
  const short = texts.flatMap((text, number) => (text.length > 0 && text.length <= longest ? [{ text, number }] : []))
  short.sort((a, b) => a.text.length - b.text.length || a.number - b.number)
  const triples = rareFirst(short.map(({ text }) => triplesOf(text)))
  const holders = new Map<number, number[]>()
  const seen = new Int32Array(short.length).fill(-1)
  for (const [place, { text, number }] of short.entries()) {
    const own = triples[place] as Int32Array
    for (const triple of own.subarray(0, prefix(own.length, (shared * (1 + shortSide)) / 2))) {
      const list = holders.get(triple) ?? []
      // The longest stand last; from the first too short one on, all before are.
      for (let at = list.length - 1; at >= 0; at -= 1) {
        const before = list[at] as number
        const other = short[before] as { text: string; number: number }
        if (other.text.length < text.length * shortSide) break
        if (seen[before] === place) continue
        seen[before] = place
        if (shareEnough(own, triples[before] as Int32Array)) tell(number, other.number)
      }
    }
    for (const triple of own.subarray(0, prefix(own.length, shared))) {
      const list = holders.get(triple)
      if (list) list.push(place)
      else holders.set(triple, [place])
    }
  }
}

function prefix(size: number, least: number): number {
  return size - Math.ceil(size * least) + 2
}

function shareEnough(a: Int32Array, b: Int32Array): boolean {
  const needed = (shared * (a.length + b.length)) / 2
  let [i, j, count] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    if (count + Math.min(a.length - i, b.length - j) < needed) return false
    const difference = (a[i] as number) - (b[j] as number)
    if (difference === 0) count += 1
    if (difference <= 0) i += 1
    if (difference >= 0) j += 1
  }
  return count >= needed
}

function triplesOf(text: string): string[] {
  const framed = `  ${text} `
  const times = new Map<string, number>()
  const triples: string[] = []
  for (let at = 0; at + 3 <= framed.length; at += 1) {
    const triple = framed.slice(at, at + 3)
    const time = (times.get(triple) ?? 0) + 1
    times.set(triple, time)
    // The second time is a member of its own, so that sets count like bags.
    triples.push(time === 1 ? triple : `${triple}${time}`)
  }
  return triples
}

/** Triples as numbers, the rarest lowest, each text's in rising order. */
function rareFirst(texts: readonly string[][]): Int32Array[] {
  const counts = new Map<string, number>()
  for (const triples of texts) for (const triple of triples) counts.set(triple, (counts.get(triple) ?? 0) + 1)
  const order = [...counts].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))
  const numbers = new Map(order.map(([triple], number) => [triple, number]))
  return texts.map((triples) => Int32Array.from(triples, (triple) => numbers.get(triple) ?? 0).sort())
}
