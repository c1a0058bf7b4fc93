import { randomUUID } from 'node:crypto'
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod/mini'
import { instantInWords } from '../report/format.js'
import { systemCode } from '../system/errors.js'
import {
  createFile,
  FileTooLarge,
  makeDirectory,
  NotRegularFile,
  readRegularFile,
  replaceFile,
} from '../system/files.js'
import { parseJson } from '../system/json.js'
import type { ProcessIdentity } from '../system/process-identity.js'
import { atPlace } from '../system/unusable-place.js'
import { isPast, LONGEST_DESCRIPTION, shownText } from './bounds.js'
import { announced, concluded, doubtsOf, type Knowledge, knowledgeIn, NOTHING } from './knowledge.js'
import {
  type AcquireOptions,
  type HeldLease,
  type Holder,
  type Lease,
  LeaseLost,
  LeaseTimeout,
  NotNeeded,
} from './lease.js'
import type { Mark } from './mark.js'
import { codexMayRun, hasCodex, isHeld, isPossible, Tenure } from './tenure.js'

const POLL_MS = 200
const NOTICE_MS = 30_000
/** Far more than a record has. */
const MOST_BYTES = 64 * 1024
/** Longer than Codex waits for a token endpoint that hangs (45 s, docs/facts#endpoint-hangs-45s). */
const UNNAMED_CODEX_MS = 60_000

/** The highest record. */
interface Current {
  /** 0 without a record. */
  readonly number: number
  /** The job that holds the lease, or held it last. */
  readonly tenure?: Tenure
  /** Since when there is a record that can't be read, in milliseconds since the epoch. */
  readonly unreadableSince?: number
  /** Part by part, as far as it can be read. */
  readonly known: Knowledge
}

export interface HostLeaseOptions {
  /** CODEX_HOME: the lease is a directory beside its auth.json. */
  readonly home: string
  /** Two holdings of one job are one: see `HeldLease.nested`. */
  readonly job: string
  /** Such as `job build of run 42 on runner-1`. */
  readonly description: string
  readonly owner?: ProcessIdentity | undefined
  /** Milliseconds after which a holding counts as abandoned where its owner can't be seen. */
  readonly lifeMs: number
  /** Gets a line that says which parts of a record are left out, and how to clean up. */
  readonly warn?: (line: string) => void
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
  #warned = false

  constructor(private readonly options: HostLeaseOptions) {
    this.#directory = join(options.home, 'auth.lease')
  }

