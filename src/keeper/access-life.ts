import type { AccessLogin, AccessNote } from '../login/access.js'
import { freshness } from '../login/freshness.js'
import { instantInWords, inWords } from '../report/format.js'
import { ActionError } from '../system/errors.js'
import { LITTLE_MS } from './due.js'

/** The keeper refreshes at half of the access token's life: with less than this share of it left, it has failed for days. */
const LATE_SHARE = 0.3

export interface LifeOptions {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The input `min-lifetime`, in milliseconds. */
  readonly wantedMs: number | undefined
}

/**
 * What is wrong with an access login although it can be used; undefined if nothing is.
 * @throws AccessEnds if too little of its life is left
 */
export function warningOf(
  login: AccessLogin,
  { now, wantedMs = LITTLE_MS }: LifeOptions,
): AccessWarning | undefined {
  const { note } = login
  const { remaining, share, expiresAt } = freshness(login, now)
  if (remaining <= wantedMs) throw new AccessEnds(login, { now, wantedMs })
  if (note?.refused) return new AccessWarning('access-refused', refusedWords(note, expiresAt))
  if (share >= LATE_SHARE) return undefined
  return new AccessWarning('access-late', {
    what: `The access login ends at ${instantInWords(expiresAt)}, in ${inWords(remaining)}, and the keeper has not published a newer one. ${lastRun(note, now)}`,
    why: 'Until then jobs go on. After that they stop.',
    remedy: LOOK,
  })
}

const LOOK =
  'Look at the last runs of the keep-fresh workflow that publishes it (`share-access`): it may be disabled, or fail. Start it by hand.'

function refusedWords({ refused, madeAt, madeBy }: AccessNote, expiresAt: number) {
  return {
    what: `OpenAI has refused to refresh the login (\`${refused}\`), as keep-fresh found at ${instantInWords(madeAt)} (${madeBy}).`,
    why: `Jobs go on with the access token, which ends at ${instantInWords(expiresAt)}. After that they stop.`,
    remedy:
      'A person must log in again before that. The failed run of keep-fresh says how; when that is done, run keep-fresh again.',
  }
}

const lastRun = (note: AccessNote | undefined, now: number): string =>
  note
    ? `It was last published at ${instantInWords(note.madeAt)}, ${inWords(now - note.madeAt)} ago (${note.madeBy}).`
    : 'It does not say when keep-fresh last ran.'

/** The job goes on, and people have days to do something. */
export class AccessWarning extends ActionError {
  override readonly name = 'AccessWarning'
  declare readonly code: 'access-refused' | 'access-late'
}

/** Too little of the access token's life is left, and this job can't refresh it. Thrown before Codex is started. */
export class AccessEnds extends ActionError {
  override readonly name = 'AccessEnds'

  constructor(login: AccessLogin, { now, wantedMs = LITTLE_MS }: LifeOptions) {
    const { remaining, expiresAt } = freshness(login, now)
    const { note } = login
    const ends = instantInWords(expiresAt)
    const refused = note?.refused ? ` OpenAI has refused to refresh the login (\`${note.refused}\`).` : ''
    super('access-ends', {
      what: `${
        remaining <= 0
          ? `The access login ended at ${ends}.`
          : `The access login ends at ${ends}, in ${inWords(remaining)}, and this job wants ${inWords(wantedMs)} (\`min-lifetime\`).`
      } ${lastRun(note, now)}${refused}`,
      why: 'A worker has no refresh token, so Codex would fail in the middle of its task. It was not started.',
      remedy: refused
        ? 'A person must log in again: the failed run of keep-fresh says how. Then run keep-fresh, and this workflow as a new run.'
        : `${LOOK} Then start this workflow as a new run: GitHub may give a re-run the secret that the first attempt had.`,
    })
  }
}
