import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod/mini'
import { systemCode } from '../errors.js'
import { instantInWords } from '../report/words.js'
import { createFile, replaceFile } from '../system/files.js'
import { parseJson } from '../system/json.js'
import { liveness, ProcessIdentity } from '../system/process-identity.js'
import {
  type AcquireOptions,
  type HeldLease,
  type Holder,
  type Lease,
  LeaseLost,
  LeaseTimeout,
} from './lease.js'
import { Mark, newestMark } from './mark.js'

const POLL_MS = 200
const NOTICE_MS = 30_000
/** Longer than Codex waits for a token endpoint that hangs (45 s, facts §2). */
const UNNAMED_CODEX_MS = 60_000

const Tenure = z.object({
  id: z.string(),
  held: z.boolean(),
  job: z.string(),
  description: z.string(),
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
  /** The newest generation that a holder told of. For people: which login is the newest, auth.json itself says. */
  mark: z.optional(Mark),
})
type Tenure = z.infer<typeof Tenure>

export interface HostLeaseOptions {
  /** CODEX_HOME: the lease lies beside its auth.json. */
  readonly home: string
  /** Two holdings of one job are one: see `HeldLease.nested`. */
  readonly job: string
  /** Such as `job build of run 42 on runner-1`. */
  readonly description: string
  readonly owner?: ProcessIdentity | undefined
  /** Milliseconds after which a holding counts as abandoned where its owner can't be seen. */
  readonly lifeMs: number
}

/**
 * The lease of a host: numbered files in `auth.lease/`, of which the highest is the current one. To take the
 * lease is to create the next number, whole and exclusively (link(2)): of any number of processes one
 * succeeds, and a kill at any point leaves either the old state or the new. Only its holder rewrites a file,
 * and the highest is never removed.
 *
 * Why no library: those that lock by the kernel (flock) let go with the process, and this one is handed from
 * stage to stage; those that lock by a directory and a clock (proper-lockfile) free a live holder that slept
 * and keep a dead one's lock for its time.
 */
export class HostLease implements Lease {
  readonly #directory: string

  constructor(private readonly options: HostLeaseOptions) {
    this.#directory = join(options.home, 'auth.lease')
  }

  async acquire({ waitMs, signal, onWait }: AcquireOptions): Promise<HeldLease> {
    const start = performance.now()
    let noticed = Number.NEGATIVE_INFINITY
    for (;;) {
      signal?.throwIfAborted()
      const outcome = await this.#try()
      if ('release' in outcome) return outcome
      const waited = performance.now() - start
      if (waited >= waitMs) throw new LeaseTimeout(outcome, waited)
      if (waited - noticed >= NOTICE_MS) {
        onWait?.(outcome, waited)
        noticed = waited
      }
      await sleep(POLL_MS * (0.5 + Math.random()), undefined, signal ? { signal } : {}).catch(() => undefined)
    }
  }

  async resume(id: string): Promise<HeldLease | undefined> {
    const { number, tenure } = await this.#current()
    return tenure?.id === id && tenure.held ? this.#holding(number, tenure, false) : undefined
  }

  async release(id: string, told?: Mark): Promise<boolean> {
    const { number, tenure } = await this.#current()
    if (tenure?.id !== id || !tenure.held) return false
    const mark = newestMark(told, tenure.mark)
    await this.#write(number, { ...tenure, held: false, ...(mark ? { mark } : {}) })
    return true
  }

  newest = async (): Promise<Mark | undefined> => (await this.#current()).tenure?.mark

  end = async (): Promise<void> => undefined

  async #try(): Promise<HeldLease | Holder> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 })
    const { number, tenure, unreadableSince } = await this.#current()
    if (unreadableSince !== undefined && Date.now() < unreadableSince + this.options.lifeMs)
      return { description: `a holder whose record ${this.#path(number)} can't be read` }
    if (tenure?.held && (await isHeld(tenure))) {
      if (tenure.job === this.options.job && !(await codexMayRun(tenure)))
        return this.#holding(number, tenure, true)
      return { description: tenure.description }
    }
    return this.#take(number + 1, tenure?.mark)
  }

