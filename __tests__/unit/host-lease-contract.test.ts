import { describe } from '@jest/globals'
import { leaseOf, makeHome, removeHome, startCodexLike } from './host-lease-harness.js'
import { leaseContract } from './lease-contract.js'

describe('the lease of a host', () => {
  leaseContract(async () => {
    const home = await makeHome()
    /** The worker of each job: a process, whose death frees what the job holds. */
    const workers = new Map<string, Awaited<ReturnType<typeof startCodexLike>>>()
    return {
      async lease(job) {
        const worker = workers.get(job) ?? (await startCodexLike())
        workers.set(job, worker)
        return leaseOf(home, job, { owner: worker.identity, description: `job ${job} of run 1 on runner r` })
      },
      async kill(job) {
        await workers.get(job)?.stop()
        workers.delete(job)
      },
      async close() {
        for (const worker of workers.values()) await worker.stop()
        await removeHome(home)
      },
    }
  })
})
