import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'

/** One published version: a tarball on disk, and faults on demand. */
export interface Published {
  readonly tarball: string
  /** `dist.integrity`; the tarball's own sha512 by default, null for none at all. */
  readonly integrity?: string | null
  /** `dist.tarball`; an address on this registry by default. */
  readonly address?: string
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
}

export interface NpmRegistry {
  /** `http://127.0.0.1:<port><prefix>` */
  readonly url: string
  /** `GET /…` of every request, in order; with `[auth]` behind it when it carried credentials. */
  readonly requests: string[]
  publish(version: string, published: Published): Promise<void>
  close(): Promise<void>
}

const PACKAGE = '@openai/codex'

/** A strict npm registry on the loopback that has one package, `@openai/codex`. */
export async function startRegistry(options: RegistryOptions = {}): Promise<NpmRegistry> {
  const { prefix = '', packumentOnly = false, faultsAt = '/', authorization } = options
  const faults = [...(options.faults ?? [])]
  const requests: string[] = []
  const versions = new Map<string, { manifest: object; tarball: string }>()

  const server = createServer((request, response) => {
    const url = request.url ?? ''
    requests.push(`${request.method} ${url}${request.headers.authorization === undefined ? '' : ' [auth]'}`)
    const fault = url.includes(faultsAt) ? faults.shift() : undefined
    if (typeof fault === 'number') return end(response, fault)
    if (fault === 'silent') return
    if (authorization !== undefined && request.headers.authorization !== authorization)
      return end(response, 401)
    route(request, response, fault).catch(() => response.destroy())
  })

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
    return end(response, 200, { name: PACKAGE, 'dist-tags': {}, versions: Object.fromEntries(all) })
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
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`

  return {
    url,
    requests,
    async publish(version, { tarball, integrity, address }) {
      const known = integrity === undefined ? await sha512(tarball) : integrity
      const dist = {
        tarball: address ?? url + tarballPath(version),
        ...(known === null ? {} : { integrity: known }),
      }
      versions.set(version, { tarball, manifest: { name: PACKAGE, version, dist } })
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
