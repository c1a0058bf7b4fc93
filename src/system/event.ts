import { systemCode } from './errors.js'
import { readRegularFile } from './files.js'
import { parseJson } from './json.js'

/** GitHub cuts an event's payload at 25 MB. */
const MOST_BYTES = 32 * 2 ** 20

/** The payload of an event, or why it could not be read, in a message's words. */
export type ReadEvent = { readonly payload: unknown } | { readonly problem: string }

/** Reads the event's file. `path` is GITHUB_EVENT_PATH, which only GitHub's runner is sure to set. */
export async function lookAtEvent(path: string | undefined): Promise<ReadEvent> {
  if (!path) return { problem: 'GITHUB_EVENT_PATH is not set' }
  const file = `the event's file, ${path} (GITHUB_EVENT_PATH),`
  try {
    const bytes = await readRegularFile(path, { limit: MOST_BYTES })
    const payload = parseJson(bytes.toString())
    return payload === undefined ? { problem: `${file} is not JSON` } : { payload }
  } catch (error) {
    return { problem: `${file} can't be read (${systemCode(error) ?? 'no payload of an event'})` }
  }
}

/** The payload of the event; undefined if it can't be read. */
export async function readEvent(path: string | undefined): Promise<unknown> {
  const read = await lookAtEvent(path)
  return 'payload' in read ? read.payload : undefined
}
