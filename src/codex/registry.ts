import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { systemCode } from '../errors.js'
import { get, type Manner } from './download.js'
import { noDownloadAddress, noIntegrity, noRegistry, notFound, tampered } from './unavailable.js'

export const PACKAGE = '@openai/codex'
const PUBLIC = 'https://registry.npmjs.org/'
/** npm's own shorter form of a package's description: versions and where they lie, no readmes. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8'

/** An npm registry. `base` ends with a slash, may have a path, and never has credentials: it may be printed. */
export interface Registry {
  readonly base: string
  /** Value of the Authorization header, from the URL's user and password. */
  readonly authorization?: string
}

/** The registry that npm's own variable names, or the public one. @throws CodexUnavailable `codex-registry-invalid` */
export function registryFrom(env: NodeJS.ProcessEnv): Registry {
  const configured = env.NPM_CONFIG_REGISTRY || env.npm_config_registry || PUBLIC
  if (!URL.canParse(configured) || !/^https?:$/.test(new URL(configured).protocol)) throw noRegistry(PUBLIC)
  const { origin, pathname, username, password } = new URL(configured)
  const base = origin + pathname.replace(/\/*$/, '/')
  if (username === '' && password === '') return { base }
  const credentials = Buffer.from(`${unescaped(username)}:${unescaped(password)}`).toString('base64')
  return { base, authorization: `Basic ${credentials}` }
}

/** A password with a bare `%` is meant as it stands. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export interface Download extends Manner {
  readonly registry: Registry
  /** A version of `@openai/codex`, with the platform: `0.169.0-linux-x64`. */
  readonly version: string
  /** Where the tarball goes. */
  readonly file: string
}

/**
 * Downloads a version's tarball and checks it against the manifest's sha512.
 * @returns the tarball's size in bytes
 * @throws CodexUnavailable, and as it is what the file system throws while writing
 */
export async function downloadPackage(download: Download): Promise<number> {
  const { tarball, integrity } = await findTarball(download)
  const { integrityStream } = await import('ssri')
  const headers = headersFor(tarball, '*/*', download)
  const size = await get(tarball, headers, download, async (status, message) => {
    if (status !== 200) return undefined
    await pipeline(message, integrityStream({ integrity }), createWriteStream(download.file))
    return (await stat(download.file)).size
  }).catch((error: unknown) => {
    throw systemCode(error) === 'EINTEGRITY' ? tampered(tarball, error) : error
  })
  return size ?? Promise.reject(notFound(wanted(download), download.registry.base, tarball))
}

/** Asks for the one version; a registry that doesn't serve single versions, for the whole list. */
async function findTarball(download: Download): Promise<{ tarball: URL; integrity: string }> {
  const { base } = download.registry
  const all = new URL(`${base}${PACKAGE.replace('/', '%2f')}`)
  const one = new URL(`${all.href}/${download.version}`)
  const dist =
    distOf(await getJson(one, 'application/json', download), download.version) ??
    distOf(await getJson(all, ABBREVIATED, download), download.version)
  if (dist === undefined) throw notFound(wanted(download), base, all)
  const { parse } = await import('ssri')
  const integrity =
    typeof dist.integrity === 'string'
      ? parse(dist.integrity, { strict: true })?.sha512?.join(' ')
      : undefined
  if (!integrity) throw noIntegrity(wanted(download), base)
  return { tarball: tarballUrl(dist.tarball, base), integrity }
}

const wanted = ({ version }: Download) => `${PACKAGE}@${version}`

/**
 * A mirror may pass the public registry's manifests on as they are. As npm does (`replace-registry-host`),
 * such an address is taken to mean the same path on the mirror; other than npm, we keep the mirror's prefix.
 */
function tarballUrl(tarball: string, base: string): URL {
  const url = URL.canParse(tarball, base) ? new URL(tarball, base) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw noDownloadAddress(base)
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
  return get(url, headersFor(url, accept, download), download, async (status, message) => {
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

/** The registry's credentials are for the registry: not for the host that it keeps its tarballs on. */
function headersFor(url: URL, accept: string, { registry }: Download): Record<string, string> {
  const ours = url.origin === new URL(registry.base).origin
  return { accept, ...(ours && registry.authorization ? { authorization: registry.authorization } : {}) }
}
