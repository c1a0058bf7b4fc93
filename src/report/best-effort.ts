import { ActionError } from '../system/errors.js'
import { log } from './log.js'

let said = false

/**
 * For writes to the runner's own files while a login is at stake: the files may be on a full disk, or be gone with a worker
 * that was killed. The step goes on without them, and says so once.
 */
export function telling(write: () => void): void {
  try {
    write()
  } catch (error) {
    const why = error instanceof ActionError ? error.explanation.what : String(error)
    if (!said) log.warning(`A note for later steps could not be written to the runner's files: ${why}`)
    said = true
  }
}
