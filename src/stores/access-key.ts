import { createHmac, hkdfSync } from 'node:crypto'
import { InputError } from '../system/errors.js'
import { EncryptionKeyRefused, recipientOf, type Sealer, sealer, sealerTo } from './age.js'

/**
 * The secret that keeper and workers share: an age identity. It opens the access login, and proves who published it:
 * anybody can encrypt to its public half, so what is encrypted has a MAC by a key derived from it.
 */
export interface AccessKey {
  readonly sealer: Sealer
  /** The MAC of what the keeper publishes, by the first identity: hexadecimal. */
  mac(message: Buffer): string
  /** The MACs that a worker accepts, by each identity, so that the key can be replaced. */
  macs(message: Buffer): string[]
}

const MAC_INFO = 'codex-auth-action access 1'

/**
 * Reads the input `access-key`: an age identity, or the file of `age-keygen`, in which the newest comes first.
 * @throws InputError, also if it opens what `encryption-key` closes
 */
export async function readAccessKey(text: string, encryptionKey: string | undefined): Promise<AccessKey> {
  const recipient = await recipientOf(text).catch((error: unknown) => {
    if (error instanceof EncryptionKeyRefused) return undefined
    throw error
  })
  if (recipient === undefined)
    throw new InputError(
      'access-key',
      'is not an age identity',
      'Make one with `age-keygen`, and store it as a secret.',
    )
  const identities = linesOf(text)
  const own = new Set(linesOf(encryptionKey ?? ''))
  if (identities.some(identity => own.has(identity)))
    throw new InputError(
      'access-key',
      'is the `encryption-key`: every worker could open the full login',
      'Make another identity for the workers with `age-keygen`.',
    )
  const macKeys = identities.map(identity => Buffer.from(hkdfSync('sha256', identity, '', MAC_INFO, 32)))
  const macBy = (key: Buffer, message: Buffer) => createHmac('sha256', key).update(message).digest('hex')
  const { open } = sealer(text)
  return {
    sealer: { ...sealerTo(recipient), open },
    mac: message => macBy(macKeys[0] ?? Buffer.alloc(0), message),
    macs: message => macKeys.map(key => macBy(key, message)),
  }
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line && !line.startsWith('#'))