  async #take(number: number, mark: Mark | undefined): Promise<HeldLease | Holder> {
    const { job, description, owner, lifeMs } = this.options
    const now = Date.now()
    const tenure: Tenure = {
      id: randomUUID(),
      held: true,
      job,
      description: `${description}, since ${instantInWords(now)}`,
      ...(owner ? { owner } : {}),
      takenAt: now,
      expiresAt: now + lifeMs,
      ...(mark ? { mark } : {}),
    }
    const outrun = { description: 'a job that took it at the same moment' }
    if (!(await createFile(this.#path(number), JSON.stringify(tenure)))) return outrun
    const numbers = await this.#numbers()
    if (Math.max(...numbers) > number) {
      // We were so slow that our number had come, gone and been cleared away: others are further on.
      await rm(this.#path(number), { force: true })
      return outrun
    }
    for (const old of numbers) if (old < number) await rm(this.#path(old), { force: true })
    return this.#holding(number, tenure, false)
  }

  #holding(number: number, tenure: Tenure, nested: boolean): HeldLease {
    return {
      id: tenure.id,
      nested,
      announceCodex: () => this.#rewrite(number, { ...tenure, codexUntil: Date.now() + UNNAMED_CODEX_MS }),
      announceSteps: () => this.#rewrite(number, tenure),
      protectCodex: codex => this.#rewrite(number, { ...tenure, codex }),
      codexEnded: () => this.#rewrite(number, tenure),
      release: async mark => {
        if (!nested) await this.release(tenure.id, mark)
      },
    }
  }

  /** For the holder: throws `LeaseLost` if another has taken over. */
  async #rewrite(number: number, tenure: Tenure): Promise<void> {
    const { tenure: present } = await this.#current()
    if (present?.id !== tenure.id) throw new LeaseLost(this.options.home)
    await this.#write(number, tenure)
  }

  async #current(): Promise<{ number: number; tenure?: Tenure; unreadableSince?: number }> {
    const number = Math.max(0, ...(await this.#numbers()))
    if (number === 0) return { number }
    const text = await readFile(this.#path(number), 'utf8').catch(error => {
      if (systemCode(error) !== 'ENOENT') throw error
    })
    if (text === undefined) return this.#current() // a newer number has taken its place meanwhile
    const tenure = Tenure.safeParse(parseJson(text))
    if (tenure.success) return { number, tenure: tenure.data }
    return { number, unreadableSince: (await stat(this.#path(number))).mtimeMs }
  }

  async #numbers(): Promise<number[]> {
    const names = await readdir(this.#directory).catch(error => {
      if (systemCode(error) !== 'ENOENT') throw error
      return []
    })
    return names.filter(name => /^[1-9]\d{0,14}\.json$/.test(name)).map(name => Number.parseInt(name, 10))
  }

  #write = (number: number, tenure: Tenure) => replaceFile(this.#path(number), JSON.stringify(tenure))
  #path = (number: number) => join(this.#directory, `${number}.json`)
}

async function isHeld(tenure: Tenure): Promise<boolean> {
  if (await codexMayRun(tenure)) return true
  const { owner, takenAt, expiresAt } = tenure
  const state = owner ? await liveness(owner, takenAt) : 'unknown'
  return state === 'unknown' ? Date.now() < expiresAt : state === 'alive'
}

async function codexMayRun({ codex, codexUntil, takenAt, expiresAt }: Tenure): Promise<boolean> {
  const state = codex ? await liveness(codex, takenAt) : 'dead'
  if (state === 'alive' || (state === 'unknown' && Date.now() < expiresAt)) return true
  return codexUntil !== undefined && Date.now() < codexUntil
}
