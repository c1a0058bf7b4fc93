import type { Endpoint } from './endpoint.js'
import type { Story } from './events.js'
import type { Job } from './job.js'
import type { Ledger } from './ledger.js'

/** A way of keeping one login through the jobs of 90 days. */
export interface Way {
  /** Runs a job to its end, or until it is lost. */
  run(job: Job): Promise<void>
  /** All texts from which a job could get the login, now or later. */
  copies(): Promise<readonly string[]>
  /** Removes what it has left on the real disk. */
  end?(): Promise<void>
}

export interface WayOptions {
  readonly story: Story
  readonly endpoint: Endpoint
  readonly ledger: () => Ledger
}
