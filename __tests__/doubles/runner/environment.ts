import { delimiter, join } from 'node:path'
// Not all of the lab: each job's worker loads this.
import { CLOSED } from '../lab/loopback.js'
import type { SentAction, SentJob } from './protocol.js'
import type { Values } from './types.js'

/** As closed; the cache's client takes a server of any other name for a GitHub Enterprise Server (docs/facts/runner.md). */
const CLOSED_GITHUB = 'http://github.localhost:9'

const origin = (url: string): string => new URL(url).origin

const OS: Record<string, string> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

/** What no program of Windows works without: where the system is, and how it names programs. */
const OF_WINDOWS =
  /^(systemroot|systemdrive|windir|comspec|pathext|temp|tmp|programdata|number_of_processors|processor_\w+)$/i

/** What each process of a machine has from its system; `home` is that of the runner's user. Empty but on Windows. */
export function systemVariables(home: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Values {
  if (platform !== 'win32') return {}
  const ofSystem = Object.entries(env).filter(([name]) => OF_WINDOWS.test(name)) as [string, string][]
  const data = join(home, 'AppData')
  return {
    ...Object.fromEntries(ofSystem),
    USERPROFILE: home,
    APPDATA: join(data, 'Roaming'),
    LOCALAPPDATA: join(data, 'Local'),
  }
}

/** The `github` context of a job, without what changes from step to step. */
export function githubContext(job: SentJob, workspace: string, eventPath: string): Record<string, unknown> {
  const repository = job.repository ?? 'lab/project'
  const ref = job.ref ?? 'refs/heads/main'
  const actor = job.actor ?? 'octocat'
  const workflow = job.workflow ?? 'ci'
  return {
    token: job.token ?? 'ghs_labtoken',
    event: job.event ?? {
      repository: { full_name: repository, default_branch: 'main', private: true, visibility: 'private' },
    },
    event_name: job.eventName ?? 'push',
    event_path: eventPath,
    repository,
    repository_owner: repository.split('/')[0] ?? '',
    repository_id: '1000',
    repository_owner_id: '1001',
    ref,
    ref_name: ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: 'false',
    base_ref: '',
    head_ref: '',
    sha: job.sha ?? '0123456789abcdef0123456789abcdef01234567',
    actor,
    actor_id: '1002',
    triggering_actor: job.triggeringActor ?? actor,
    run_id: job.agent.kind === 'act' ? '1' : (job.runId ?? '4000'),
    run_number: job.runNumber ?? '7',
    run_attempt: job.attempt ?? '1',
    retention_days: '90',
    job: job.jobName ?? 'test',
    workflow,
    workflow_ref: `${repository}/.github/workflows/${workflow}.yml@${ref}`,
    workflow_sha: job.sha ?? '0123456789abcdef0123456789abcdef01234567',
    server_url: job.serverUrl ?? CLOSED_GITHUB,
    api_url: job.apiUrl ?? origin(CLOSED),
    graphql_url: `${job.apiUrl ?? origin(CLOSED)}/graphql`,
    workspace,
    ...job.contexts?.github,
  }
}

export function runnerContext(job: SentJob): Values {
  const isAct = job.agent.kind === 'act'
  return {
    ...(isAct ? {} : { name: job.agent.name }),
    os: OS[process.platform] ?? process.platform,
    arch: process.arch.toUpperCase(),
    ...(isAct || job.agent.environment === null ? {} : { environment: job.agent.environment }),
    temp: job.agent.folders.temp,
    tool_cache: job.agent.folders.tools,
    ...(job.debug ? { debug: '1' } : {}),
    ...(job.contexts?.runner as Values | undefined),
  }
}

/** GITHUB_* and RUNNER_* of a context. The token and the event stay out: the token arrives only as an input. */
export function contextVariables(prefix: string, context: Record<string, unknown>): Values {
  const variables: Values = {}
  for (const [key, value] of Object.entries(context)) {
    if (key !== 'token' && typeof value === 'string') variables[`${prefix}_${key.toUpperCase()}`] = value
  }
  return variables
}

/** `step.id`, or what the runner makes of the action's name; GITHUB_ACTION_PATH exists for composites only. */
export function actionVariables(step: SentAction): Values {
  const action = { GITHUB_ACTION: step.id ?? `__${step.uses.replace(/@.*/, '').replaceAll(/[^\w]/g, '_')}` }
  if (step.local) return action
  const [repository = '', ref = ''] = step.uses.split('@')
  return { ...action, GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref }
}

/** The services' variables, which only actions get, never `run` steps. */
export function serviceVariables(job: SentJob): Values {
  const services = job.services ?? {}
  const token = services.runtimeToken ?? LAB_RUNTIME_TOKEN
  return {
    ACTIONS_RUNTIME_URL: CLOSED,
    ACTIONS_RUNTIME_TOKEN: token,
    ACTIONS_RESULTS_URL: services.resultsUrl ?? CLOSED,
    ACTIONS_CACHE_URL: services.cacheUrl ?? CLOSED,
    ...(services.cacheV2 === false ? {} : { ACTIONS_CACHE_SERVICE_V2: 'True' }),
    ...(services.cacheMode === undefined ? {} : { ACTIONS_CACHE_MODE: services.cacheMode }),
    ...(services.idTokenUrl === undefined
      ? {}
      : { ACTIONS_ID_TOKEN_REQUEST_URL: services.idTokenUrl, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token }),
  }
}

export const LAB_RUNTIME_TOKEN = 'lab-runtime-token-0a1b2c3d'

/** INPUT_*: upper case, spaces to `_`, hyphens kept. Defaults are evaluated by the caller. */
export function inputVariables(inputs: Values): Values {
  const named = ([name, value]: [string, string]): [string, string] => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]
  return Object.fromEntries(Object.entries(inputs).map(named))
}

/** GITHUB_PATH's additions before what was there; the latest one first. */
export function withPath(additions: string[], base: string | undefined): string {
  return [...additions.toReversed(), ...(base === undefined ? [] : [base])].join(delimiter)
}
