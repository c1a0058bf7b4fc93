import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError } from '../errors.js'
import { CodexUnavailable, codeOf, reasonOf } from './native.js'

const PACKAGE = '@openai/codex'
const PUBLIC = 'https://registry.npmjs.org/'
/** npm's own shorter form of a package's description: versions and where they lie, no readmes. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8'
/** Milliseconds before the second, third and fourth try. */
export const RETRY_DELAYS: readonly number[] = [500, 2_000, 5_000]

/** An npm registry. `base` ends with a slash, may have a path, and never has credentials: it may be printed. */
export interface Registry {
  readonly base: string
  /** Value of the Authorization header, from the URL's user and password. */
  readonly authorization?: string
}

/** The registry that npm's own variable names, or the public one. @throws CodexUnavailable `CODEX_REGISTRY_INVALID` */
export function registryFrom(env: NodeJS.ProcessEnv): Registry {
  const configured = env.NPM_CONFIG_REGISTRY || env.npm_config_registry || PUBLIC
  if (!URL.canParse(configured) || !/^https?:$/.test(new URL(configured).protocol)) {
    throw new CodexUnavailable('CODEX_REGISTRY_INVALID', {
      what: 'NPM_CONFIG_REGISTRY is not an http or https address.',
      why: 'Codex is installed from that registry.',
      remedy: `Set it to the address of an npm registry, or unset it for ${PUBLIC}.`,
    })
  }
  const { origin, pathname, username, password } = new URL(configured)
  const base = origin + pathname.replace(/\/*$/, '/')
  if (username === '' && password === '') return { base }
  const credentials = Buffer.from(`${unescaped(username)}:${unescaped(password)}`).toString('base64')
  return { base, authorization: `Basic ${credentials}` }
}

export interface Download {
  readonly registry: Registry
  /** A version of `@openai/codex`, with the platform: `0.169.0-linux-x64`. */
  readonly version: string
  /** Where the tarball goes. */
  readonly file: string
  readonly log: (line: string) => void
  /** Milliseconds; one try more than there are delays. */
  readonly retryDelays: readonly number[]
  /** Milliseconds without a byte after which a connection counts as lost. */
  readonly stallTimeout: number
}

/**
 * Downloads a version's tarball and checks it against the manifest's sha512. Proxies are honoured
 * (`https_proxy`, `no_proxy`: @actions/http-client reads them from the process itself).
 * @returns the tarball's size in bytes
 * @throws CodexUnavailable, and as it is what the file system throws while writing
 */
export async function downloadPackage(download: Download): Promise<number> {
  const { tarball, integrity } = await findTarball(download)
  const { integrityStream } = await import('ssri')
  const verified = await get(tarball, '*/*', download, async (status, message) => {
    if (status !== 200) return undefined
    await pipeline(message, integrityStream({ integrity }), createWriteStream(download.file))
    return (await stat(download.file)).size
  }).catch((error: unknown) => {
    throw codeOf(error) === 'EINTEGRITY' ? tampered(tarball, error) : error
  })
  if (verified === undefined) throw notFound(download, tarball)
  return verified
}

/** Asks for the one version; a registry that doesn't serve single versions, for the whole list. */
async function findTarball(download: Download): Promise<{ tarball: URL; integrity: string }> {
  const all = new URL(`${download.registry.base}${PACKAGE.replace('/', '%2f')}`)
  const one = new URL(`${all.href}/${download.version}`)
  const dist =
    distOf(await getJson(one, 'application/json', download), download.version) ??
    distOf(await getJson(all, ABBREVIATED, download), download.version)
  if (dist === undefined) throw notFound(download, all)
  const { parse } = await import('ssri')
  const integrity =
    typeof dist.integrity === 'string'
      ? parse(dist.integrity, { strict: true })?.sha512?.join(' ')
      : undefined
  if (!integrity) {
    throw new CodexUnavailable('CODEX_INTEGRITY_MISSING', {
      what: `The registry ${download.registry.base} gives no sha512 for ${PACKAGE}@${download.version}.`,
      why: 'Without it nobody can tell whether the download is the Codex that OpenAI published, and it would hold your login.',
      remedy: `Use a registry that passes \`dist.integrity\` on, such as ${PUBLIC}, by NPM_CONFIG_REGISTRY.`,
    })
  }
  return { tarball: tarballUrl(dist.tarball, download.registry), integrity }
}

/**
 * A mirror may pass the public registry's manifests on as they are. As npm does (`replace-registry-host`),
 * such an address is taken to mean the same path on the mirror; other than npm, we keep the mirror's prefix.
 */
function tarballUrl(tarball: string, { base }: Registry): URL {
  const url = URL.canParse(tarball, base) ? new URL(tarball, base) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new CodexUnavailable('CODEX_REGISTRY_INVALID', {
      what: `The registry ${base} names no usable download address for Codex.`,
      why: 'There is nothing to install from.',
      remedy: 'Check NPM_CONFIG_REGISTRY.',
    })
  }
  const elsewhere = url.host === new URL(PUBLIC).host && url.host !== new URL(base).host
  return elsewhere ? new URL(`.${url.pathname}`, base) : url
}

type Dist = { readonly tarball: string; readonly integrity?: unknown }

