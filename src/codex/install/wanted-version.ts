import valid from 'semver/functions/valid.js'
import validRange from 'semver/ranges/valid.js'
import { DEFAULT_CODEX_VERSION } from './job.js'
import { badVersion } from './unavailable.js'

/** The version that `codex-version` asks for. */
export type WantedVersion =
  | { readonly kind: 'exact'; readonly version: string }
  /** The newest release of those that a range allows. */
  | { readonly kind: 'newest'; readonly range: string }

/** Characters. */
const LONGEST = 64

/**
 * Reads `codex-version`: one version, a range as npm writes it, or `latest`.
 * @throws CodexUnavailable `codex-version-invalid`
 */
export function readVersion(text: string): WantedVersion {
  if (text === 'latest') return { kind: 'newest', range: '*' }
  // npm takes an empty text for any version, and `v1.2.3` for `1.2.3`.
  const isPlain = text.trim() !== '' && text.length <= LONGEST && !/^v/i.test(text)
  const range = isPlain ? validRange(text) : null
  if (range === null) throw badVersion(text, DEFAULT_CODEX_VERSION)
  // A version becomes a directory's name, and a part of an address.
  return valid(range) === range ? { kind: 'exact', version: range } : { kind: 'newest', range: text }
}
