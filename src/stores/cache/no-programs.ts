import childProcess from 'node:child_process'
import { EventEmitter } from 'node:events'
import { syncBuiltinESMExports } from 'node:module'

/** Does the work of a program. If it throws, the program counts as one that could not be started. */
export type Substitute = (args: readonly string[], directory: string) => Promise<void>

/**
 * From now on this process starts no program: `substitute` does their work. It is for a process that runs only a library
 * whose programs must not get their input; @actions/exec 3.0 starts all of them by `spawn` (lib/toolrunner.js).
 */
export function startNoPrograms(substitute: Substitute): void {
  const spawn = (_: string, args: readonly string[] = [], { cwd = '.' }: { cwd?: string } = {}) => {
    const program = Object.assign(new EventEmitter(), { stdin: null, stdout: null, stderr: null })
    substitute(args, cwd).then(
      () => program.emit('close', 0),
      error => program.emit('error', error),
    )
    return program
  }
  Object.assign(childProcess, { spawn })
  syncBuiltinESMExports()
}
