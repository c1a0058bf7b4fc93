import { readdirSync, readFileSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobResult, Values } from '../doubles/runner/index.js'
import type { Fault } from '../doubles/secret-manager/faulty.js'
import { FaultyManager } from '../doubles/secret-manager/faulty.js'
import { type HostedJob, hostedJob } from './hosted.js'
import { inLab, type Lab } from './lab.js'

/** A secret manager, as a workflow knows it. */
export interface Manager {
  readonly restoreCommand: string
  readonly persistCommand: string
  /** What the commands need in the job's environment. */
  readonly jobEnv?: Values
}

export const commandsOf = ({ restoreCommand, persistCommand }: Manager): Values => ({
  'restore-command': restoreCommand,
  'persist-command': persistCommand,
})

/** One job with one use of the action, its login in this secret manager, on a machine with an empty disk. */
export const commandJob = (lab: Lab, manager: Manager, inputs: Values, spec: HostedJob = {}) =>
  hostedJob(lab, { ...commandsOf(manager), ...inputs }, { ...spec, env: { ...manager.jobEnv, ...spec.env } })

/** A fault, for the next so many runs or for good. */
export type Made = readonly [Fault, (number | undefined)?]

export interface World {
  readonly lab: Lab
  readonly manager: FaultyManager
  /** A job with the world's own manager. */
  job(inputs: Values, spec?: HostedJob): Promise<JobResult>
  /** Another manager, which holds this and has this fault. */
  another(content: string, ...faults: readonly Made[]): Promise<FaultyManager>
}

/** A lab with secret managers in it; no job may leave anything in its private CODEX_HOME. */
export const withManagers = (test: (world: World) => Promise<void>) =>
  inLab(async lab => {
    const managers = [await FaultyManager.start()]
    const manager = managers[0] as FaultyManager
    try {
      await test({
        lab,
        manager,
        job: (inputs, spec) => commandJob(lab, manager, inputs, spec),
        async another(content, ...faults) {
          const made = await FaultyManager.start()
          managers.push(made)
          await made.put(content)
          for (const [fault, times] of faults) await made.make(fault, times)
          return made
        },
      })
    } finally {
      for (const one of managers) await one.stop()
    }
    const left = await homesLeft(lab)
    if (left.length > 0) throw new Error(`a job left its CODEX_HOME: ${left.join(', ')}`)
  })

/** Private CODEX_HOMEs that jobs have left on their machines. */
async function homesLeft({ dir }: Lab): Promise<string[]> {
  const machines = (await readdir(dir)).filter(name => name.startsWith('fresh-'))
  const left = machines.map(name => readdir(join(dir, name, 'home', '.codex-auth-action')).catch(() => []))
  return (await Promise.all(left)).flat()
}

/**
 * Samples the process table: command lines of the lab's processes, and environments of all but the stages, whose
 * own has the inputs. The samples are put where the lab is searched for tokens at its end. Linux only.
 */
export function watchProcesses({ dir }: Lab): { end(): Promise<readonly string[]> } {
  const seen = new Set<string>()
  /** Command lines of processes that are none of the lab's. One that becomes another program is looked at again. */
  const foreign = new Map<string, string>()
  const look = () => {
    for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name)))
      try {
        const command = () => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        const commandLine = command()
        if (foreign.get(pid) === commandLine) continue
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
        // A child is its parent, environment and all, until it becomes what it is to be: then the two don't belong together.
        if (commandLine !== command()) continue
        if (!environment.includes(dir)) {
          foreign.set(pid, commandLine)
          continue
        }
        seen.add(commandLine)
        if (!/dist\/(pre|main|post)\.js $/.test(commandLine)) seen.add(`${commandLine} in ${environment}`)
      } catch {
        // It has ended meanwhile.
      }
  }
  const timer = setInterval(look, 25).unref()
  return {
    async end() {
      clearInterval(timer)
      await writeFile(join(dir, 'processes'), [...seen].join('\n'))
      return [...seen]
    },
  }
}

export const errorsOf = ({ annotations }: JobResult): string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)

export const outputsOf = ({ steps }: JobResult): Values => steps[0]?.outputs ?? {}

/** What the stages of the step with the action said, masked. */
export const logOf = ({ steps }: JobResult, stage: 'pre' | 'main' | 'post', step = 0): string =>
  steps[step]?.stages[stage]?.log ?? ''

export const refreshToken = (authJson: string | undefined): string =>
  (JSON.parse(authJson ?? '{}') as { tokens?: { refresh_token?: string } }).tokens?.refresh_token ?? ''

/** True if OpenAI has seen each refresh token once at most. */
export const onceEach = ({ openai }: Lab): boolean => openai.presentations().every(({ times }) => times <= 1)
