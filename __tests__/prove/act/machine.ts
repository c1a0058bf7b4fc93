import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OpenAiOptions } from '../../doubles/openai/openai.js'
import type { Values } from '../../doubles/runner/index.js'
import { node24 } from '../../doubles/runner/node24.js'
import { FaultyManager } from '../../doubles/secret-manager/faulty.js'
import { inLab, type Lab, REPOSITORY } from '../../e2e/lab.js'
import { provideAct } from './binary.js'
import { end, endProcessesOf, processesOf, stagesOf, untilSo } from './processes.js'
import { type ActOptions, type ActResult, type ActRun, type Dispatch, startAct } from './run.js'
import type { ActJobs } from './workflow.js'

/** Compiled, this file is in `build/__tests__/prove/act/`. */
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const TOKEN = 'ghs_labtokenofact'

/** What act prints for each value that is masked. */
const MASK_LINE = /^.*\] +⚙ +\*{3}\n/gm

export interface ActText {
  readonly secrets: Values
  readonly vars: Values
  readonly apiUrl: string
  /** Folders that stand for actions; undefined for the action of this repository. */
  readonly actions: Readonly<Record<string, string | undefined>>
  readonly inputs?: Values
  /** Variables of the workflow, beside those of the machine. */
  readonly variables?: Values
  /** Variables of act itself, beside those of the machine. */
  readonly env?: Values
  /** A folder of programs that jobs find first. */
  readonly programs?: string
}

/** What is otherwise than usual in a run. `env` and `variables` are added to those of the machine. */
export type ActGiven = Partial<
  Pick<ActOptions, 'secrets' | 'variables' | 'env' | 'event' | 'cacheIn' | 'actions'>
>

/** A machine without containers on which act runs workflows: its jobs are processes of this host. */
export interface ActMachine {
  readonly lab: Lab
  /** HOME of all that runs on it. */
  readonly home: string
  /** The secret manager of the command store. */
  readonly manager: FaultyManager
  /** What the workflow has checked out: an empty directory. */
  readonly workspace: string
  /** The folder of the action, to be copied. */
  readonly action: string
  /** Starts act on a workflow of these jobs, whose `secrets.AUTH_JSON` is `seed`. */
  start(jobs: ActJobs, seed: string, given?: ActGiven): ActRun
  run(jobs: ActJobs, seed: string, given?: ActGiven): Promise<ActResult>
  /** A workflow of a person's, with these secrets. */
  dispatch(workflow: Dispatch, secrets: Values): Promise<ActResult>
  /** Runs a workflow as it is written, with these secrets and `vars`; `apiUrl` is GitHub's. */
  runText(workflow: string, given: ActText): Promise<ActResult>
  /** The same, for a test that acts while it runs. */
  startText(workflow: string, given: ActText): ActRun
  /** Another secret manager, empty. */
  anotherManager(): Promise<FaultyManager>
  /** What is in the directory of the private homes. */
  homesLeft(): Promise<readonly string[]>
  /** SIGKILL to each stage of the action that runs, and to none of its children. */
  killStages(): void
  /** Waits until nothing that a run has started is alive. */
  quiet(): Promise<void>
}

/**
 * One test on a machine of its own. At its end each process that a run has left is ended by its id, and all files
 * and logs are searched for parts of tokens.
 */
export const onActMachine = (
  test: (machine: ActMachine) => Promise<void>,
  options: Partial<OpenAiOptions> = {},
): (() => Promise<void>) =>
  inLab(async lab => {
    const files = await mkdtemp(join(tmpdir(), 'lab-act-'))
    const managers: FaultyManager[] = []
    const runs: ActRun[] = []
    try {
      await test(await createMachine(lab, { files, managers, runs }))
    } catch (error) {
      for (const run of runs) process.stderr.write(`${run.log().replaceAll(MASK_LINE, '')}\n`)
      throw error
    } finally {
      await endProcessesOf(homeOf(lab))
      await removeCopiesOfAction(homeOf(lab))
      await rm(join(workspaceOf(lab), 'dist'), { recursive: true, force: true })
      for (const manager of managers) await manager.stop()
      await rm(files, { recursive: true, force: true, maxRetries: 5 })
    }
  }, options)

const homeOf = ({ home }: Lab): string => dirname(home)
const workspaceOf = ({ dir }: Lab): string => join(dir, 'workspace')

