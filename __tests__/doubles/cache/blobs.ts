import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { empty } from './answers.js'
import type { Entries } from './entries.js'
import type { Answer, CacheEntry, Kind } from './types.js'

const CONTAINER = '/labaccount/actions-cache/'

/** Azure's blob storage, as far as the client uses it: a block blob put in one piece, and got again. */
export class Blobs {
  readonly #signatures = new Map<string, { upload?: number; download?: CacheEntry }>()

  constructor(
    private readonly origin: () => string,
    private readonly entries: Entries,
  ) {}

  uploadUrl = (upload: number): string => this.#url({ upload })
  downloadUrl = (download: CacheEntry): string => this.#url({ download })

  /** The SDK takes `sig` for a secret and has it masked, so it is long enough to be none of the log's words. */
  #url(target: { upload?: number; download?: CacheEntry }): string {
    const sig = randomBytes(32).toString('hex')
    this.#signatures.set(sig, target)
    return `${this.origin()}${CONTAINER}${randomBytes(8).toString('hex')}?se=2099-01-01&sp=rw&sv=2025-01-05&sig=${sig}`
  }

  kind(method: string, path: string): Kind | undefined {
    if (!path.startsWith(CONTAINER)) return undefined
    if (method === 'PUT') return 'upload'
    return method === 'GET' ? 'download' : undefined
  }

  handle(kind: Kind, url: URL, headers: IncomingHttpHeaders, body: Buffer): Answer | undefined {
    const target = this.#signatures.get(url.searchParams.get('sig') ?? '')
    if (kind === 'download')
      return target?.download ? { status: 200, body: target.download.bytes } : empty(403)
    const reservation = target?.upload === undefined ? undefined : this.entries.reservation(target.upload)
    if (!reservation) return empty(403)
    if (headers['x-ms-blob-type'] !== 'BlockBlob' || !headers['x-ms-version']) return undefined
    reservation.bytes = body
    return empty(201, { etag: '"0x1"', 'last-modified': new Date().toUTCString(), 'x-ms-request-id': 'lab' })
  }
}
