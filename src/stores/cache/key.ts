import { CannotOpen } from '../store.js'

/** Microseconds since the epoch until the year 2112, in binary: so few prefixes cover all that is later. */
const BITS = 52
const LAST_INSTANT = 2 ** BITS - 1
const [LONGEST_RUN, LONGEST_ATTEMPT, DIGEST] = [20, 6, 16]
/** Entries are counted against the two clocks of the runner and of OpenAI, which may well be apart. */
const TOLERANCE = 3_600_000_000
const DIGITS = [...'9876543210']
const HEXADECIMAL = [...'fedcba9876543210']

/** A key that this action has written, or could have. */
export interface EntryKey {
  readonly text: string
  /** When the login in it changed, in microseconds since the epoch. */
  readonly instant: number
  /** The first 16 hex digits of the sealed bytes' SHA-256. */
  readonly digest: string
}

/** The instant in the key of a login that changed then (in nanoseconds since the epoch), in microseconds. */
export const keyInstant = (changedAt: bigint): number =>
  Math.min(Math.max(Number(changedAt / 1000n), 0), LAST_INSTANT)

/** The latest that a login with this instant in its key can have changed, in nanoseconds since the epoch. */
export const latestAt = (instant: number): bigint => BigInt(instant) * 1000n + 999n

interface KeyParts {
  readonly instant: number
  readonly run: string | undefined
  readonly attempt: string | undefined
  readonly digest: string
}

/** Beginnings that together cover a part of the keys, by their instants beside that of one key. */
interface Split {
  readonly later: readonly string[]
  /**
   * Nine of ten beginnings. Entries of one instant have the same login, so they are asked for only if the one that was found
   * first doesn't open.
   */
  readonly same: readonly string[]
  readonly earlier: readonly string[]
}

/** The kind of entry: logins, or access logins for workers. */
type Family = 'codex-auth' | 'codex-access'

interface SpaceOptions {
  /** Microseconds since the epoch. */
  readonly after?: number
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly family?: Family
}

/**
 * The keys of one login's entries: `codex-auth/<login>/<52 bits>/<date>-<run>-<attempt>-<digest>`, readable, sortable
 * and unique. Of all entries below a prefix the service names only the one that was created last, and anybody who can run
 * a workflow can create more below it, with any key. So a key counts only if it is complete and in this range.
 */
export class KeySpace {
  readonly prefix: string

  /** The range is in microseconds since the epoch, both ends in it. */
  constructor(
    loginName: string,
    private readonly range: { readonly first: number; readonly last: number },
    family: Family = 'codex-auth',
  ) {
    this.prefix = `${family}/${loginName.toLowerCase()}/`
  }

  /** The keys of a login that changed after an instant, and not in the future. `now`: milliseconds since the epoch. */
  static of(loginName: string, { after = -1, now, family }: SpaceOptions): KeySpace {
    const last = Math.min(Math.trunc(now) * 1000 + TOLERANCE, LAST_INSTANT)
    return new KeySpace(loginName, { first: after + 1, last }, family)
  }

  keyOf({ instant, run, attempt, digest }: KeyParts): string {
    const number = (text = '', longest: number) => (/^\d+$/.test(text) && text.length <= longest ? text : '0')
    const name = [number(run, LONGEST_RUN), number(attempt, LONGEST_ATTEMPT), digest].join('-')
    return `${this.prefix}${bitsOf(instant)}${dateOf(bitsOf(instant))}${name}`
  }

