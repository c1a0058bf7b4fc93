import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { instantInWords } from '../../report/format.js'
import { LONGEST_DESCRIPTION, shownText } from '../bounds.js'
import { announced, concluded, doubtsOf, type Knowledge, type Outcome } from '../knowledge.js'
import {
  type AcquireOptions,
  type HeldLease,
  type Holder,
  type Lease,
  LeaseLost,
  LeaseTimeout,
  NotNeeded,
} from '../lease.js'
import type { Mark } from '../mark.js'
import { type LeaseHolder, type LeaseRecord, nameOf } from './record.js'
import { unreachable } from './refusal.js'
import type { RefRegister, Seen } from './register.js'

/** A holding counts as over only so long after its time: dates are to the second, and to extend one takes its own. */
const MARGIN_MS = 60_000
/** Where the server has never said its time, the clocks of two machines are compared. */
const UNSURE_MARGIN_MS = 3_600_000
const POLL_MS = { first: 1000, most: 12_000 }
const NOTICE_MS = 30_000
/** So much longer than for another holder it waits for a server that doesn't answer. */
const GRACE_MS = 10_000
/** Between two questions whether a holder's job is over: GITHUB_TOKEN has 1,000 an hour. */
const ASK_MS = 15_000

/** The job that takes the lease, as the record shows it to others. */
export type Claimant = Omit<LeaseHolder, 'id' | 'takenAt' | 'expiresAt'>

export interface GitLeaseOptions {
  readonly register: RefRegister
  readonly claimant: Claimant
  /** Milliseconds after which a holding that isn't extended counts as abandoned. */
  readonly lifeMs: number
  /** True only if the API says that the holder's job is over. */
  readonly isOver: (holder: LeaseHolder) => Promise<boolean>
}

/**
 * The lease of several machines: a ref of a git server that is changed only by compare-and-swap. Each change checks that
 * the holder still has the lease, so a job that lost it finds out before it uses a refresh token or stores anything.
 */
export class GitLease implements Lease {
  readonly #asked = new Map<string, number>()
  readonly #job: string

  constructor(private readonly options: GitLeaseOptions) {
    this.#job = nameOf(options.claimant.job)
  }

  async acquire(options: AcquireOptions): Promise<HeldLease> {
    // Node's timers count in 31 bits.
    const limit = AbortSignal.timeout(Math.min(Math.ceil(options.waitMs) + GRACE_MS, 2 ** 31 - 1))
    const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit
    return this.#acquire({ ...options, signal }).catch(error => {
      throw error === limit.reason ? unreachable(this.options.register.place, '') : error
    })
  }

  async #acquire({ waitMs, signal, onWait, onTake, isNeeded }: AcquireOptions): Promise<HeldLease> {
    const { register, claimant, lifeMs } = this.options
    const start = performance.now()
    let noticed = Number.NEGATIVE_INFINITY
    for (let pause = POLL_MS.first; ; pause = Math.min(pause * 1.3, POLL_MS.most)) {
      const seen = await register.read(signal)
      if (isNeeded && !(await isNeeded(seen.record))) throw new NotNeeded()
      const { holder } = seen.record
      if (holder?.job === this.#job) return this.#holding(holder, seen, true)
      if (!holder || (await this.#isGone(holder))) {
        const now = register.now().ms
        const description = `${shownText(claimant.description, LONGEST_DESCRIPTION)}, since ${instantInWords(now)}`
        const mine = {
          ...claimant,
          job: this.#job,
          description,
          id: randomUUID(),
          takenAt: now,
          expiresAt: now + lifeMs,
        }
        onTake?.(mine.id)
        const taken = await register.swap(seen, { ...seen.record, holder: mine }, signal)
        if (taken) return this.#holding(mine, taken, false)
      }
      const waited = performance.now() - start
      const other: Holder = holder
        ? inWords(holder)
        : { description: 'a job that took it at the same moment' }
      if (waited >= waitMs) throw new LeaseTimeout(other, waited)
      if (holder && waited - noticed >= NOTICE_MS) {
        onWait?.(other, waited)
        noticed = waited
      }
      const rest = Math.min(pause * (0.5 + Math.random()), waitMs - waited)
      await sleep(rest, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted())
    }
  }

  async resume(id: string): Promise<HeldLease | undefined> {
    const seen = await this.options.register.read()
    const { holder } = seen.record
    return holder?.id === id ? this.#holding(holder, seen, false) : undefined
  }

  async release(id: string): Promise<boolean> {
    const held = await this.resume(id)
    await held?.release()
    return held !== undefined
  }

  async known(): Promise<Knowledge> {
    const { record } = await this.options.register.read(AbortSignal.timeout(GRACE_MS))
    const { marks, spending, refused, limits } = record
    return { marks, spending, refused, limits }
  }

  end = (): Promise<void> => this.options.register.end()

  #holding(holder: LeaseHolder, taken: Seen, nested: boolean): HeldLease {
    const { register, lifeMs } = this.options
    const { marks, refused, limits } = taken.record
    const doubts = doubtsOf(taken.record, holder.id)
    const holding = { id: holder.id, by: holder.description, nested, doubts }
    let seen = taken

    const change = async (record: LeaseRecord): Promise<boolean> => {
      const changed = await register.swap(seen, record)
      if (changed) seen = changed
      return changed !== undefined
    }
    const announce = async (revision: Mark | undefined, codex: boolean): Promise<void> => {
      const until = { ...holder, expiresAt: Math.max(holder.expiresAt, register.now().ms + lifeMs) }
      const told = revision ? announced(seen.record, revision, holding, { codex }) : seen.record
      if (!(await change({ ...seen.record, ...told, holder: until }))) throw new LeaseLost(register.place.ref)
    }
    const end = (outcome: Outcome | undefined): Promise<boolean> => {
      const { holder: present, ...rest } = seen.record
      const told = { ...rest, ...concluded(rest, outcome, holding) }
      return change(nested && present ? { ...told, holder: present } : told)
    }
    const nothing = async () => undefined
    return {
      id: holder.id,
      nested,
      known: { marks, spending: doubts, refused, limits },
      announceCodex: revision => announce(revision, true),
      announceSteps: revision => announce(revision, false),
      // Whether its process lives can't be seen from another machine: the job and the time stand for it.
      protectCodex: nothing,
      codexEnded: nothing,
      async release(outcome) {
        if (nested && !outcome) return
        if (await end(outcome)) return
        // A push of ours that was given up may have got through after that.
        const now = await register.read()
        if (now.record.holder?.id !== holder.id) return
        seen = now
        await end(outcome)
      },
    }
  }

  async #isGone(holder: LeaseHolder): Promise<boolean> {
    const { ms, sure } = this.options.register.now()
    if (ms > holder.expiresAt + (sure ? MARGIN_MS : UNSURE_MARGIN_MS)) return true
    const asked = this.#asked.get(holder.id) ?? Number.NEGATIVE_INFINITY
    if (performance.now() - asked < ASK_MS) return false
    this.#asked.set(holder.id, performance.now())
    return this.options.isOver(holder)
  }
}

const inWords = ({ description, url }: LeaseHolder): Holder => ({
  description: url ? `${description} (${url})` : description,
})
