import { ActionError, type Explanation } from '../errors.js'

const LOGIN_AGAIN =
  'Log in with `codex login` on a machine you trust, choose "Sign in with ChatGPT", and give the auth.json ' +
  'it writes (in ~/.codex) as the secret.'
const PASTE_WHOLE =
  'Store the whole file again, compact or as base64, for example: `jq -c . ~/.codex/auth.json | gh secret set CODEX_AUTH_JSON`.'

/** Every reason for which bytes are not a session that this action can keep alive. */
const REFUSALS = {
  empty: {
    what: 'It is empty.',
    why: 'There is no login to start from. The usual cause is a secret that does not exist under that name, or a run from a fork, which GitHub gives no secrets.',
    remedy:
      'Check the name of the secret that `auth-json` takes, and that this event and this environment may read it. Or make the first login by a workflow with `mode: login`.',
  },
  'too-large': {
    what: 'It is larger than 48 KB.',
    why: 'An auth.json is 4 to 6 KB and a GitHub secret holds 48 KB at most, so this is another file.',
    remedy: PASTE_WHOLE,
  },
  'not-json': {
    what: 'It is not JSON, and not base64 of JSON either.',
    why: 'Codex could not read it. It was probably cut off, quoted or edited when it was copied.',
    remedy: PASTE_WHOLE,
  },
  'trailing-data': {
    what: 'More text follows after the end of the JSON.',
    why: 'Two files may have been pasted together, and Codex would read neither.',
    remedy: PASTE_WHOLE,
  },
  'duplicate-keys': {
    what: 'A key stands in it twice.',
    why: 'It is not clear which of the two values is the login, and Codex refuses such a file.',
    remedy: PASTE_WHOLE,
  },
  'not-a-session': {
    what: 'It is JSON, but not an auth.json: a field is missing or has the wrong type.',
    why: 'Codex could not read it.',
    remedy: PASTE_WHOLE,
  },
  'api-key': {
    what: 'It is an API-key file (auth_mode "apikey").',
    why: 'An API key does not rotate, so there is nothing to keep alive, and it is billed by use instead of by your ChatGPT plan.',
    remedy: `For an API key use openai/codex-action. For a ChatGPT plan: ${LOGIN_AGAIN}`,
  },
  'access-token': {
    what: 'It holds a personal access token, not a ChatGPT login.',
    why: 'Such a token does not rotate, so there is nothing to keep alive.',
    remedy: `Give it to Codex directly with \`codex login --with-access-token\`, or for a ChatGPT plan: ${LOGIN_AGAIN}`,
  },
  'unsupported-mode': {
    what: 'Its auth_mode is not "chatgpt".',
    why: 'Only a login that Codex itself manages and refreshes can be kept alive; tokens managed by another program cannot.',
    remedy: LOGIN_AGAIN,
  },
  'no-tokens': {
    what: 'What stands in it for a token is none.',
    why: 'Codex could do nothing with it. It was masked or edited when it was copied: a log shows a secret as `***`.',
    remedy: PASTE_WHOLE,
  },
  'no-refresh-token': {
    what: 'It has no refresh token.',
    why: 'The login would end for good with its access token, after some days at most.',
    remedy: `Do not remove the refresh token before you store the file. ${PASTE_WHOLE}`,
  },
  'no-account-id': {
    what: 'It has no tokens.account_id.',
    why: 'Codex refuses to refresh such a file, so the login would end with its access token.',
    remedy: LOGIN_AGAIN,
  },
  'foreign-issuer': {
    what: 'Its oauth_provenance.issuer is not https://auth.openai.com.',
    why: 'Codex would send the refresh token to that address, so a tampered file could give the login away.',
    remedy: `Do not use this file. ${LOGIN_AGAIN}`,
  },
  'from-the-future': {
    what: 'Its last_refresh lies more than an hour in the future.',
    why: 'It would count as newer than every later login and could never be replaced.',
    remedy: `Check the clock of this machine and of the one that logged in. ${LOGIN_AGAIN}`,
  },
} as const satisfies Record<string, Explanation>

export type RefusalCode = keyof typeof REFUSALS

/** Files that are damaged sessions: a good seed may take their place. The others are whole files of another kind. */
const DAMAGED: ReadonlySet<RefusalCode> = new Set([
  'empty',
  'too-large',
  'not-json',
  'trailing-data',
  'duplicate-keys',
  'not-a-session',
  'no-tokens',
  'no-refresh-token',
  'no-account-id',
])

/** What else a person can do where the login is a runner's own file: it is damaged, so a device login replaces it. */
const ON_HOST: Partial<Record<RefusalCode, string>> = {
  'no-account-id':
    "If it is a runner's own file: run a workflow with `mode: login` there, and it is replaced by the new login.",
}

/** Where the refused bytes came from, in the words of the message. */
export type Origin = 'the input auth-json' | `the file ${string}` | `the ${string}`

/** The bytes are not a session this action can keep alive; `code` is a `RefusalCode`. */
export class SessionRefused extends ActionError {
  override readonly name = 'SessionRefused'
  declare readonly code: RefusalCode

  constructor(
    code: RefusalCode,
    readonly origin: Origin,
  ) {
    const { what, why, remedy } = REFUSALS[code]
    const onHost = origin.startsWith('the file ') ? ON_HOST[code] : undefined
    super(code, {
      what: `Refused ${origin}: ${what}`,
      why,
      remedy: onHost ? `${remedy} ${onHost}` : remedy,
    })
  }

  /** True when the file was meant to be a session and is broken; false when it is a whole file of another kind. */
  get damaged(): boolean {
    return DAMAGED.has(this.code)
  }
}

export const REFUSAL_CODES = Object.keys(REFUSALS) as RefusalCode[]
