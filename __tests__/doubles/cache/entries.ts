import type { CacheEntry, Grant } from './types.js'

/** What the bearer of a job's token may see and do. */
export interface Rights {
  readonly ref: string
  /** In the order in which a restore looks: the run's own ref, the base, the default branch. */
  readonly scopes: readonly string[]
  readonly grant: Grant
}

interface Reservation {
  readonly key: string
  readonly version: string
  readonly scope: string
  bytes: Buffer | undefined
}

/** Entries by scope, immutable for key, version and scope; a reservation blocks its key like an entry does. */
export class Entries {
  #serial = 0
  #finished: CacheEntry[] = []
  readonly #reserved = new Map<number, Reservation>()

  get all(): readonly CacheEntry[] {
    return this.#finished
  }

  /** Scope by scope, key by key: the exact key, else the entry created last whose key starts so; case is ignored. */
  find({ scopes }: Rights, keys: readonly string[], version: string): CacheEntry | undefined {
    for (const scope of scopes) {
      const visible = this.#finished.filter(entry => entry.scope === scope && entry.version === version)
      for (const key of keys.map(key => key.toLowerCase())) {
        const found =
          visible.find(entry => entry.key.toLowerCase() === key) ??
          visible.filter(entry => entry.key.toLowerCase().startsWith(key)).at(-1)
        if (found) return found
      }
    }
    return undefined
  }

  /** A number for the upload; undefined if the key is taken. */
  reserve({ ref: scope }: Rights, key: string, version: string): number | undefined {
    const taken = [...this.#finished, ...this.#reserved.values()].some(
      other =>
        other.scope === scope && other.version === version && other.key.toLowerCase() === key.toLowerCase(),
    )
    if (taken) return undefined
    this.#serial += 1
    this.#reserved.set(this.#serial, { key, version, scope, bytes: undefined })
    return this.#serial
  }

  reservation(id: number): Reservation | undefined {
    return this.#reserved.get(id)
  }

  reservationOf({ ref: scope }: Rights, key: string, version: string): number | undefined {
    for (const [id, other] of this.#reserved)
      if (other.scope === scope && other.key === key && other.version === version) return id
    return undefined
  }

  /** Makes it visible, as the newest of all; undefined unless exactly `size` bytes were uploaded. */
  finish(id: number, size: number): CacheEntry | undefined {
    const reservation = this.#reserved.get(id)
    if (reservation?.bytes?.length !== size) return undefined
    this.#reserved.delete(id)
    const { key, version, scope, bytes } = reservation
    this.#serial += 1
    const entry = { key, version, scope, bytes, serial: this.#serial }
    this.#finished.push(entry)
    return entry
  }

  /** An entry that somebody has stored in a run of that ref, by hand. */
  plant({ key, bytes, version, scope }: Omit<CacheEntry, 'serial'>): CacheEntry {
    this.#serial += 1
    const entry = { key, version, scope, bytes, serial: this.#serial }
    this.#finished.push(entry)
    return entry
  }

  overtake(which: (entry: CacheEntry) => boolean): void {
    const late = this.#finished.filter(which)
    this.#finished = [...this.#finished.filter(entry => !which(entry)), ...late]
  }

  evict(which: (entry: CacheEntry) => boolean): void {
    this.#finished = this.#finished.filter(entry => !which(entry))
  }
}
