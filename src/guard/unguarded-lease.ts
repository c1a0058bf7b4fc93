import type { AcquireOptions, HeldLease, Lease } from './lease.js'

/**
 * Stands where no lease over machines exists yet: it is always to be had, and says so in the log. Two jobs on
 * two machines are kept apart by the workflow's `concurrency:` alone.
 */
export class UnguardedLease implements Lease {
  constructor(private readonly log: { info(line: string): void }) {}

  async acquire({ signal }: AcquireOptions): Promise<HeldLease> {
    signal?.throwIfAborted()
    this.log.info(
      "Nothing but the workflow's `concurrency:` keeps another job from refreshing this login at the same time.",
    )
    const nothing = async () => undefined
    return {
      id: 'unguarded',
      nested: true,
      announceCodex: nothing,
      protectCodex: nothing,
      codexEnded: nothing,
      release: nothing,
    }
  }

  async release(): Promise<boolean> {
    return false
  }
}
