import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { programEnvironment } from '../../system/program-environment.js'

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
    const isSet = await isDone(['-n', 'sysctl', '-w', `${name}=${wanted}`])
    log(
      isSet
        ? `Set ${name}=${wanted} for Codex's sandbox.`
        : `Could not set ${name}=${wanted} for Codex's sandbox.`,
    )
  }
}

/** Runs sudo as `sudo.ts` does. That of a hosted runner asks for nothing, so it needs no time limit. */
async function isDone(args: readonly string[]): Promise<boolean> {
  const { exec } = await import('@actions/exec')
  const env = programEnvironment(process.env)
  return exec('sudo', [...args], { env, silent: true, ignoreReturnCode: true }).then(
    code => code === 0,
    () => false,
  )
}
