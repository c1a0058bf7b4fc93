import { execFile } from 'node:child_process'
import { existsSync, utimesSync } from 'node:fs'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extract } from 'tar'
import { executableIn, targetFor } from '../../../src/codex/install/native.js'
import { closedRegistry, labFolder, proxiedBy } from '../../doubles/lab/index.js'

const run = promisify(execFile)

/** The last eight stable releases as these were written; the scheduled workflow tries newer ones. */
export const RELEASES = [
  '0.163.0',
  '0.164.0',
  '0.165.0',
  '0.166.0',
  '0.167.2',
  '0.168.0',
  '0.169.0',
  '0.171.0',
]

const DOWNLOAD_MS = 5 * 60_000

/**
 * The native executable of a release, downloaded from npm's registry where it isn't there yet. The lab's clean-up keeps
 * what was used within a day.
 */
export async function release(version: string): Promise<string> {
  const directory = join(labFolder(), `codex-release-${version}`)
  if (!existsSync(directory)) await download(version, directory)
  const now = new Date()
  utimesSync(directory, now, now)
  const executable = await executableIn(directory, targetFor(process.platform, process.arch))
  if (executable === undefined) throw new Error(`${directory} has no Codex`)
  return executable
}

/** Unpacks it beside its place and renames it, so that nobody finds half of it. */
async function download(version: string, directory: string): Promise<void> {
  const staging = await mkdtemp(`${directory}-staging-`)
  try {
    const wanted = `@openai/codex@${version}-${process.platform}-${process.arch}`
    await run('npm', ['pack', '--silent', '--pack-destination', staging, wanted], {
      env: machineEnvironment(),
      timeout: DOWNLOAD_MS,
    })
    const tarball = (await readdir(staging)).find(name => name.endsWith('.tgz')) ?? ''
    await extract({ file: join(staging, tarball), cwd: staging, strip: 1 })
    await rm(join(staging, tarball))
    await rename(staging, directory).catch(async error => {
      // Another process was faster.
      if (!existsSync(directory)) throw error
    })
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/** Without what closes the registry and the network to all tests. */
function machineEnvironment(): NodeJS.ProcessEnv {
  const closed = new Set([...Object.keys(closedRegistry), ...Object.keys(proxiedBy(''))])
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !closed.has(name)))
}
