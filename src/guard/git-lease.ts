import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { instantInWords } from '../report/words.js'
import type { LeaseHolder, LeaseRecord } from './git/record.js'
import { unreachable } from './git/refusal.js'
import type { RefRegister, Seen } from './git/register.js'
import {
  type AcquireOptions,
  type HeldLease,
  type Holder,
  type Lease,
  LeaseLost,
  LeaseTimeout,
} from './lease.js'
import { type Mark, newestMark } from './mark.js'

/** A holding counts as over only so long after its time: dates are to the second, and a renewal takes its own. */
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
  /** Milliseconds after which a holding that isn't renewed counts as abandoned. */
  readonly lifeMs: number
  /** True only if the API says that the holder's job is over. */
  readonly isOver: (holder: LeaseHolder) => Promise<boolean>
}

/**
 * The lease of several machines: a ref of a git server that is changed by compare-and-swap alone. Each change of
 * a holder checks that it still holds, so one that was taken over finds out before it spends or stores anything.
 */
export class GitLease implements Lease {
  readonly #asked = new Map<string, number>()

  constructor(private readonly options: GitLeaseOptions) {}

  async acquire(options: AcquireOptions): Promise<HeldLease> {
    // Node's timers count in 31 bits.
    const limit = AbortSignal.timeout(Math.min(Math.ceil(options.waitMs) + GRACE_MS, 2 ** 31 - 1))
    const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit
    return this.#acquire({ ...options, signal }).catch(error => {
      throw error === limit.reason ? unreachable(this.options.register.place, '') : error
    })
  }

  async #acquire({ waitMs, signal, onWait, onTake }: AcquireOptions): Promise<HeldLease> {
    const { register, claimant, lifeMs } = this.options
    const start = performance.now()
    let noticed = Number.NEGATIVE_INFINITY
    for (let pause = POLL_MS.first; ; pause = Math.min(pause * 1.3, POLL_MS.most)) {
      const seen = await register.read(signal)
      const { holder } = seen.record
      if (holder?.job === claimant.job) return this.#holding(holder, seen, true)
      if (!holder || (await this.#isGone(holder))) {
        const now = register.now().ms
        const description = `${claimant.description}, since ${instantInWords(now)}`
        const mine = { ...claimant, description, id: randomUUID(), takenAt: now, expiresAt: now + lifeMs }
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

  async newest(): Promise<Mark | undefined> {
    return (await this.options.register.read(AbortSignal.timeout(GRACE_MS))).record.mark
  }

  end = (): Promise<void> => this.options.register.end()

  #holding(holder: LeaseHolder, taken: Seen, nested: boolean): HeldLease {
    const { register, lifeMs } = this.options
    let seen = taken
    const { mark, spending } = taken.record
    /** Left by a holder that died, or by a stage of this job: only a later generation ends it. */
    const doubt = spending && (spending.by !== holder.description || spending.codex) ? spending : undefined
    const change = async (record: LeaseRecord): Promise<boolean> => {
      const changed = await register.swap(seen, record)
      if (changed) seen = changed
      return changed !== undefined
    }
    const announce = async (generation: Mark | undefined, codex: boolean): Promise<void> => {
      // One that is tried all the same stays in doubt until something comes of it.
      const isTried = doubt && doubt.digest === generation?.digest
      const until = { ...holder, expiresAt: Math.max(holder.expiresAt, register.now().ms + lifeMs) }
      const announced = generation
        ? { spending: isTried ? doubt : { ...generation, by: holder.description, codex } }
        : {}
      if (!(await change({ ...seen.record, holder: until, ...announced })))
        throw new LeaseLost(register.place.ref)
    }
    const after = ({ record }: Seen, generation: Mark | undefined): LeaseRecord => {
      const { holder: present = holder, spending: announced, ...rest } = record
      const isDoubt = doubt && announced?.by === doubt.by && announced.digest === doubt.digest
      // Who tells of a generation knows what came of what it announced itself; of nothing, if it tells of none.
      const isSettled = announced && generation && (!isDoubt || isLater(generation, announced))
      const left = announced && !isSettled ? { spending: announced } : {}
      const newest = newestMark(generation, rest.mark)
      const told = { ...rest, ...left, ...(newest ? { mark: newest } : {}) }
      if (!nested) return told
      // The step that holds it may spend the new generation as it might have spent the old.
      const next = isSettled ? { spending: { ...generation, by: holder.description } } : {}
      return { ...told, holder: present, ...next }
    }
    const nothing = async () => undefined
    return {
      id: holder.id,
      nested,
      ...(mark ? { mark } : {}),
      ...(doubt ? { spending: doubt } : {}),
      announceCodex: generation => announce(generation, true),
      announceSteps: generation => announce(generation, false),
      // Whether its process lives can't be seen from another machine: the job and the time stand for it.
      protectCodex: nothing,
      codexEnded: nothing,
      async release(generation?: Mark) {
        if (nested && !generation) return
        if (await change(after(seen, generation))) return
        // A push of ours that was given up may have got through after that.
        const now = await register.read()
        if (now.record.holder?.id !== holder.id) return
        seen = now
        await change(after(seen, generation))
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

const isLater = (a: Mark, b: Mark): boolean => BigInt(a.changedAt) > BigInt(b.changedAt)

const inWords = ({ description, url }: LeaseHolder): Holder => ({
  description: url ? `${description} (${url})` : description,
})
