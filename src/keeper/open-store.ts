import { dirname, join } from 'node:path'
import { mask } from '../report/sink.js'
import type { Store, StoreKind } from '../stores/store.js'
import { readEvent } from '../system/event.js'
import { runnerTemp } from '../system/runner-temp.js'
import { userHome } from '../system/user-path.js'
import type { Inputs } from './inputs.js'
import type { Stage } from './stage.js'

/** Makes a store from the inputs; each is loaded where it is used, so that the host path doesn't pay for it. */
export function openStore(stage: Stage, kind: Exclude<StoreKind, 'host'>, inputs: Inputs): Promise<Store> {
  return { cache: openCache, 'github-secret': openSecret, command: openCommand }[kind](stage, inputs)
}

async function openCache({ env, log, now }: Stage, inputs: Inputs): Promise<Store> {
  const { CacheStore } = await import('../stores/cache/cache.js')
  return new CacheStore({
    loginName: inputs['login-name'],
    encryptionKey: inputs['encryption-key'] ?? '',
    ref: env.GITHUB_REF,
    defaultBranch: await defaultBranchOf(env.GITHUB_EVENT_PATH),
    env,
    directory: runnerTemp(env),
    // Beside the script that the runner started, in dist/.
    client: join(dirname(process.argv[1] ?? ''), 'cache-client.js'),
    log,
    now,
  })
}

async function openSecret({ name, env, log, state }: Stage, inputs: Inputs): Promise<Store> {
  const { GithubSecretStore } = await import('../stores/github-secret.js')
  const { GithubClient } = await import('../github/client.js')
  const { credentialsFrom } = await import('../github/credentials.js')
  const client = new GithubClient({
    apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
    // Pre never writes, and what an earlier step makes is still empty there.
    credentials: name === 'pre' ? { kind: 'token', token: 'none' } : credentialsFrom(inputs),
    mask,
    log: log.info,
  })
  const store = new GithubSecretStore({
    repository: env.GITHUB_REPOSITORY ?? '',
    repositoryId: Number(env.GITHUB_REPOSITORY_ID) || undefined,
    secretName: inputs['secret-name'],
    environment: inputs['secret-environment'],
    organization: inputs['secret-organization'],
    client,
    stored: inputs['auth-json'] === undefined ? undefined : Buffer.from(inputs['auth-json']),
    seen: state.get('secretSeen'),
    onSeen: seen => state.set('secretSeen', seen),
    log,
  })
  if (name === 'main') log.info(store.queuedNotice)
  return store
}

async function openCommand({ env, log }: Stage, inputs: Inputs): Promise<Store> {
  const { CommandStore } = await import('../stores/command/command.js')
  const key = inputs['encryption-key']
  const sealer = key === undefined ? undefined : (await import('../stores/age.js')).sealer(key)
  return new CommandStore({
    restoreCommand: inputs['restore-command'] ?? '',
    persistCommand: inputs['persist-command'] ?? '',
    env,
    cwd: process.cwd(),
    log,
    loginName: inputs['login-name'],
    sealer,
    keepIn:
      env.RUNNER_ENVIRONMENT === 'github-hosted' ? undefined : join(userHome(env), '.codex-auth-action'),
    addMask: mask,
  })
}

/** The short name of the default branch, which every event's payload has (docs/facts/github.md, "Visibility"). */
export async function defaultBranchOf(eventPath: string | undefined): Promise<string | undefined> {
  const event = await readEvent(eventPath)
  const name = (event as { repository?: { default_branch?: unknown } | null } | null | undefined)?.repository
    ?.default_branch
  return typeof name === 'string' ? name : undefined
}
