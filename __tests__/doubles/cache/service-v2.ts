import { json, READ_DENIED, strings, WRITE_DENIED } from './answers.js'
import type { Blobs } from './blobs.js'
import type { Entries, Rights } from './entries.js'
import type { Answer, Kind } from './types.js'

const SERVICE = '/twirp/github.actions.results.api.v1.CacheService/'
const METHODS: Record<string, Kind> = {
  GetCacheEntryDownloadURL: 'lookup',
  CreateCacheEntry: 'reserve',
  FinalizeCacheEntryUpload: 'finalize',
}

export const kindV2 = (method: string, path: string): Kind | undefined =>
  method === 'POST' && path.startsWith(SERVICE) ? METHODS[path.slice(SERVICE.length)] : undefined

/** The Twirp methods of the cache service v2, in JSON with the names of the proto file (cache.twirp-client.js). */
export function serviceV2(
  kind: Kind,
  body: Buffer,
  rights: Rights,
  entries: Entries,
  blobs: Blobs,
): Answer | undefined {
  const request = strings(body, 'key', 'version')
  if (!request || !/^[0-9a-f]{64}$/.test(request.version) || /,/.test(request.key)) return undefined
  const { key, version } = request
  if (kind === 'lookup') {
    if (rights.grant === 'none') return json(403, { code: 'permission_denied', msg: READ_DENIED })
    const more = (JSON.parse(body.toString()) as { restore_keys?: string[] }).restore_keys ?? []
    if (more.length > 9) return undefined
    const found = entries.find(rights, [key, ...more], version)
    if (!found) return json(200, { ok: false, signed_download_url: '', matched_key: '' })
    return json(200, { ok: true, signed_download_url: blobs.downloadUrl(found), matched_key: found.key })
  }
  if (rights.grant !== 'write') return json(200, { ok: false, signed_upload_url: '', message: WRITE_DENIED })
  if (kind === 'reserve') {
    const id = entries.reserve(rights, key, version)
    if (id === undefined)
      return json(409, {
        code: 'already_exists',
        msg: 'cache entry with the same key, version, and scope already exists',
      })
    return json(200, { ok: true, signed_upload_url: blobs.uploadUrl(id) })
  }
  const id = entries.reservationOf(rights, key, version)
  const size = Number((JSON.parse(body.toString()) as { size_bytes?: string }).size_bytes)
  const entry = id === undefined ? undefined : entries.finish(id, size)
  if (!entry) return json(404, { code: 'not_found', msg: 'no such upload' })
  return json(200, { ok: true, entry_id: String(entry.serial) })
}
