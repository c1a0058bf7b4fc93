import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { succeeded } from '../../system/run.js'
import { sudo } from './sudo.js'

/** The switches of the kernel, with their values, that bubblewrap needs to work without root. */
const SWITCHES = [
  ['kernel.unprivileged_userns_clone', '1'],
  // Ubuntu 24.04 restricts them by AppArmor (docs/facts#ubuntu-namespaces).
  ['kernel.apparmor_restrict_unprivileged_userns', '0'],
] as const

/**
 * Lets bubblewrap make user namespaces on a GitHub-hosted runner, whose machine is gone after the job. On any other
 * machine nothing is changed. Never throws: the sandbox is proven afterward.
 * @param root where the kernel shows its switches
 */
export async function allowUserNamespaces(
  env: Readonly<Record<string, string | undefined>>,
  log: (line: string) => void,
  root = '/proc/sys',
): Promise<void> {
  if (process.platform !== 'linux' || env.RUNNER_ENVIRONMENT !== 'github-hosted') return
  for (const [name, wanted] of SWITCHES) {
    const value = await readFile(join(root, ...name.split('.')), 'utf8').catch(() => wanted)
    if (value.trim() === wanted) continue
    const isSet = succeeded(await sudo(['-n', 'sysctl', '-w', `${name}=${wanted}`]))
    log(
      isSet
        ? `Set ${name}=${wanted} for Codex's sandbox.`
        : `Could not set ${name}=${wanted} for Codex's sandbox.`,
    )
  }
}
