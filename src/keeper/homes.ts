import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { authFileIn } from '../login/auth-file.js'
import { systemCode } from '../system/errors.js'
import { userHome } from '../system/user-path.js'
import { claimHome, isAlive, ownerOf } from './home-owner.js'
import { jobDigest } from './job-identity.js'
import type { Stage } from './stage.js'

const PREFIX = 'job-'
const LOGIN_PREFIX = 'login-'
const ACCESS_PREFIX = 'access-'

export interface NewHome {
  /** The CODEX_HOME of machine or workflow, whose config.toml is copied. */
  readonly configured: string
  /** The store of the login, by `storeIdentity`. */
  readonly store: string
  /** The age recipient of that store, if it has one. */
  readonly recipient?: string | undefined
}

export interface PrivateHome {
  /** Absolute, mode 0700. */
  readonly home: string
  /** False if an earlier step of this job has made it: to that step it belongs. */
  readonly made: boolean
}

/**
 * The CODEX_HOME of this job for the login of one store: two uses of the action in a job share it, so that the second
 * sees what the first refreshed. A home of another job is never used, whatever its name.
 */
export const privateHome = (stage: Stage, options: NewHome): Promise<PrivateHome> =>
  homeOfJob(stage, PREFIX, options)

/** The same for an access login (login/access.ts), which is in no store: `store` names whose it is. */
export const accessHome = (stage: Stage, options: NewHome): Promise<PrivateHome> =>
  homeOfJob(stage, ACCESS_PREFIX, options)

async function homeOfJob(stage: Stage, prefix: string, options: NewHome): Promise<PrivateHome> {
  const { store } = options
  const job = jobDigest(stage)
  const parent = await makeParent(stage.env)
  const home = join(parent, prefix + nameOf(job, store))

  if (await isMade(home)) return claimed(stage, home, options)

  const owner = await ownerOf(home)
  if (owner?.job === job && owner.store === store) return { home, made: false }
  return claimed(stage, await mkdtemp(join(parent, prefix)), options)
}

/** An empty CODEX_HOME for a new login: what is stored stays until the new one is whole. */
export async function loginHome(stage: Stage, options: NewHome): Promise<string> {
  const home = await mkdtemp(join(await makeParent(stage.env), LOGIN_PREFIX))
  return (await claimed(stage, home, options)).home
}

async function claimed(stage: Stage, home: string, options: NewHome): Promise<PrivateHome> {
  try {
    await claimHome(stage, home, { job: jobDigest(stage), ...options })
    await copyConfig(options.configured, home)
  } catch (error) {
    // A later stage would take it for that of an earlier step.
    await removePrivateHome(home)
    throw error
  }
  return { home, made: true }
}

/**
 * The directory of all these homes: not under the temp directory, where Codex has no sandbox
 * (docs/facts#home-in-temporary-folder).
 */
export const parentOfHomes = (env: Stage['env']): string => join(userHome(env), '.codex-auth-action')

async function makeParent(env: Stage['env']): Promise<string> {
  const parent = parentOfHomes(env)
  await mkdir(parent, { recursive: true, mode: 0o700 })
  return parent
}

/** False if something is there already. */
const isMade = (home: string): Promise<boolean> =>
  mkdir(home, { mode: 0o700 }).then(
    () => true,
    error => {
      if (systemCode(error) !== 'EEXIST') throw error
      return false
    },
  )

const copyConfig = (from: string, to: string): Promise<void> =>
  copyFile(join(from, 'config.toml'), join(to, 'config.toml')).catch(error => {
    if (systemCode(error) !== 'ENOENT') throw error
  })

const nameOf = (job: string, store: string): string =>
  createHash('sha256')
    .update(JSON.stringify([job, store]))
    .digest('hex')
    .slice(0, 16)

/** Whether `privateHome`, `accessHome` or `loginHome` made it. */
export const isPrivateHome = (home: string): boolean =>
  [PREFIX, LOGIN_PREFIX, ACCESS_PREFIX].some(prefix => basename(home).startsWith(prefix)) &&
  basename(dirname(home)) === '.codex-auth-action'

/** The file in which a login is left that could not be stored, in the age format. */
export const sealedFileIn = (home: string): string => `${authFileIn(home)}.age`

/**
 * Removes a home that `privateHome` or `loginHome` made, and nothing else. The login goes first, because we may fail to
 * remove files that a step made as another user. Returns what is left, if anything: the login too, or only the rest.
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

/** Removes what killed workers have left: there is nothing in it that anybody needs. */
export async function removeDeadAccessHomes({ env, now }: Stage): Promise<void> {
  const parent = parentOfHomes(env)
  const names = await readdir(parent).catch(() => [])
  for (const name of names.filter(name => name.startsWith(ACCESS_PREFIX))) {
    const owner = await ownerOf(join(parent, name))
    if (owner && !(await isAlive(owner, now()))) await removePrivateHome(join(parent, name))
  }
}
