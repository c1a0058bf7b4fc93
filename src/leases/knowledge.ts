import { z } from 'zod/mini'
import { sameIdentity } from '../login/account.js'
import { isPastInstant, mayBeReset, Shown } from './bounds.js'
import { Account, isLater, isOfSameStore, Mark, supersedes } from './mark.js'

/** A revision that a holder was about to refresh, and whose outcome nobody has reported since. */
const Spending = z.object({
  ...Mark.shape,
  /** The description of the holder that announced it. */
  by: Shown,
  /** The id of its holding. */
  holding: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
  /** True if a Codex of this action was started for it. Otherwise any later step of the holder's job may refresh it. */
  codex: z.optional(z.boolean()),
})
export type Spending = z.infer<typeof Spending>

/** A revision that OpenAI permanently refused to refresh. */
const Refusal = z.object({
  ...Mark.shape,
  /** The description of the holder that got the refusal. */
  by: Shown,
  /** The code of its failure, such as `reused` (codex/reasons.ts). */
  code: z.string().check(z.regex(/^[a-z][a-z-]{0,39}$/)),
})
export type Refusal = z.infer<typeof Refusal>

/** The plan of an account that is used up. */
const Limit = z.object({
  account: Account,
  /** When its window ends: milliseconds since the epoch. */
  until: z.number(),
})
export type Limit = z.infer<typeof Limit>

/** The jobs' reports about the revisions of a login. Both leases keep it in their record, and change it only by these rules. */
export interface Knowledge {
  /** The newest revision of each store and account. */
  readonly marks: readonly Mark[]
  /** Revisions whose refresh token may already have been used. */
  readonly spending: readonly Spending[]
  /** Revisions whose refresh token must never be shown again. */
  readonly refused: readonly Refusal[]
  /** The last report for each account; its window may have ended. */
  readonly limits: readonly Limit[]
}

export const NOTHING: Knowledge = { marks: [], spending: [], refused: [], limits: [] }

/** The most parts of each kind; the oldest are dropped. */
const MOST = 8

/** The report at the end of a holding. */
export type Outcome =
  /** This revision is the newest, refreshed or not: what became of all that the holding announced is known. */
  | { readonly newest: Mark }
  /** OpenAI permanently refused to refresh this revision; `code` is the failure's. */
  | { readonly refused: Mark; readonly code: string }
  /** Until when the plan of an account is used up; undefined if it is not. It says nothing about a revision. */
  | { readonly account: string; readonly usedUpUntil: number | undefined }

/** The holder that changes the knowledge. */
export interface Holding {
  readonly id: string
  /** The holder's description. */
  readonly by: string
  /** Whether an earlier step of the job holds the lease, and goes on to. */
  readonly nested: boolean
  /** Revisions whose refresh token this holder must treat as maybe already used: see `doubtsOf`. */
  readonly doubts: readonly Spending[]
}

/**
 * Revisions whose refresh token the new holder must treat as maybe already used: those that other holders left, and those of a
 * Codex of an earlier stage. The job doesn't doubt a revision that later steps of its own may refresh.
 */
export const doubtsOf = ({ spending }: Knowledge, holding: string): Spending[] =>
  spending.filter(it => it.holding !== holding || it.codex === true)

/**
 * The holder is about to refresh a revision, by a Codex of this action or by later steps of its job. An earlier doubt about
 * the revision stays, whoever left it: trying it anyway doesn't end the doubt.
 */
export function announced(
  known: Knowledge,
  revision: Mark,
  { id, by, doubts }: Holding,
  { codex }: { readonly codex: boolean },
): Knowledge {
  if (doubts.some(isSame(revision))) return known
  const others = known.spending.filter(it => it.digest !== revision.digest && !supersedes(revision, it))
  return { ...known, spending: latest([...others, { ...revision, by, holding: id, codex }]) }
}

/**
 * The holding ends. Without an outcome nobody knows what became of what it announced, which stays in doubt; what was in
 * doubt or refused before is ended by a later revision only.
 */
