import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { isSafe } from '../../system/addresses.js'
import { quote } from '../../system/quote.js'
import { readStream } from '../../system/read-stream.js'
import { get, isOfTheDisk, type Manner, mayLead } from './download.js'
import { judgeSignatures, NPM_KEYS, type RegistryKey } from './signatures.js'
import {
  noDownloadAddress,
  noIntegrity,
  noRegistry,
  notFound,
  notPinned,
  plainRegistry,
  printable,
  signedByOther,
  tampered,
  tooLarge,
  unsigned,
  wronglySigned,
} from './unavailable.js'

/** Six times what Codex 0.171.0 has as a package. */
const MOST_PACKED = 2 ** 30

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
  const url = new URL(configured)
  const { origin, pathname, username, password } = url
  if (!isSafe(url)) throw plainRegistry(origin)
  const base = origin + pathname.replace(/(?<!\/)\/*$/, '/')
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

export interface Download extends Asking {
  /** A version of `@openai/codex`, with the platform: `0.169.0-linux-x64`. */
  readonly version: string
  /**
   * Takes the tarball as it comes, once for each try. What it makes must not be used until the download has succeeded: its
   * sha512 is known only then.
   */
  readonly take: (tarball: AsyncIterable<Buffer>) => Promise<void>
  /** `dist.integrity` that is known beforehand, by version. */
  readonly pins: Readonly<Record<string, string>>
  /** npm's keys unless told. */
  readonly keys?: readonly RegistryKey[] | undefined
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/**
 * Downloads a version's tarball and checks it against its sha512: the pinned one, otherwise the manifest's, which npm must
 * have signed if the registry has signatures.
 * @returns the tarball's size in bytes
 * @throws CodexUnavailable, and as it is what `take` throws
 */
export async function downloadPackage(download: Download): Promise<number> {
  const { tarball, integrity } = await findTarball(download)
  const { parse } = await import('ssri')
  const came = await get(asked(tarball, '*/*', download), download, async (status, body) =>
    status === 200 ? receive(body, download.take) : undefined,
  )
  if (came === undefined) throw notFound(wanted(download), download.registry.base, tarball)

  if (!parse(came.sha512)?.match(integrity)) {
    const cause = new Error(`${came.sha512} for ${came.bytes} bytes, wanted ${integrity}`)
    throw pinOf(download) ? notPinned(wanted(download), printable(tarball), cause) : tampered(tarball, cause)
  }
  if (came.failure !== undefined) throw came.failure
  return came.bytes
}

/** A whole tarball. Why `take` could make nothing of it counts only if it is the right one. */
interface Tarball {
  readonly bytes: number
  /** As `dist.integrity` has it. */
  readonly sha512: string
  readonly failure: unknown
}

/** Hashes a tarball while `take` has it, to its end also if `take` has failed. Throws `tooLarge` and failures of disk and network. */
async function receive(body: Readable, take: Download['take']): Promise<Tarball> {
  const hash = createHash('sha512')
  let bytes = 0
  async function* hashed() {
    for await (const piece of body.iterator({ destroyOnReturn: false })) {
      hash.update(piece)
      bytes += piece.length
      if (bytes > MOST_PACKED) throw tooLarge(`${MOST_PACKED / 2 ** 30} GB`)
      yield piece as Buffer
    }
  }

  const failure = await take(hashed()).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isOfTheDisk(failure)) throw failure
  for await (const _ of hashed());
  return { bytes, sha512: `sha512-${hash.digest('base64')}`, failure }
}

/** Asks for the one version; a registry that doesn't serve single versions, for the whole list. */
async function findTarball(download: Download): Promise<{ tarball: URL; integrity: string }> {
  const { base } = download.registry
  const all = packageUrl(download)
  const one = new URL(`${all.href}/${download.version}`)
  const dist =
    distOf(await getJson(one, 'application/json', download), download.version) ??
    distOf(await getJson(all, ABBREVIATED, download), download.version)
  if (dist === undefined) throw notFound(wanted(download), base, all)
  return { tarball: tarballUrl(dist.tarball, base), integrity: await integrityOf(dist, download) }
}

