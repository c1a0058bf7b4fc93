import { readRegularFile } from './files.js'
import { parseJson } from './json.js'

/** GitHub cuts an event's payload at 25 MB. */
const MOST_BYTES = 32 * 2 ** 20

/** The payload of the event, from GITHUB_EVENT_PATH; undefined if it can't be read. */
export async function readEvent(path: string | undefined): Promise<unknown> {
  if (path === undefined) return undefined
  const bytes = await readRegularFile(path, { limit: MOST_BYTES }).catch(() => undefined)
  return bytes && parseJson(bytes.toString())
}
