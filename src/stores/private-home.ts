import { copyFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { systemCode } from '../errors.js'

type Environment = Readonly<Record<string, string | undefined>>

const PREFIX = 'job-'
/** Longer than any job may take (5 days on a self-hosted runner). */
const STALE_MS = 7 * 86_400_000

/** Not under the temp directory, where Codex has no sandbox (facts §9), and never the user's own ~/.codex. */
const parentOf = (env: Environment): string => join(env.HOME ?? homedir(), '.codex-auth-action')

/**
 * Makes a CODEX_HOME for one job whose session lives elsewhere, absolute and mode 0700. The machine's own
 * config.toml, if `configured` has one, holds there too. What killed jobs left is removed.
 */
export async function makePrivateHome(env: Environment, configured: string): Promise<string> {
  const parent = parentOf(env)
  await mkdir(parent, { recursive: true, mode: 0o700 })
  for (const name of await readdir(parent)) {
    const { mtimeMs } = await stat(join(parent, name)).catch(() => ({ mtimeMs: Date.now() }))
    if (mtimeMs < Date.now() - STALE_MS) await rm(join(parent, name), { recursive: true, force: true })
  }
  const home = await mkdtemp(join(parent, PREFIX))
  await copyFile(join(configured, 'config.toml'), join(home, 'config.toml')).catch(error => {
    if (systemCode(error) !== 'ENOENT') throw error
  })
  return home
}

/** Removes a home that `makePrivateHome` made, and nothing else. */
export async function removePrivateHome(home: string): Promise<void> {
  const ours = basename(home).startsWith(PREFIX) && basename(dirname(home)) === '.codex-auth-action'
  if (ours) await rm(home, { recursive: true, force: true, maxRetries: 3 })
}
