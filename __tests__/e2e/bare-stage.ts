import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { basename, delimiter, join } from 'node:path'
import { CLOSED, closedRegistry, labCodex, machinePath, proxiedBy } from '../doubles/lab/index.js'
import { node24 } from '../doubles/runner/node24.js'
import type { Lab } from './lab.js'

export interface BareStage {
  readonly stage?: 'pre' | 'main' | 'post'
  readonly inputs?: Readonly<Record<string, string>>
  /** Laid over the environment; an empty value leaves a variable empty. */
  readonly env?: Readonly<Record<string, string>>
  /** What the stages before have left, as JSON. */
  readonly state?: Readonly<Record<string, unknown>>
  readonly uid?: number | undefined
  /** Removes the working directory before the stage begins. */
  readonly leavesNoDirectory?: boolean
  /** What bash does before the stage begins, such as `ulimit -n 32`. */
  readonly before?: string
  /** Where node and dist are for a user who can't look into the checkout. */
  readonly programs?: { readonly node: string; readonly dist: string } | undefined
  /** Directory for HOME, the working directory and RUNNER_TEMP; a new one in the lab by default. */
  readonly machine?: string
}

export interface Ended {
  readonly code: number
  /** What it printed, without its masks. */
  readonly log: string
  /** `auth-reason`, as a later step reads it. */
  readonly reason: string | undefined
}

/**
 * One stage of dist/ as a process, without a runner around it: for many cases of which each ends early, or as a user
 * whom the runner double can't be.
 */
export async function bareStage(lab: Lab, options: BareStage): Promise<Ended> {
  const { stage = 'main', inputs = {}, env = {}, state = {}, uid } = options
  const { node, dist } = options.programs ?? { node: node24(), dist: join(process.cwd(), 'dist') }
  const machine = options.machine ?? (await mkdtemp(join(lab.dir, 'bare-')))
  const files = await runnerFiles(await mkdtemp(join(machine, 'temp-')))
  const [home, work] = [join(machine, 'home'), join(machine, 'work')]
  for (const directory of [home, work]) await mkdir(directory, { recursive: true })

  const script = join(dist, `${stage}.js`)
  // bash hands on variables with a hyphen in their name, such as INPUT_CODEX-HOME; dash doesn't.
  const before = options.leavesNoDirectory ? 'rmdir "$PWD"' : options.before
  const [program, ...args]: [string, ...string[]] = before
    ? ['/bin/bash', '-c', `${before} && exec "$@"`, 'bash', node, script]
    : [node, script]
  const child = spawn(program, args, {
    ...(uid === undefined ? {} : { uid, gid: uid }),
    cwd: work,
    env: {
      ...lab.openai.env,
      ...closedRegistry,
      ...proxiedBy(CLOSED),
      ...files,
      GITHUB_EVENT_NAME: 'push',
      GITHUB_REPOSITORY: 'lab/project',
      RUNNER_NAME: 'lab-runner',
      GITHUB_WORKSPACE: work,
      HOME: home,
      PATH: [labCodex().bin, machinePath()].join(delimiter),
      RUNNER_ENVIRONMENT: 'self-hosted',
      ...variables('INPUT_', inputs),
      ...Object.fromEntries(
        Object.entries(state).map(([name, value]) => [`STATE_${name}`, JSON.stringify(value)]),
      ),
      ...env,
    },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      log += chunk
    })
  const [code] = (await once(child, 'close')) as [number]
  log = log.replaceAll(/::add-mask::.*/g, '').replaceAll('%0A', '\n')
  // For the search for tokens at the end of the lab.
  await writeFile(join(lab.dir, `log-of-${basename(files.RUNNER_TEMP)}`), log)
  const output = await readFile(files.GITHUB_OUTPUT, 'utf8').catch(() => '')
  return { code, log, reason: /^auth-reason<<(\S+)\n(.*)\n\1$/m.exec(output)?.[2] }
}

/** RUNNER_TEMP with the files by which a stage talks to the runner, which everybody may write. */
async function runnerFiles(temp: string) {
  const names = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const
  const event = join(temp, 'event.json')
  const path = (name: (typeof names)[number]) => join(temp, name)
  for (const name of names) await writeFile(path(name), '')
  for (const file of [temp, ...names.map(path)]) await chmod(file, 0o777)
  await writeFile(event, JSON.stringify({ repository: { private: true } }))
  return {
    RUNNER_TEMP: temp,
    GITHUB_EVENT_PATH: event,
    GITHUB_ENV: path('GITHUB_ENV'),
    GITHUB_PATH: path('GITHUB_PATH'),
    GITHUB_OUTPUT: path('GITHUB_OUTPUT'),
    GITHUB_STATE: path('GITHUB_STATE'),
    GITHUB_STEP_SUMMARY: path('GITHUB_STEP_SUMMARY'),
  }
}

const variables = (prefix: string, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name.toUpperCase(), value]))
