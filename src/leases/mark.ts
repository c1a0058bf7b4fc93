import { createHash } from 'node:crypto'
import { z } from 'zod/mini'
import { identityDigest, sameIdentity } from '../login/account.js'
import type { Login } from '../login/login.js'
import { changedAt } from '../login/revision.js'
import { Page, Shown } from './bounds.js'

/** Account and person, by `identityDigest` salted with the name of the login. */
export const Account = z.string().check(z.regex(/^[0-9a-f]{16}-([0-9a-f]{16})?$/))

/** Names a revision without helping to guess a token. */
export const Mark = z.object({
  /** Nanoseconds since the epoch, in decimal: the order of `changedAt`. */
  changedAt: z.string().check(z.regex(/^\d{1,25}$/)),
  /** Salted by the name of the login: the same revision has the same digest in each store. */
  digest: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  account: z.optional(Account),
  /** Digest that names the store. Left out where it isn't known: such a mark counts for every store. */
  store: z.optional(z.string().check(z.regex(/^[0-9a-f]{8,32}$/))),
  /** The job of this action that made it, such as `job build of run 42 on runner-1`, and its page. */
  by: z.optional(Shown),
  url: Page,
})
export type Mark = z.infer<typeof Mark>

export interface MarkOptions extends Pick<Mark, 'store' | 'by' | 'url'> {
  /** The name of the login: the salt of the digests. */
  readonly name: string
}

/** `name`: of the login. */
export const accountOf = (login: Login, name: string): string => identityDigest(login, JSON.stringify([name]))

export function markOf(login: Login, { name, ...rest }: MarkOptions): Mark {
  const digest = createHash('sha256')
    .update(JSON.stringify([name, login.generation]))
    .digest('hex')
  const account = accountOf(login, name)
  return { changedAt: String(changedAt(login)), digest: digest.slice(0, 32), account, ...rest }
}

/** False only if both name their accounts, and these differ. */
export const isOfSameAccount = (a: Mark, b: Mark): boolean =>
  a.account === undefined || b.account === undefined || sameIdentity(a.account, b.account)

/** False only if both name their stores, and these differ. */
export const isOfSameStore = (a: Mark, b: Mark): boolean =>
  a.store === undefined || b.store === undefined || a.store === b.store

export const isLater = (a: Mark, b: Mark): boolean => BigInt(a.changedAt) > BigInt(b.changedAt)

/** True if `a` is a later revision of the login that `b` belongs to: the refresh token of `b` was already used. */
export const supersedes = (a: Mark, b: Mark): boolean =>
  isOfSameStore(a, b) && isOfSameAccount(a, b) && isLater(a, b)
