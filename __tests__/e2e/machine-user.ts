import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { labCodex } from '../doubles/lab/index.js'
import { inCi, where } from '../unit/needs.js'

const has = (command: string) => {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`])
    return true
  } catch {
    return false
  }
}

/** True where a test may make a user of the machine for its time. */
export const able = process.getuid?.() === 0 && has('sudo') && has('useradd')

/** For tests with a user of the machine: never skipped in continuous integration, so there they fail without. */
export const withUsers = where(able || inCi, 'tests with a user of their own need root, sudo and useradd')

export interface MachineUser {
  readonly name: string
  readonly home: string
  readonly uid: number
  /** Where this user may look, unlike the labs below the home of root: put there what it needs. */
  readonly dir: string
  /** A directory with the real `codex` in it, for PATH. */
  readonly bin: string
  remove(): void
}

/** Makes a user, with a home of its own. */
export function addUser(name: string): MachineUser {
  const home = `/var/lib/${name}`
  execFileSync('useradd', ['--create-home', '--home-dir', home, '--shell', '/bin/sh', name])
  // Not under the temp directory, from where the action takes no program: the model may write there.
  const dir = mkdtempSync(`${home}-`)
  execFileSync('chmod', ['755', dir])
  // The binary has its own bubblewrap beside it; the checkout may lie where only its owner may look.
  cpSync(dirname(labCodex().bin), join(dir, 'codex'), { recursive: true, dereference: true })
  execFileSync('chmod', ['-R', 'a+rX', dir])
  return {
    name,
    home,
    uid: Number(execFileSync('id', ['-u', name]).toString()),
    dir,
    bin: join(dir, 'codex', 'bin'),
    remove() {
      execFileSync('userdel', ['--remove', '--force', name], { stdio: 'ignore' })
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
