import { z } from 'zod/mini'
import { parseJson } from '../../system/json.js'
import { isPast, mayBeEnd, Page, Shown, shownText } from '../bounds.js'
import { type Knowledge, knowledgeIn, NOTHING } from '../knowledge.js'

/** Far more than a record has: each of its parts is bounded. */
const LONGEST_MESSAGE = 64 * 1024
const LONGEST_NAME = 1000

/** A number that the runner gave; left out if it is not a number. */
const Digits = z.catch(z.optional(z.string().check(z.regex(/^\d{1,20}$/))), undefined)
const Name = z.pipe(
  z.string(),
  z.transform(text => nameOf(text)),
)

const LeaseHolder = z.object({
  /** Names this holding. */
  id: Name,
  /** Two holdings of one job are one. */
  job: Name,
  /** Such as `job build of run 42 on runner-1`. */
  description: Shown,
  /** `owner/name`, by which the API is asked whether the job is over; with the ids that the runner gave. */
  repository: z.string().check(z.regex(/^([\w.-]{1,100}\/[\w.-]{1,100})?$/)),
  jobId: Digits,
  run: Digits,
  attempt: Digits,
  /** The page of the run, for a person. */
  url: Page,
  /** Milliseconds since the epoch, by the git server's clock. */
  takenAt: z.number(),
  expiresAt: z.number(),
})
export type LeaseHolder = z.infer<typeof LeaseHolder>

/** One state of the lease. */
export interface LeaseRecord extends Knowledge {
  /** Raised when an older version of this action could misread what a newer one wrote. */
  readonly version: 1
  /** Another one for each state, so that no two of them are the same commit. */
  readonly state?: string | undefined
  readonly holder?: LeaseHolder | undefined
}

/** The outer form of a record. Its parts are checked one by one, so that one bad part does not affect the others. */
const Envelope = z.looseObject({ version: z.literal(1) })

export const EMPTY: LeaseRecord = { version: 1, ...NOTHING }

/** The name of a holding or a job, as it is in a record. */
export const nameOf = (text: string): string => shownText(text, LONGEST_NAME)

/** The message of the commit that holds a state: a line for people, then JSON. */
export function messageOf(record: LeaseRecord): string {
  const { holder } = record
  const title = holder ? `held by ${holder.description}` : 'free'
  return `codex-auth lease: ${title}\n\n${JSON.stringify(record, undefined, 1)}\n`
}

/** The content of a message. */
export interface ReadRecord {
  readonly record: LeaseRecord
  /** The parts that are left out because they are out of bounds: `who holds it`, `which login is the newest`, … */
  readonly ignored: readonly string[]
}

/**
 * Anybody who may push to the repository may write a record, so parts that are out of bounds are left out. Undefined for a
 * message that this action has not written, or that a newer version has.
 * @param now milliseconds since the epoch by the git server's clock
 */
export function recordIn(message: string, now = Date.now()): ReadRecord | undefined {
  if (message.length > LONGEST_MESSAGE) return undefined
  const parsed = Envelope.safeParse(parseJson(message.slice(message.indexOf('\n\n') + 2)))
  if (!parsed.success) return undefined

  const { state } = parsed.data
  const holder = LeaseHolder.safeParse(parsed.data.holder)
  const isHolder = holder.success && isPast(holder.data.takenAt, now) && mayBeEnd(holder.data.expiresAt, now)
  const { known, ignored } = knowledgeIn(parsed.data, now)
  return {
    record: {
      version: 1,
      ...(typeof state === 'string' ? { state: nameOf(state) } : {}),
      ...(isHolder ? { holder: holder.data } : {}),
      ...known,
    },
    ignored: [...(isHolder || parsed.data.holder === undefined ? [] : ['who holds it']), ...ignored],
  }
}
