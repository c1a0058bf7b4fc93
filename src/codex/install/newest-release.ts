import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import gt from 'semver/functions/gt.js'
import maxSatisfying from 'semver/ranges/max-satisfying.js'
import { z } from 'zod/mini'
import { ActionError } from '../../system/errors.js'
import { readRegularFile, replaceFile } from '../../system/files.js'
import { parseJson } from '../../system/json.js'
import { DEFAULT_CODEX_VERSION, type Job } from './job.js'
import { getJson, PACKAGE, packageUrl, registryFrom } from './registry.js'
import { noneInRange, noTimes, notFound } from './unavailable.js'

const DAY_MS = 24 * 3_600_000
/** A release younger than that may still be withdrawn. */
const RIPE_MS = 3 * DAY_MS
/** A job that has a default to go on with doesn't wait long for the registry. */
const STALL_MS = 15_000
const MOST_BYTES = 1024 * 1024

const Resolved = z.object({
  registry: z.string(),
  /** npm's name for the machine. */
  target: z.string(),
  /** When the registry was asked, in milliseconds since the epoch. */
  at: z.number(),
  /** Stable releases that were three days old by then. */
  releases: z.array(z.string().check(z.regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}$/))),
})
type Resolved = z.infer<typeof Resolved>

/**
 * The newest release in a range that is at least three days old. A machine asks the registry once a day. If the registry
 * can't be reached, its last answer counts; without one, the default version.
 * @throws CodexUnavailable `codex-version-not-found` if there is no such release, or the signal's reason
 */
export async function newestRelease(range: string, job: Job): Promise<string> {
  const file = join(job.place.root, '.releases.json')
  const registry = registryFrom(job.env).base
  const kept = await keptIn(file, registry, job)
  const age = job.now() - (kept?.at ?? 0)
  if (kept && age >= 0 && age < DAY_MS) return choose(range, kept.releases)

  const asked = await askRegistry(job).catch((error: unknown) => {
    job.signal.throwIfAborted()
    if (!(error instanceof ActionError)) throw error
    return error
  })
  if (!(asked instanceof ActionError)) {
    await keep(file, { registry, target: job.target.name, at: job.now(), releases: asked })
    return choose(range, asked)
  }

  const what = `Codex's releases could not be looked up: ${asked.explanation.what}`
  if (kept) {
    job.warn(`${what}\nGoing on with what the registry said on ${new Date(kept.at).toISOString()}.`)
    return choose(range, kept.releases)
  }
  job.warn(`${what}\nUsing Codex ${DEFAULT_CODEX_VERSION}, the default, instead of \`codex-version\`.`)
  return DEFAULT_CODEX_VERSION
}

/** The default version counts too: it is tried, and comes with this action. */
function choose(range: string, releases: readonly string[]): string {
  const all = [...releases, DEFAULT_CODEX_VERSION]
  const newest = maxSatisfying(all, range)
  if (newest === null) throw noneInRange(range, maxSatisfying(all, '*'))
  return newest
}

async function keptIn(file: string, registry: string, { target }: Job): Promise<Resolved | undefined> {
  const bytes = await readRegularFile(file, { limit: MOST_BYTES }).catch(() => undefined)
  const kept = bytes && Resolved.safeParse(parseJson(bytes.toString('utf8')))
  const isOurs = kept?.success && kept.data.registry === registry && kept.data.target === target.name
  return isOurs ? kept.data : undefined
}

/** Where it can't be kept, the next job asks again. */
async function keep(file: string, resolved: Resolved): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
    .then(() => replaceFile(file, JSON.stringify(resolved), 0o644))
    .catch(() => undefined)
}

const Package = z.object({
  'dist-tags': z.optional(z.record(z.string(), z.unknown())),
  time: z.optional(z.record(z.string(), z.unknown())),
  versions: z.record(z.string(), z.unknown()),
})

/** The stable releases for this machine that are old enough. The short form of the description has no dates. */
async function askRegistry(job: Job): Promise<string[]> {
  const registry = registryFrom(job.env)
  const retries = { ...job.retries, retries: Math.min(job.retries.retries, 1) }
  const asking = { ...job, registry, retries, stallTimeout: Math.min(job.stallTimeout, STALL_MS) }
  const url = packageUrl(asking)
  const found = Package.safeParse(await getJson(url, 'application/json', asking))
  if (!found.success) throw notFound(PACKAGE, registry.base, url)
  const { time, versions, 'dist-tags': tags } = found.data
  if (time === undefined) throw noTimes(registry.base)

  const latest = typeof tags?.latest === 'string' ? STABLE.exec(tags.latest)?.[0] : undefined
  const suffix = `-${job.target.name}`
  return (
    Object.entries(versions)
      .filter(([name, manifest]) => name.endsWith(suffix) && !isDeprecated(manifest))
      .map(([name]) => name.slice(0, -suffix.length))
      .filter(version => STABLE.test(version))
      .filter(version => [version, version + suffix].every(name => isRipe(time[name], job.now())))
      .filter(version => !isDeprecated(versions[version]))
      // Releases newer than npm's own `latest` were taken back, or aren't meant for everyone yet.
      .filter(version => latest === undefined || !gt(version, latest))
  )
}

const STABLE = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/

const isRipe = (published: unknown, now: number): boolean =>
  typeof published === 'string' && now - Date.parse(published) >= RIPE_MS

const isDeprecated = (manifest: unknown): boolean =>
  typeof manifest === 'object' &&
  manifest !== null &&
  'deprecated' in manifest &&
  Boolean(manifest.deprecated)
