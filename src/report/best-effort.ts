import { ActionError } from '../system/errors.js'
import { log } from './log.js'

let said = false

/**
 * For what is written to the runner's own files while a login is at stake: they may lie on a full disk, or be gone
 * with a worker that was killed. The step goes on without, and says so once.
 */
export function telling(write: () => void): void {
  try {
    write()
  } catch (error) {
    const why = error instanceof ActionError ? error.explanation.what : String(error)
    if (!said) log.warning(`The runner could not be told something that later steps may miss: ${why}`)
    said = true
  }
}
