/** the name of an indicator says what is measured, never which way it should go; the direction has a field of its own. */
export function namesDirection(name: string): boolean {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return /\b(increment|aument|reduc|mejor|disminu)\p{L}*/u.test(plain)
}
