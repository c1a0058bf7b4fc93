import { ActionError } from '../system/errors.js'

/** Where the refused bytes came from, in the words of the message. */
export type Origin = 'the input auth-json' | `the file ${string}` | `the ${string}`

/** A thing that a person can correct: the secret, the runner's own file, or the login in a store. */
export type Place = 'seed' | 'file' | 'store'

const placeOf = (origin: Origin): Place =>
  origin === 'the input auth-json' ? 'seed' : origin.startsWith('the file ') ? 'file' : 'store'

const REPLACE_FILE =
  'Run a workflow with `mode: login` on this runner: the new login takes the place of the file, which is kept beside it as auth.json.replaced. Or set `auth-json` to a login that was made after this one.'
const REPLACE_STORED =
  'Run a workflow with `mode: login` and the same inputs: the new login takes its place. Or set `auth-json` to a login that was made after this one.'

const LOGIN_AGAIN: Record<Place, string> = {
  seed: 'Log in with `codex login` on a machine you trust, choose "Sign in with ChatGPT", and store the auth.json that it writes (in ~/.codex) as the secret.',
  file: REPLACE_FILE,
  store: REPLACE_STORED,
}
const PASTE_WHOLE: Record<Place, string> = {
  seed: 'Store the whole file again, compact or as base64, for example: `jq -c . ~/.codex/auth.json | gh secret set CODEX_AUTH_JSON`.',
  file: REPLACE_FILE,
  store: REPLACE_STORED,
}
/** Another kind of login is somebody's: a seed never takes its place. */
const OTHER_KIND: Record<Place, string> = {
  seed: LOGIN_AGAIN.seed,
  file: 'For a ChatGPT login, run a workflow with `mode: login` on this runner: the new login takes the place of the file, which is kept beside it as auth.json.replaced. Or give another directory as `codex-home`.',
  store:
    'For a ChatGPT login, run a workflow with `mode: login` and the same inputs: the new login takes its place. Or let the inputs of the store name another entry.',
}

