import { chmod } from 'node:fs/promises'
import path from 'node:path'
import { ActionError, systemCode } from '../../system/errors.js'
import type { Job } from './job.js'
import { askVersion, executableIn, workingIn } from './native.js'
import { downloadPackage, PACKAGE, registryFrom } from './registry.js'
import { makeStaging, markComplete, putInPlace, removeStaging } from './tool-cache.js'
import { notRunnable, notWritable, unpackFailed, wrongVersion } from './unavailable.js'
import { unpack } from './unpack.js'

/**
 * Gets Codex from the npm registry into the tool cache.
 * @returns the executable
 * @throws CodexUnavailable, or anything at all once the signal is aborted; nothing half-done stays either way
 */
export async function install(job: Job): Promise<string> {
  const { place, target, signal } = job
  const staging = await makeStaging(place, job.now())
  try {
    const fresh = await fetchInto(staging, job)
    const aside = path.join(staging, 'replaced')
    const works = async () => (await workingIn(place.directory, job)) !== undefined
    const ours = await putInPlace(place, { fresh, aside, works, signal })
    await markComplete(place)
    if (!ours) job.log('Another job was faster; using what it installed.')
  } finally {
    await removeStaging(staging)
  }
  const executable = await executableIn(place.directory, target)
  return executable ?? Promise.reject(notWritable(place.root, new Error('it was gone again at once')))
}

/** Downloads, verifies, unpacks and tries it out. @returns the unpacked package's directory */
async function fetchInto(staging: string, job: Job): Promise<string> {
  const { log, now } = job
  const registry = registryFrom(job.env)
  const version = `${job.version}-${job.target.name}`
  log(`Codex ${job.version}: downloading ${PACKAGE}@${version} from ${registry.base}`)
  const started = now()
  let tries = 0
  const place = () => path.join(staging, `package-${tries}`)
  const take = (tarball: AsyncIterable<Buffer>) => {
    tries += 1
    return unpack(tarball, place())
  }
  const bytes = await orDiskFailure(downloadPackage({ ...job, registry, version, take }))
  const fresh = place()
  await tryOut(fresh, job)
  const seconds = ((now() - started) / 1000).toFixed(1)
  log(`Codex ${job.version}: ${Math.ceil(bytes / 1e6)} MB, unpacked, sha512 verified, in ${seconds} s.`)
  return fresh
}

/** An error with a code of the system, tar or zlib is a failure of the disk or the archive. Other errors pass unchanged. */
async function orDiskFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof ActionError || systemCode(error) === undefined ? error : unpackFailed(error)
  }
}

async function tryOut(fresh: string, job: Job): Promise<void> {
  const wanted = `${PACKAGE}@${job.version}-${job.target.name}`
  const executable = await executableIn(fresh, job.target)
  if (executable === undefined) throw wrongVersion(wanted, 'holds no executable where Codex has it')
  await chmod(executable, 0o755)
  const answer = await askVersion(executable, job)
  if (answer.version === undefined) throw notRunnable(executable, answer.problem)
  if (answer.version !== job.version) throw wrongVersion(wanted, `says it is ${answer.version}`)
}