const wanted = ({ version }: Download) => `${PACKAGE}@${version}`
const pinOf = ({ pins, version }: Download) => (Object.hasOwn(pins, version) ? pins[version] : undefined)

/** The sha512 that the tarball must have. @throws CodexUnavailable if the registry offers something else, or can't prove it */
async function integrityOf({ integrity, signatures }: Dist, download: Download): Promise<string> {
  const { parse } = await import('ssri')
  const text = typeof integrity === 'string' && integrity.length <= 1000 ? integrity : ''
  const told = parse(text, { strict: true })?.sha512
  const { registry } = download
  const pin = pinOf(download)
  if (pin !== undefined) {
    // Fails now rather than after a download of 100 MB.
    if (told && !told.some(hash => hash.toString() === pin)) throw notPinned(wanted(download), registry.base)
    return pin
  }
  if (!told?.length) throw noIntegrity(wanted(download), registry.base)
  checkSigned(text, signatures, download)
  return told.join(' ')
}

/** A mirror may pass on no signatures, or sign with a key of its own. Then only its word counts, and the log says so. */
function checkSigned(integrity: string, signatures: unknown, download: Download): void {
  const { keys = NPM_KEYS, log } = download
  const { base } = download.registry
  const of = wanted(download)
  const signed = judgeSignatures(signatures, { of, integrity, keys, now: download.now() })
  if (signed.by === 'npm') return
  if (signed.by === 'wrong') throw wronglySigned(of, base)
  const isPublic = new URL(base).host === new URL(PUBLIC).host
  if (signed.by === 'nobody') {
    // The public registry signs all that it serves: somebody took the signatures out.
    if (isPublic) throw unsigned(of, base)
    log(`${of} is not signed: ${base} serves no signatures, so only its own sha512 can be checked.`)
    return
  }
  const key = quote(signed.keyid, 60)
  const state = signed.by === 'expired' ? `has expired (${key})` : `is not known here (${key})`
  if (isPublic) throw signedByOther(of, base, state)
  log(
    `${of} is not signed by npm: ${base} serves a signature of a key that ${state}, so only its own sha512 can be checked.`,
  )
}

/**
 * A mirror may pass the public registry's manifests on as they are. As npm does (`replace-registry-host`),
 * such an address is taken to mean the same path on the mirror; other than npm, we keep the mirror's prefix.
 * Some registries behind an https proxy give plain http addresses of their own: those are read as https.
 */
function tarballUrl(tarball: string, registry: string): URL {
  const base = new URL(registry)
  const url = URL.canParse(tarball, registry) ? new URL(tarball, base) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw noDownloadAddress(registry)
  if (url.host === base.host) url.protocol = base.protocol
  const elsewhere = url.host === new URL(PUBLIC).host && url.host !== base.host
  const address = elsewhere ? new URL(`.${url.pathname}`, base) : url
  if (!mayLead(base, address)) throw noDownloadAddress(registry)
  return address
}

type Dist = { readonly tarball: string; readonly integrity?: unknown; readonly signatures?: unknown }

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

/** The whole description of Codex has a few MB. */
const MOST_BYTES = 64 * 2 ** 20

/** A registry, and how to ask it. */
export interface Asking extends Manner {
  readonly registry: Registry
}

/** The address of the package's description, with all its versions. */
export const packageUrl = ({ registry: { base } }: Asking): URL =>
  new URL(`${base}${PACKAGE.replace('/', '%2f')}`)

/** The body as JSON; undefined when the registry has no such page, or answers with another kind of page. */
export function getJson(url: URL, accept: string, asking: Asking): Promise<unknown> {
  return get(asked(url, accept, asking), asking, async (status, body) => {
    const bytes = await readStream(body, { limit: MOST_BYTES })
    if (bytes === undefined || status !== 200) return undefined
    try {
      return JSON.parse(bytes.toString('utf8'))
    } catch {
      return undefined
    }
  })
}

/** The registry's credentials are for the registry only: not for the host of its tarballs, nor for one that it redirects to. */
const asked = (url: URL, accept: string, { registry: { base, authorization } }: Asking) => ({
  url,
  headers: { accept, 'user-agent': 'codex-auth-action' },
  credentials: authorization === undefined ? undefined : { origin: new URL(base).origin, authorization },
})
