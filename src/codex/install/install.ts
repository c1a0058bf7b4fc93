import { createReadStream } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ActionError, systemCode } from '../../system/errors.js'
import type { Job } from './job.js'
import { askVersion, executableIn, workingIn } from './native.js'
import { downloadPackage, PACKAGE, registryFrom } from './registry.js'
import { makeStaging, markComplete, putInPlace, removeStaging } from './tool-cache.js'
import { notRunnable, notWritable, strangeEntry, unpackFailed, wrongVersion } from './unavailable.js'

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
  const { log, now, signal } = job
  const registry = registryFrom(job.env)
  const version = `${job.version}-${job.target.name}`
  const file = path.join(staging, 'package.tgz')
  const fresh = path.join(staging, 'package')
  log(`Codex ${job.version}: downloading ${PACKAGE}@${version} from ${registry.base}`)
  const started = now()
  const bytes = await orDiskFailure(downloadPackage({ ...job, registry, version, file }))
  const downloaded = now()
  await orDiskFailure(unpack(file, fresh, signal))
  await tryOut(fresh, job)
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  log(
    `Codex ${job.version}: ${Math.ceil(bytes / 1e6)} MB in ${seconds(downloaded - started)}, sha512 verified, ` +
      `unpacked in ${seconds(now() - downloaded)}.`,
  )
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

const MEGABYTE = 1024 * 1024
const PLAIN: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory'])

/** Unpacks a package. Only files and directories may be in it, and nothing that leads out. */
async function unpack(tarball: string, into: string, signal: AbortSignal): Promise<void> {
  const { extract } = await import('tar')
  await mkdir(into)
  let strange: string | undefined
  const files = extract({
    cwd: into,
    strip: 1,
    strict: true,
    preserveOwner: false,
    noMtime: true, // npm's date is 1985: whoever tidies up old files would take it for one
    // What is thrown in here would be lost between tar's streams.
    filter: (name, entry) => {
      const plain = 'type' in entry && PLAIN.has(entry.type) && !/^[\\/]|(^|[\\/])\.\.([\\/]|$)/.test(name)
      if (!plain) strange ??= name
      return plain
    },
  })
  // tar's own gunzip goes by 16 KB: 415 MB took it 2.7 s, and in pieces of 1 MB they take 1.5 s.
  const unzip = createGunzip({ chunkSize: MEGABYTE })
  await pipeline(createReadStream(tarball, { highWaterMark: MEGABYTE }), unzip, files, { signal })
  if (strange !== undefined) throw strangeEntry(strange)
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
