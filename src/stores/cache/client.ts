import { subscribe } from 'node:diagnostics_channel'
import { open, readFile, writeFile } from 'node:fs/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { ArchiveRefused, ENTRY_FILE, MOST_ARCHIVE_BYTES, packEntry, unpackEntry } from './archive.js'
import { startNoPrograms } from './no-programs.js'
import type { Answers, Fetched, Order, Outcome, Question } from './orders.js'

/** `POST /twirp/…/GetCacheEntryDownloadURL` of the service v2, `GET …/_apis/artifactcache/cache?keys=…` of v1. */
const LOOKUP_V2 = /\/GetCacheEntryDownloadURL$/
const LOOKUP_V1 = /\/_apis\/artifactcache\/cache\?/

/** Runs in the process that `CacheProcess` starts: does what it is ordered, one order at a time, until it is left alone. */
export function serveCache(): void {
  const requests = new Map<ClientRequest, IncomingMessage | undefined>()
  let printed = ''
  process.stdout.write = text => {
    printed += text
    return true
  }
  subscribe('http.client.request.start', message => {
    requests.set((message as { request: ClientRequest }).request, undefined)
  })

  // Called with the archive that the client wants tar to unpack, and for one that is too long to be an entry.
  let arrived: (archive: Buffer) => void = () => undefined
  let tooLong: () => void = () => undefined
  startNoPrograms(async (args, directory) => {
    const [archive, packed] = [fileAfter(args, '-xf'), fileAfter(args, '-cf')]
    if (archive) arrived(await readStart(archive, MOST_ARCHIVE_BYTES + 1))
    else if (packed) await writeFile(join(directory, packed), await packEntry(await readFile(ENTRY_FILE)))
  })
  subscribe('http.client.response.finish', message => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage }
    requests.set(request, response)
    whenLongerThan(MOST_ARCHIVE_BYTES, response, () => {
      request.destroy()
      tooLong()
    })
  })
  const outcomes = (lookup: boolean) =>
    [...requests].filter(([request]) => isLookup(request) === lookup).map(outcome)

  // GitHub takes the first key for a prefix, too; other services only those after it.
  async function find(question: Question, lookupOnly: boolean): Promise<string | null> {
    const { restoreCache } = await import('@actions/cache')
    const [first = ''] = question
    return (await restoreCache([ENTRY_FILE], first, [...question], { lookupOnly }, true)) ?? null
  }

  async function restore(key: string): Promise<Pick<Answers, 'found' | 'fetched'>> {
    let unpacking: Promise<Fetched> | undefined
    arrived = archive => {
      unpacking = unpack(archive)
    }
    const brokenOff = new Promise<null>(resolve => {
      tooLong = () => {
        unpacking = Promise.resolve({ fault: 'cache-foreign' })
        resolve(null)
      }
    })
    const found = await Promise.race([find([key], false), brokenOff])
    const fetched = await unpacking
    return { found: [found], ...(fetched && { fetched }) }
  }

  async function obey(order: Order): Promise<Answers> {
    requests.clear()
    printed = ''
    const { saveCache, CACHE_WRITE_DENIED_PREFIX } = await import('@actions/cache')
    let result: Pick<Answers, 'found' | 'fetched'> = { found: [] }
    if (order.do === 'look')
      result = { found: await Promise.all(order.questions.map(question => find(question, true))) }
    else if (order.do === 'restore') result = await restore(order.key)
    else await saveCache([ENTRY_FILE], order.key, undefined, true)

    const [lookups, others] = [outcomes(true), outcomes(false)]
    const missing = [...requests.keys()].some(({ path }) => LOOKUP_V1.test(path)) ? 204 : 200
    const forbidden = others.some(outcome => outcome === 401 || outcome === 403)
    const denied = forbidden || printed.includes(CACHE_WRITE_DENIED_PREFIX)
    return { ...result, lookups, missing, others, denied }
  }

  process.once('disconnect', () => process.exit())
  process.on('message', (order: Order) => {
    obey(order).then(
      answers => process.send?.(answers),
      () => process.exit(1),
    )
  })
}

/** The file after this option in the arguments that the client gives to tar (lib/internal/tar.js). */
function fileAfter(args: readonly string[], option: string): string | undefined {
  const at = args.indexOf(option)
  return at < 0 ? undefined : args[at + 1]
}

/** A file's first bytes. */
async function readStart(path: string, most: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function unpack(archive: Buffer): Promise<Fetched> {
  try {
    return { content: (await unpackEntry(archive)).toString('base64') }
  } catch (error) {
    if (!(error instanceof ArchiveRefused)) throw error
    return { fault: error.code }
  }
}

/** How often to check a response of unknown length, in milliseconds. */
const LOOK_MS = 50

/** Calls back once if a response, or the whole of which it is a part, is longer than `most` bytes. */
function whenLongerThan(most: number, response: IncomingMessage, tell: () => void): void {
  const whole = /\/(\d+)$/.exec(response.headers['content-range'] ?? '')?.[1]
  const length = Number(whole ?? response.headers['content-length'])
  if (length > most) tell()
  if (!Number.isNaN(length)) return

  const { socket } = response
  const before = socket.bytesRead
  const timer = setInterval(() => {
    if (socket.bytesRead - before <= most) return
    clearInterval(timer)
    tell()
  }, LOOK_MS)
  response.once('close', () => clearInterval(timer))
}

const isLookup = ({ path }: ClientRequest) => LOOKUP_V2.test(path) || LOOKUP_V1.test(path)

function outcome([, response]: [ClientRequest, IncomingMessage | undefined]): Outcome {
  if (!response) return 'none'
  return response.complete ? (response.statusCode ?? 'none') : 'cut'
}
