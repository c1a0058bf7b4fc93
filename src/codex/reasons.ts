import type { Explanation } from '../system/errors.js'

/** The caller's words about how a person logs in once more, for the store of this job. */
export interface Words {
  /** Where and how a person logs in once more. */
  readonly reseed: string
}

const LATER =
  'Nothing needs to be done now: the refresh token was not used, and the next run tries again. See status.openai.com if it stays.'

interface Reason {
  /** True where no retry helps: the login ends with its access token. */
  readonly permanent: boolean
  readonly what: string
  readonly why: string
  /** Left out where a person must log in once more: how depends on the store. */
  readonly remedy?: string
  /** Said after how to log in once more. */
  readonly advice?: string
}

/** Why Codex could not go on with the login, each with what a person reads of it. */
export const REASONS = {
  reused: {
    permanent: true,
    what: 'OpenAI refused to refresh the login: its refresh token was already used.',
    why: 'It was used by a copy of this auth.json on another machine, by an older one that was put back, or by a try of Codex whose answer was lost. No refresh will work any more.',
    advice: 'Use one login for one place only.',
  },
  'lost-answer': {
    permanent: true,
    what: 'OpenAI refused to refresh the login: its refresh token was already used, most likely by an earlier try of this action.',
    why: 'The answer to that try never arrived: the connection ended, or the job was killed. OpenAI had replaced the token by then, and nobody has the new one. No refresh will work any more.',
  },
  expired: {
    permanent: true,
    what: 'OpenAI refused to refresh the login: its refresh token has expired.',
    why: 'It was not refreshed for too long. No refresh will work any more.',
    advice: 'A scheduled keep-fresh workflow keeps a login from expiring.',
  },
  revoked: {
    permanent: true,
    what: 'OpenAI refused to refresh the login: it was revoked.',
    why: 'Somebody logged out or ended all sessions of the account, and that ends every copy of the login.',
  },
  refused: {
    permanent: true,
    what: 'OpenAI refused to refresh the login.',
    why: 'Its refresh token is not accepted: it was used elsewhere, has expired or was revoked. No refresh will work any more.',
  },
  'other-account': {
    permanent: true,
    what: 'Codex refused to refresh the login: auth.json belongs to another account by now.',
    why: 'The file changed while Codex was using it, or its account id does not fit its tokens.',
  },
  'endpoint-down': {
    permanent: false,
    what: "OpenAI's token endpoint answered with an error",
    why: 'The login could not be refreshed this time.',
    remedy: LATER,
  },
  'endpoint-blocked': {
    permanent: false,
    what: "The request to OpenAI's token endpoint was turned away",
    why: 'The login could not be refreshed, and is as it was. This answer is not about the login: a proxy or a firewall gives it, or OpenAI does for countries and addresses that it does not serve. It stays until that changes.',
    remedy:
      "Look at the runner's way to auth.openai.com: proxy, firewall, the country of its address (docs/network.md). Jobs go on with the access token while it lives; then the next one refreshes, if it can.",
  },
  'endpoint-unreachable': {
    permanent: false,
    what: "OpenAI's token endpoint could not be reached",
    why: 'The login could not be refreshed this time. A proxy, a firewall or the network is in the way.',
    remedy: LATER,
  },
  'endpoint-hangs': {
    permanent: false,
    what: "OpenAI's token endpoint does not answer.",
    why: 'The login could not be refreshed this time. The server may have done its part, and only its answer was lost; then showing the token again could end the login.',
    remedy:
      'Jobs go on with the access token, and the next one that finds it about to end tries again. Log in once more before that (`mode: login`, or a new seed), or try at once with `force-refresh: true`. See status.openai.com.',
  },
  unproven: {
    permanent: false,
    what: 'Codex answered as if the login were refreshed, but auth.json did not change.',
    why: 'Only the file proves a refresh. The server may have done its part, and its answer was lost; then showing the token again could end the login.',
    remedy:
      'Jobs go on with the access token, and the next one that finds it about to end tries again. Log in once more before that (`mode: login`, or a new seed), or try at once with `force-refresh: true`.',
  },
} as const satisfies Record<string, Reason>

export type FailureReason = keyof typeof REASONS

/** The words for a person; `detail` goes on where `what` ends. */
export function explain(code: FailureReason, { reseed }: Words, detail = ''): Explanation {
  const { what, why, remedy, advice }: Reason = REASONS[code]
  return { what: `${what}${detail}`, why, remedy: remedy ?? [reseed, advice].filter(Boolean).join(' ') }
}
