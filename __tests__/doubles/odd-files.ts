import { execFileSync } from 'node:child_process'
import { mkdir, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'

/** Ways to put something that is not a regular file in a file's place; each resolves with a function that removes it. */
export const ODD_FILES: Readonly<Record<string, (path: string) => Promise<() => Promise<unknown>>>> = {
  'a named pipe': async path => {
    execFileSync('mkfifo', [path])
    return () => rm(path)
  },
  'a directory': async path => {
    await mkdir(path)
    return () => rm(path, { recursive: true })
  },
  'a device': async path => {
    await symlink('/dev/zero', path)
    return () => rm(path)
  },
  'a socket': async path => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(path, resolve))
    return () => new Promise(resolve => server.close(resolve))
  },
}

/** Puts one of them there for as long as the work lasts. */
export async function withOddFile<T>(kind: string, path: string, work: () => Promise<T>): Promise<T> {
  const remove = await ODD_FILES[kind]?.(path)
  if (!remove) throw new Error(`no such kind: ${kind}`)
  try {
    return await work()
  } finally {
    await remove()
  }
}

/** Rejects if the work takes longer than a second: reading a pipe would wait forever. */
export async function atOnce<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it waits')), 1000)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