interface Parts {
  /** Where no token is looked for: act's own input. */
  readonly files: string
  readonly managers: FaultyManager[]
  readonly runs: ActRun[]
}

async function createMachine(lab: Lab, { files, managers, runs }: Parts): Promise<ActMachine> {
  const home = homeOf(lab)
  const common = await commonOptions(lab, files)
  const anotherManager = async () => {
    const manager = await FaultyManager.start()
    managers.push(manager)
    return manager
  }

  const begin = (options: Pick<ActOptions, 'jobs' | 'secrets'> & Partial<ActOptions>) => {
    const name = `act-${runs.length + 1}`
    const [input, logFile] = [join(files, name), join(lab.dir, `${name}.log`)]
    const secrets = { ...options.secrets, GITHUB_TOKEN: TOKEN }
    const run = startAct({ ...common, ...options, input, logFile, secrets })
    runs.push(run)
    return run
  }

  const machine: ActMachine = {
    lab,
    home,
    manager: await anotherManager(),
    anotherManager,
    workspace: common.workspace,
    action: common.action,
    start: (jobs, seed, { secrets = {}, env = {}, variables = {}, ...given } = {}) =>
      begin({
        ...given,
        jobs,
        secrets: { AUTH_JSON: seed, ...secrets },
        env: { ...common.env, ...env },
        variables: { ...common.variables, ...variables },
      }),
    dispatch: (workflow, secrets) => begin({ jobs: workflow, secrets }).result,
    startText: (text, { secrets, vars, apiUrl, actions, inputs = {}, variables, env, programs }) =>
      begin({
        jobs: { text, inputs },
        secrets,
        variables: { ...common.variables, GITHUB_API_URL: apiUrl, ...variables },
        vars,
        env: {
          ...common.env,
          ...env,
          PATH: [programs, common.env.PATH].filter(Boolean).join(delimiter),
        },
        actions: Object.fromEntries(
          Object.entries(actions).map(([name, folder]) => [name, folder ?? common.action]),
        ),
      }),
    runText: (text, given) => machine.startText(text, given).result,
    run: (jobs, seed, given) => machine.start(jobs, seed, given).result,
    homesLeft: () => readdir(join(home, '.codex-auth-action')).catch(() => []),
    killStages() {
      for (const pid of stagesOf(home)) end(pid)
    },
    quiet: () => untilSo(() => processesOf(home).length === 0),
  }
  return machine
}

/** A job that was killed or has failed leaves its copy of the action, older than any token and no place to look for one. */
async function removeCopiesOfAction(home: string): Promise<void> {
  const cache = join(home, '.cache', 'act')
  for (const name of await readdir(cache).catch(() => []))
    await rm(join(cache, name, 'act', 'actions'), { recursive: true, force: true })
}

/** What all runs of one machine have in common. */
async function commonOptions(
  lab: Lab,
  files: string,
): Promise<Omit<ActOptions, 'input' | 'logFile' | 'jobs' | 'secrets'>> {
  const [act, git, action] = await Promise.all([provideAct(), lab.git(), copyOfAction(files)])
  git.grant(TOKEN, { [REPOSITORY]: 'write' })
  const workspace = workspaceOf(lab)
  await mkdir(workspace)
  return {
    act,
    action,
    workspace,
    // Nothing of this machine's own: neither RUNNER_NAME nor RUNNER_TRACKING_ID, which act doesn't set.
    env: {
      ...lab.env,
      PATH: [dirname(node24()), lab.env.PATH].join(delimiter),
      HOME: homeOf(lab),
      // Else act asks its makers for news.
      ACT_DISABLE_VERSION_CHECK: '1',
    },
    variables: {
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_SERVER_URL: git.url,
      // Nothing answers there: no job of act is one that an API could know.
      GITHUB_API_URL: 'http://127.0.0.1:9',
      GITHUB_REF: 'refs/heads/main',
      SHA_REF: '0123456789abcdef0123456789abcdef01234567',
    },
  }
}

/** The action as its repository has it, without the rest of this one. */
async function copyOfAction(files: string): Promise<string> {
  const action = join(files, 'action')
  await mkdir(action)
  for (const name of ['action.yml', 'package.json', 'dist'])
    await cp(join(ROOT, name), join(action, name), { recursive: true })
  return action
}
