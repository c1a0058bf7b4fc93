import { createPrivateKey } from 'node:crypto'
import { z } from 'zod/mini'
import { ActionError } from '../system/errors.js'
import { GithubRefused, unexpectedAnswer } from './failure.js'
import type { Pace, Send } from './request.js'
import type { Scope } from './scope.js'

export interface AppContext {
  readonly app: { readonly appId: string; readonly privateKey: string }
  readonly sender: (token: string, pace?: Pace) => Send
  readonly pace: Pace
  readonly mask: (value: string) => void
  readonly log: (line: string) => void
}

/** A revocation is good manners: where GitHub is down, nobody should wait for it. */
const REVOCATION_MS = 10_000

const Installation = z.object({ id: z.int().check(z.positive()) })
/** It becomes a header and a mask. A token of a few characters would mask half of the log. */
const InstallationToken = z.object({ token: z.string().check(z.regex(/^[\x21-\x7e]{20,2000}$/)) })

/**
 * Works with an installation token that is minted now and revoked afterward, even if the work fails. A process that is
 * killed in between leaves a token that lives an hour and can do what `scope` says.
 * @throws AppRefused, and what `work` throws
 */
export async function withInstallationToken<T>(
  { app, sender, pace, mask, log }: AppContext,
  scope: Scope,
  work: (send: Send) => Promise<T>,
): Promise<T> {
  const jwt = await signedJwt(app)
  mask(jwt)
  const token = await mint(sender(jwt), scope)
  mask(token)
  const send = sender(token)
  try {
    return await work(send)
  } finally {
    const briefly = { ...pace, total: Math.min(pace.total, REVOCATION_MS) }
    // A 401 says that a try before this one has done it.
    await sender(
      token,
      briefly,
    )('DELETE /installation/token').catch(error => {
      if (!(error instanceof GithubRefused && error.status === 401))
        log('The App token could not be revoked; it ends by itself within the hour.')
    })
  }
}

async function mint(send: Send, { installation, parameters, permissions, repositories }: Scope) {
  try {
    const found = Installation.safeParse((await send(`GET ${installation}`, parameters)).data)
    if (!found.success) throw unexpectedAnswer(`GET ${installation}`, 200)
    const minted = await send('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: found.data.id,
      permissions,
      ...(repositories ? { repositories } : {}),
    })
    const parsed = InstallationToken.safeParse(minted.data)
    if (!parsed.success) throw unexpectedAnswer('POST /app/installations/…/access_tokens', minted.status)
    return parsed.data.token
  } catch (error) {
    throw error instanceof GithubRefused ? appRefused(error, permissions) : error
  }
}

async function signedJwt({ appId, privateKey }: AppContext['app']): Promise<string> {
  const { default: githubAppJwt } = await import('universal-github-app-jwt')
  return (await githubAppJwt({ id: appId, privateKey: pkcs8(privateKey) })).token
}

/** WebCrypto, which signs, takes PKCS#8 only; GitHub hands out PKCS#1. A secret often has `\n` for line ends. */
function pkcs8(privateKey: string): string {
  try {
    const key = createPrivateKey(privateKey.replaceAll('\\n', '\n').trim())
    if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs8', format: 'pem' }).toString()
  } catch {
    // OpenSSL's words would not help, and nothing that has seen the key leaves this function.
  }
  throw new AppRefused(
    'app-key',
    'The input `app-private-key` is not an RSA private key in PEM form.',
    'Generate a private key on the App\'s settings page and store the whole .pem file, with its "-----BEGIN" and "-----END" lines, in the secret.',
  )
}

/** The App can't give the token that is needed. */
export class AppRefused extends ActionError {
  override readonly name = 'AppRefused'

  constructor(
    code: 'app-key' | 'app-refused' | 'app-not-installed' | 'app-permission',
    what: string,
    remedy: string,
  ) {
    super(code, { what, why: "Without a token of the App the secret can't be written.", remedy })
  }
}

function appRefused(error: GithubRefused, permissions: Scope['permissions']): ActionError {
  const { status, answer } = error
  const wanted = Object.entries(permissions).map(([name, level]) => `${name}: ${level}`)
  if (status === 401)
    return new AppRefused(
      'app-refused',
      `GitHub does not accept the App (${answer.message}).`,
      "Check that `app-id` and `app-private-key` belong to one App, that the key was not deleted there, and that the runner's clock is right.",
    )
  if (status === 404)
    return new AppRefused(
      'app-not-installed',
      'The App is not installed where the secret belongs.',
      'Install it there, with access to this repository (App settings, "Install App").',
    )
  if (status === 403 || status === 422)
    return new AppRefused(
      'app-permission',
      `The App may not have a token with ${wanted.join(', ')} (${status}: ${answer.message}).`,
      `Give the App the permission ${wanted.join(', ')}, and accept the change on the page of its installation.`,
    )
  return error
}
