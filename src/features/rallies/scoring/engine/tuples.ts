/**
 * Numbers tuples of 32-bit words from 0, in typed arrays: a Map of strings would take ten times the memory. Exact: equal
 * numbers mean equal tuples.
 */
export class Tuples {
  readonly #width: number
  #words: Uint32Array
  #slots: Int32Array
  size = 0

  constructor(width: number) {
    this.#width = width
    this.#words = new Uint32Array(width * 512)
    this.#slots = new Int32Array(1024).fill(-1)
  }

  /** The number of the tuple whose words stand in `key`, a new one when it was never seen. */
  number(key: Uint32Array): number {
    const slot = this.#slotOf(key)
    const known = this.#slots[slot] ?? -1
    if (known >= 0) return known
    const number = this.size++
    this.#slots[slot] = number
    if (this.#words.length < this.size * this.#width) this.#words = grown(this.#words, this.size * this.#width)
    const words = this.#words
    for (let word = 0, at = number * this.#width; word < this.#width; word++) words[at + word] = key[word] ?? 0
    if (this.size * 2 > this.#slots.length) this.#rehash()
    return number
  }

  #slotOf(key: Uint32Array): number {
    const mask = this.#slots.length - 1
    let slot = mixed(key, 0, this.#width) & mask
    for (;;) {
      const number = this.#slots[slot] ?? -1
      if (number < 0 || this.#holds(number, key)) return slot
      slot = (slot + 1) & mask
    }
  }

  #holds(number: number, key: Uint32Array): boolean {
    const at = number * this.#width
    for (let word = 0; word < this.#width; word++) if (this.#words[at + word] !== key[word]) return false
    return true
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let number = 0; number < this.size; number++) {
      let slot = mixed(this.#words, number * this.#width, this.#width) & mask
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask
      slots[slot] = number
    }
    this.#slots = slots
  }
}

function mixed(words: Uint32Array, at: number, width: number): number {
  let hash = 0x9e3779b9
  for (let word = 0; word < width; word++) {
    hash = Math.imul(hash ^ (words[at + word] ?? 0), 0x85ebca6b)
    hash ^= hash >>> 13
    hash = Math.imul(hash, 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash >>> 0
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** A copy with room for at least `length`, half as much again so that growing stays linear. */
export function grown<Kind extends Numbers>(array: Kind, length: number): Kind {
  const copy = new (array.constructor as new (size: number) => Kind)(
    Math.max(length, Math.ceil(array.length * 1.5), 64),
  )
  copy.set(array)
  return copy
}
