import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, verify } from 'node:crypto'

export type Level = 'read' | 'write'
export type Permissions = Readonly<Record<string, Level>>
export type Kind = 'fine-grained' | 'classic' | 'github-token' | 'installation' | 'app'

export interface Bearer {
  readonly kind: Kind
  /** The name in the log of requests: `pat`, `classic`, `GITHUB_TOKEN`, `app 7`, `installation 1`. */
  readonly label: string
  readonly permissions: Permissions
  /** `owner/name`; undefined for all. */
  readonly repositories?: readonly string[] | undefined
  /** Classic tokens have these and no permissions. */
  readonly scopes?: readonly string[]
  readonly expiresAt?: number
  readonly app?: LabApp
  revoked?: boolean
}

export interface LabApp {
  readonly id: number
  /** PKCS#1 PEM, as GitHub's settings page gives it. */
  readonly privateKey: string
  readonly publicKey: KeyObject
  readonly permissions: Permissions
  /** Where it is installed. */
  readonly repositories: readonly string[]
  readonly organization?: string | undefined
}

const HOUR = 3_600_000
const ALL_OF_A_JOB = { metadata: 'read', actions: 'write', contents: 'write', deployments: 'write' } as const
const PREFIX = {
  'fine-grained': 'github_pat_',
  classic: 'ghp_',
  'github-token': 'ghs_',
  installation: 'ghs_',
}

/** Who may do what, and until when. */
export class Tokens {
  readonly #bearers = new Map<string, Bearer>()
  readonly apps: LabApp[] = []

  constructor(private readonly now: () => number) {}

  fineGrained(permissions: Permissions, repositories?: readonly string[]): string {
    return this.#issue({ kind: 'fine-grained', label: 'pat', permissions, repositories })
  }

  classic(...scopes: string[]): string {
    return this.#issue({ kind: 'classic', label: 'classic', permissions: {}, scopes })
  }

  /** With all that `permissions:` of a workflow can give, which secrets are no part of; or with these alone. */
  githubToken(repository: string, permissions: Permissions = ALL_OF_A_JOB): string {
    return this.#issue({
      kind: 'github-token',
      label: 'GITHUB_TOKEN',
      permissions,
      repositories: [repository],
    })
  }

  addApp(app: Pick<LabApp, 'permissions' | 'repositories' | 'organization'>): LabApp {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    const made = { ...app, id: this.apps.length + 7, privateKey, publicKey: createPublicKey(publicKey) }
    this.apps.push(made)
    return made
  }

  mint(
    app: LabApp,
    permissions: Permissions,
    repositories: readonly string[],
  ): { token: string; expiresAt: number } {
    const label = `installation ${this.installationTokens().length + 1}`
    const expiresAt = this.now() + HOUR
    return {
      token: this.#issue({ kind: 'installation', label, permissions, repositories, app, expiresAt }),
      expiresAt,
    }
  }

  installationTokens(): Bearer[] {
    return [...this.#bearers.values()].filter(({ kind }) => kind === 'installation')
  }

  /** Every token ever issued: for a search of what must not hold any. */
  values(): string[] {
    return [...this.#bearers.keys()]
  }

  /** Who a bearer token is; undefined if it is nobody's, expired or revoked. */
  known(token: string): Bearer | undefined {
    const bearer = this.#bearers.get(token)
    if (bearer) return bearer.revoked || (bearer.expiresAt ?? Infinity) <= this.now() ? undefined : bearer
    const app = this.apps.find(candidate => isJwtOf(candidate, token, this.now() / 1000))
    return app && { kind: 'app', label: `app ${app.id}`, permissions: {}, app }
  }

  #issue(bearer: Bearer & { kind: keyof typeof PREFIX }): string {
    const token = `${PREFIX[bearer.kind]}lab${randomBytes(24).toString('hex')}`
    this.#bearers.set(token, bearer)
    return token
  }
}

/** Times in seconds. GitHub takes ten minutes of life at most, and nothing issued in the future. */
function isJwtOf(app: LabApp, token: string, now: number): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.')
  try {
    const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString())
    const { iss, iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const signed = Buffer.from(`${header}.${payload}`)
    return (
      alg === 'RS256' &&
      String(iss) === String(app.id) &&
      iat <= now &&
      exp > now &&
      exp <= now + 600 &&
      verify('sha256', signed, app.publicKey, Buffer.from(signature, 'base64url'))
    )
  } catch {
    return false
  }
}
