import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Values } from '../../doubles/runner/index.js'
import { ACTION, type ActJobs, LABEL, workflowFile } from './workflow.js'

/** Longer than any run here may take; act and its steps are ended then. */
const LATE_MS = 170_000

/** What act came to. */
export interface ActResult {
  /** The exit code, or the signal that ended it. */
  readonly exit: number | NodeJS.Signals
  /** What act printed: what all jobs said, each line after its job's name. */
  readonly log: string
}

/** One run of act. */
export interface ActRun {
  readonly result: Promise<ActResult>
  log(): string
  /** @throws if act ends before it is so */
  until(isSo: () => boolean): Promise<void>
  /** Signals act alone: its steps are in sessions of their own. */
  signal(signal: NodeJS.Signals): void
}

export interface ActOptions {
  readonly act: string
  /** The action's folder: act copies all of it for each stage. */
  readonly action: string
  /** What the workflow has checked out. */
  readonly workspace: string
  /** A directory for act's own input, the secrets too. It is made. */
  readonly input: string
  readonly logFile: string
  readonly env: Values
  /** Of the workflow, beside those of the machine. */
  readonly variables: Values
  readonly secrets: Values
  /** Jobs of a push, or the text of a workflow that a person starts. */
  readonly jobs: ActJobs | Dispatch
  /** `vars` of the workflow. */
  readonly vars?: Values
  /** Folders that stand for actions, by what a workflow calls them; `action` stands for itself already. */
  readonly actions?: Values
  /** The event's payload, or the text of its file; by default a push to a private repository. */
  readonly event?: object | string
  /** Where act's own cache server keeps its entries. Without it act starts no cache server. */
  readonly cacheIn?: string
}

/** The event of a private repository. */
export const PUSH = { repository: { default_branch: 'main', private: true, visibility: 'private' } }

/** A workflow that a person starts with these inputs. */
export interface Dispatch {
  readonly text: string
  readonly inputs: Values
}

const isDispatch = (jobs: ActJobs | Dispatch): jobs is Dispatch => typeof jobs.text === 'string'

/** Runs all jobs of one workflow, on the host itself. */
export function startAct(options: ActOptions): ActRun {
  const { act, workspace, logFile, env } = options
  const args = argumentsWithFiles(options)
  const output = openSync(logFile, 'a', 0o600)
  const child = spawn(act, args, { cwd: workspace, env, stdio: ['ignore', output, output], timeout: LATE_MS })
  closeSync(output)

  const log = () => asPrinted(readFileSync(logFile, 'utf8'))
  const result = once(child, 'exit').then(([code, signal]) => ({ exit: code ?? signal, log: log() }))
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`act ended before: ${isSo}`)
      await sleep(5)
    }
  }
  return { result, log, until, signal: signal => void child.kill(signal) }
}

/**
 * act may lose the last lines of a stage that fails: it doesn't wait for them. The summary has the same words, in HTML, and
 * comes from a file; so it is read as if it were printed.
 */
const asPrinted = (log: string): string =>
  log.replace(/<\/?code>/g, '`').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

/** Writes what act reads, and names it. */
function argumentsWithFiles(options: ActOptions): string[] {
  const { action, workspace, input, variables, secrets, jobs, vars = {}, actions = {}, cacheIn } = options
  mkdirSync(input)
  const written = (name: string, content: string) => {
    writeFileSync(join(input, name), content, { mode: 0o600 })
    return join(input, name)
  }
  const event = options.event ?? { ...PUSH, ...(isDispatch(jobs) ? { inputs: jobs.inputs } : {}) }
  const lines = Object.entries(secrets).map(([name, value]) => `${name}='${value}'\n`)

  return [
    ...[isDispatch(jobs) ? 'workflow_dispatch' : 'push', '--directory', workspace],
    ...['--workflows', written('workflow.yml', isDispatch(jobs) ? jobs.text : workflowFile(jobs))],
    ...['--eventpath', written('event.json', typeof event === 'string' ? event : JSON.stringify(event))],
    // In the environment each step, Codex too, would find them.
    ...['--secret-file', written('secrets', lines.join(''))],
    ...['--platform', `${LABEL}=-self-hosted`],
    ...['ubuntu-latest', 'ubuntu-24.04'].flatMap(name => ['--platform', `${name}=-self-hosted`]),
    ...Object.entries({ [ACTION]: action, ...actions }).flatMap(([name, folder]) => [
      '--local-repository',
      `${name}=${folder}`,
    ]),
    ...Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...(cacheIn
      ? ['--cache-server-path', cacheIn, '--cache-server-addr', '127.0.0.1']
      : ['--no-cache-server']),
  ]
}
