import type { Reply } from './app-server.js'
import { endedReason } from './ended-reason.js'
import { accountOf, isFailedRequest, lacksBundle } from './failure.js'
import { answersIn, asCodexPrints, isRefusal } from './token-answers.js'

/**
 * The state of the refresh token after Codex was asked to refresh and saved nothing. `unknown`: the server may have
 * replaced the token, and only its answer is lost, so that showing the token again could end the login.
 */
export type Fate = 'unspent' | 'refused' | 'unknown'

const TRIED = /codex_login::auth::manager: Refreshing token/
/** An answer to a try, with any status. */
const ANSWERED = /codex_login::auth::manager: Failed to refresh token status=\d/
/**
 * A gateway that gives up waiting says 408, 502 or 504, and Cloudflare 520, 522 or 524: the server behind it may have
 * done its part.
 */
const GATEWAY = /codex_login::auth::manager: Failed to refresh token status=(408|50[24]|52[024])\b/

export interface Evidence {
  readonly reply: Reply | undefined
  readonly stderr: readonly string[]
  readonly tokenUrl: string
  readonly when: 'forced' | 'if-needed'
  /** Whether the start of Codex found the access token about to expire. */
  readonly startTried: boolean
}

/**
 * Concludes it from Codex's words (tried with 0.169.0). Codex may try several times, and show the token again by itself, so
 * each try that it logged needs an answer. Codex doesn't log a try at its start: when the token is about to expire, or when
 * it could not get the configuration of a workspace without a refresh. Its words for a refusal without a reason are the
 * same for the page of a proxy, so they count only with the answer itself.
 */
export function fateOf({ reply, stderr, tokenUrl, when, startTried }: Evidence): Fate {
  const lines = printedLines(reply, stderr)
  const printed = lines.join('\n')
  const ended = endedReason(printed)
  if (ended === 'other-account') return 'unspent'
  if ((ended && ended !== 'refused') || answersIn(lines, tokenUrl).some(isRefusal)) return 'refused'
  if (startTried || lacksBundle(printed)) return 'unknown'
  const { tries, answered, notSent } = countTries(lines, tokenUrl)
  // A Codex that was not asked to, and has an account to show, had no need of one.
  const least = when === 'forced' || !accountOf(reply) ? 1 : 0
  return tries >= least && answered + notSent >= tries ? 'unspent' : 'unknown'
}

/** Whether Codex believes that it was permanently refused, so that it won't try again. */
export const isRefused = (reply: Reply | undefined, stderr: readonly string[]): boolean =>
  accountOf(reply) === null || endedReason(printedLines(reply, stderr).join('\n')) !== undefined

/**
 * Whether a try that this Codex has logged got no answer: that try used the token, if the server then refuses it. The tries
 * of its start aren't logged (tried with 0.169.0).
 */
export const isOwnLoss = ({ stderr, tokenUrl }: Pick<Evidence, 'stderr' | 'tokenUrl'>): boolean =>
  countTries(stderr, tokenUrl).failed > 0

/** Whether a try that Codex has logged has not come to its end yet: if Codex ends now, what comes of it is lost. */
export function isTrying(stderr: readonly string[], tokenUrl: string): boolean {
  const { tries, answered, notSent, failed } = countTries(stderr, tokenUrl)
  return tries > answered + notSent + failed
}

const printedLines = (reply: Reply | undefined, stderr: readonly string[]): string[] => [
  ...stderr,
  ...(reply && 'error' in reply ? [reply.error.message] : []),
]

function countTries(lines: readonly string[], tokenUrl: string) {
  const url = asCodexPrints(tokenUrl)
  const count = (isOne: (line: string) => boolean) => lines.filter(isOne).length
  const withoutAnswer = (isConnect: boolean) => (line: string) => isFailedRequest(line, { url, isConnect })
  return {
    tries: count(line => TRIED.test(line)),
    answered: count(line => ANSWERED.test(line) && !GATEWAY.test(line)),
    notSent: count(withoutAnswer(true)),
    failed: count(line => withoutAnswer(false)(line) || GATEWAY.test(line)),
  }
}
