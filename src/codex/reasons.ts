import type { Explanation } from '../errors.js'

/** What the caller says of a person who must log in once more, for the store of this job. */
export interface Words {
  /** Where and how a person logs in once more. */
  readonly reseed: string
}

const LATER =
  'Nothing needs to be done now: the login was not spent, and the next run tries again. See status.openai.com if it stays.'

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
    why: 'Somebody else spent it: a copy of this auth.json on another machine, or an older one that was put back. No refresh will work any more.',
    advice: 'Use one login for one place only.',
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
  'endpoint-unreachable': {
    permanent: false,
    what: "OpenAI's token endpoint could not be reached.",
    why: 'The login could not be refreshed this time. A proxy, a firewall or the network is in the way.',
    remedy: LATER,
  },
  'endpoint-hangs': {
    permanent: false,
    what: "OpenAI's token endpoint does not answer.",
    why: 'The login could not be refreshed this time. If the server did its part and only the answer was lost, the next try will be refused.',
    remedy:
      'Run the job again; if it is then refused, a person must log in once more. See status.openai.com.',
  },
  unproven: {
    permanent: false,
    what: 'Codex answered as if the login were refreshed, but auth.json did not change.',
    why: 'Only the file proves a refresh. If the server did its part, Codex could not save the answer and the next try will be refused.',
    remedy: 'Run the job again; if it is then refused, a person must log in once more.',
  },
} as const satisfies Record<string, Reason>

export type FailureReason = keyof typeof REASONS

/** The words for a person; `detail` goes on where `what` ends. */
export function explain(code: FailureReason, { reseed }: Words, detail = ''): Explanation {
  const { what, why, remedy, advice }: Reason = REASONS[code]
  return { what: `${what}${detail}`, why, remedy: remedy ?? [reseed, advice].filter(Boolean).join(' ') }
}
