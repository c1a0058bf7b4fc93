import { InputError } from '../system/errors.js'

/** An App's token is made when it is needed; any other token is used as it is. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app'; readonly appId: string; readonly privateKey: string }

export interface CredentialInputs {
  readonly token?: string | undefined
  readonly 'app-id'?: string | undefined
  readonly 'app-private-key'?: string | undefined
}

/**
 * An App before a token: `token` has a default, so an App was given on purpose.
 * @throws InputError for half an App, nothing at all, or what can't be a token
 */
export function credentialsFrom(inputs: CredentialInputs): Credentials {
  const appId = inputs['app-id']?.trim()
  const privateKey = inputs['app-private-key']
  if (appId && privateKey) return { kind: 'app', appId, privateKey }
  if (appId || privateKey)
    throw new InputError(
      appId ? 'app-private-key' : 'app-id',
      'is missing',
      'Give both `app-id` and `app-private-key`, or neither and a `token`.',
    )
  const token = inputs.token?.trim()
  if (!token)
    throw new InputError('token', 'is missing', 'Give a `token`, or `app-id` and `app-private-key`.')
  // Fetch would quote a header that it can't send, token and all.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new InputError('token', 'holds something that is not a token', 'Paste the token again, alone.')
  return { kind: 'token', token }
}

/** Tokens say by their first letters what they are (GitHub's "About authentication to GitHub", token formats). */
export type TokenKind = 'app' | 'installation' | 'fine-grained' | 'classic' | 'unknown'

export function tokenKind(credentials: Credentials): TokenKind {
  if (credentials.kind === 'app') return 'app'
  const { token } = credentials
  if (token.startsWith('github_pat_')) return 'fine-grained'
  if (/^gh[pou]_/.test(token)) return 'classic'
  return token.startsWith('ghs_') ? 'installation' : 'unknown'
}