/** Every reason for which bytes are not a login that this action can keep alive. */
const REFUSALS = {
  empty: {
    what: 'It is empty.',
    why: {
      seed: 'There is no login to start from. The usual cause is a secret that does not exist under that name, or a run from a fork, which GitHub gives no secrets.',
      file: 'There is no login to start from.',
      store: 'There is no login to start from.',
    },
    remedy: {
      seed: 'Check the name of the secret that `auth-json` comes from, and that this event and this environment may read it. Or make the first login by a workflow with `mode: login`.',
      file: REPLACE_FILE,
      store: REPLACE_STORED,
    },
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
  'wrong-encoding': {
    what: 'It is not text in UTF-8 as Codex reads it: it has a byte-order mark, or is in UTF-16 or another encoding.',
    why: 'Codex could not read it. PowerShell and Windows editors write such files.',
    remedy: {
      seed: 'Store it again, in UTF-8 or as base64, for example in PowerShell: `[Convert]::ToBase64String([IO.File]::ReadAllBytes("$HOME/.codex/auth.json")) | gh secret set CODEX_AUTH_JSON`.',
      file: `Write it again in UTF-8 without a byte-order mark. Or: ${REPLACE_FILE}`,
      store: REPLACE_STORED,
    },
  },
  'trailing-data': {
    what: 'More text follows after the end of the JSON.',
    why: 'Two files may have been pasted together, and Codex would read neither.',
    remedy: PASTE_WHOLE,
  },
  'duplicate-keys': {
    what: 'A key is in it twice.',
    why: 'It is not clear which of the two values is the login, and Codex refuses such a file.',
    remedy: PASTE_WHOLE,
  },
  'not-a-login': {
    what: 'It is JSON, but not an auth.json: a field is missing or has the wrong type.',
    why: 'Codex could not read it.',
    remedy: PASTE_WHOLE,
  },
  'api-key': {
    what: 'It is an API-key file: its auth_mode is "apikey", or it has an OPENAI_API_KEY and no auth_mode.',
    why: 'An API key does not refresh, so there is nothing to keep alive, and it is billed by use instead of by your ChatGPT plan.',
    remedy: {
      ...OTHER_KIND,
      seed: `For an API key use openai/codex-action. For a ChatGPT plan: ${LOGIN_AGAIN.seed}`,
    },
  },
  'access-token': {
    what: 'It holds a personal access token, not a ChatGPT login.',
    why: 'Such a token does not refresh, so there is nothing to keep alive.',
    remedy: {
      ...OTHER_KIND,
      seed: `Give it to Codex directly with \`codex login --with-access-token\`, or for a ChatGPT plan: ${LOGIN_AGAIN.seed}`,
    },
  },
  'unsupported-mode': {
    what: 'It is another kind of login: its auth_mode is not "chatgpt".',
    why: "Only a login that Codex itself manages and refreshes can be kept alive; tokens managed by another program can't.",
    remedy: OTHER_KIND,
  },
  'no-tokens': {
    what: 'It contains a placeholder instead of a token.',
    why: 'Codex could do nothing with it. It was masked or edited when it was copied: a log shows a secret as `***`.',
    remedy: PASTE_WHOLE,
  },
  'access-login': {
    what: 'It is an access login: the keeper has made it, without a refresh token, for jobs that only use it.',
    why: "It can't be refreshed or stored, and no login can be made of it. It ends after some days, and the keeper makes the next one.",
    remedy: {
      seed: 'Where the login is kept, refreshed or shared (a store, `mode: keep-fresh`, `mode: login`, `concurrency: exclusive`, `force-refresh`, `share-access`), `auth-json` needs the secret with the full login: `CODEX_AUTH_JSON`, unless you gave it another name. A worker needs none of these inputs: give it `auth-json` and what it is to do.',
      file: `Find out who put it there: a worker needs no file, only \`auth-json\`. ${REPLACE_FILE}`,
      store: `Find out who put it there: \`share-access\` must name another place than the store. ${REPLACE_STORED}`,
    },
  },
  'no-refresh-token': {
    what: 'It has no refresh token.',
    why: 'The login would end with its access token, after some days at most, and could not be refreshed.',
    remedy: {
      ...PASTE_WHOLE,
      seed: `Do not remove the refresh token before you store the file. ${PASTE_WHOLE.seed}`,
    },
  },
  'no-account-id': {
    what: 'It has no tokens.account_id.',
    why: 'Codex runs with such a file, but refuses to refresh it, so the login ends with its access token.',
    remedy: LOGIN_AGAIN,
  },
  'two-accounts': {
    what: 'Its tokens belong to two accounts or persons.',
    why: 'It was put together from two logins, or edited: Codex would ask for one account with the token of another.',
    remedy: LOGIN_AGAIN,
  },
  'foreign-issuer': {
    what: 'Its oauth_provenance.issuer is not https://auth.openai.com.',
    why: 'Codex would send the refresh token to that address, so a tampered file could give the login away.',
    remedy: {
      seed: `Do not use this file. ${LOGIN_AGAIN.seed}`,
      file: `Find out who changed it. ${REPLACE_FILE}`,
      store: `Find out who changed it. ${REPLACE_STORED}`,
    },
  },
  'from-the-future': {
    what: 'It was made more than an hour in the future, by its access token and its last_refresh.',
    why: 'It would count as newer than every later login and could never be replaced.',
    remedy: {
      seed: `Check the clock of this machine and of the one that logged in. ${LOGIN_AGAIN.seed}`,
      file: 'Check the clock of this machine. If it is right, run a workflow with `mode: login` on this runner: the new login takes the place of the file, which is kept beside it as auth.json.replaced.',
      store:
        'Check the clock of this machine. If it is right, run a workflow with `mode: login` and the same inputs: the new login takes its place.',
    },
  },
} as const satisfies Record<string, Words>

interface Words {
  readonly what: string
  readonly why: string | Record<Place, string>
  readonly remedy: Record<Place, string>
}

export type RefusalCode = keyof typeof REFUSALS

/** Whole files of another kind, which somebody may need. The others are damaged logins, or logins that must not be used. */
const FOREIGN: ReadonlySet<RefusalCode> = new Set(['api-key', 'access-token', 'unsupported-mode'])

/** The bytes are not a login this action can keep alive; `code` is a `RefusalCode`. */
export class LoginRefused extends ActionError {
  override readonly name = 'LoginRefused'
  declare readonly code: RefusalCode
  override readonly permanent: boolean

  constructor(
    code: RefusalCode,
    readonly origin: Origin,
    place: Place = placeOf(origin),
  ) {
    const { what, why, remedy }: Words = REFUSALS[code]
    super(code, {
      what: `Refused ${origin}: ${what}`,
      why: typeof why === 'string' ? why : why[place],
      remedy: remedy[place],
    })
    this.permanent = code === 'no-account-id'
  }

  /** True for a whole login of another kind, such as an API key. */
  get foreign(): boolean {
    return FOREIGN.has(this.code)
  }
}

export const REFUSAL_CODES = Object.keys(REFUSALS) as RefusalCode[]
