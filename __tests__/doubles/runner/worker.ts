/**
 * The worker of one job: a process of its own and the parent of every stage, because its pid and start time are
 * what the action knows the job by (docs/concurrency.md, "The lease"). Killing it leaves the running stage
 * behind, as with the real one.
 */
import { Job } from './job.js'
import type { At, FromWorker, ToWorker } from './protocol.js'
import type { Known, Values } from './types.js'

let job: Job | undefined
let asks = 0
const waiting = new Map<number, { resolve(inputs: Values): void; reject(error: Error): void }>()
let current = 0

const tell = (message: FromWorker) => {
  if (message.type === 'started') current = message.pid
  if (message.type === 'ended') current = 0
  // The last message must be through before the channel is closed behind it.
  if (process.connected)
    process.send?.(message, undefined, undefined, () => message.type === 'done' && process.disconnect())
}

const ask = (at: At, known: Known) =>
  new Promise<Values>((resolve, reject) => {
    const id = asks++
    waiting.set(id, { resolve, reject })
    tell({ type: 'ask', ask: id, ...at, known })
  })

process.on('message', (message: ToWorker) => {
  if (message.type === 'job') {
    job = new Job(message.job, tell, ask)
    void job.run()
  }
  if (message.type === 'cancel') job?.cancel()
  if (message.type === 'shutdown') job?.shutdown()
  if (message.type === 'inputs') waiting.get(message.ask)?.resolve(message.inputs)
  if (message.type === 'refused') waiting.get(message.ask)?.reject(new Error(message.reason))
})

process.on('disconnect', () => {
  // Disconnected with a stage running means that the test itself died: nothing may outlive it.
  if (current !== 0) process.kill(current, 'SIGKILL')
  process.exit()
})

// A worker isn't stopped from the keyboard; only the runner ends it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
