/**
 * What a request is for. `fetch-refs` and `push-refs` are the GET that opens a fetch or a push; `list` is the POST
 * that asks a server of protocol 2 for its refs, which makes `ls-remote` two requests; `fetch` and `push` carry objects.
 */
export type Kind = 'fetch-refs' | 'list' | 'fetch' | 'push-refs' | 'push'

/** One command of a push. All zeros stand for a ref that isn't there. */
export interface RefUpdate {
  readonly ref: string
  readonly old: string
  readonly new: string
  /** What git reported: `ok`, or why it refused. Undefined if git never saw it, or was not asked to report. */
  result?: string
}

/** One request, for a test to look at. Holds no token. */
export interface GitRequest {
  /** Milliseconds since the epoch by the machine's clock, not by this server's. */
  readonly at: number
  /** When the answer was sent, or the connection was over without one. */
  endedAt?: number
  readonly method: string
  /** Without the query. */
  readonly path: string
  kind: Kind | 'unexpected'
  /** `owner/name`, whether or not there is one of that name. */
  readonly repository: string
  readonly userAgent: string
  /** Whose token it was: the label given with it, `nobody`, or `a stranger` for one that is not known. */
  readonly as: string
  /** The Git-Protocol header: `version=2`. */
  readonly protocol: string
  /** The Content-Encoding of what was sent: `gzip`, or nothing. */
  readonly encoding: string
  /** Of a push. Empty for the four bytes with which git tries its credentials before a big one. */
  updates: readonly RefUpdate[]
  /** The status that was sent; 0 while unanswered, which a dropped connection stays. */
  status: number
  /** What it met, in the words of `How`; several joined by ` + `. */
  fault?: string
}

/** Milliseconds, or until this has settled. */
export type Delay = number | Promise<unknown>

/**
 * What a request can meet:
 * - `cut-before`: the connection is dropped and git never hears of it;
 * - `drop-reply`: git does all of it, a push gets through, and the connection is dropped instead of the answer;
 * - `half-reply`: the same, and the connection is dropped in the middle of the answer;
 * - `hang`: no answer, ever, and git never hears of it;
 * - `delay`: git hears of it that late; `delayReply`: git does it at once, and the answer is that late;
 * - `sendOn`: a redirect to that address, made of the request's path and query; `status` 301 unless told;
 * - `status`: this answer at once. `retryAfter` in seconds, `message` is what git prints after `remote:`.
 *
 * A git that has used its connection before, as for `push`, sends a request once more by itself when not a byte of
 * an answer comes (libcurl does). So a push that meets `cut-before` once gets through after all, and one that meets
 * `drop-reply` can be told that it was refused, by its own second try. After `half-reply` it fails at once.
 */
export type How =
  | 'cut-before'
  | 'drop-reply'
  | 'half-reply'
  | 'hang'
  | { readonly delay: Delay }
  | { readonly delayReply: Delay }
  | { readonly sendOn: (target: string) => string; readonly as?: 301 | 302 | 303 | 307 | 308 }
  | { readonly status: number; readonly retryAfter?: number; readonly message?: string }

export type Which = Kind | ((request: GitRequest) => boolean)

/** How often: the first that comes and no other, unless told. */
export interface Often {
  /** How many such requests meet it; without end if there is a `rate`, else 1. */
  readonly times?: number
  /** How many such requests are spared first. */
  readonly after?: number
  /** From 0 to 1: each such request meets it with this probability. */
  readonly rate?: number
  /** The same seed, the same requests: counted in the order in which they came. */
  readonly seed?: number
}

/** What a bearer may do in one repository. `none` is a repository that is hidden from it, as at GitHub. */
export type Right = 'none' | 'read' | 'write'
export type Rights = Readonly<Record<string, Right>>

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}
