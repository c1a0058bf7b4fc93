import { explain, type FailureReason, REASONS, type Words } from '../codex/reasons.js'
import type { Refusal } from '../leases/knowledge.js'
import type { Mark } from '../leases/mark.js'
import { toMilliseconds } from '../login/instant.js'
import type { Login } from '../login/login.js'
import { instantInWords } from '../report/format.js'
import type { StoreKind } from '../stores/store.js'
import { ActionError } from '../system/errors.js'
import { date } from './seeding.js'

const HOW: Record<StoreKind, string> = {
  host: 'An older auth.json was put back.',
  cache: 'Its newest entry was evicted (GitHub drops what nobody read for 7 days), or could not be stored.',
  'github-secret':
    'GitHub reads the secrets of a repository or an organization when the run is queued, so another job may have refreshed the login since; or what it refreshed could not be stored.',
  command: 'The restore command gave an older state, or the newest could not be stored.',
}
const REMEDIES: Record<StoreKind, string> = {
  host: 'Log in once more: run a workflow with `mode: login` on this runner, or set a new seed.',
  cache:
    'If no later run finds a newer one, log in once more (`mode: login`, or a new seed). A scheduled keep-fresh workflow every few days keeps entries from eviction.',
  'github-secret':
    'Run the job again: a new run reads the newer secret. An environment secret (`secret-environment`) is read when the job starts: prefer one. If it stays, log in once more (`mode: login`, or set the secret again).',
  command:
    'Look at what the two commands read and write. If the newer login is gone, log in once more (`mode: login`, or a new seed).',
}

/** This job restored a login older than the newest revision that any job has reported: its refresh token was already used. */
export class StaleCopy extends ActionError {
  override readonly name = 'StaleCopy'

  constructor(login: Login, mark: Mark, kind: StoreKind) {
    const newest = instantInWords(toMilliseconds(BigInt(mark.changedAt)))
    super('stale-copy', {
      what: `The login that this job has (of ${date(login)}) is older than the newest one that another job has told of (of ${newest}).`,
      why: `${HOW[kind]} Its refresh token was already used, so this job did not use it: showing it again could end the login permanently.`,
      remedy: REMEDIES[kind],
    })
  }
}

/** OpenAI permanently refused to refresh this revision. Its refresh token is never shown again, whatever the inputs say. */
export class RefusedBefore extends ActionError {
  override readonly name = 'RefusedBefore'
  override readonly permanent = true

  constructor({ code, by }: Pick<Refusal, 'code' | 'by'>, words: Words) {
    // A record may be of a newer version, or of somebody else's making.
    const { what, why, remedy } = explain(
      Object.hasOwn(REASONS, code) ? (code as FailureReason) : 'refused',
      words,
    )
    super('refused-before', {
      what: `OpenAI was not asked to refresh the login: it has refused that before, to ${by}. ${what}`,
      why: `${why} To show a refused refresh token again could end what is left of the login.`,
      remedy,
    })
  }
}

/** A job announced that it would refresh this revision, and nobody knows the outcome. */
export class MaybeSpent extends ActionError {
  override readonly name = 'MaybeSpent'

  constructor(by: string) {
    super('maybe-spent', {
      what: `The refresh token of this login may already have been used: ${by} was about to refresh it, and the outcome is not known, because it was killed or OpenAI's answer was lost.`,
      why: 'Showing a used token again could end what is left of the login, so it is not tried while the access token lives.',
      remedy:
        'Log in once more (`mode: login`, or a new seed) before the access token ends. `force-refresh: true` tries the refresh anyway. So does the first job after the access token has ended, because then there is nothing left to lose.',
    })
  }
}
