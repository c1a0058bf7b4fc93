import type { Access, ActionsSecrets, PublicKey } from './actions-secrets.js'
import { confirmChanged } from './confirm.js'
import { GithubRefused } from './failure.js'
import type { Reply } from './request.js'
import { seal } from './sealed-box.js'
import type { SecretTarget } from './secret-target.js'

export interface WriterOptions {
  readonly name: string
  readonly target: SecretTarget
  /** The secret, in the words of a message. */
  readonly where: string
  /** The repository that may read an organization's secret which has to be made again. */
  readonly repositoryId?: number | undefined
  readonly warn: (line: string) => void
}

/** Writes one secret, and proves that it can. Each call brings the endpoints with a token; the key is asked for once. */
export class SecretWriter {
  /** Between refresh and write every request counts. */
  #key: PublicKey | undefined

  constructor(private readonly options: WriterOptions) {}

  /** Writes the value and proves by the secret's date, which it returns (ms since the epoch), that it is there. @throws SecretRefused, and as `Send` does */
  async replace(secrets: ActionsSecrets, value: Uint8Array): Promise<number> {
    const { name, where } = this.options
    const access = await this.#access(secrets)
    const started = performance.now()
    const { date } = await this.#put(secrets, name, value, access)
    return confirmChanged(secrets, name, where, date && date - (performance.now() - started))
  }

  /** Writes and deletes `<NAME>_WRITE_PROBE`. One that can't be deleted is only told of: the proof is given. */
  async probe(secrets: ActionsSecrets): Promise<void> {
    // The write will need this too. If it fails here, no probe has been written yet.
    await this.#access(secrets)
    this.#key ??= await secrets.publicKey()
    const { target, warn } = this.options
    const name = `${this.options.name}_WRITE_PROBE`
    const remove = () =>
      secrets.remove(name).catch(() => {
        warn(
          `The secret ${name} of ${target.words} could not be deleted. It holds nothing secret: delete it by hand.`,
        )
      })
    const nobody: Access = { visibility: 'selected', selected_repository_ids: [] }
    const access = target.kind === 'organization' ? nobody : undefined
    try {
      await this.#put(secrets, name, Buffer.from('written to prove that it can be'), access)
    } catch (error) {
      // Refused, it is not there; with no answer it may be.
      if (!(error instanceof GithubRefused)) await remove()
      throw error
    }
    await remove()
  }

  /** A key that was asked for earlier may have been replaced at GitHub: 422, and the new one will do. */
  async #put(secrets: ActionsSecrets, name: string, value: Uint8Array, access?: Access): Promise<Reply> {
    const cached = this.#key
    const key = cached ?? (await secrets.publicKey())
    this.#key = key
    try {
      return await secrets.put(name, key.key_id, await seal(value, key.key), access)
    } catch (error) {
      if (!cached || !(error instanceof GithubRefused) || error.status !== 422) throw error
      this.#key = undefined
      return this.#put(secrets, name, value, access)
    }
  }

  /** The repositories that may read an organization's secret now. A deleted one is made again, for this repository only. */
  async #access(secrets: ActionsSecrets): Promise<Access | undefined> {
    const { name, target, repositoryId } = this.options
    if (target.kind !== 'organization') return undefined
    const ids = repositoryId === undefined ? [] : [repositoryId]
    return (await secrets.access(name)) ?? { visibility: 'selected', selected_repository_ids: ids }
  }
}
