import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import type { RegistryKey } from '../../src/codex/install/signatures.js'

/** One published version: a tarball on disk, and faults on demand. */
export interface Published {
  readonly tarball: string
  /** `dist.integrity`; the tarball's own sha512 by default, null for none at all. */
  readonly integrity?: string | null
  /** `dist.tarball`; an address on this registry by default. */
  readonly address?: string
  /** `dist.signatures`; one of the lab's key by default, null for none at all. */
  readonly signatures?: unknown
  /** ms before now; a year by default, null if the registry doesn't say. */
  readonly agoMs?: number | null
  /** What npm shows to who installs it. */
  readonly deprecated?: string
}

/** A status; or `cut` sends half of a body and drops the line, `stall` stops there, `silent` never answers. */
export type Fault = number | 'cut' | 'stall' | 'silent'

export interface RegistryOptions {
  /** A path before everything, as Artifactory and Verdaccio have it: `/api/npm/npm`. */
  readonly prefix?: string
  /** Answers 405 to single versions and knows only the whole package. */
  readonly packumentOnly?: boolean
  /** Answers with these in turn before it behaves. */
  readonly faults?: Fault[]
  /** Faults strike only requests whose URL holds this. */
  readonly faultsAt?: string
  /** Also gives the whole package to who doesn't ask for its short form, as npm may; we always do. */
  readonly longForm?: boolean
  /** Only this Authorization is let in. */
  readonly authorization?: string
  /** The address to which a request is redirected, by its path; undefined if it is not. */
  readonly sendOn?: (path: string) => { readonly to: string; readonly status?: number } | undefined
  /** Says nothing of when releases were published, as some mirrors. */
  readonly noTimes?: boolean
  /** `dist-tags.latest` */
  readonly latest?: string
  /** PEM: it speaks https. */
  readonly tls?: { readonly cert: string; readonly key: string }
}

export interface NpmRegistry {
  /** `http://127.0.0.1:<port><prefix>`, https with `tls`. */
  readonly url: string
  /** `GET /…` of every request, in order; with `[auth]` behind it when it carried credentials. */
  readonly requests: string[]
  publish(version: string, published: Published): Promise<void>
  close(): Promise<void>
}

const PACKAGE = '@openai/codex'
const YEAR_MS = 365 * 24 * 3_600_000

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
/** The key with which this registry signs, as npm's has one. */
export const LAB_KEY: RegistryKey = keyOf(pair.publicKey.export({ type: 'spki', format: 'der' }))

/** @param spki of a P-256 key */
export function keyOf(spki: Buffer): RegistryKey {
  return {
    keyid: `SHA256:${createHash('sha256').update(spki).digest('base64')}`,
    key: spki.toString('base64'),
  }
}

/** `dist.signatures` of a package, by the lab's key. */
export const signed = (version: string, integrity: string, privateKey = pair.privateKey) => [
  {
    keyid: LAB_KEY.keyid,
    sig: sign('sha256', Buffer.from(`${PACKAGE}@${version}:${integrity}`), privateKey).toString('base64'),
  },
]

/** A strict npm registry on the loopback that has one package, `@openai/codex`. */
export async function startRegistry(options: RegistryOptions = {}): Promise<NpmRegistry> {
  const { prefix = '', packumentOnly = false, faultsAt = '/', authorization } = options
  const faults = [...(options.faults ?? [])]
  const requests: string[] = []
  const versions = new Map<string, { manifest: object; tarball: string }>()
  const time: Record<string, string> = {}

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? ''
    requests.push(`${request.method} ${url}${request.headers.authorization === undefined ? '' : ' [auth]'}`)
    const fault = url.includes(faultsAt) ? faults.shift() : undefined
    if (typeof fault === 'number') return end(response, fault)
    if (fault === 'silent') return
    if (authorization !== undefined && request.headers.authorization !== authorization)
      return end(response, 401)
    const away = options.sendOn?.(url)
    if (away) return void response.writeHead(away.status ?? 302, { location: away.to }).end('moved')
    route(request, response, fault).catch(() => response.destroy())
  }
  const server = options.tls ? createSecureServer(options.tls, handle) : createServer(handle)

  async function route(request: IncomingMessage, response: ServerResponse, fault?: Fault) {
    const url = request.url ?? ''
    if (!url.startsWith(`${prefix}/`)) return end(response, 404)
    const at = url.slice(prefix.length)
    const file = [...versions].find(([version]) => at === tarballPath(version))?.[1].tarball
    if (file !== undefined) return send(response, file, fault)
    const [name, version, ...more] = at.slice(1).split('/')
    if (name?.toLowerCase() !== PACKAGE.replace('/', '%2f') || more.length > 0) return end(response, 404)
    if (version !== undefined) {
      if (packumentOnly) return end(response, 405)
      const manifest = versions.get(version)?.manifest
      return manifest === undefined ? end(response, 404) : end(response, 200, manifest)
    }
    const short = request.headers.accept?.includes('application/vnd.npm.install-v1+json')
    if (!short && !options.longForm) return end(response, 406)
    const all = [...versions].map(([key, { manifest }]) => [key, manifest])
    const tags = options.latest === undefined ? {} : { latest: options.latest }
    const body = { name: PACKAGE, 'dist-tags': tags, versions: Object.fromEntries(all) }
    // npm's short form has no dates.
    return end(response, 200, short || options.noTimes ? body : { ...body, time })
  }

  async function send(response: ServerResponse, file: string, fault?: Fault) {
    const { size } = await stat(file)
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size })
    const last = fault === undefined ? size - 1 : Math.floor(size / 2)
    await pipeline(createReadStream(file, { end: last }), response, { end: false })
    if (fault === 'cut') response.destroy()
    if (fault === undefined) response.end()
  }

  // Node's own server hangs up when the client does half of it; a network that has gone dead does not.
  Object.assign(server, { httpAllowHalfOpen: true })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `${options.tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`

  return {
    url,
    requests,
    async publish(version, { tarball, integrity, address, signatures, agoMs = YEAR_MS, deprecated }) {
      const known = integrity === undefined ? await sha512(tarball) : integrity
      const dist = {
        tarball: address ?? url + tarballPath(version),
        ...(known === null ? {} : { integrity: known }),
        ...(signatures === null ? {} : { signatures: signatures ?? signed(version, known ?? '') }),
      }
      const note = deprecated === undefined ? {} : { deprecated }
      versions.set(version, { tarball, manifest: { name: PACKAGE, version, dist, ...note } })
      if (agoMs !== null) time[version] = new Date(Date.now() - agoMs).toISOString()
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const tarballPath = (version: string) => `/${PACKAGE}/-/codex-${version}.tgz`

function end(response: ServerResponse, status: number, body: object = { error: `status ${status}` }): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function sha512(file: string): Promise<string> {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return `sha512-${hash.digest('base64')}`
}
