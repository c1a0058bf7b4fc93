import { randomInt } from 'node:crypto'
import sodium from 'libsodium-wrappers'

export type Visibility = 'all' | 'private' | 'selected'

export interface Secret {
  /** What was sealed, opened again. */
  readonly value: string
  /** Milliseconds since the epoch, whole seconds. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly visibility?: Visibility
  readonly selected?: readonly number[]
}

const MAX_BYTES = 48 * 1024

/** The secrets of one repository, environment or organization, with the key pair that they are sealed for. */
export class Vault {
  readonly #secrets = new Map<string, Secret>()
  #keys = sodium.crypto_box_keypair()
  #keyId = newKeyId()

  get publicKey(): { key_id: string; key: string } {
    return { key_id: this.#keyId, key: Buffer.from(this.#keys.publicKey).toString('base64') }
  }

  /** From now on only boxes for a new key are taken. */
  renewKey(): void {
    this.#keys = sodium.crypto_box_keypair()
    this.#keyId = newKeyId()
  }

  /** Names are the same in upper and lower case, as at GitHub. */
  get(name: string): Secret | undefined {
    return this.#secrets.get(name.toUpperCase())
  }

  names(): string[] {
    return [...this.#secrets.keys()]
  }

  set(name: string, value: string, now: number, access: Pick<Secret, 'visibility' | 'selected'> = {}): void {
    const seconds = Math.floor(now / 1000) * 1000
    const createdAt = this.get(name)?.createdAt ?? seconds
    this.#secrets.set(name.toUpperCase(), { value, createdAt, updatedAt: seconds, ...access })
  }

  delete(name: string): boolean {
    return this.#secrets.delete(name.toUpperCase())
  }

  /** The text in a sealed box, or why GitHub would not take it. */
  open(name: string, keyId: unknown, box: unknown): { value: string } | { refusal: string } {
    if (!/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i.test(name)) return { refusal: 'Secret name is invalid' }
    if (keyId !== this.#keyId) return { refusal: 'Key ID is not the current public key' }
    try {
      const bytes = new Uint8Array(Buffer.from(String(box), 'base64'))
      const value = sodium.crypto_box_seal_open(bytes, this.#keys.publicKey, this.#keys.privateKey)
      if (value.length > MAX_BYTES) return { refusal: 'Value is too large' }
      return { value: Buffer.from(value).toString() }
    } catch {
      return { refusal: 'Value could not be decrypted' }
    }
  }
}

const newKeyId = () => String(randomInt(1e14, 2e14))
await sodium.ready
