/** The side of the picture that is asked for. */
export const hashedSide = 128
const side = 32
const cell = hashedSide / side
const kept = 8
/** Coefficients nearer to zero than this are what rounding leaves of an even surface. */
const noise = 1e-3

/**
 * A perceptual hash of 64 bits as 16 lower-case hexadecimal digits (DCT hash, after Zauner 2010, «Implementation and benchmarking
 * of perceptual image hash functions», section 3.2.1): of 128 × 128 luminances, row by row, the means of 4 × 4 (resizing straight to 32 × 32 would leave each filter's own
 * traces in the hash); of these 32 × 32 the cosine transform (DCT-II); of it the
 * 8 × 8 block beside the constant row and column; a bit is 1 where the coefficient lies above the block's median. Bits go row by
 * row, the first is the highest. Re-encoding and resizing change few bits; another picture about half.
 */
export function perceptualHash(luminances: Uint8Array): string {
  if (luminances.length !== hashedSide ** 2) throw new RangeError(`${hashedSide}² luminances, not ${luminances.length}`)
  const block = lowFrequencies(means(luminances))
  const sorted = [...block].sort((a, b) => a - b)
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2
  let hash = 0n
  for (const value of block) hash = (hash << 1n) | (value > median ? 1n : 0n)
  return hash.toString(16).padStart(16, '0')
}

/** How many of the 64 bits differ. */
export function hashDistance(a: string, b: string): number {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let bits = 0
  for (; different > 0n; different >>= 1n) bits += Number(different & 1n)
  return bits
}

const cosines = Array.from({ length: kept }, (_, frequency) =>
  Float64Array.from({ length: side }, (_, at) => Math.cos(((2 * at + 1) * (frequency + 1) * Math.PI) / (2 * side))),
)

function means(luminances: Uint8Array): Float64Array {
  const small = new Float64Array(side * side)
  for (const [at, luminance] of luminances.entries()) {
    const [y, x] = [Math.floor(at / hashedSide / cell), Math.floor((at % hashedSide) / cell)]
    small[y * side + x] = (small[y * side + x] ?? 0) + luminance / cell ** 2
  }
  return small
}

/** Rows first, then columns: only the 64 coefficients that are wanted. */
function lowFrequencies(luminances: Float64Array): number[] {
  const rows = new Float64Array(side * kept)
  for (let y = 0; y < side; y++) {
    for (const [u, cosine] of cosines.entries()) {
      let sum = 0
      for (let x = 0; x < side; x++) sum += (luminances[y * side + x] ?? 0) * (cosine[x] ?? 0)
      rows[y * kept + u] = sum
    }
  }
  return cosines.flatMap((cosine) =>
    Array.from({ length: kept }, (_, u) => {
      let sum = 0
      for (let y = 0; y < side; y++) sum += (rows[y * kept + u] ?? 0) * (cosine[y] ?? 0)
      return Math.abs(sum) < noise ? 0 : sum
    }),
  )
}
