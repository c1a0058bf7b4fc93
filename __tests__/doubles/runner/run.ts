import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { node24 } from './node24.js'
import type { FromWorker, SentJob, ToWorker } from './protocol.js'
import { JobRecord, type JobResult } from './record.js'
import { type JobEvent, type Running, Story } from './story.js'
import type { StageName, Step } from './types.js'

export interface RunHooks {
  /** Every line as the process printed it, or as the runner said it. Called in the test's process, a moment later. */
  onLine?: ((text: string, at: Running) => void) | undefined
  onEvent?: ((event: JobEvent, run: JobRun) => void) | undefined
  /** Cancels the job so long after its start. */
  cancelAfter?: number | undefined
}

/** The job's result to be, and a handle on the job until then. */
export interface JobRun extends Promise<JobResult> {
  readonly workerPid: number
  /** The stage that runs now. */
  readonly running: Running | undefined
  /** Cancels the job as a person does on the web page. */
  cancel(): void
  /** The runner itself is being stopped: the running stage is signalled and everything left is skipped, posts too. */
  shutdown(): void
  /** `kill -9`. With `both` the worker goes first, so that it can't go on to the post. */
  kill(what: 'worker' | 'stage' | 'both'): void
  /** Resolves at the first line that contains the text or matches, past or to come; rejects if the job ends first. */
  line(pattern: string | RegExp): Promise<Running & { text: string }>
  /** Resolves when the stage's process has started; rejects if the job ends first. */
  started(stage: StageName, step?: number): Promise<Running>
}

/** Starts the worker and hands it the job. */
export function startRun(job: SentJob, steps: Step[], hooks: RunHooks): JobRun {
  const worker = fork(fileURLToPath(new URL('./worker.js', import.meta.url)), [], {
    // It starts faster than an older one may.
    execPath: node24(),
    execArgv: [],
    env: { PATH: job.agent.env.PATH },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const workerPid = worker.pid ?? 0
  const record = new JobRecord(steps.length)
  const story = new Story()
  const timers: NodeJS.Timeout[] = []
  let running: Running | undefined

  const send = (message: ToWorker) => {
    if (worker.connected) worker.send(message, () => undefined)
  }
  const happened = (event: JobEvent) => {
    story.add(event)
    hooks.onEvent?.(event, run)
    if (event.type === 'line') hooks.onLine?.(event.text, event)
  }
  const take = (message: FromWorker) => {
    record.take(message)
    if (message.type === 'ask') void answer(message)
    if (message.type === 'started') {
      running = { step: message.step, stage: message.stage, pid: message.pid }
      happened({ type: 'started', ...running })
    }
    if (message.type === 'line') {
      const { step, stage, pid } = message
      happened({ type: 'line', text: message.raw ?? message.shown ?? '', step, stage, pid })
    }
    if (message.type === 'ended') {
      running = undefined
      happened({ type: 'ended', step: message.step, stage: message.stage, pid: message.report.pid })
    }
  }
  const answer = async ({ ask, step: index, stage, known }: Extract<FromWorker, { type: 'ask' }>) => {
    const step = steps[index]
    const given = step !== undefined && 'uses' in step ? step.with : undefined
    try {
      const inputs = typeof given === 'function' ? await given(stage, known) : (given ?? {})
      send({ type: 'inputs', ask, inputs })
    } catch (error) {
      send({ type: 'refused', ask, reason: String(error) })
    }
  }
  worker.on('message', message => take(message as FromWorker))
  // 'disconnect' comes after the last message, 'exit' may come before it: both are waited for.
  const gone = Promise.all([
    new Promise(resolve => worker.once('exit', resolve)),
    new Promise(resolve => worker.once('disconnect', resolve)),
  ])
  const result = gone.then(() => {
    for (const timer of timers) clearTimeout(timer)
    story.end()
    return record.result(job.agent.folders.temp, workerPid)
  })
  const cancel = () => {
    send({ type: 'cancel' })
    // The job has so long to come to its end; then the worker is killed and the running stage is left behind.
    timers.push(setTimeout(() => worker.kill('SIGKILL'), job.timing.jobCancel))
  }
  const run: JobRun = Object.assign(result, {
    workerPid,
    running: undefined,
    cancel,
    shutdown: () => send({ type: 'shutdown' }),
    kill: (what: 'worker' | 'stage' | 'both') => {
      const stage = running?.pid
      if (what !== 'stage') worker.kill('SIGKILL')
      try {
        if (what !== 'worker' && stage !== undefined) process.kill(stage, 'SIGKILL')
      } catch {
        // It has ended by itself, and the message about that is under way.
      }
    },
    line: (pattern: string | RegExp) => story.line(pattern),
    started: (stage: StageName, step = 0) => story.started(stage, step),
  })
  Object.defineProperty(run, 'running', { get: () => running })
  if (hooks.cancelAfter !== undefined) timers.push(setTimeout(cancel, hooks.cancelAfter))
  send({ type: 'job', job })
  return run
}
