import { ActionError } from '../system/errors.js'
import type { ProcessIdentity } from '../system/process-identity.js'
import type { Knowledge, Outcome } from './knowledge.js'
import type { Mark } from './mark.js'

/** The holder of a lease, in words for the log. */
export interface Holder {
  /** Such as `job build of run 42 on runner-1, since 10:15:00`. */
  readonly description: string
}

/** The right to refresh, held. */
export interface HeldLease {
  /** Names this holding in the state that the stages hand on. */
  readonly id: string
  /** True if an earlier step of this job holds it: then this step's end doesn't release it. */
  readonly nested: boolean
  /** The knowledge when the lease was taken. `spending`: what must be treated as maybe used (`doubtsOf`). */
  readonly known: Knowledge
  /**
   * To be called before a Codex that may refresh is started. It can refresh within 30 ms of its start, so a kill before
   * `protectCodex` must leave a sign that it may exist, and which revision it would refresh. Without a revision this
   * only says that the lease is still ours. Throws `LeaseLost` if it isn't.
   */
  announceCodex(spending?: Mark): Promise<void>
  /** To be called before later steps of this job may refresh by themselves. Throws `LeaseLost`. */
  announceSteps(spending: Mark): Promise<void>
  /** Keeps the lease held for as long as this Codex lives, whatever becomes of the job. */
  protectCodex(codex: ProcessIdentity): Promise<void>
  /** To be called when it has exited. The announcement stays: only an outcome says how the refresh ended. */
  codexEnded(): Promise<void>
  /**
   * Gives it back if it is still ours, and tells the outcome. Without one, what was announced stays in doubt: nobody
   * knows what became of it. Nested, it tells the outcome alone.
   */
  release(outcome?: Outcome): Promise<void>
}

export interface AcquireOptions {
  /** Milliseconds to wait for another holder; then `LeaseTimeout` is thrown. 0 tries once. */
  readonly waitMs: number
  /** Ends the wait; its reason is thrown. */
  readonly signal?: AbortSignal | undefined
  /** Called when the wait begins and every 30 seconds of it. */
  readonly onWait?: (holder: Holder, waitedMs: number) => void
  /** Called with the id of each try, before it: a kill right after it must leave somebody who can release it. */
  readonly onTake?: (id: string) => void
  /** Asked before each try, with what is known by then; false ends the wait, and `NotNeeded` is thrown. */
  readonly isNeeded?: ((known: Knowledge) => Promise<boolean>) | undefined
}

export interface Lease {
  acquire(options: AcquireOptions): Promise<HeldLease>
  /** The holding of an earlier stage of this step, by the id kept in state; undefined if it is no longer held. */
  resume(id: string): Promise<HeldLease | undefined>
  /** Releases what a stage of this step took, by the id kept in state, without an outcome; false if it was no longer held. */
  release(id: string): Promise<boolean>
  /** What is known now; without the lease, so it may change at any moment. */
  known(): Promise<Knowledge>
  /** Removes what it needed on this machine. */
  end(): Promise<void>
}

export class LeaseTimeout extends ActionError {
  override readonly name = 'LeaseTimeout'

  constructor(
    readonly holder: Holder,
    waitedMs: number,
  ) {
    super('lease-timeout', {
      what: `The right to refresh the login is still held after ${Math.round(waitedMs / 1000)} s: ${holder.description}.`,
      why: 'Two jobs that use the same refresh token would end the login permanently, so this job did not go on.',
      remedy: 'Let the other job finish and run this one again, or give it longer with `lease-timeout`.',
    })
  }
}

/** Another job has done what the lease was wanted for. */
export class NotNeeded extends Error {
  override readonly name = 'NotNeeded'
}

/** The lease was taken over: its holder counted as dead. Thrown before anything is refreshed. */
export class LeaseLost extends ActionError {
  override readonly name = 'LeaseLost'

  /** @param where CODEX_HOME, or the ref */
  constructor(where: string) {
    super('lease-lost', {
      what: `Another job has taken over the right to refresh the login (${where}).`,
      why: 'This job counted as dead, as after a long sleep of the machine. Going on could use a refresh token twice.',
      remedy: 'Run the job again.',
    })
  }
}
