import path from 'node:path'
import { type CodexRequest, DEFAULT_CODEX_VERSION, type Job, prepare } from './job.js'
import { askVersion, workingIn } from './native.js'
import { codexOnPath, nativeBehind } from './on-path.js'
import { markComplete } from './tool-cache.js'
import { CodexUnavailable, type CodexUnavailableCode } from './unavailable.js'

export { type CodexRequest, DEFAULT_CODEX_VERSION } from './job.js'

export interface ProvidedCodex {
  /** The native executable, never npm's script. */
  readonly path: string
  readonly version: string
  readonly source: 'path' | 'tool-cache' | 'registry'
  /** To be put on PATH, so that later steps run the same Codex. */
  readonly directory: string
}

/**
 * Gets Codex in the wanted version: from PATH, otherwise from the runner's tool cache, otherwise from the npm registry into
 * the tool cache. Any number of processes may do so at once. A version that this action's tests haven't tried is checked. If
 * `latest` or a range selected a version that can't be used, the default version takes its place.
 * @throws CodexUnavailable, or the signal's reason
 */
export async function provideCodex(request: CodexRequest): Promise<ProvidedCodex> {
  request.signal?.throwIfAborted()
  const { version, log, warn = log } = request
  // In most jobs: semver takes 2 ms to load.
  if (version === DEFAULT_CODEX_VERSION) return provideOne(request)
  const { readVersion } = await import('./wanted-version.js')
  const wanted = readVersion(version)
  if (wanted.kind === 'exact') return provideOne(request)

  const byDefault = { ...request, version: DEFAULT_CODEX_VERSION }
  const { newestRelease } = await import('./newest-release.js')
  const newest = await newestRelease(wanted.range, await prepare(byDefault))
  log(`codex-version ${version}: ${newest}.`)
  if (newest === DEFAULT_CODEX_VERSION) return provideOne(byDefault)
  return provideOne({ ...request, version: newest }).catch(error => {
    request.signal?.throwIfAborted()
    if (!(error instanceof CodexUnavailable) || !GIVES_WAY.has(error.code)) throw error
    const { what, why } = error.explanation
    warn(
      `${what}\n${why}\nUsing Codex ${DEFAULT_CODEX_VERSION}, the default, instead of \`codex-version: ${version}\`.`,
    )
    return provideOne(byDefault)
  })
}

/** Codes for which the default replaces a release that a range selected. A sign of an attack is always an error instead. */
const GIVES_WAY: ReadonlySet<CodexUnavailableCode> = new Set([
  'codex-check-failed',
  'codex-check-impossible',
  'codex-not-runnable',
  'codex-wrong-version',
  'codex-version-not-found',
  'codex-registry-unreachable',
  'codex-registry-refused',
])

/** Gets the one version. */
async function provideOne(request: CodexRequest): Promise<ProvidedCodex> {
  const job = await prepare(request)
  const found = (await fromPath(job)) ?? (await fromToolCache(job)) ?? (await fromRegistry(job))
  if (!job.tried.includes(job.version)) {
    const { assertSafe } = await import('./untried.js')
    await assertSafe(found, job)
  }
  return { ...found, version: job.version, directory: path.dirname(found.path) }
}

type Found = Pick<ProvidedCodex, 'path' | 'source'>

async function fromPath(job: Job): Promise<Found | undefined> {
  const found = await codexOnPath(job.env, job.platform)
  if (found === undefined) return undefined
  const native = await nativeBehind(found, job.target).catch(() => undefined)
  if (native === undefined) {
    job.log(`Codex on PATH (${found}) is a script that leads to no native executable we know: not used.`)
    return undefined
  }
  if ((await job.writable.holds(found)) || (await job.writable.holds(native))) {
    job.log(`Codex on PATH (${found}) is not used, because the model may write there.`)
    return undefined
  }
  const answer = await askVersion(native, job)
  if (answer.version === job.version) {
    job.log(`Codex ${job.version}: the one on PATH, ${native}.`)
    return { path: native, source: 'path' }
  }
  job.log(
    `Codex on PATH (${found}) is ${answer.version ?? `not usable: ${answer.problem}`}, wanted is ${job.version}: not used.`,
  )
  return undefined
}

async function fromToolCache(job: Job): Promise<Found | undefined> {
  const executable = await workingIn(job.place.directory, job)
  if (executable === undefined) return undefined
  await markComplete(job.place)
  job.log(`Codex ${job.version}: from the tool cache, ${executable}.`)
  return { path: executable, source: 'tool-cache' }
}

async function fromRegistry(job: Job): Promise<Found> {
  // Only a job without Codex loads the installer.
  const { install } = await import('./install.js')
  try {
    return { path: await install(job), source: 'registry' }
  } catch (error) {
    job.signal.throwIfAborted() // a cancel makes all kinds of things fail
    throw error
  }
}
