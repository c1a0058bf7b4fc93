import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod/mini'
import { isPast, mayBeEnd } from '../leases/bounds.js'
import { FileTooLarge, NotRegularFile, readRegularFile, replaceFile } from '../system/files.js'
import { parseJson } from '../system/json.js'
import { identify, liveness, ProcessIdentity } from '../system/process-identity.js'
import { longestJob, workerOf } from './leases.js'
import type { Stage } from './stage.js'

/** Far more than a record has. */
const MOST_BYTES = 16 * 1024

const hex = (length: number) => z.string().check(z.regex(/^[0-9a-f]+$/), z.length(length))

const Owner = z.object({
  version: z.literal(1),
  /** The job, by `jobDigest`. */
  job: hex(32),
  /** The store of its login, by `storeIdentity`. */
  store: hex(16),
  /** The runner's worker. Absent where it can't be seen, as in a job container. */
  worker: z.optional(ProcessIdentity),
  /** The last stage of the job that worked here: it may outlive the worker, and then it still stores the login. */
  stage: z.optional(ProcessIdentity),
  /** Milliseconds since the epoch. */
  madeAt: z.number(),
  /** Milliseconds since the epoch: no job lives longer. It counts where the processes can't be seen. */
  until: z.number(),
  /** Digest of the auth.json that is known to be elsewhere too: what was restored, seeded or stored last. */
  kept: z.optional(hex(64)),
  /** The age recipient of the store, so that anyone can seal what is left here. */
  recipient: z.optional(z.string().check(z.regex(/^age1[0-9a-z]{1,4000}$/))),
  /** A Codex that may be refreshing here; announced before it has a process. Times in milliseconds since the epoch. */
  codex: z.optional(z.object({ announcedAt: z.number(), process: z.optional(ProcessIdentity) })),
})
/** The owner of a private CODEX_HOME, as a small file beside its auth.json says. */
export type Owner = z.infer<typeof Owner>

const fileIn = (home: string): string => join(home, 'owner.json')

export interface NewOwner {
  readonly job: string
  readonly store: string
  readonly recipient?: string | undefined
}

/** Writes the record of a new home. To be called before a login is put there. */
export async function claimHome(stage: Stage, home: string, owner: NewOwner): Promise<void> {
  const { job, store, recipient } = owner
  const madeAt = stage.now()
  await write(home, {
    version: 1,
    job,
    store,
    ...(recipient ? { recipient } : {}),
    ...(await processesOf(stage)),
    madeAt,
    until: madeAt + longestJob(stage.env),
  })
}

/** Undefined if there is no record, or none that this action could have written. */
export async function ownerOf(home: string): Promise<Owner | undefined> {
  const bytes = await readRegularFile(fileIn(home), { limit: MOST_BYTES }).catch(error => {
    if (error instanceof NotRegularFile || error instanceof FileTooLarge || 'code' in error) return undefined
    throw error
  })
  const owner = Owner.safeParse(parseJson(bytes?.toString() ?? ''))
  const now = Date.now()
  const isPossible = owner.data && isPast(owner.data.madeAt, now) && mayBeEnd(owner.data.until, now)
  return isPossible ? owner.data : undefined
}

/** Notes that a later stage of the job works in this home now. */
export async function enterHome(stage: Stage, home: string): Promise<void> {
  const present = await processesOf(stage)
  await change(home, ({ worker, ...owner }) => ({
    ...owner,
    ...present,
    worker: worker && lasting(worker, present.worker),
  }))
}

/** Notes that these bytes of auth.json are in the store, or in the seed, as well. */
export const noteKept = (home: string, bytes: Buffer): Promise<void> =>
  change(home, owner => ({ ...owner, kept: digestOf(bytes) }))

/** Notes a Codex that may refresh here. To be called before it starts, and again when it has a process. */
export type RefreshingCodex = NonNullable<Owner['codex']>

export const noteCodex = (home: string, codex: RefreshingCodex): Promise<void> =>
  change(home, owner => ({ ...owner, codex }))

/** Notes that it has ended. */
export const clearCodex = (home: string): Promise<void> => change(home, ({ codex, ...owner }) => owner)

/** Whether nobody loses anything if this auth.json is removed. */
export const isKept = ({ kept }: Owner, bytes: Buffer): boolean => kept === digestOf(bytes)

/** Whether the job may still be running. If we can't see it, it counts as alive until no job lives that long. */
export async function isAlive({ worker, stage, madeAt, until }: Owner, now: number): Promise<boolean> {
  const known = [worker, stage].filter(process => process !== undefined)
  const states = await Promise.all(known.map(process => liveness(process, madeAt)))
  if (states.includes('alive')) return true
  return (!worker || states.includes('unknown')) && now < until
}

/** Nobody looks for them on a machine that is gone after the job. */
async function processesOf(stage: Stage): Promise<Pick<Owner, 'worker' | 'stage'>> {
  if (stage.env.RUNNER_ENVIRONMENT === 'github-hosted') return {}
  const [worker, own] = await Promise.all([workerOf(stage), identify(process.pid)])
  return { ...(worker ? { worker } : {}), ...(own ? { stage: own } : {}) }
}

/** A runner that starts each stage by another process has none whose end is that of the job. */
function lasting(worker: ProcessIdentity, present: ProcessIdentity | undefined): ProcessIdentity | undefined {
  const isGone = present?.pid === process.pid
  return isGone || (present?.pid === worker.pid && present.startedAt === worker.startedAt)
    ? worker
    : undefined
}

/** Does nothing in a home without a record. Never throws: a note that is missing only costs a later job some care. */
async function change(home: string, next: (owner: Owner) => Owner): Promise<void> {
  const owner = await ownerOf(home)
  if (owner) await write(home, next(owner)).catch(() => undefined)
}

const write = (home: string, owner: Owner): Promise<void> => replaceFile(fileIn(home), JSON.stringify(owner))

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