export function concluded(known: Knowledge, outcome: Outcome | undefined, holding: Holding): Knowledge {
  if (!outcome) return known
  if ('account' in outcome) return { ...known, limits: withLimit(known.limits, outcome) }
  const { id, by, nested, doubts } = holding
  const told = 'newest' in outcome ? outcome.newest : outcome.refused
  const isSettled = (it: Spending) => it.holding === id && !doubts.some(isSame(it))
  const left: Knowledge = {
    marks: withMark(known.marks, told),
    spending: known.spending.filter(it => !isSettled(it) && !supersedes(told, it)),
    refused: known.refused.filter(it => !supersedes(told, it)),
    limits: known.limits,
  }

  if ('refused' in outcome) {
    const isOther = ({ digest }: Mark) => digest !== told.digest
    const refused = [...left.refused.filter(isOther), { ...told, by, code: outcome.code }]
    return { ...left, spending: left.spending.filter(isOther), refused: latest(refused) }
  }
  // The step that holds the lease may refresh the new revision, as it might have refreshed the old one.
  const goesOn = nested && known.spending.some(isSettled)
  return goesOn ? announced(left, told, holding, { codex: false }) : left
}

/** Only a later revision takes the place of the one known of its store and account, and of who made it. */
function withMark(marks: readonly Mark[], told: Mark): readonly Mark[] {
  const known = marks.find(it => it.store === told.store && it.account === told.account)
  if (known && !isLater(told, known)) return marks
  return latest([...marks.filter(it => it !== known), told])
}

function withLimit(
  limits: readonly Limit[],
  { account, usedUpUntil: until }: Extract<Outcome, { account: string }>,
): readonly Limit[] {
  const others = limits.filter(it => !sameIdentity(it.account, account))
  return until === undefined ? others : [...others, { account, until }].slice(-MOST)
}

/** In the order of their instants, and bounded. */
const latest = <T extends Mark>(parts: readonly T[]): T[] =>
  parts.toSorted((a, b) => (isLater(a, b) ? 1 : isLater(b, a) ? -1 : 0)).slice(-MOST)

const isSame =
  (a: Mark) =>
  (b: Mark): boolean =>
    a.digest === b.digest

/** The newest revision of the store of `own`, of whichever account. */
export const newestOf = ({ marks }: Knowledge, own: Mark): Mark | undefined =>
  marks.findLast(it => isOfSameStore(it, own))

/** The reason against refreshing a revision. */
export type Objection =
  /** A later revision is known: the refresh token of this one was already used. */
  | { readonly kind: 'stale'; readonly newer: Mark }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'maybe-spent'; readonly doubt: Spending }

/**
 * Why the holder of the lease must not refresh this revision; undefined if it may. Reports about another store or account
 * don't count, except about the same revision: it has one refresh token, wherever it is.
 */
export function objectionTo({ marks, spending, refused }: Knowledge, own: Mark): Objection | undefined {
  const newer = [...marks, ...spending].find(it => supersedes(it, own))
  if (newer) return { kind: 'stale', newer }
  const refusal = refused.find(isSame(own))
  if (refusal) return { kind: 'refused', refusal }
  const doubt = spending.find(isSame(own))
  return doubt && { kind: 'maybe-spent', doubt }
}

/** A record, read part by part: anybody may have written it, and a bad part must not spoil the others. */
export interface ReadKnowledge {
  readonly known: Knowledge
  /** The lists, in words, from which something out of bounds was left out. */
  readonly ignored: readonly string[]
}

/** @param now milliseconds since the epoch */
export function knowledgeIn(record: Readonly<Record<string, unknown>>, now: number): ReadKnowledge {
  const isPossible = ({ changedAt }: Mark) => isPastInstant(changedAt, now)
  const marks = partsIn(Mark, record.marks, isPossible)
  const spending = partsIn(Spending, record.spending, isPossible)
  const refused = partsIn(Refusal, record.refused, isPossible)
  const limits = partsIn(Limit, record.limits, ({ until }) => mayBeReset(until, now))
  return {
    known: {
      marks: latest(marks.good),
      spending: latest(spending.good),
      refused: latest(refused.good),
      limits: limits.good.slice(-MOST),
    },
    ignored: [
      ...(marks.isWhole ? [] : ['which login is the newest']),
      ...(spending.isWhole ? [] : ['which refresh token may already have been used']),
      ...(refused.isWhole ? [] : ['which login was refused']),
      ...(limits.isWhole ? [] : ['until when a plan is used up']),
    ],
  }
}

function partsIn<T>(
  schema: { safeParse(part: unknown): { success: true; data: T } | { success: false } },
  value: unknown,
  isPossible: (part: T) => boolean,
): { good: T[]; isWhole: boolean } {
  const parts: readonly unknown[] = Array.isArray(value) ? value : []
  const isList = value === undefined || Array.isArray(value)
  const good = parts.flatMap(part => {
    const read = schema.safeParse(part)
    return read.success && isPossible(read.data) ? [read.data] : []
  })
  return { good, isWhole: isList && good.length === parts.length && good.length <= MOST }
}
