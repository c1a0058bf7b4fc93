import { ActionsSecrets } from '../github/actions-secrets.js'
import { GithubClient } from '../github/client.js'
import { credentialsFrom } from '../github/credentials.js'
import { diagnose } from '../github/diagnose.js'
import { PACE, type Pace } from '../github/request.js'
import { checkName, checkSize } from '../github/secret-refusal.js'
import { type SecretTarget, secretTarget } from '../github/secret-target.js'
import { SecretWriter } from '../github/secret-writer.js'
import type { AccessLogin } from '../login/access.js'
import type { Publishing, ShareTarget } from './share-target.js'
import type { Stage } from './stage.js'

/** Milliseconds, as in `PACE`. */
const BRIEFLY: Pace = { ...PACE, retries: 1, tryTimeout: 4000, total: 8000 }

interface Place {
  readonly name: string
  readonly environment?: string | undefined
  readonly organization?: string | undefined
}

/**
 * The access login as a GitHub secret, written as the store `github-secret` writes: with a token or an App, proven by the
 * secret's date. The repositories that may read an organization's secret stay the same; a new secret is for this one only.
 */
export class SharedSecret implements ShareTarget {
  private constructor(
    readonly where: string,
    private readonly clientOf: (pace: Pace) => GithubClient,
    private readonly target: SecretTarget,
    private readonly writer: SecretWriter,
  ) {}

  /** @throws SecretRefused `secret-name`, InputError without a token or an App */
  static open(
    { env, log, inputs }: Stage,
    { name, ...place }: Place,
    mask: (value: string) => void,
  ): SharedSecret {
    checkName(name)
    const target = secretTarget({ repository: env.GITHUB_REPOSITORY ?? '', ...place })
    const where = `the secret ${name} of ${target.words}`
    const apiUrl = env.GITHUB_API_URL ?? 'https://api.github.com'
    const credentials = credentialsFrom(inputs())
    const clientOf = (pace: Pace) => new GithubClient({ apiUrl, credentials, mask, log: log.info, pace })
    const repositoryId = Number(env.GITHUB_REPOSITORY_ID) || undefined
    const writer = new SecretWriter({ name, target, where, repositoryId, warn: log.warning })
    return new SharedSecret(where, clientOf, target, writer)
  }

  /** @throws SecretRefused, GithubRefused (401), GithubUnavailable, AppRefused */
  async publish({ bytes }: AccessLogin, { isPatient }: Publishing): Promise<void> {
    checkSize(bytes, this.where)
    const client = this.clientOf(isPatient ? PACE : BRIEFLY)
    await client.use(this.target.scope, async send => {
      try {
        await this.writer.replace(new ActionsSecrets(send, this.target), bytes)
      } catch (error) {
        throw await diagnose(error, send, this.target, client.tokenKind, this.where)
      }
    })
  }
}
