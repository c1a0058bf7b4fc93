import { execFileSync } from 'node:child_process'
import { inCi } from '../unit/needs.js'

function works(script: string): boolean {
  try {
    execFileSync('sh', ['-c', script], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

/** Whether a test may mount a file system here. In continuous integration it must. */
export const canMount =
  works('d=$(mktemp -d); mount -t tmpfs -o size=2m tmpfs $d && umount $d; s=$?; rmdir $d; exit $s') || inCi
