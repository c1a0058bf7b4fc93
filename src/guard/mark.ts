import { createHash } from 'node:crypto'
import { z } from 'zod/mini'
import { changedAt } from '../session/compare.js'
import type { Session } from '../session/session.js'

/** Names a generation without helping to guess a token. */
export const Mark = z.object({
  /** Nanoseconds since the epoch, in decimal: the order of `changedAt`. */
  changedAt: z.string().check(z.regex(/^\d{1,25}$/)),
  /** Salted by the name of the session. */
  digest: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** Who made it, where a job of this action did: such as `job build of run 42 on runner-1`, and its page. */
  by: z.optional(z.string()),
  url: z.optional(z.string()),
})
export type Mark = z.infer<typeof Mark>

export type Maker = Pick<Mark, 'by' | 'url'>

export function markOf(session: Session, name: string, maker: Maker = {}): Mark {
  const digest = createHash('sha256')
    .update(JSON.stringify([name, session.generation]))
    .digest('hex')
  return { changedAt: String(changedAt(session)), digest: digest.slice(0, 32), ...maker }
}

/** True if the session is an older generation than the one marked: its refresh token is spent. */
export const isOlderThan = (session: Session, mark: Mark): boolean =>
  changedAt(session) < BigInt(mark.changedAt)

/** What is known after one more word: only a later generation takes the place of the one known, and of who made it. */
export const newestMark = (told: Mark | undefined, known: Mark | undefined): Mark | undefined =>
  told && (!known || BigInt(told.changedAt) > BigInt(known.changedAt)) ? told : known
