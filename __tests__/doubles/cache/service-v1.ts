import type { IncomingHttpHeaders } from 'node:http'
import { empty, json, READ_DENIED, strings, WRITE_DENIED } from './answers.js'
import type { Blobs } from './blobs.js'
import type { Entries, Rights } from './entries.js'
import type { Answer, Kind } from './types.js'

const ROOT = '/_apis/artifactcache/'

export function kindV1(method: string, path: string): Kind | undefined {
  if (method === 'GET' && path === `${ROOT}cache`) return 'lookup'
  if (method === 'POST' && path === `${ROOT}caches`) return 'reserve'
  if (method === 'PATCH' && /\/caches\/\d+$/.test(path)) return 'upload'
  return method === 'POST' && /\/caches\/\d+$/.test(path) ? 'finalize' : undefined
}

export interface RestRequest {
  readonly kind: Kind
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** The REST API of the cache service v1, which GHES and act have; undefined for what the client never sends. */
export function serviceV1(
  { kind, url, headers, body }: RestRequest,
  rights: Rights,
  entries: Entries,
  blobs: Blobs,
): Answer | undefined {
  if (headers.accept !== 'application/json;api-version=6.0-preview.1') return undefined
  if (kind === 'lookup') {
    if (rights.grant === 'none') return json(403, { message: READ_DENIED })
    const keys = url.searchParams.get('keys')?.split(',') ?? []
    if (keys.length === 0 || keys.length > 10) return undefined
    const found = entries.find(rights, keys, url.searchParams.get('version') ?? '')
    if (!found) return empty(204)
    const { key: cacheKey, scope, version: cacheVersion } = found
    return json(200, { cacheKey, scope, cacheVersion, archiveLocation: blobs.downloadUrl(found) })
  }
  if (rights.grant !== 'write') return json(403, { message: WRITE_DENIED })
  if (kind === 'reserve') {
    const request = strings(body, 'key', 'version')
    if (!request) return undefined
    const cacheId = entries.reserve(rights, request.key, request.version)
    if (cacheId === undefined) return json(409, { message: 'Cache already exists.' })
    return json(201, { cacheId })
  }
  const id = Number(url.pathname.split('/').at(-1))
  const reservation = entries.reservation(id)
  if (reservation?.scope !== rights.ref) return json(404, { message: 'no such upload' })
  if (kind === 'upload') {
    // The login is far smaller than one chunk, so there is only ever the first.
    if (headers['content-range'] !== `bytes 0-${body.length - 1}/*`) return undefined
    reservation.bytes = body
    return empty(204)
  }
  const { size } = JSON.parse(body.toString()) as { size: number }
  return entries.finish(id, size) ? empty(204) : json(400, { message: 'size does not match' })
}
