import type { Stanza } from 'age-encryption'
import { ActionError, type Explanation } from '../system/errors.js'

/** Encrypts what leaves the machine, in the age format (age-encryption.org/v1). */
export interface Sealer {
  seal(bytes: Buffer): Promise<Buffer>
  /** Throws `SealRefused` for what it can't open; no message holds a part of it or of the key. */
  open(sealed: Buffer): Promise<Buffer>
}

/** log2 of scrypt's N: half a second in JavaScript and 128 MB. An identity costs nothing. */
const WORK_FACTOR = 17
/** age's own default: what a person sealed with the `age` command opens, and no entry makes a job work for minutes. */
const MOST_WORK = 18
const SHORTEST_PASSPHRASE = 20
const MAGIC = Buffer.from('age-encryption.org/v1\n')
/** A nonce of 16 bytes and the tag of an empty chunk (age-encryption.org/v1, "Payload"). */
const SHORTEST_PAYLOAD = 32

interface Key {
  readonly passphrase?: string
  /** The first one seals, each of them opens: so a key can be replaced without losing what the old one sealed. */
  readonly identities: readonly [string, ...string[]] | readonly []
}

/**
 * `encryptionKey` is an age identity (or a key file that `age-keygen` wrote), or a passphrase of at least 20
 * characters. Throws `EncryptionKeyRefused` at once for anything else, and at first use for a mistyped identity.
 */
export function sealer(encryptionKey: string): Sealer {
  const key = parseKey(encryptionKey)
  return { seal: bytes => seal(key, bytes), open: sealed => open(key, sealed) }
}

/**
 * The public half of an age identity, to which anyone can seal. Undefined for a passphrase, which has none.
 *
 * @throws EncryptionKeyRefused
 */
export async function recipientOf(encryptionKey: string): Promise<string | undefined> {
  const [identity] = parseKey(encryptionKey).identities
  if (!identity) return undefined
  const { identityToRecipient } = await import('age-encryption')
  return whole(() => identityToRecipient(identity))
}

/** Seals to a recipient of `recipientOf`: only the holder of its identity can open the result. */
export const sealerTo = (recipient: string): Pick<Sealer, 'seal'> => ({
  async seal(bytes) {
    const { Encrypter } = await import('age-encryption')
    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    return Buffer.from(await encrypter.encrypt(bytes))
  },
})

function parseKey(text: string): Key {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line && !line.startsWith('#'))
  const [first, ...others] = lines
  if (first === undefined) throw new EncryptionKeyRefused('is empty')
  if (lines.every(line => /^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]{58}$/.test(line)))
    return { identities: [first, ...others] }
  if (/^age-/i.test(first))
    throw new EncryptionKeyRefused('looks like an age identity, but is not a whole one')
  if (/^age1/.test(first))
    throw new EncryptionKeyRefused('is an age recipient, a public key, which opens nothing')
  if (others.length > 0) throw new EncryptionKeyRefused('has several lines, but is not an age key file')
  if ([...first].length < SHORTEST_PASSPHRASE)
    throw new EncryptionKeyRefused(`is a passphrase of fewer than ${SHORTEST_PASSPHRASE} characters`)
  return { passphrase: first, identities: [] }
}

async function seal({ passphrase, identities: [identity] }: Key, bytes: Buffer): Promise<Buffer> {
  const { Encrypter, identityToRecipient } = await import('age-encryption')
  const encrypter = new Encrypter()
  if (identity) encrypter.addRecipient(await whole(() => identityToRecipient(identity)))
  else {
    encrypter.setPassphrase(passphrase ?? '')
    encrypter.setScryptWorkFactor(WORK_FACTOR)
  }
  return Buffer.from(await encrypter.encrypt(bytes))
}

