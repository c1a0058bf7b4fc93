import { fork } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import { assertSavable } from '../../src/codex/preflight.js'
import { authJson } from './auth-json.js'
import { messageOf } from './forked.js'
import { asRoot } from './needs.js'

const WORKER = fileURLToPath(new URL('./preflight-worker.js', import.meta.url))
const OTHER = 65_534
let home: string
let file: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab preflight '))
  file = join(home, 'auth.json')
  await writeFile(file, authJson(), { mode: 0o600 })
})
afterEach(() => rm(home, { recursive: true }))

/** What the preflight says when this user runs it. */
async function outcomeFor(uid: number): Promise<string> {
  const worker = fork(WORKER, [JSON.stringify({ file, uid })])
  const outcome = await messageOf<{ savable: boolean; known: boolean; message?: string }>(worker)
  if (!outcome.known) throw new Error(`not the preflight's own error: ${outcome.message}`)
  return outcome.savable ? 'savable' : (outcome.message ?? '')
}
const refusal = () =>
  assertSavable(file).then(
    () => 'savable',
    (error: Error) => error.message,
  )

describe('for another user than the owner', () => {
  asRoot.each(['auth.json', 'auth.lock', 'auth.json.lock'])('%s is refused', async name => {
    await writeFile(join(home, name), name === 'auth.json' ? authJson() : '', { mode: 0o666 })
    await chmod(join(home, name), 0o666)
    await chown(join(home, name), OTHER, OTHER)
    expect(await refusal()).toContain(
      `${join(home, name)} belongs to user ${OTHER}, and Codex runs as user 0.`,
    )
  })

  asRoot('files and home that are the user’s own pass', async () => {
    for (const path of [home, file]) await chown(path, OTHER, OTHER)
    expect(await outcomeFor(OTHER)).toBe('savable')
    expect(await readdir(home)).toEqual(['auth.json'])
  })

  asRoot('a home in which nothing can be made is refused', async () => {
    await chown(file, OTHER, OTHER)
    await chmod(home, 0o755)
    expect(await outcomeFor(OTHER)).toContain(
      `${home} can't be written: the system does not permit it (it belongs to user `,
    )
  })

  asRoot('a link into a directory in which nothing can be made is refused', async () => {
    await mkdir(join(home, 'store'), { mode: 0o755 })
    await writeFile(join(home, 'store', 'real.json'), authJson())
    for (const path of [home, join(home, 'store', 'real.json')]) await chown(path, OTHER, OTHER)
    await rm(file)
    await symlink(join(home, 'store', 'real.json'), file)
    expect(await outcomeFor(OTHER)).toContain(
      `${join(home, 'store')} can't be written: the system does not permit it (it belongs to user `,
    )
  })
})
