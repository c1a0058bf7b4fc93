import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { systemCode } from '../errors.js'
import { authFileIn } from '../session/auth-file.js'

type Environment = Readonly<Record<string, string | undefined>>

const PREFIX = 'job-'
const LOGIN_PREFIX = 'login-'
/** Longer than any job may take (5 days on a self-hosted runner). */
const STALE_MS = 7 * 86_400_000

export interface PrivateHome {
  /** Absolute, mode 0700. */
  readonly home: string
  /** False if an earlier step of this job has made it: to that step it belongs. */
  readonly made: boolean
}

/**
 * The CODEX_HOME of this job for one session that lives elsewhere, named by `where`: two uses of the action in a
 * job share it, so that the second sees what the first refreshed. The machine's own config.toml, if `configured`
 * has one, holds there too. What killed jobs left is removed.
 */
export async function privateHome(env: Environment, configured: string, where: string): Promise<PrivateHome> {
  const home = join(await parentIn(env), PREFIX + nameOf(env, where))
  try {
    await mkdir(home, { mode: 0o700 })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    return { home, made: false }
  }
  await copyConfig(configured, home)
  return { home, made: true }
}

/**
 * An empty CODEX_HOME for a new login, with the machine's config.toml: what is stored stays until the new one is whole.
 * What killed jobs left is removed.
 */
export async function loginHome(env: Environment, configured: string): Promise<string> {
  const home = await mkdtemp(join(await parentIn(env), LOGIN_PREFIX))
  await copyConfig(configured, home)
  return home
}

/** The directory of all these homes, made if it is missing, without what killed jobs left in it long ago. */
async function parentIn(env: Environment): Promise<string> {
  // Not under the temp directory, where Codex has no sandbox (facts §9), and never the user's own ~/.codex.
  const parent = join(env.HOME ?? homedir(), '.codex-auth-action')
  await mkdir(parent, { recursive: true, mode: 0o700 })
  for (const name of await readdir(parent)) {
    const { mtimeMs } = await stat(join(parent, name)).catch(() => ({ mtimeMs: Date.now() }))
    // What a step has left there as another user can't be removed, and is no reason to fail.
    if (mtimeMs < Date.now() - STALE_MS)
      await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined)
  }
  return parent
}

const copyConfig = (from: string, to: string): Promise<void> =>
  copyFile(join(from, 'config.toml'), join(to, 'config.toml')).catch(error => {
    if (systemCode(error) !== 'ENOENT') throw error
  })

/** RUNNER_TRACKING_ID is another for each job of an agent; the rest keeps agents of one machine apart. */
function nameOf(env: Environment, where: string): string {
  const { GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB, RUNNER_NAME, RUNNER_TRACKING_ID } = env
  const job = [GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB, RUNNER_NAME, RUNNER_TRACKING_ID, where]
  return createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 16)
}

/** Whether `privateHome` or `loginHome` made it. */
export const isPrivateHome = (home: string): boolean =>
  [PREFIX, LOGIN_PREFIX].some(prefix => basename(home).startsWith(prefix)) &&
  basename(dirname(home)) === '.codex-auth-action'

/**
 * Removes a home that `privateHome` or `loginHome` made, and nothing else: the login first, for what a step has left
 * beside it as another user may not go. What stays, if anything: the login too, or only the rest.
 */
export async function removePrivateHome(home: string): Promise<'login' | 'rest' | undefined> {
  if (!isPrivateHome(home)) return undefined
  const isGone = (path: string) =>
    rm(path, { recursive: true, force: true, maxRetries: 3 }).then(
      () => true,
      () => false,
    )
  if (!(await isGone(authFileIn(home)))) return 'login'
  return (await isGone(home)) ? undefined : 'rest'
}
