/** Points are whole hundredths: no sum of them drifts. */

/** Null unless `text` is a plain decimal number of at most two places (more only if they are zeros). */
export function readHundredths(text: string): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/.exec(text)
  if (match === null) return null
  const value = BigInt(match[2] ?? '') * 100n + BigInt((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' ? -value : value
}

/** Of a number of JSON by the digits it was written with, which are those that it is printed with. */
export function hundredths(value: number): bigint {
  const { digits, places } = fractionOf(value)
  if (places <= 2) return digits * 10n ** BigInt(2 - places)
  throw new RangeError(`${value} has more than two decimal places`)
}

export function hasTwoPlaces(value: number): boolean {
  return fractionOf(value).places <= 2
}

/** A number of JSON as digits / 10^places, exactly as it is printed: 0.5 is 5/10, 1e-7 is 1/10000000. */
export function fractionOf(value: number): { digits: bigint; places: number } {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const places = fraction.length - Number(exponent)
  const digits = BigInt(whole + fraction)
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 }
}

/** Points times a factor, exact, then rounded to hundredths: a half away from zero. Both are at least 0. */
export function timesFactor(points: bigint, factor: number): bigint {
  const { digits, places } = fractionOf(factor)
  const scale = 10n ** BigInt(places)
  const product = points * digits
  return (2n * product + scale) / (2n * scale)
}

/** «12.50» */
export function writtenPoints(value: bigint): string {
  const size = value < 0n ? -value : value
  return `${value < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}