async function open({ passphrase, identities }: Key, sealed: Buffer): Promise<Buffer> {
  const { Decrypter } = await import('age-encryption')
  if (!sealed.subarray(0, MAGIC.length).equals(MAGIC.subarray(0, sealed.length)))
    throw new SealRefused('not-sealed')
  if (isCutOff(sealed)) throw new SealRefused('seal-truncated')
  const decrypter = new Decrypter()
  // Identities are asked in turn until one answers, so these two see the stanzas before and after the real ones.
  let refusal: SealCode = 'seal-altered'
  decrypter.addIdentity({
    unwrapFileKey(stanzas: Stanza[]) {
      const tooCostly = stanzas.some(({ args }) => args[0] === 'scrypt' && !(Number(args[2]) <= MOST_WORK))
      if (tooCostly) throw new SealRefused('seal-too-costly')
      return null
    },
  })
  if (passphrase !== undefined) decrypter.addPassphrase(passphrase)
  for (const identity of identities) await whole(() => decrypter.addIdentity(identity))
  decrypter.addIdentity({
    unwrapFileKey() {
      refusal = 'wrong-key'
      return null
    },
  })
  // With a stream, age answers as soon as the header is proven: what fails after that is the payload.
  const plain = await decrypter
    .decrypt(new Blob([new Uint8Array(sealed)]).stream())
    .catch((error: unknown) => {
      throw error instanceof SealRefused ? error : new SealRefused(refusal)
    })
  try {
    return Buffer.from(await new Response(plain).arrayBuffer())
  } catch {
    throw new SealRefused('seal-damaged')
  }
}

/** True when what age demands in any file is not there: the line that ends the header, or the shortest payload. */
function isCutOff(sealed: Buffer): boolean {
  const mac = sealed.indexOf('\n--- ')
  const end = mac < 0 ? -1 : sealed.indexOf('\n', mac + 1)
  return end < 0 || sealed.length - end - 1 < SHORTEST_PAYLOAD
}

/** age checks an identity's checksum; its own error could quote the identity, so it is dropped. */
async function whole<T>(use: () => T | Promise<T>): Promise<T> {
  try {
    return await use()
  } catch {
    throw new EncryptionKeyRefused('looks like an age identity, but its checksum is wrong: a character is')
  }
}

export class EncryptionKeyRefused extends ActionError {
  override readonly name = 'EncryptionKeyRefused'

  constructor(what: string) {
    super('encryption-key', {
      what: `The input \`encryption-key\` ${what}.`,
      why: 'Everyone who can run a workflow in the repository can read what is stored, so it is never stored without a strong key.',
      remedy:
        'Make a key with `age-keygen`, or a passphrase with `openssl rand -base64 32`, keep a copy where you keep passwords, and store it as a secret: `age-keygen | grep AGE-SECRET-KEY | gh secret set CODEX_AUTH_KEY`.',
    })
  }
}

const SEAL_AGAIN =
  'Log in once more (`mode: login`, or a new seed in `auth-json`): in the cache a newer login takes the place of what is stored; in a secret manager remove the entry before.'
const REFUSALS = {
  'not-sealed': {
    what: 'What is stored is not an age file.',
    why: 'This action stores nothing else, so something else wrote it, or wrote over it.',
    remedy: `Find out what wrote it. ${SEAL_AGAIN}`,
  },
  'seal-truncated': {
    what: 'The stored login is cut off.',
    why: 'A part of it was lost in transit or at the store, and nothing of it can be trusted.',
    remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
  },
  'seal-altered': {
    what: 'The header of the stored login was altered.',
    why: 'It was damaged, or somebody changed it; nothing of it can be trusted.',
    remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
  },
  'seal-damaged': {
    what: 'The content of the stored login was altered or cut off.',
    why: 'It was damaged, or somebody changed it; nothing of it can be trusted.',
    remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
  },
  'seal-too-costly': {
    what: 'The stored login asks for more work to open it than this action gives.',
    why: 'This action never seals that way: somebody else made it, perhaps to keep jobs busy.',
    remedy: `Find out what wrote it. ${SEAL_AGAIN}`,
  },
  'wrong-key': {
    what: 'The stored login was sealed with another key than `encryption-key`.',
    why: 'Nothing was put in its place: with the right key it is still good.',
    remedy: `Give the key it was sealed with; an age key file may hold the new key first and the old one after it. If the old key is lost: ${SEAL_AGAIN}`,
  },
} as const satisfies Record<string, Explanation>

export type SealCode = keyof typeof REFUSALS

/** Stored bytes that can't be opened. A flipped bit in the key part of the header looks the same as a wrong key. */
export class SealRefused extends ActionError {
  override readonly name = 'SealRefused'
  declare readonly code: SealCode

  constructor(code: SealCode) {
    super(code, REFUSALS[code])
  }
}
