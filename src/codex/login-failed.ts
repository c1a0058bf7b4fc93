import { ActionError, type Explanation } from '../system/errors.js'
import { quote } from '../system/quote.js'
import { FIT } from './login-status.js'

/** Where a person allows device logins; tried by users of Codex, and in OpenAI's documentation of its sign-in methods. */
export const ENABLE =
  'ChatGPT → Settings → Security → "Enable device code authorization for Codex"; in a workspace an admin allows it in the workspace settings'
const UNCHANGED = 'The stored login is as it was.'
const AGAIN = 'Run the workflow again when you have a few minutes, and type the code that it shows then.'

const FAILURES = {
  'not-enabled': {
    what: 'OpenAI does not let this login be made with a code.',
    why: UNCHANGED,
    remedy: `Allow it (${ENABLE}) and run the workflow again; or log in with \`codex login\` on a machine with a browser and set the secret that \`auth-json\` comes from.`,
  },
  disabled: {
    what: "The machine's configuration of Codex does not allow a ChatGPT login.",
    why: UNCHANGED,
    remedy: 'Take `forced_login_method` out of config.toml in CODEX_HOME, and run the workflow again.',
  },
  'not-taken': {
    what: "Codex does not accept this login: it is of another workspace than the machine's configuration asks for (`forced_chatgpt_workspace_id`).",
    why: UNCHANGED,
    remedy: `${FIT} Then run the workflow again.`,
  },
  refused: {
    what: 'The login was not made.',
    why: UNCHANGED,
    remedy: `${AGAIN} If its page says that device codes are not allowed: ${ENABLE}.`,
  },
  'not-accepted': {
    what: 'The code was typed, but OpenAI does not accept the login that was made.',
    why: UNCHANGED,
    remedy:
      'Look whether the account may use Codex (chatgpt.com, its plan and its workspace), and run the workflow again.',
  },
  'timed-out': {
    what: 'Nobody typed the code in time.',
    why: `${UNCHANGED} The code is no longer good.`,
    remedy: `${AGAIN} \`login-timeout\` says how long it waits; OpenAI's codes are good for 15 minutes.`,
  },
  unusable: {
    what: "The login service's answer is not a code for a page of OpenAI's.",
    why: `${UNCHANGED} A code that is typed on another page gives the login away, so the answer is not shown.`,
    remedy:
      "Check the runner's proxy and CODEX_REFRESH_TOKEN_URL_OVERRIDE: something answers in place of auth.openai.com.",
  },
  unavailable: {
    what: "OpenAI's login service gave no code.",
    why: UNCHANGED,
    remedy: 'Run the workflow again later; see status.openai.com, and the proxy or firewall of the runner.',
  },
} as const satisfies Record<string, Explanation>

export type LoginFailure = keyof typeof FAILURES

/** A device login came to nothing. */
export class LoginFailed extends ActionError {
  override readonly name = 'LoginFailed'

  /** @param said Codex's own words */
  constructor(failure: LoginFailure, said = '') {
    const { what, ...rest } = FAILURES[failure]
    super(`login-${failure}`, { what: said ? `${what} Codex said: ${quote(said, 300)}` : what, ...rest })
  }
}
