import { mkdir, mkdtemp, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { authFileIn } from '../../login/auth-file.js'
import { userHome } from '../../system/user-path.js'
import type { Codex } from '../process.js'
import type { Stub } from './stub.js'
import { authJson, type SyntheticTokens } from './synthetic-login.js'

/** The only variables of the job's environment that a Codex under check gets: a program needs them to start. */
const KEPT = new Set(['PATH', 'LANG', 'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT'])

const PREFIX = 'check-'
const DAY_MS = 24 * 3_600_000

/**
 * Makes the directory in which a check works. It is not below the folder for temporary files: a Codex whose CODEX_HOME is
 * there has no sandbox (docs/facts §9).
 */
export async function makeCheckRoot(env: NodeJS.ProcessEnv): Promise<string> {
  const parent = join(userHome(env), '.cache', 'codex-auth-action')
  await mkdir(parent, { recursive: true })
  await removeLeftovers(parent)
  return realpath(await mkdtemp(join(parent, PREFIX)))
}

/** Removes the directories of killed checks. One of today may still be in use. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of (await readdir(parent)).filter(entry => entry.startsWith(PREFIX))) {
    const { mtimeMs } = await stat(join(parent, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (Date.now() - mtimeMs > DAY_MS) await removeCheckRoot(join(parent, name))
  }
}

export const removeCheckRoot = (root: string): Promise<void> =>
  rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined)

/** A Codex with a login, a home and a working directory of its own. */
export interface Subject {
  readonly codex: Codex
  readonly authFile: string
  /** All that it may write is below this directory. */
  readonly directory: string
  readonly work: string
}

export interface SubjectRequest {
  readonly executable: string
  readonly env: NodeJS.ProcessEnv
  /** The check's own directory. */
  readonly root: string
  readonly name: string
  readonly stub: Stub
  readonly tokens: SyntheticTokens
}

export async function makeSubject({
  executable,
  env,
  root,
  name,
  stub,
  tokens,
}: SubjectRequest): Promise<Subject> {
  const directory = join(root, name)
  const [home, userHome, work, temporary] = ['codex', 'home', 'work', 'tmp'].map(it =>
    join(directory, it),
  ) as [string, string, string, string]
  for (const made of [home, userHome, work, temporary]) await mkdir(made, { recursive: true, mode: 0o700 })
  await writeFile(join(home, 'config.toml'), stub.configToml, { mode: 0o600 })
  await writeFile(authFileIn(home), authJson(tokens), { mode: 0o600 })

  // Windows spells them its own way.
  const kept = Object.fromEntries(Object.entries(env).filter(([key]) => KEPT.has(key.toUpperCase())))
  const places = {
    HOME: userHome,
    USERPROFILE: userHome,
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    RUNNER_TEMP: temporary,
  }
  const codex = { path: executable, home, env: { ...kept, ...places, ...stub.proxy } }
  return { codex, authFile: authFileIn(home), directory, work }
}
