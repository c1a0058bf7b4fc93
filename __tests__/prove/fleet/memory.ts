import { type FileHandle, open, readdir, readFile } from 'node:fs/promises'
import type { Runner } from '../../doubles/runner/index.js'

const CHUNK = 4 * 1024 * 1024
/** More than a needle has. */
const OVERLAP = 256

/** The processes of the jobs on a runner, by their ids: all that have its home in their environment. Linux only. */
export async function processesOf({ folders }: Runner): Promise<number[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(
    pids.map(async pid => {
      const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')
      return environment.split('\0').includes(`HOME=${folders.home}`) ? [pid] : []
    }),
  )
  return found.flat()
}

/**
 * Whether a process has one of these texts anywhere in the memory that it can write, or in its environment and arguments:
 * as bytes, or as the UTF-16 of an engine's strings. Undefined if it is gone, or nobody may read it.
 */
export async function remembers(pid: number, texts: readonly string[]): Promise<boolean | undefined> {
  const needles = texts.flatMap(text => [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')])
  try {
    for (const name of ['environ', 'cmdline'])
      if (holds(await readFile(`/proc/${pid}/${name}`), needles)) return true
    const maps = await readFile(`/proc/${pid}/maps`, 'latin1')
    const memory = await open(`/proc/${pid}/mem`)
    try {
      for (const [from, to] of writable(maps)) if (await holdsBetween(memory, from, to, needles)) return true
      return false
    } finally {
      await memory.close()
    }
  } catch {
    return undefined
  }
}

const writable = (maps: string): [number, number][] =>
  maps.split('\n').flatMap(line => {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
    // A reservation of gigabytes has nothing in it that can be read.
    return from && to ? [[Number.parseInt(from, 16), Number.parseInt(to, 16)]] : []
  })

async function holdsBetween(
  memory: FileHandle,
  from: number,
  to: number,
  needles: Buffer[],
): Promise<boolean> {
  const buffer = Buffer.alloc(CHUNK + OVERLAP)
  for (let at = from; at < to; at += CHUNK) {
    const length = Math.min(buffer.length, to - at)
    // A guard page, or one that was given back meanwhile.
    const read = await memory.read(buffer, 0, length, at).catch(() => undefined)
    if (!read) break
    if (holds(buffer.subarray(0, read.bytesRead), needles)) return true
  }
  return false
}

const holds = (bytes: Buffer, needles: readonly Buffer[]): boolean =>
  needles.some(needle => bytes.includes(needle))
