import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod/mini'
import { type AccessLogin, parseAccess } from '../../login/access.js'
import { identityDigest } from '../../login/account.js'
import { ActionError } from '../../system/errors.js'
import { parseJson } from '../../system/json.js'
import type { AccessKey } from '../access-key.js'

/**
 * The content of an entry: two lines, then the access login, encrypted by age.
 *
 *     codex-auth-action access 1
 *     {"repository":"org/project","login":"default","key":"codex-access/default/…","account":"<hex>-<hex>","mac":"<64 hex>"}
 *
 * Anybody who can run a workflow in the repository can write to its cache, and encrypt to the workers' recipient if they
 * know it. The MAC covers the second line without itself, and the ciphertext, by a key that only keeper and workers have.
 */
const MAGIC = 'codex-auth-action access 1\n'
const LONGEST_HEADER = 2048

const Header = z.strictObject({
  repository: z.string(),
  login: z.string(),
  /** The entry's own key, with the time of publication in it. */
  key: z.string(),
  /** `identityDigest`, salted with the key. */
  account: z.string(),
  mac: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
type Facts = Omit<z.infer<typeof Header>, 'mac'>

/** Where an entry is for. */
export interface EntryPlace {
  /** `owner/name`; GitHub ignores its case. */
  readonly repository: string
  readonly loginName: string
  /** The entry's key. */
  readonly key: string
}

export interface EntryToPack extends EntryPlace {
  readonly login: AccessLogin
  /** `login` encrypted. */
  readonly sealed: Buffer
}

export function packAccess(accessKey: AccessKey, { login, sealed, ...place }: EntryToPack): Buffer {
  const facts: Facts = {
    repository: place.repository.toLowerCase(),
    login: place.loginName.toLowerCase(),
    key: place.key,
    account: identityDigest(login, place.key),
  }
  const header = { ...facts, mac: accessKey.mac(messageOf(facts, sealed)) }
  return Buffer.concat([Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`), sealed])
}

/** @throws AccessEntryRefused, and as `parseAccess` does */
export async function unpackAccess(
  accessKey: AccessKey,
  content: Buffer,
  { repository, loginName, key, now }: EntryPlace & { readonly now: number },
): Promise<AccessLogin> {
  const parts = partsOf(content)
  if (!parts) throw new AccessEntryRefused('access-forged')
  const { mac, ...facts } = parts.header
  const given = Buffer.from(mac)
  const isOurs = accessKey
    .macs(messageOf(facts, parts.sealed))
    .some(expected => timingSafeEqual(Buffer.from(expected), given))
  if (!isOurs) throw new AccessEntryRefused('access-forged')

  if (facts.repository !== repository.toLowerCase() || facts.login !== loginName.toLowerCase())
    throw new AccessEntryRefused('access-elsewhere')
  if (facts.key !== key) throw new AccessEntryRefused('access-replayed')
  const plain = await accessKey.sealer.open(parts.sealed)
  const login = parseAccess(plain, { origin: 'the access login in the Actions cache', now })
  if (identityDigest(login, key) !== facts.account) throw new AccessEntryRefused('access-forged')
  return login
}

function partsOf(content: Buffer): { header: z.infer<typeof Header>; sealed: Buffer } | undefined {
  const start = content.subarray(0, MAGIC.length + LONGEST_HEADER).toString('latin1')
  const end = start.startsWith(MAGIC) ? start.indexOf('\n', MAGIC.length) : -1
  const header = Header.safeParse(parseJson(start.slice(MAGIC.length, Math.max(end, 0))))
  return header.success ? { header: header.data, sealed: content.subarray(end + 1) } : undefined
}

/** The order of the fields is fixed here. */
const messageOf = ({ repository, login, key, account }: Facts, sealed: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${JSON.stringify([MAGIC, repository, login, key, account])}\n`), sealed])

const FIND_OUT = 'Find out who stored it, and delete it.'

const REFUSALS = {
  'access-forged': {
    what: 'The keeper has not made the entry in the Actions cache, or not with this `access-key`.',
    why: 'Somebody who can write to the cache could give this job another account, so the entry was not used.',
    remedy: `Use the same \`access-key\`, and the same version of this action, in the keeper and in all workers. If that is so: ${FIND_OUT}`,
  },
  'access-elsewhere': {
    what: 'The keeper has made the entry in the Actions cache for another repository or `login-name`.',
    why: 'Somebody has copied it, and it may be of another account, so it was not used.',
    remedy: `If you have changed \`login-name\`, run keep-fresh again. If not: ${FIND_OUT}`,
  },
  'access-replayed': {
    what: 'The keeper has published the entry in the Actions cache at another time than its key says.',
    why: 'Somebody has copied an older entry, so it was not used.',
    remedy: FIND_OUT,
  },
} as const

/** An entry is not what the keeper published here. */
export class AccessEntryRefused extends ActionError {
  override readonly name = 'AccessEntryRefused'
  declare readonly code: keyof typeof REFUSALS

  constructor(code: keyof typeof REFUSALS) {
    super(code, REFUSALS[code])
  }
}