/** `dist` of a version's manifest, or of that version in a package's list; undefined when neither is there. */
function distOf(body: unknown, version: string): Dist | undefined {
  const manifest = at(body, 'versions') === undefined ? body : at(at(body, 'versions'), version)
  const dist = at(manifest, 'dist')
  return typeof at(dist, 'tarball') === 'string' ? (dist as Dist) : undefined
}

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined

/** The body as JSON; undefined when the registry has no such page, or answers with another kind of page. */
function getJson(url: URL, accept: string, download: Download): Promise<unknown> {
  return get(url, accept, download, async (status, message) => {
    const chunks: Buffer[] = []
    for await (const chunk of message) chunks.push(chunk)
    if (status !== 200) return undefined
    try {
      return JSON.parse(Buffer.concat(chunks).toString('utf8'))
    } catch {
      return undefined
    }
  })
}

/** A failure that another try may mend. */
class Transient extends Error {}
/** Failures of our own disk: another try would only fill it again. */
const OF_THE_DISK = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO', 'EINTEGRITY'])

/**
 * GETs an address until it answers for good. The tries are counted here and not in the client: its own
 * cover 502 to 504 within 30 ms, but no 500, no lost connection and no body that ends too soon.
 */
async function get<T>(
  url: URL,
  accept: string,
  download: Download,
  use: (status: number, message: IncomingMessage) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await getOnce(url, accept, download, use)
    } catch (error) {
      if (!(error instanceof Transient)) throw error
      const delay = download.retryDelays[attempt]
      if (delay === undefined) throw unreachable(url, attempt + 1, error)
      download.log(`${printable(url)}: ${error.message}. Trying again in ${delay / 1000} s.`)
      await sleep(delay)
    }
  }
}

async function getOnce<T>(
  url: URL,
  accept: string,
  { registry, stallTimeout }: Download,
  use: (status: number, message: IncomingMessage) => Promise<T>,
): Promise<T> {
  const { HttpClient } = await import('@actions/http-client')
  const client = new HttpClient('codex-auth-action', [], { socketTimeout: stallTimeout })
  // The registry's credentials are for the registry: not for the host that it keeps its tarballs on.
  const ours = registry.authorization !== undefined && url.origin === new URL(registry.base).origin
  const headers = { accept, ...(ours ? { authorization: registry.authorization } : {}) }
  const { message } = await client.get(url.href, headers).catch((error: unknown) => {
    throw new Transient(reasonOf(error), { cause: error })
  })
  try {
    const status = message.statusCode ?? 0
    if (status === 408 || status === 429 || status >= 500) throw new Transient(`it answered ${status}`)
    if (status === 401 || status === 403 || status === 407) throw refused(url, status)
    // Once the answer has begun, the client's own time-out no longer ends it.
    message.setTimeout(stallTimeout, () => message.destroy(new Error('the transfer stalled')))
    return await use(status, message)
  } catch (error) {
    if (error instanceof ActionError || error instanceof Transient) throw error
    if (OF_THE_DISK.has(codeOf(error))) throw error
    throw new Transient(reasonOf(error), { cause: error })
  } finally {
    message.destroy()
    client.dispose()
  }
}

const printable = (url: URL) => url.origin + url.pathname

/** A password with a bare `%` is meant as it stands. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const INSTEAD = 'Or install Codex in an earlier step, so that `codex` is on PATH.'

const notFound = ({ registry, version }: Download, url: URL) =>
  new CodexUnavailable('CODEX_VERSION_NOT_FOUND', {
    what: `The registry ${registry.base} has no ${PACKAGE}@${version} (asked at ${printable(url)}).`,
    why: 'That is the package that holds this version of Codex for this machine.',
    remedy: `Check \`codex-version\`: \`npm view ${PACKAGE} versions\` lists them. A mirror may also lag behind ${PUBLIC}.`,
  })

const unreachable = (url: URL, tries: number, cause: Error) =>
  new CodexUnavailable('CODEX_REGISTRY_UNREACHABLE', {
    what: `${printable(url)} could not be had in ${tries} tries: ${cause.message}.`,
    why: 'Codex is not on this machine in the wanted version and must be downloaded.',
    remedy: `Check the runner's network, https_proxy and NPM_CONFIG_REGISTRY, and run the job again. ${INSTEAD}`,
    cause,
  })

const refused = (url: URL, status: number) =>
  new CodexUnavailable('CODEX_REGISTRY_REFUSED', {
    what: `${printable(url)} answered ${status}.`,
    why: 'The registry or a proxy wants other credentials, or forbids this package.',
    remedy: `Give them in NPM_CONFIG_REGISTRY (https://user:password@host/) from a secret. ${INSTEAD}`,
  })

const tampered = (url: URL, cause: unknown) =>
  new CodexUnavailable('CODEX_INTEGRITY_MISMATCH', {
    what: `What came from ${printable(url)} is not what the registry's sha512 says.`,
    why: 'The mirror may have been tampered with, or a proxy changed the download. It would hold your login, so it was deleted and nothing was installed.',
    remedy: `Run the job again; if it stays, find out who changes the file, and use ${PUBLIC} meanwhile.`,
    cause,
  })
