import type { ActionError } from '../../system/errors.js'
import { SealRefused } from '../age.js'
import { EnclosedRefused } from '../enclosed-login.js'
import { CannotOpen } from '../store.js'
import { ArchiveRefused } from './archive.js'
import { type EntryKey, latestAt } from './key.js'

export interface Refused {
  readonly refusal: ActionError
  /** It is as its maker made it, and can't be a login of ours, so passing it over loses nothing. */
  readonly isForged: boolean
  readonly isDamaged: boolean
}

/** An entry that may be a login, and doesn't open. */
export interface Closed {
  readonly key: EntryKey
  readonly refusal: ActionError
}

/** The bytes of an entry don't match the digest in its key. */
export class Damaged {
  constructor(readonly refusal: SealRefused) {}
}

/** Why the entry can't be used. Throws an error again that is not about the entry. */
export function refusalIn(error: unknown): Refused {
  if (error instanceof Damaged) {
    // age reports a wrong key if a bit in the key part of the header has changed.
    const refusal = error.refusal.code === 'wrong-key' ? new SealRefused('seal-altered') : error.refusal
    return { refusal, isForged: false, isDamaged: true }
  }
  if (error instanceof ArchiveRefused) {
    const isForged = error.code === 'cache-foreign'
    return { refusal: error, isForged, isDamaged: !isForged }
  }
  if (error instanceof SealRefused)
    return { refusal: error, isForged: error.code !== 'wrong-key', isDamaged: false }
  if (error instanceof EnclosedRefused)
    return { refusal: error, isForged: error.code !== 'enclosed-version', isDamaged: false }
  throw error
}

/** No entry can be used: `code` is that of the refusal of one of them. */
export class CacheEntryRefused extends CannotOpen {
  override readonly name = 'CacheEntryRefused'
  /** The instant of the latest entry: only a later seed may take its place. */
  readonly at: bigint
  /** Storing a login removes nothing. */
  readonly staysBeside = true

  private constructor({ key, refusal }: Closed, instant: number) {
    const { what, why, remedy } = refusal.explanation
    const more = `To go on without it, delete the entry: \`gh cache delete ${key.text}\`.`
    super(refusal.code, { what, why, remedy: `${remedy} ${more}` }, { cause: refusal })
    this.at = latestAt(instant)
  }

  /** A wrong key is named first: with the right one, the others may be no hindrance. */
  static of(closed: readonly Closed[]): CacheEntryRefused {
    const named = closed.find(({ refusal }) => refusal.code === 'wrong-key') ?? closed[0]
    if (!named) throw new Error('no entry was refused')
    return new CacheEntryRefused(named, Math.max(...closed.map(({ key }) => key.instant)))
  }
}

/** What to do about an entry that was passed over; the command that deletes it follows. */
export function adviceOn({ code }: ActionError): string {
  if (code === 'wrong-key')
    return 'If you have changed `encryption-key`, add the old key on a line of its own; if not, find out who stored it, and delete it'
  if (code === 'enclosed-version') return 'If no workflow here uses a later version of this action, delete it'
  return 'If the next job says so too, delete it'
}

/** The command that deletes an entry. A key with other characters could do harm in a shell, so it is not quoted. */
export const deletionOf = (key: string): string =>
  /^[\w./-]+$/.test(key)
    ? `\`gh cache delete ${key}\``
    : '`gh cache list --key codex-auth/` shows it, `gh cache delete ID` deletes it'
