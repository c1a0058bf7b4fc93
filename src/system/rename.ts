import { rename } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemCode } from './errors.js'

/** Windows gives these errors for a file that a program has open, such as a job that waits or a virus scanner. */
const OPEN_ELSEWHERE: readonly unknown[] = ['EPERM', 'EACCES', 'EBUSY']
const PATIENCE_MS = 10_000
const PAUSE_MS = 50

/** Renames a file over another. Windows refuses that while the other one is open, so there it is tried for 10 s. */
export async function renameOver(from: string, to: string): Promise<void> {
  await whileOpenElsewhere(() => rename(from, to))
}

/**
 * Tries it again, on Windows and for 10 s, while somebody has the file open that it needs. Throws its last error.
 * @param codes what the system then says
 */
export async function whileOpenElsewhere<T>(work: () => Promise<T>, codes = OPEN_ELSEWHERE): Promise<T> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const isOpen = process.platform === 'win32' && codes.includes(systemCode(error))
      if (!isOpen || performance.now() > end) throw error
    }
    await sleep(PAUSE_MS)
  }
}
