import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

type Call = (...args: unknown[]) => Promise<unknown>

/**
 * From here on this process kills itself, with SIGKILL, in place of its n-th call of the file system (1 is the
 * first). Half of what a write was to write is written: as far as a kill in the middle of it may get.
 */
export function dieAt(n: number): void {
  let calls = 0
  const counted = (target: object, name: string) => {
    const table = target as Record<string, Call>
    const real = table[name] as Call
    table[name] = async (...args) => {
      if (++calls === n) {
        const [content] = args
        if (name === 'writeFile')
          await real.apply(target, [String(content).slice(0, String(content).length / 2)])
        process.kill(process.pid, 'SIGKILL')
      }
      const result = await real.apply(target, args)
      if (name === 'open')
        for (const method of ['writeFile', 'sync', 'close']) counted(result as object, method)
      return result
    }
  }
  for (const name of ['mkdir', 'readdir', 'readFile', 'open', 'link', 'rename', 'rm', 'stat', 'chmod'])
    counted(fs.promises, name)
  syncBuiltinESMExports()
}
