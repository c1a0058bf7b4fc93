import { type ChildProcess, type ForkOptions, fork, type Serializable } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { waitFor } from './waits.js'

export interface Helper {
  /** Its work, in words for people. */
  readonly what: string
  /** The compiled module that runs in it. */
  readonly module: string
  readonly cwd: string
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds after which a question ends it. */
  readonly answerMs: number
}

/** A module of ours in a process of its own, which answers each message with one. It prints nowhere. */
export class HelperProcess<Question extends Serializable, Answer> {
  #running: ChildProcess | undefined

  constructor(private readonly helper: Helper) {}

  /** Starts it, so that the first answer comes sooner. */
  start(): ChildProcess {
    const { module, cwd, env } = this.helper
    // Hidden, it has a console of its own on Windows: a Ctrl+C for ours, as at a cancel, doesn't end it.
    this.#running ??= fork(module, {
      cwd,
      env,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      windowsHide: true,
    } as ForkOptions)
    return this.#running
  }

  /** Asks it, and starts it if it isn't there. @throws HelperLost */
  async ask(question: Question): Promise<Answer> {
    const { answerMs } = this.helper
    const child = this.start()
    const controller = new AbortController()
    const { signal } = controller
    const answered = once(child, 'message', { signal }).then(([answer]) => ({ answer: answer as Answer }))
    const ended = 'its client ended'
    const died = once(child, 'exit', { signal }).then(() => ended)
    const late = sleep(answerMs, `there was no answer within ${answerMs / 1000} s`, { signal })
    const unsent = new Promise<string>(resolve => child.send(question, error => error && resolve(ended)))
    try {
      const first = await waitFor(this.helper.what, Promise.race([answered, died, late, unsent]))
      if (typeof first === 'string') throw new HelperLost(first)
      return first.answer
    } finally {
      controller.abort()
    }
  }

  /** Kills it. The next question starts another. */
  async end(): Promise<void> {
    const child = this.#running
    this.#running = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
}

/** It gave no answer. The message says why, as what follows a colon. */
export class HelperLost extends Error {}
