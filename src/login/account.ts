import { createHash } from 'node:crypto'
import type { Login } from './login.js'

type Named = Pick<Login, 'accountId' | 'access' | 'identity'>

/**
 * True if both are logins of one person in one account (or workspace), as far as the files say. A file without an account,
 * or a token without a user, doesn't count as another one.
 */
export const sameAccount = (a: Named, b: Named): boolean => sameIdentity(identityDigest(a), identityDigest(b))

/** True if the tokens of one file name two accounts or persons: it was put together from two logins. */
export function isOfTwo({ accountId, access, identity }: Named): boolean {
  const differ = (a: string | undefined, b: string | undefined) => Boolean(a && b) && a !== b
  // One of them may name the user by another kind of id. Then the subject decides, which both have.
  const isOneSubject = access.subject !== undefined && access.subject === identity.subject
  return (
    differ(access.accountId, accountId) ||
    differ(identity.accountId, accountId) ||
    (differ(access.userId, identity.userId) && !isOneSubject)
  )
}

/** The user, if a token names one. */
const userOf = ({ access, identity }: Named): string | undefined => identity.userId ?? access.userId

/** Names account and person without saying who they are; `salt` makes it another name in each place. */
export function identityDigest(login: Named, salt = ''): string {
  return [login.accountId, userOf(login) ?? ''].map(name => (name ? digest(salt + name) : '')).join('-')
}

/** The same as `sameAccount`, for two digests. */
export function sameIdentity(a: string, b: string): boolean {
  const [[account, user], [otherAccount, otherUser]] = [a.split('-'), b.split('-')]
  const differ = (one: string | undefined, other: string | undefined) =>
    Boolean(one && other) && one !== other
  return !differ(account, otherAccount) && !differ(user, otherUser)
}

const digest = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 16)
