import { z } from 'zod/mini'
import { liveness, ProcessIdentity } from '../system/process-identity.js'
import { isPast, mayBeEnd, Shown } from './bounds.js'

/** The job that holds a host's lease, or held it last. */
export const Tenure = z.object({
  id: z.string(),
  held: z.boolean(),
  job: z.string(),
  description: Shown,
  /** The runner worker, whose death frees the lease. Absent where it can't be seen, as in a job container. */
  owner: z.optional(ProcessIdentity),
  /** A Codex that may be refreshing: the lease isn't free before it has ended. */
  codex: z.optional(ProcessIdentity),
  /** Written before that Codex is started: until when, in milliseconds since the epoch, there may be one that nobody could name. */
  codexUntil: z.optional(z.number()),
  /** Milliseconds since the epoch. */
  takenAt: z.number(),
  /** Milliseconds since the epoch: the end of a holding whose owner can't be looked at from here. */
  expiresAt: z.number(),
})
export type Tenure = z.infer<typeof Tenure>

/** False for impossible times: a program that can write the file could otherwise keep the lease taken forever. */
export function isPossible({ takenAt, expiresAt, codexUntil }: Tenure): boolean {
  const now = Date.now()
  const isOver = codexUntil === undefined || isPast(codexUntil, now)
  return isPast(takenAt, now) && mayBeEnd(expiresAt, now) && isOver
}

export async function isHeld(tenure: Tenure): Promise<boolean> {
  if (await codexMayRun(tenure)) return true
  const { owner, takenAt, expiresAt } = tenure
  const state = owner ? await liveness(owner, takenAt) : 'unknown'
  return state === 'unknown' ? Date.now() < expiresAt : state === 'alive'
}

/** Whether a Codex that was named is there. */
export const hasCodex = async ({ codex, takenAt }: Tenure): Promise<boolean> =>
  codex !== undefined && (await liveness(codex, takenAt)) === 'alive'

/** Whether a Codex may be refreshing, named or only announced. */
export async function codexMayRun({ codex, codexUntil, takenAt, expiresAt }: Tenure): Promise<boolean> {
  const state = codex ? await liveness(codex, takenAt) : 'dead'
  if (state === 'alive' || (state === 'unknown' && Date.now() < expiresAt)) return true
  return codexUntil !== undefined && Date.now() < codexUntil
}
