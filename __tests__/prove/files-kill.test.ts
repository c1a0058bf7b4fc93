import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { replaceFile } from '../../src/system/files.js'
import type { FileOrders } from '../unit/file-worker.js'

const WORKER = fileURLToPath(new URL('../unit/file-worker.js', import.meta.url))
const OLD = 'rt_lab_old '.repeat(1000)
const NEW = 'rt_lab_new '.repeat(1000)

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab files kill '))
})
afterEach(() => rm(home, { recursive: true }))

/** What a process killed in place of this call left: the file, and whether it was killed at all. */
async function after(how: FileOrders['how'], call: number, before: string | undefined) {
  const own = join(home, `${how} ${call}`)
  const path = join(own, 'auth.json')
  await mkdir(own)
  if (before !== undefined) await writeFile(path, before, { mode: 0o600 })
  const worker = fork(WORKER, [JSON.stringify({ how, path, content: NEW, call } satisfies FileOrders)])
  const [code, signal] = (await once(worker, 'exit')) as [number | null, string | null]
  expect([3, 'SIGKILL']).toContain(code ?? signal)
  for (const name of await readdir(own)) {
    expect((await stat(join(own, name))).mode & 0o777).toBe(0o600)
    expect(name).toMatch(/^auth\.json$|^\.codex-auth-action-/)
  }
  // Whatever was left there stops no one.
  const content = await readFile(path, 'utf8').catch(() => undefined)
  await replaceFile(path, 'lab')
  expect(await readFile(path, 'utf8')).toBe('lab')
  return { content, killed: signal !== null }
}

test.each([
  ['replace', OLD],
  ['replace', undefined],
  ['create', undefined],
] as const)(
  '%s, killed in place of any call, leaves the old state or the new one: %#',
  async (how, before) => {
    const contents: (string | undefined)[] = []
    for (let call = 1, alive = false; !alive; call += 4) {
      const outcomes = await Promise.all([0, 1, 2, 3].map(more => after(how, call + more, before)))
      contents.push(...outcomes.map(({ content }) => content))
      alive = outcomes.some(({ killed }) => !killed)
    }
    expect(contents.filter(content => content !== before && content !== NEW)).toEqual([])
    // From the first call on it is the old, from some call on the new, and it never goes back.
    const turn = contents.indexOf(NEW)
    expect(turn).toBeGreaterThan(4)
    expect(contents.slice(turn).every(content => content === NEW)).toBe(true)
  },
  30_000,
)
