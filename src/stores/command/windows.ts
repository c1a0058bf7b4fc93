import { randomFillSync } from 'node:crypto'

const NONE = -1
const FILTER_BITS = 21

/** A run of code units, from `from` to before `to`. */
export interface Run {
  readonly from: number
  readonly to: number
}

/**
 * The runs of a text that are made of pieces of `length` code units (at most 31) which one of the others has too.
 * Takes time and memory in proportion to their lengths, whatever is in them: equal pieces are looked up once.
 */
export function sharedRuns(text: Uint16Array, others: readonly Uint16Array[], length: number): Run[] {
  if (text.length < length) return []
  const candidates = new Pieces(text, length, filterOf(others, length))
  if (candidates.count === 0) return []

  for (const other of others) candidates.find(other)
  return candidates.runs()
}

/** A bit for each hash of a piece of the others: it rules out most pieces of a text without a secret. */
function filterOf(others: readonly Uint16Array[], length: number): Uint32Array {
  const filter = new Uint32Array(2 ** (FILTER_BITS - 5))
  for (const other of others)
    for (const hash of hashesOf(other, length)) {
      const bit = hash >>> (32 - FILTER_BITS)
      filter[bit >>> 5] = (filter[bit >>> 5] as number) | (1 << (bit & 31))
    }
  return filter
}

/** The pieces of a text that pass the filter, each kept once, at the first place where it is. */
class Pieces {
  readonly #text: Uint16Array
  readonly #length: number
  /** By place in the text: the first place that begins with the same piece. */
  readonly #first: Int32Array
  readonly #found: Uint8Array
  readonly #slots: Int32Array
  readonly count: number

  constructor(text: Uint16Array, length: number, filter: Uint32Array) {
    this.#text = text
    this.#length = length
    const hashes = hashesOf(text, length)
    this.#first = new Int32Array(hashes.length).fill(NONE)
    this.#found = new Uint8Array(hashes.length)

    const places = new Int32Array(hashes.length)
    let count = 0
    for (let place = 0; place < hashes.length; place += 1) {
      const bit = (hashes[place] as number) >>> (32 - FILTER_BITS)
      if ((filter[bit >>> 5] as number) & (1 << (bit & 31))) {
        places[count] = place
        count += 1
      }
    }
    this.count = count

    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 1))).fill(NONE)
    for (let at = 0; at < count; at += 1) {
      const place = places[at] as number
      const slot = this.#slotOf(text, place, hashes[place] as number)
      if (this.#slots[slot] === NONE) this.#slots[slot] = place
      this.#first[place] = this.#slots[slot] as number
    }
  }

  /** Remembers which of the pieces another text has too. */
  find(other: Uint16Array): void {
    const hashes = hashesOf(other, this.#length)
    for (let place = 0; place < hashes.length; place += 1) {
      const first = this.#slots[this.#slotOf(other, place, hashes[place] as number)] as number
      if (first !== NONE) this.#found[first] = 1
    }
  }

  runs(): Run[] {
    const runs: { from: number; to: number }[] = []
    for (let place = 0; place < this.#first.length; place += 1) {
      const first = this.#first[place] as number
      if (first === NONE || this.#found[first] === 0) continue
      const last = runs.at(-1)
      if (last && place <= last.to) last.to = place + this.#length
      else runs.push({ from: place, to: place + this.#length })
    }
    return runs
  }

  /** Where in the table the piece is, or would be put. */
  #slotOf(other: Uint16Array, at: number, hash: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = (hash ^ (hash >>> 15)) & mask
    for (let place = slots[slot] as number; place !== NONE; place = slots[slot] as number) {
      if (this.#isAt(place, other, at)) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }

  #isAt(place: number, other: Uint16Array, at: number): boolean {
    for (let index = 0; index < this.#length; index += 1)
      if (this.#text[place + index] !== other[at + index]) return false
    return true
  }
}

/** A random number for each code unit: nobody can choose texts whose pieces meet in one slot. */
let numbers: Uint32Array | undefined

/** The hash of each piece, by its place; it rolls from one to the next (a cyclic polynomial). */
function hashesOf(text: Uint16Array, length: number): Uint32Array {
  numbers ??= randomFillSync(new Uint32Array(0x10000))
  const hashes = new Uint32Array(Math.max(0, text.length - length + 1))
  let hash = 0
  for (let at = 0; at < text.length; at += 1) {
    hash = ((hash << 1) | (hash >>> 31)) ^ (numbers[text[at] as number] as number)
    if (at < length - 1) continue
    hashes[at - length + 1] = hash
    const gone = numbers[text[at - length + 1] as number] as number
    hash ^= (gone << (length - 1)) | (gone >>> (33 - length))
  }
  return hashes
}
