import type { GitRequest, How, Often, Which } from './types.js'

interface Rule {
  readonly which: Which
  readonly how: How
  readonly hits: () => boolean
  left: number
  spare: number
}

/** What requests meet. Every rule that a request hits applies: delays one after another, then the first of the rest. */
export class Faults {
  #rules: Rule[] = []

  add(which: Which, how: How, { times, after = 0, rate, seed = 1 }: Often = {}): void {
    const random = randomFrom(seed)
    const hits = () => rate === undefined || random() < rate
    this.#rules.push({ which, how, hits, left: times ?? (rate === undefined ? 1 : Infinity), spare: after })
  }

  heal(): void {
    this.#rules = []
  }

  /** What this request meets, used up by it. */
  met(request: GitRequest): How[] {
    return this.#rules.filter(rule => isMet(rule, request)).map(({ how }) => how)
  }
}

function isMet(rule: Rule, request: GitRequest): boolean {
  const { which } = rule
  if (rule.left === 0 || !(typeof which === 'string' ? which === request.kind : which(request))) return false
  if (rule.spare > 0) {
    rule.spare--
    return false
  }
  if (!rule.hits()) return false
  rule.left--
  return true
}

/** For the log of requests. */
export function inWords(how: How): string {
  if (typeof how === 'string') return how
  if ('status' in how) return `status ${how.status}`
  if ('sendOn' in how) return `redirect ${how.as ?? 301}`
  const [name, delay] = 'delay' in how ? ['delay', how.delay] : ['delayReply', how.delayReply]
  return `${name} ${typeof delay === 'number' ? delay : 'until told'}`
}

/** Numbers from 0 to 1, the same for the same seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
