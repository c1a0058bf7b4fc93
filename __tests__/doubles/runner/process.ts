import { spawn } from 'node:child_process'
import { LineSplitter } from './lines.js'
import type { Timing, Values } from './types.js'

export interface Launch {
  file: string
  args: string[]
  cwd: string
  env: Values
  timing: Timing
  /** Aborted when the step is cancelled or out of time; may be aborted before the start. */
  stop: AbortSignal
  onStart(pid: number): void
  onLine(line: string): void
}

export interface Ended {
  exitCode: number | null
  signal: NodeJS.Signals | null
}

/**
 * Runs one stage's process as ProcessInvoker.cs does: stdin closed, output read line by line, and on a stop SIGINT,
 * SIGTERM and SIGKILL to that pid only, never to its group: grandchildren survive (docs/facts/runner.md).
 * Rejects when the process can't be started.
 */
export async function runProcess(launch: Launch): Promise<Ended> {
  const { timing, stop } = launch
  const child = spawn(launch.file, launch.args, {
    cwd: launch.cwd,
    env: launch.env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end()
  // The runner stops listening at the end of the stage, but goes on reading: a grandchild that prints must not block.
  let listening = true
  for (const stream of [child.stdout, child.stderr]) {
    const splitter = new LineSplitter(line => listening && launch.onLine(line))
    stream.on('data', (chunk: Buffer) => splitter.write(chunk))
    stream.on('end', () => splitter.end())
  }

  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exitCode, signal) => {
      const result = { exitCode, signal }
      const tooLong = setTimeout(() => resolve(result), timing.streams)
      child.once('close', () => {
        clearTimeout(tooLong)
        resolve(result)
      })
    })
  })
  const ladder = stopped(stop).then(() => climbDown(ended, signal => child.kill(signal), timing))
  if (child.pid !== undefined) launch.onStart(child.pid)
  try {
    const result = await ended
    // The runner waits for its own cancellation to be through before it says how the stage ended.
    if (stop.aborted) await ladder
    return result
  } finally {
    listening = false
  }
}

const stopped = (stop: AbortSignal) =>
  new Promise<void>(resolve => {
    if (stop.aborted) resolve()
    else stop.addEventListener('abort', () => resolve(), { once: true })
  })

async function climbDown(
  ended: Promise<Ended>,
  send: (signal: NodeJS.Signals) => void,
  timing: Timing,
): Promise<void> {
  send('SIGINT')
  if (await endsWithin(ended, timing.sigint)) return
  send('SIGTERM')
  if (await endsWithin(ended, timing.sigterm)) return
  send('SIGKILL')
}

async function endsWithin(ended: Promise<Ended>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([ended.then(() => true).catch(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
