import { createPublicKey, verify } from 'node:crypto'
import { z } from 'zod/mini'

/** A key with which an npm registry signs what it publishes (docs.npmjs.com, "About ECDSA registry signatures"). */
export interface RegistryKey {
  readonly keyid: string
  /** SPKI of a P-256 key, in base64. */
  readonly key: string
  /** An ISO instant; undefined while it is in use. */
  readonly expires?: string
}

/** The public registry's keys: `/-/npm/v1/keys`. These were copied from Sigstore's TUF repository, which has the same. */
export const NPM_KEYS: readonly RegistryKey[] = [
  {
    keyid: 'SHA256:jl3bwswu80PjjokCgh0o2w5c2U4LhQAE57gj9cz1kzA',
    key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp+IhuteBJbuHcA5UogKo0EWtlWwW6KSaKoTNEYL7JlCQiVnkhBktUgg==',
    expires: '2025-01-29T00:00:00.000Z',
  },
  {
    keyid: 'SHA256:DhQ8wR5APBvFHLF/+Tc+AYvPOdTpcIDqOhxsBHRwC7U',
    key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEY6Ya7W++7aUPzvMTrezH6Ycx3c+HOKYCcNGybJZSCJq/fd7Qa8uuAKtdIkUQtQiEKERhAmE5lMMJhP8OkDOa2g==',
  },
]

/**
 * The proof that signatures give. `wrong`: a signature of a known key does not fit, or the signatures can't be read. `unknown`,
 * `expired`: there is no signature of a valid key, but one of the key with this id.
 */
export type Signed =
  | { readonly by: 'npm' }
  | { readonly by: 'nobody' }
  | { readonly by: 'wrong' }
  | { readonly by: 'unknown' | 'expired'; readonly keyid: string }

/** The registry has one signature for a key, and a few while keys change. */
const Signatures = z
  .array(
    z.object({
      keyid: z.string().check(z.regex(/^[\x21-\x7e]{1,100}$/)),
      sig: z.string().check(z.regex(/^[A-Za-z0-9+/]{60,120}={0,2}$/)),
    }),
  )
  .check(z.maxLength(10))

/**
 * Judges `dist.signatures` of a package. An expired key proves nothing: only the registry says when a package was
 * published, and every Codex that works here was published after the first key expired.
 * @param of `<package>@<version>`
 * @param integrity `dist.integrity` as the registry wrote it, which is what is signed
 * @param now milliseconds since the epoch
 */
export function judgeSignatures(
  signatures: unknown,
  { of, integrity, keys, now }: { of: string; integrity: string; keys: readonly RegistryKey[]; now: number },
): Signed {
  if (signatures === undefined || signatures === null) return { by: 'nobody' }
  const parsed = Signatures.safeParse(signatures)
  if (!parsed.success) return { by: 'wrong' }
  let best: Signed = { by: 'nobody' }
  for (const { keyid, sig } of parsed.data) {
    const key = keys.find(known => known.keyid === keyid)
    if (key && !fits(key, `${of}:${integrity}`, sig)) return { by: 'wrong' }
    if (key && !(key.expires && Date.parse(key.expires) <= now)) best = { by: 'npm' }
    else if (best.by !== 'npm') best = { by: key ? 'expired' : 'unknown', keyid }
  }
  return best
}

function fits({ key }: RegistryKey, text: string, signature: string): boolean {
  const spki = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
  return verify('sha256', Buffer.from(text), spki, Buffer.from(signature, 'base64'))
}
