import { parseJson } from '../../system/json.js'
import type { Sealer } from '../age.js'
import { discloseLogin } from '../enclosed-login.js'
import { Garbled, SealedWithoutKey } from './failure.js'

/** A login that somebody stored in base64, in a manager that gives back base64. */
const MAX_BASE64 = 2
/** Most that a command may print: a sealed login, twice in base64. */
export const MOST_PRINTED_BYTES = 96 * 1024
const AGE_HEADER = Buffer.from('age-encryption.org/v1\n')
const AGE_ARMOR = /-----(BEGIN|END) AGE ENCRYPTED FILE-----/g
const BASE64 = /^[\w+/-]+={0,2}$/

interface Opening {
  readonly sealer: Sealer
  /** The name of the login that was stored. */
  readonly loginName: string
}

/**
 * The login in what restore-command printed: raw, or in base64 once or twice, sealed or not; undefined if
 * it printed nothing. Unsealed is fine with a sealer too, and so is what the `age` command sealed: a login put there by
 * hand, which the next write seals as we do.
 *
 * @throws {Garbled | SealedWithoutKey | SealRefused | EnclosedRefused}
 */
export async function unpack(printed: Buffer, opening: Opening | undefined): Promise<Buffer | undefined> {
  if (printed.length > MOST_PRINTED_BYTES) refuse()
  let bytes = printed
  for (let depth = 0; depth <= MAX_BASE64; depth += 1) {
    if (bytes.subarray(0, AGE_HEADER.length).equals(AGE_HEADER)) {
      if (!opening) throw new SealedWithoutKey()
      const plain = await opening.sealer.open(bytes)
      return discloseLogin(opening.loginName, plain)?.bytes ?? (await unpack(plain, undefined)) ?? refuse()
    }
    const text = bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim()
    if (text === '' && depth === 0) return undefined
    if (text.startsWith('{')) return looksLikeAuthJson(text) ? Buffer.from(text) : refuse()
    const base64 = text.replace(AGE_ARMOR, '').replace(/\s+/g, '')
    if (!BASE64.test(base64)) refuse()
    bytes = Buffer.from(base64, 'base64')
  }
  return refuse()
}

function refuse(): never {
  throw new Garbled()
}

/** Managers answer errors as JSON too. Whether it is a login that can be kept alive is not for the store to say. */
function looksLikeAuthJson(text: string): boolean {
  const document = parseJson(text)
  return ['tokens', 'auth_mode', 'OPENAI_API_KEY'].some(key => Object.hasOwn(Object(document), key))
}
