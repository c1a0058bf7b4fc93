/** The words of the cache double: what a test gives it and what it hands back. Times are milliseconds. */

/** What a job's token lets it do: GitHub gives runs that strangers can start a read-only one. */
export type Grant = 'write' | 'read' | 'none'

export interface CacheJob {
  /** The scope it writes to, and reads first: `refs/heads/main` by default. */
  readonly ref?: string
  /** The base of a pull request: the scope it reads second. */
  readonly baseRef?: string
  /** The scope that every job reads last: `refs/heads/main` by default. */
  readonly defaultRef?: string
  readonly grant?: Grant
  /** ACTIONS_CACHE_MODE; not set by default, whatever the grant. */
  readonly cacheMode?: 'none' | 'read' | 'write' | 'write-only'
  /** Which service the job's client talks to; `v2` by default. */
  readonly api?: 'v1' | 'v2'
}

/** What a request is for. */
export type Kind = 'lookup' | 'reserve' | 'upload' | 'finalize' | 'download'

/**
 * A status; or: `cut` drops the line instead of an answer, `silent` never answers, `lost` does what was asked
 * and drops the line, `half` drops it in the middle of the answer, `garbage` answers 200 and HTML. `truncate`
 * and `flip` are for downloads: a whole answer with half of the bytes, or with one bit that fell. `endless` doesn't say
 * how long it is, and is a gigabyte.
 */
export type How = number | 'cut' | 'silent' | 'lost' | 'half' | 'garbage' | 'truncate' | 'flip' | 'endless'

export interface CacheEntry {
  readonly key: string
  readonly version: string
  readonly scope: string
  /** In the order of creation, which is what "newest" means to the service. */
  readonly serial: number
  bytes: Buffer
}

/** One request, for a test to look at afterwards. Holds no token and no signature. */
export interface CacheRequest {
  readonly at: number
  /** When the answer was sent, in milliseconds since the epoch as `at`. */
  answeredAt?: number
  readonly method: string
  /** Without the query. */
  readonly path: string
  kind: Kind | 'unexpected'
  /** Of the job that asked; a blob's request has none. */
  scope?: string
  /** The digest of paths and compression that a lookup or a reservation named. */
  version?: string
  /** The status answered; 0 while unanswered, which a dropped line stays. */
  status: number
}

/** What a route answers. */
export interface Answer {
  readonly status: number
  readonly body: Buffer
  readonly headers?: Record<string, string>
}