  async acquire({ waitMs, signal, onWait, isNeeded }: AcquireOptions): Promise<HeldLease> {
    const start = performance.now()
    let noticed = Number.NEGATIVE_INFINITY
    for (;;) {
      signal?.throwIfAborted()
      if (isNeeded && !(await isNeeded(await this.known()))) throw new NotNeeded()
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
    const { tenure, known } = await this.#current()
    return tenure?.id === id && tenure.held ? this.#holding(tenure, known, { nested: false }) : undefined
  }

  async release(id: string): Promise<boolean> {
    const held = await this.resume(id)
    await held?.release()
    return held !== undefined
  }

  known = async (): Promise<Knowledge> => (await this.#current()).known

  end = async (): Promise<void> => undefined

  async #try(): Promise<HeldLease | Holder> {
    await makeDirectory(this.#directory)
    const current = await this.#current()
    const { number, tenure, unreadableSince, known } = current
    if (unreadableSince !== undefined && Date.now() < unreadableSince + this.options.lifeMs)
      return {
        description: `a holder whose record ${this.#path(number)} can't be read (delete that file if no job runs here)`,
      }
    if (tenure?.held && (await isHeld(tenure))) {
      if (tenure.job === this.options.job && !(await codexMayRun(tenure)))
        return this.#holding(tenure, known, { nested: true })
      return { description: tenure.description }
    }
    return this.#take(current)
  }

  async #take(before: Current): Promise<HeldLease | Holder> {
    const { known } = before
    const number = before.number + 1
    const { job, description, owner, lifeMs } = this.options
    const now = Date.now()
    const tenure: Tenure = {
      id: randomUUID(),
      held: true,
      job,
      description: `${shownText(description, LONGEST_DESCRIPTION)}, since ${instantInWords(now)}`,
      ...(owner ? { owner } : {}),
      takenAt: now,
      expiresAt: now + lifeMs,
    }
    const outrun = { description: 'a job that took it at the same moment' }
    if (!(await createFile(this.#path(number), JSON.stringify({ ...tenure, ...known })))) return outrun
    const numbers = await this.#numbers()
    if (Math.max(...numbers) > number) {
      // We were so slow that our number had come, gone and been cleared away: others are further on.
      await rm(this.#path(number), { force: true })
      return outrun
    }
    const heard = await this.#heardOf(before)
    if (heard) {
      await this.#write(number, heard.tenure, heard.known)
      return { description: heard.tenure.description }
    }
    for (const old of numbers) if (old < number) await rm(this.#path(old), { force: true, recursive: true })
    return this.#holding(tenure, known, { nested: false })
  }

  /**
   * The record of a holder that counted as dead, such as after its worker was killed, but that has announced something
   * since we looked: its stage lives. After each write it looks whether it still has the lease. If it saw our record, it
   * uses no refresh token; if not, it goes on. Either way it gets the lease back.
   */
  async #heardOf({
    number,
    tenure,
    known,
  }: Current): Promise<{ tenure: Tenure; known: Knowledge } | undefined> {
    if (!tenure?.held) return undefined
    const now = await this.#record(number)
    const isSame = JSON.stringify([now?.tenure, now?.known]) === JSON.stringify([tenure, known])
    return now?.tenure && !isSame ? { tenure: now.tenure, known: now.known } : undefined
  }

  #holding(
    { codex: _, codexUntil: __, ...tenure }: Tenure,
    known: Knowledge,
    { nested }: { readonly nested: boolean },
  ): HeldLease {
    const { id, description: by } = tenure
    const doubts = doubtsOf(known, id)
    const holding = { id, by, nested, doubts }
    const announce = (revision: Mark | undefined, codex: boolean, until: Partial<Tenure>) =>
      this.#rewrite({ ...tenure, ...until }, present =>
        revision ? announced(present, revision, holding, { codex }) : present,
      )
    return {
      id,
      nested,
      known: { ...known, spending: doubts },
      announceCodex: revision => announce(revision, true, { codexUntil: Date.now() + UNNAMED_CODEX_MS }),
      announceSteps: revision => announce(revision, false, {}),
      protectCodex: codex => this.#rewrite({ ...tenure, codex }),
      codexEnded: () => this.#rewrite(tenure),
      release: async outcome => {
        const present = await this.#current()
        if (present.tenure?.id !== id || !present.tenure.held) return
        // A Codex that has outlived its stage may be refreshing still: the lease ends with it.
        const held = nested || (await hasCodex(present.tenure))
        const next = { ...present.tenure, held }
        await this.#write(present.number, next, concluded(present.known, outcome, holding))
      },
    }
  }

  /** For the holder: throws `LeaseLost` if another has taken over. */
  async #rewrite(tenure: Tenure, change: (known: Knowledge) => Knowledge = known => known): Promise<void> {
    const { number, tenure: present, known } = await this.#current()
    if (present?.id !== tenure.id) throw new LeaseLost(this.options.home)
    await this.#write(number, tenure, change(known))
    // Another may have looked before that, and taken it over: see `#heardOf`.
    if ((await this.#current()).tenure?.id !== tenure.id) throw new LeaseLost(this.options.home)
  }

  async #current(): Promise<Current> {
    const number = Math.max(0, ...(await this.#numbers()))
    if (number === 0) return { number, known: NOTHING }
    return (await this.#record(number)) ?? this.#current() // a newer number has taken its place meanwhile
  }

  /** Undefined if it is gone. */
  async #record(number: number): Promise<Current | undefined> {
    const bytes = await readRegularFile(this.#path(number), { limit: MOST_BYTES }).catch(error => {
      if (error instanceof NotRegularFile || error instanceof FileTooLarge) return Buffer.of()
      if (systemCode(error) !== 'ENOENT') throw error
    })
    if (bytes === undefined) return undefined
    const record = parseJson(bytes.toString())
    const known = this.#knownIn(record, number)
    const tenure = Tenure.safeParse(record)
    if (tenure.success && (!tenure.data.held || isPossible(tenure.data)))
      return { number, tenure: tenure.data, known }
    const { mtimeMs } = await lstat(this.#path(number))
    return { number, unreadableSince: isPast(mtimeMs, Date.now()) ? mtimeMs : 0, known }
  }

  #knownIn(record: unknown, number: number): Knowledge {
    const parts = z.looseObject({}).safeParse(record)
    if (!parts.success) return NOTHING
    const { known, ignored } = knowledgeIn(parts.data, Date.now())
    if (ignored.length > 0 && !this.#warned) {
      this.#warned = true
      this.options.warn?.(
        `${this.#path(number)} has an impossible value for ${ignored.join(' and ')}, which this job ignores. Find out who writes that file. If this warning comes back, delete it while no job runs here.`,
      )
    }
    return known
  }

  async #numbers(): Promise<number[]> {
    const names = await atPlace(this.#directory, readdir(this.#directory)).catch(error => {
      if (systemCode(error) !== 'ENOENT') throw error
      return []
    })
    return names.filter(name => /^[1-9]\d{0,14}\.json$/.test(name)).map(name => Number.parseInt(name, 10))
  }

  #write = (number: number, tenure: Tenure, known: Knowledge) =>
    replaceFile(this.#path(number), JSON.stringify({ ...tenure, ...known }))
  #path = (number: number) => join(this.#directory, `${number}.json`)
}
