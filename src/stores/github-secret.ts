import { ActionsSecrets } from '../github/actions-secrets.js'
import type { GithubClient } from '../github/client.js'
import { diagnose } from '../github/diagnose.js'
import { checkName, checkSize, secretMissing } from '../github/secret-refusal.js'
import {
  DEFAULT_SECRET_NAME,
  type SecretPlace,
  type SecretTarget,
  secretTarget,
} from '../github/secret-target.js'
import { SecretWriter } from '../github/secret-writer.js'
import { singleLine } from '../github/single-line.js'
import type { Login } from '../login/login.js'
import type { Log } from '../report/log.js'
import { NewerStored, type Store } from './store.js'

/** How a step tells its own change of the secret from somebody else's: GitHub shows no more than the date. */
export interface SecretSeen {
  /** When the secret was last changed: milliseconds since the epoch, to the second. */
  readonly updatedAt?: number | undefined
  /** The revision of a write that was not answered yet. */
  readonly sent?: string | undefined
}

export interface GithubSecretOptions extends SecretPlace {
  readonly secretName?: string | undefined
  /** GITHUB_REPOSITORY_ID: the repository that may read an organization secret which has to be made again. */
  readonly repositoryId?: number | undefined
  readonly client: GithubClient
  /** The login as the workflow handed it over in `auth-json`; undefined if it was empty. */
  readonly stored: Buffer | undefined
  /** The knowledge of an earlier stage of this step. */
  readonly seen?: SecretSeen | undefined
  /** Told each time more is known. */
  readonly onSeen?: (seen: SecretSeen) => void
  readonly log: Pick<Log, 'warning'>
}

/**
 * The login is a GitHub secret, of the repository, an environment or the organization, written through the REST
 * API as compact JSON. GitHub gives no secret back, so what is "stored" is what the workflow read from it.
 */
export class GithubSecretStore implements Store {
  readonly kind = 'github-secret' as const
  readonly where: `the secret ${string}`
  /** When a job sees what another has written, and what is better; for the log. */
  readonly queuedNotice: string
  readonly #name: string
  readonly #client: GithubClient
  readonly #target: SecretTarget
  readonly #writer: SecretWriter
  readonly #onSeen: (seen: SecretSeen) => void
  #known: Buffer | undefined
  #seen: SecretSeen | undefined

  /** Asks nothing of GitHub. @throws SecretRefused `secret-name`, InputError for an impossible place */
  constructor(options: GithubSecretOptions) {
    const {
      secretName: name = DEFAULT_SECRET_NAME,
      repositoryId,
      client,
      stored,
      seen,
      onSeen = () => undefined,
      log,
    } = options
    const target = secretTarget(options)
    checkName(name)
    this.where = `the secret ${name} of ${target.words}`
    this.queuedNotice = queuedNotice(target.kind, this.where)
    this.#name = name
    this.#client = client
    this.#target = target
    this.#known = stored
    this.#seen = seen
    this.#onSeen = onSeen
    const warn = (line: string) => log.warning(line)
    this.#writer = new SecretWriter({ name, target, where: this.where, repositoryId, warn })
  }

  /**
   * The bytes that the workflow passed in `auth-json` when the job (environment) or the run (repository,
   * organization) began, or what this object has written since: a secret can't be read through the API. Another
   * job may have stored a newer login meanwhile; the lease's mark can tell.
   */
  async read(): Promise<Buffer | undefined> {
    return this.#known
  }

  /**
   * Proves by writing that the token may write here, because a token with fewer rights can get the public key too. It writes
   * and deletes a secret of its own, `<NAME>_WRITE_PROBE`; the login is never touched. The
   * secret itself must be there, or its place was named wrongly.
   * @throws SecretRefused, GithubRefused (401), GithubUnavailable, AppRefused, NewerStored
   */
  async assertWritable(current: Login | undefined): Promise<void> {
    if (current) await this.#valueOf(current)
    await this.#use(async secrets => {
      if (current && !(await this.#unchanged(secrets))) {
        // To a token that may not look it is missing, too: that is another error, which this request gives.
        await secrets.publicKey()
        throw secretMissing(this.where)
      }
      await this.#writer.probe(secrets)
    })
  }

  /**
   * Stores the login, and reads the secret's date to prove that it is there. Tried again for as long as the
   * client's pace says; may be called again after a failure, also one of the proof.
   * @throws SecretRefused, GithubRefused (401), GithubUnavailable, AppRefused, NewerStored
   */
  async write(login: Login): Promise<void> {
    const value = await this.#valueOf(login)
    await this.#use(async secrets => {
      if (await this.#arrived(secrets, login)) return
      this.#see({ ...this.#seen, sent: login.generation })
      this.#see({ updatedAt: await this.#writer.replace(secrets, value) })
    })
    this.#known = login.bytes
  }

  /** GitHub keeps no former value, and a secret is never kept in clear. */
  async setAside(): Promise<undefined> {}

  /** False if there is no such secret. @throws NewerStored if anybody has changed it since this step saw it */
  async #unchanged(secrets: ActionsSecrets): Promise<boolean> {
    const updatedAt = (await secrets.find(this.#name))?.updatedAt
    if (updatedAt === undefined) return false
    if (updatedAt > (this.#seen?.updatedAt ?? updatedAt)) throw new NewerStored(this.where)
    this.#see({ ...this.#seen, updatedAt })
    return true
  }

  /**
   * True if this very login was sent before, with no answer, and the secret has changed since: that was it, or a
   * person's new login, which stays. @throws NewerStored
   */
  async #arrived(secrets: ActionsSecrets, { generation }: Login): Promise<boolean> {
    const sent = this.#seen?.sent
    const changed = await this.#unchanged(secrets).then(
      () => false,
      error => {
        if (sent === undefined) throw error
        return true
      },
    )
    return changed && sent === generation
  }

  #see(seen: SecretSeen): void {
    this.#seen = seen
    this.#onSeen(seen)
  }

  async #valueOf(login: Login): Promise<Buffer> {
    const value = await singleLine(login.bytes)
    checkSize(value, this.where)
    return value
  }

  #use<T>(work: (secrets: ActionsSecrets) => Promise<T>): Promise<T> {
    return this.#client.use(this.#target.scope, async send => {
      try {
        return await work(new ActionsSecrets(send, this.#target))
      } catch (error) {
        throw await diagnose(error, send, this.#target, this.#client.tokenKind, this.where)
      }
    })
  }
}

/** See docs/facts, "When secrets are read". */
function queuedNotice(kind: SecretTarget['kind'], where: string): string {
  if (kind === 'environment')
    return `GitHub reads ${where} when the job starts: a login that was stored before that is seen.`
  return `GitHub reads ${where} when the run is queued, not when the job starts: a run that waited has the login as it was then, and another run may have used its refresh token since. An environment secret (\`secret-environment\`) is read when the job starts: prefer one.`
}
