import type { Explanation } from '../system/errors.js'
import type { BackendAnswer } from './backend-answer.js'

const LOGIN_KEPT = 'The action keeps the login.'
const NETWORK = "the runner's way to chatgpt.com and auth.openai.com (docs/network.md)"

interface Refusal extends Explanation {
  /** True where the login is of no use until a person has looked at the account. */
  readonly isBarred?: true
}

/** Why OpenAI's backend does not do what a Codex with a live login asks, each with what a person reads of it. */
export const BACKEND_REFUSALS = {
  'model-unauthorized': {
    what: 'OpenAI accepts the login, but its models do not: they answer 401.',
    why: `A newer login of the same account would not change that. ${LOGIN_KEPT}`,
    remedy:
      'Look at the account in ChatGPT: is it deactivated, has it lost its seat in the workspace, does its plan have Codex? When that is settled, run the job again; if it still fails, log in once more (`mode: login`).',
    isBarred: true,
  },
  'payment-required': {
    what: "OpenAI refuses the account: payment is due, or the plan's workspace is deactivated.",
    why: `Nothing that this action does can change that. ${LOGIN_KEPT}`,
    remedy:
      'Look at plan and billing of the account or the workspace in ChatGPT. If the account has another workspace, log in once more and choose that one (`mode: login`, and `allow-account-change: true` for one run).',
    isBarred: true,
  },
  'plan-without-codex': {
    what: "The account's ChatGPT plan has no Codex, or not this model.",
    why: 'Nothing is wrong with the login.',
    remedy:
      'Look at the plan in ChatGPT: did it end, or is it another account than you meant (`show-account: true` tells)? Or give another `model`.',
  },
  region: {
    what: "OpenAI does not serve the country or region of the runner's address.",
    why: `It judges the address from which the request comes, not the account. ${LOGIN_KEPT}`,
    remedy: 'Use a runner in a country that OpenAI serves, or a proxy there (docs/network.md).',
  },
  blocked: {
    what: 'Something between this runner and OpenAI turned the request away.',
    why: `The answer is a web page or a demand of a proxy: it says nothing about the login. ${LOGIN_KEPT}`,
    remedy: `Look at ${NETWORK}: a proxy that wants a password, a firewall, or Cloudflare's check of browsers, which refuses some data centers and VPNs. Another runner, or another address, may pass.`,
  },
  'backend-refused': {
    what: 'OpenAI refused the request.',
    why: `The login itself was not refused. ${LOGIN_KEPT}`,
    remedy:
      'Correct what it says. If it says nothing that helps: look whether the account may use Codex (chatgpt.com, its plan and its workspace).',
  },
  'too-many-requests': {
    what: 'OpenAI answers that too many requests came (429).',
    why: 'Nothing is wrong with the login.',
    remedy: 'Run it again later, and fewer jobs at a time with one account (`concurrency:` of the workflow).',
  },
  'backend-unreachable': {
    what: "OpenAI's backend could not be reached.",
    why: `No connection could be made, so nothing is known about the login. ${LOGIN_KEPT}`,
    remedy: `Look at ${NETWORK}: name server, firewall, HTTPS_PROXY, and whether Codex trusts the certificate (CODEX_CA_CERTIFICATE).`,
  },
  'backend-down': {
    what: "OpenAI's backend does not work.",
    why: 'Nothing is wrong with the login.',
    remedy: 'Run the job again later; see status.openai.com.',
  },
} as const satisfies Record<string, Refusal>

export type BackendReason = keyof typeof BACKEND_REFUSALS

/** Whether a person must look at the account before the login is of any use. */
export const isBarred = (reason: string): boolean =>
  Object.hasOwn(BACKEND_REFUSALS, reason) && 'isBarred' in BACKEND_REFUSALS[reason as BackendReason]

/** By the words of the server, whatever its status; and Codex's own for two of them (in its binary). */
const BY_WORDS: readonly (readonly [RegExp, BackendReason])[] = [
  [/unsupported_country|country, region, or territory|connecting from a restricted region/i, 'region'],
  [/usage[_ ]not[_ ]included|To use Codex with your ChatGPT plan, upgrade/i, 'plan-without-codex'],
  [/deactivated_workspace/i, 'payment-required'],
]
const BY_STATUS: readonly (readonly [RegExp, BackendReason])[] = [
  [/^402\b/, 'payment-required'],
  [/^(?:3\d\d|407|451|511)\b/, 'blocked'],
  [/^429\b/, 'too-many-requests'],
  [/^(?:408|5\d\d)\b/, 'backend-down'],
]

/** Why the backend refused, by an error of Codex's; undefined where it says of no answer and of no failed connection. */
export function backendReason(said: string, { status, isPage }: BackendAnswer): BackendReason | undefined {
  const told = BY_WORDS.find(([pattern]) => pattern.test(said))?.[1]
  const known = told ?? BY_STATUS.find(([pattern]) => pattern.test(status))?.[1]
  if (known) return known
  if (isPage) return 'blocked'
  if (/^4\d\d\b/.test(status)) return status.startsWith('401') ? undefined : 'backend-refused'
  return /error sending request|Connection failed/.test(said) ? 'backend-unreachable' : undefined
}
