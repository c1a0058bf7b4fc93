import { describe } from '@jest/globals'
import { startBench } from '../unit/git-lease-harness.js'
import { leaseContract } from '../unit/lease-contract.js'

describe('the lease in git', () => {
  leaseContract(async () => {
    const bench = await startBench()
    const over = new Set<string>()
    return {
      lease: async job => bench.lease(job, { isOver: async holder => over.has(holder.job) }),
      async kill(job) {
        over.add(job)
      },
      close: bench.close,
    }
  })
})
