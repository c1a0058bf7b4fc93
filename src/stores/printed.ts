import { parseJson } from '../system/json.js'
import { Garbled, SealedWithoutKey } from './command-failure.js'
import type { Sealer } from './envelope.js'

/** A login that somebody stored in base64, in a manager that gives back base64. */
const MAX_BASE64 = 2
const AGE_HEADER = Buffer.from('age-encryption.org/v1\n')
const AGE_ARMOR = /-----(BEGIN|END) AGE ENCRYPTED FILE-----/g

/**
 * The session in what restore-command printed: raw, or in base64 once or twice, sealed or not; undefined if
 * it printed nothing. Unsealed is fine with a sealer too: a login put there by hand, which the next write seals.
 */
export async function unpack(printed: Buffer, sealer: Sealer | undefined): Promise<Buffer | undefined> {
  let bytes = printed
  for (let depth = 0; depth <= MAX_BASE64; depth += 1) {
    if (bytes.subarray(0, AGE_HEADER.length).equals(AGE_HEADER)) {
      if (!sealer) throw new SealedWithoutKey()
      return (await unpack(await sealer.open(bytes), undefined)) ?? refuse()
    }
    const text = bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim()
    if (text === '' && depth === 0) return undefined
    if (text.startsWith('{')) return looksLikeAuthJson(text) ? Buffer.from(text) : refuse()
    bytes = Buffer.from(text.replace(AGE_ARMOR, ''), 'base64')
  }
  return refuse()
}

function refuse(): never {
  throw new Garbled()
}

/** Managers answer errors as JSON too. Whether it is a session that can be kept alive is not for the store to say. */
function looksLikeAuthJson(text: string): boolean {
  const document = parseJson(text)
  return ['tokens', 'auth_mode', 'OPENAI_API_KEY'].some(key => Object.hasOwn(Object(document), key))
}
