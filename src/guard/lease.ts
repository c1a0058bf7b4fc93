import { ActionError } from '../errors.js'
import type { ProcessIdentity } from '../system/process-identity.js'

/** Who holds a lease, in words for the log. */
export interface Holder {
  /** Such as `job build of run 42 on runner-1, since 10:15:00`. */
  readonly description: string
}

/** The right to rotate, held. */
export interface HeldLease {
  /** Names this holding in the state that the stages hand on. */
  readonly id: string
  /** True if an earlier step of this job holds it: then this step's end doesn't release it. */
  readonly nested: boolean
  /**
   * To be called before a Codex that may refresh is started: it can refresh within 30 ms of its start, so a
   * kill before `protectCodex` must leave a sign that there may be one.
   */
  announceCodex(): Promise<void>
  /** Keeps the lease held for as long as this Codex lives, whatever becomes of the job. */
  protectCodex(codex: ProcessIdentity): Promise<void>
  /** To be called when it has exited. */
  codexEnded(): Promise<void>
  /** Gives it back if it is still ours. */
  release(): Promise<void>
}

export interface AcquireOptions {
  /** Milliseconds to wait for another holder; then `LeaseTimeout` is thrown. 0 tries once. */
  readonly waitMs: number
  /** Ends the wait; its reason is thrown. */
  readonly signal?: AbortSignal | undefined
  /** Called when the wait begins and every 30 seconds of it. */
  readonly onWait?: (holder: Holder, waitedMs: number) => void
}

export interface Lease {
  acquire(options: AcquireOptions): Promise<HeldLease>
  /** Releases what a stage of this step took, by the id kept in state; false if it was no longer held. */
  release(id: string): Promise<boolean>
}

export class LeaseTimeout extends ActionError {
  override readonly name = 'LeaseTimeout'

  constructor(holder: Holder, waitedMs: number) {
    super('lease-timeout', {
      what: `The right to refresh the login is still held after ${Math.round(waitedMs / 1000)} s: ${holder.description}.`,
      why: 'Two jobs that spend the same refresh token would end the login for good, so this job did not go on.',
      remedy: 'Let the other job finish and run this one again, or give it longer with `lease-timeout`.',
    })
  }
}

/** The lease was taken over: its holder counted as dead. Thrown before anything is refreshed. */
export class LeaseLost extends ActionError {
  override readonly name = 'LeaseLost'

  constructor(home: string) {
    super('lease-lost', {
      what: `Another job has taken over the right to refresh the login in ${home}.`,
      why: 'This job counted as dead, as after a long sleep of the machine. To go on could spend a refresh token twice.',
      remedy: 'Run the job again.',
    })
  }
}