  /** Undefined for a key that is not a whole one of this login and range. */
  parse(text: string): EntryKey | undefined {
    if (!text.startsWith(this.prefix)) return undefined
    const rest = text.slice(this.prefix.length)
    const bits = rest.slice(0, BITS)
    if (!/^[01]{52}$/.test(bits) || !this.#holds(bits)) return undefined

    const date = dateOf(bits)
    const digest = /^\d{1,20}-\d{1,6}-([0-9a-f]{16})$/.exec(rest.slice(BITS + date.length))?.[1]
    if (!rest.startsWith(date, BITS) || digest === undefined) return undefined
    return { text, instant: Number.parseInt(bits, 2), digest }
  }

  /** The beginnings that together cover this range, the latest first. */
  all(): string[] {
    if (this.range.first <= 0) return ['']
    const { later, same, earlier } = this.split('', bitsOf(this.range.first - 1))
    return [...later, ...same, ...earlier]
  }

  /**
   * The beginnings that cover everything that `beginning` covers except one key: of later instants, of its own, and of earlier
   * ones, the latest first. Beginnings and key are without the prefix. Beginnings that no key of ours has
   * aren't among them, so nobody asks for those.
   */
  split(beginning: string, key: string): Split {
    const [later, same]: [string[], string[]] = [[], []]
    const earlier: string[][] = []
    for (let at = beginning; ; ) {
      const steps = this.#steps(at)
      const on = steps.findIndex(step => key.startsWith(at + step))
      const beside = (from: number, to?: number) => steps.slice(from, to).map(step => at + step)
      if (on < 0) {
        // A question with a whole key finds that key only, not longer ones.
        const whole = isWhole(at) && key !== at && beginning !== at ? [at] : []
        return { later, same: [...same, ...whole], earlier: [beside(0), ...earlier].flat() }
      }
      if (at.length < BITS) {
        later.push(...beside(0, on))
        earlier.unshift(beside(on + 1))
      } else same.push(...beside(0, on), ...beside(on + 1))
      at += steps[on]
    }
  }

  /** How a key of this range may go on after a beginning, the latest first. */
  #steps(beginning: string): string[] {
    const bits = beginning.slice(0, BITS)
    if (bits.length < BITS) return ['1', '0'].filter(bit => this.#holds(bits + bit))
    if (!this.#holds(bits)) return []
    const date = dateOf(bits)
    const name = beginning.slice(BITS + date.length)
    if (beginning.length < BITS + date.length) return [date]

    const [run = '', attempt, digest] = name.split('-')
    const numbered = (number: string, longest: number) => [
      ...(number.length < longest ? DIGITS : []),
      ...(number.length > 0 ? ['-'] : []),
    ]
    if (attempt === undefined) return numbered(run, LONGEST_RUN)
    if (digest === undefined) return numbered(attempt, LONGEST_ATTEMPT)
    return digest.length < DIGEST ? HEXADECIMAL : []
  }

  /** Whether the range has an instant whose bits begin so. */
  #holds(bits: string): boolean {
    const [least, most] = ['0', '1'].map(bit => Number.parseInt(bits.padEnd(BITS, bit), 2)) as [
      number,
      number,
    ]
    return most >= this.range.first && least <= this.range.last
  }
}

const isWhole = (key: string) => /-\d+-[0-9a-f]{16}$/.test(key)
const bitsOf = (instant: number) => instant.toString(2).padStart(BITS, '0')
/** `/20261121110000000-` */
const dateOf = (bits: string) =>
  `/${new Date(Math.trunc(Number.parseInt(bits, 2) / 1000)).toISOString().replaceAll(/\D/g, '')}-`

/** The key found below each prefix, the first one that finds any: undefined for none. */
export type Look = (prefixes: readonly string[]) => Promise<string | undefined>

/** More than jobs ever store at the same time: each find is later than the one before, or is not ours. */
const MOST_FINDS = 64

/**
 * The keys of a range, the latest first, however many others somebody has put among them. The next questions leave out each
 * key that was found, so the keys that it hid are found, and the walk ends.
 *
 * @param onForeign called with keys that are not ours, or are from the future.
 * @throws {CacheCrowded}
 */
export async function* latestFirst(
  space: KeySpace,
  look: Look,
  onForeign: (key: string) => void,
): AsyncGenerator<EntryKey> {
  let open: (string | EntryKey)[] = space.all()
  for (let finds = 0; open.length > 0; ) {
    const known = open.findIndex(item => typeof item !== 'string')
    const unknown = (known < 0 ? open : open.slice(0, known)) as string[]
    const found =
      unknown.length > 0 ? await look(unknown.map(beginning => space.prefix + beginning)) : undefined
    if (found === undefined) {
      const next = open[known]
      open = known < 0 ? [] : open.slice(known + 1)
      if (next !== undefined) yield next as EntryKey
      continue
    }

    finds += 1
    if (finds > MOST_FINDS) throw new CacheCrowded(space.prefix)
    const rest = found.toLowerCase().slice(space.prefix.length)
    const at = unknown.findIndex(beginning => rest.startsWith(beginning))
    const { later, same, earlier } = space.split(unknown[at] ?? '', rest)
    const key = space.parse(found)
    if (!key) onForeign(found)
    open = [...later, ...(key ? [key] : []), ...same, ...earlier, ...open.slice(at + 1)]
  }
}

/** The newest login can't be found among so many entries of others. */
export class CacheCrowded extends CannotOpen {
  override readonly name = 'CacheCrowded'
  /** No seed is known to be later than an entry that can't be found. */
  readonly at = undefined
  readonly staysBeside = true

  constructor(prefix: string) {
    super('cache-crowded', {
      what: 'The Actions cache holds too many unusable entries under the names of this login.',
      why: 'The newest login may be among them, and using an older one would end it.',
      remedy: `Find out who stored them (\`gh cache list --key ${prefix}\`), and delete those that this action didn't store (\`gh cache delete ID\`); the warnings above name some. If in doubt, delete all of them and log in again.`,
    })
  }
}
