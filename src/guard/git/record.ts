import { z } from 'zod/mini'
import { parseJson } from '../../system/json.js'
import { Mark } from '../mark.js'

const LeaseHolder = z.object({
  /** Names this holding. */
  id: z.string(),
  /** Two holdings of one job are one. */
  job: z.string(),
  /** Such as `job build of run 42 on runner-1`. */
  description: z.string(),
  /** `owner/name`, by which the API is asked whether the job is over; with the ids that the runner gave. */
  repository: z.string(),
  jobId: z.optional(z.string()),
  run: z.optional(z.string()),
  attempt: z.optional(z.string()),
  /** The page of the run, for a person. */
  url: z.optional(z.string()),
  /** Milliseconds since the epoch, by the git server's clock. */
  takenAt: z.number(),
  expiresAt: z.number(),
})
export type LeaseHolder = z.infer<typeof LeaseHolder>

/** One state of the lease. */
const LeaseRecord = z.object({
  /** Raised when an older version of this action could misread what a newer one wrote. */
  version: z.literal(1),
  /** Another one for each state, so that no two of them are the same commit. */
  state: z.optional(z.string()),
  holder: z.optional(LeaseHolder),
  /** The newest generation that any job told of. */
  mark: z.optional(Mark),
  /** A generation that a holder was about to spend, and nobody has said since what became of it. */
  spending: z.optional(
    z.object({
      ...Mark.shape,
      by: z.string(),
      /** True if a Codex of this action was started for it; else any later step of the holder's job may spend it. */
      codex: z.optional(z.boolean()),
    }),
  ),
})
export type LeaseRecord = z.infer<typeof LeaseRecord>

/** The message of the commit that holds a state: a line for people, then JSON. */
export function messageOf(record: LeaseRecord): string {
  const { holder } = record
  const title = holder ? `held by ${holder.description}` : 'free'
  return `codex-auth lease: ${title}\n\n${JSON.stringify(record, undefined, 1)}\n`
}

/** Undefined for a message that no version of this action, or a newer one, has written. */
export function recordIn(message: string): LeaseRecord | undefined {
  const parsed = LeaseRecord.safeParse(parseJson(message.slice(message.indexOf('\n\n') + 2)))
  return parsed.success ? parsed.data : undefined
}
