import type { ArchiveFault } from './archive.js'

/** The messages between our process and the one with the cache client (client.ts). */

/** A question is up to 9 keys or prefixes of keys: the first that matches wins. */
export type Question = readonly string[]

export type Order =
  | { readonly do: 'look'; readonly questions: readonly Question[] }
  | { readonly do: 'restore'; readonly key: string }
  | { readonly do: 'save'; readonly key: string }

/** The result of a request: its status, `cut` when the answer broke off, `none` when there was no answer. */
export type Outcome = number | 'cut' | 'none'

/** The content of the archive that was fetched, in base64, or why it was not unpacked. */
export type Fetched = { readonly content: string } | { readonly fault: ArchiveFault }

export interface Answers {
  /** The key found by each question, null for "not found": to be believed only if the lookups are in order. */
  readonly found: readonly (string | null)[]
  readonly lookups: readonly Outcome[]
  /** The status by which this service says "not found". */
  readonly missing: 200 | 204
  /** The other requests: reservation, upload, download. */
  readonly others: readonly Outcome[]
  /** The service takes nothing from this run. */
  readonly denied: boolean
  /** After an order to restore, if an archive arrived. */
  readonly fetched?: Fetched
}
