import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JobResult, JobRun, Runner } from '../../doubles/runner/index.js'
import { partFinder } from '../../e2e/leaks.js'
import { processesOf, remembers } from './memory.js'

/** What was looked at, and where a refresh token was found. */
export interface Found {
  readonly places: string[]
  /** Looks at a process's memory that came to an end. */
  looks: number
}

/** Looks at the memory of all processes of a job, and at all files of its machine, again and again while it runs. */
export async function watchForTokens(
  run: JobRun,
  on: Runner,
  tokens: () => readonly string[],
): Promise<Found> {
  const found: Found = { places: [], looks: 0 }
  let isOver = false
  const over = run.then(
    () => undefined,
    () => undefined,
  )
  void over.then(() => {
    isOver = true
  })
  while (!isOver) {
    await lookOnce(on, tokens(), found)
    await Promise.race([over, sleep(150)])
  }
  await lookAtFiles(on, tokens(), found)
  return found
}

async function lookOnce(on: Runner, tokens: readonly string[], found: Found): Promise<void> {
  // Past the prefix that tells the kind: random, so that 20 characters are no accident.
  const texts = tokens.map(token => token.slice(8, 28))
  for (const pid of await processesOf(on)) {
    const is = await remembers(pid, texts)
    if (is !== undefined) found.looks += 1
    if (is) found.places.push(`memory of ${pid}`)
  }
  await lookAtFiles(on, tokens, found)
}

/** All files, auth.json too. */
async function lookAtFiles({ folders }: Runner, tokens: readonly string[], found: Found): Promise<void> {
  const holds = partFinder(tokens)
  for (const path of await filesBelow(dirname(folders.home)))
    if (holds(await readFile(path, 'latin1').catch(() => ''))) found.places.push(path)
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries
    .filter(entry => entry.isFile() && !entry.parentPath.includes('_actions'))
    .map(entry => join(entry.parentPath, entry.name))
}

/** Where a job has told a refresh token: log, outputs, state, environment, summary. */
export function toldIn(result: JobResult, tokens: readonly string[]): boolean {
  const stages = result.steps.flatMap(({ stages }) => Object.values(stages))
  const told = [result.rawLog, result.rawSummary, result.env, result.path, result.annotations]
  const steps = [result.steps.map(({ outputs }) => outputs), stages.map(({ state, env }) => [state, env])]
  return partFinder(tokens)(JSON.stringify([told, steps]))
}
