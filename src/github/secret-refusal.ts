import { ActionError, type Explanation } from '../system/errors.js'
import type { TokenKind } from './credentials.js'
import type { GithubRefused } from './failure.js'
import type { SecretTarget } from './secret-target.js'

export type SecretRefusalCode =
  | 'secret-name'
  | 'secret-missing'
  | 'secret-too-large'
  | 'secret-forbidden'
  | 'secret-rejected'
  | 'secret-not-confirmed'
  | 'secret-repositories-hidden'
  | 'environment-missing'
  | 'repository-not-seen'

/** The GitHub secret can't be the login's home; `code` says why. */
export class SecretRefused extends ActionError {
  override readonly name = 'SecretRefused'
  declare readonly code: SecretRefusalCode

  constructor(code: SecretRefusalCode, explanation: Explanation) {
    super(code, explanation)
  }
}

const NOT_STORED =
  'A refreshed login could not be stored, and the refresh token of the stored one would be used.'

/** A secret holds 48 KB (GitHub's "Secrets reference", limits). */
export const MAX_SECRET_BYTES = 48 * 1024

/** Names as GitHub takes them (its "Secrets reference", naming). @throws SecretRefused `secret-name` */
export function checkName(name: string): void {
  if (/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i.test(name)) return
  throw new SecretRefused('secret-name', {
    what: `"${name}" can't be the name of a secret.`,
    why: 'GitHub takes letters, digits and underscores, no digit at the start, and nothing that starts with GITHUB_.',
    remedy: 'Give another `secret-name`, such as CODEX_AUTH_JSON.',
  })
}

/** @throws SecretRefused `secret-too-large` */
export function checkSize(value: Uint8Array, where: string): void {
  if (value.length <= MAX_SECRET_BYTES) return
  throw new SecretRefused('secret-too-large', {
    what: `The login has ${value.length} bytes, too many for ${where} (${MAX_SECRET_BYTES}).`,
    why: NOT_STORED,
    remedy: 'An auth.json has 4 to 6 KB: look at what is in yours, or use another `storage`.',
  })
}

/** The permission that each kind of token needs, from GitHub's "Permissions required for …" pages and the endpoints' own. */
const NEEDS = {
  repository: {
    fine: 'the repository permission "Secrets: write"',
    app: 'the repository permission "Secrets: write"',
    classic: 'the scope `repo`',
  },
  environment: {
    fine: 'the repository permission "Environments: write"',
    app: 'the repository permission "Environments: write"',
    classic: 'the scope `repo`',
  },
  organization: {
    fine: 'the organization permission "Secrets: write"',
    app: 'the organization permission "Secrets: write" (organization_secrets)',
    classic: 'the scope `admin:org`',
  },
} as const

const THIS_TOKEN: Record<TokenKind, string> = {
  app: 'The App',
  installation:
    'The token is an installation token. If it is GITHUB_TOKEN (`github.token`), it can never do it. It',
  'fine-grained': 'The token is a fine-grained personal access token. It',
  classic: 'The token is a classic personal access token. It',
  unknown: 'The token',
}

/** @param accepted what GitHub says in `X-Accepted-GitHub-Permissions` */
export function forbidden(
  target: SecretTarget,
  kind: TokenKind,
  { status, answer }: GithubRefused,
  note = '',
) {
  const needs = NEEDS[target.kind]
  const asked = answer.accepted ? ` GitHub asks for: ${answer.accepted}.` : ''
  return new SecretRefused('secret-forbidden', {
    what: `${THIS_TOKEN[kind]} may not write secrets of ${target.words} (GitHub answered ${status}: ${answer.message}).${asked}${note}`,
    why: NOT_STORED,
    remedy: `Give \`token\` a fine-grained personal access token with ${needs.fine}, or a classic one with ${needs.classic}, or give \`app-id\` and \`app-private-key\` of a GitHub App with ${needs.app}. GITHUB_TOKEN can never write secrets, whatever \`permissions:\` says.`,
  })
}

export const secretMissing = (where: string) =>
  new SecretRefused('secret-missing', {
    what: `${where[0]?.toUpperCase()}${where.slice(1)} does not exist.`,
    why: 'The login would be written to a secret that no job reads, and the refresh token in the one that `auth-json` comes from would be used.',
    remedy:
      'Name the place that `auth-json` is read from (`secret-name`, `secret-environment`, `secret-organization`), or create the secret there: `gh secret set NAME < auth.json`.',
  })

export const environmentMissing = ({ words }: SecretTarget) =>
  new SecretRefused('environment-missing', {
    what: `There is no ${words}, as far as this token can see.`,
    why: 'Its secret is where a refreshed login would be stored.',
    remedy: 'Create it (repository settings, "Environments"), or correct `secret-environment`.',
  })

export const repositoryNotSeen = ({ owner, repo }: SecretTarget) =>
  new SecretRefused('repository-not-seen', {
    what: `The token does not see the repository ${owner}/${repo}.`,
    why: NOT_STORED,
    remedy: "Add the repository to the token's repository access, or install the App in it.",
  })

export const rejected = (where: string, { status, answer }: GithubRefused) =>
  new SecretRefused('secret-rejected', {
    what: `GitHub does not accept the value for ${where} (${status}: ${answer.message}).`,
    why: NOT_STORED,
    remedy:
      'Check `secret-name`, and whether there are already as many secrets as GitHub allows (100 a repository or environment, 1000 an organization).',
  })

export const notConfirmed = (where: string) =>
  new SecretRefused('secret-not-confirmed', {
    what: `GitHub took the login for ${where}, but the secret does not show the change.`,
    why: 'It is not proven that the next job will find the refreshed login.',
    remedy:
      'Look at the date of the secret in the settings. If it is old, log in again and store the new auth.json there.',
  })

export const repositoriesHidden = (where: string) =>
  new SecretRefused('secret-repositories-hidden', {
    what: `The token sees only some of the repositories that may read ${where}.`,
    why: 'Writing the secret replaces that list, so the others would lose it.',
    remedy:
      "Give the token access to all of the organization's repositories, or use a secret of an environment.",
  })
