import { spawn } from 'node:child_process'
import { chmodSync, linkSync, lstatSync, readdirSync, renameSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { appServer } from './app-server.js'
import { DUE, fact, type Home, type Scene, scene, shared, until } from './harness.js'

// §4: Codex uses the refresh token before it knows whether it can save, and what §12 adds to it.

async function refresh(scene: Scene, home: Home): Promise<void> {
  const server = await appServer(scene, home)
  await server.ask('account/read', { refreshToken: true })
  await server.end()
}

/** Whether a refresh is lost in a home that was changed like this: the server has replaced the token, the file not. */
const isLost = (change: (home: Home) => unknown, undo?: () => void) =>
  scene(async scene => {
    const seed = scene.openai.login()
    const home = scene.home(seed)
    change(home)
    await refresh(scene, home)
    undo?.()
    expect(scene.openai.acceptedRefreshes.length).toBe(1)
    return home.auth() === seed
  })

fact('read-only-loses', async () => {
  expect(await isLost(({ authFile }) => chmodSync(authFile, 0o400))).toBe(true)
})

fact('second-name-loses', async () => {
  expect(await isLost(({ authFile, dir }) => linkSync(authFile, join(dir, 'second')))).toBe(true)
})

fact('held-lock-loses', async () => {
  let holder: number | undefined
  const hold = ({ authFile }: Home) => {
    holder = spawn('flock', [`${authFile}.lock`, 'sleep', '60'], { stdio: 'ignore', detached: true }).pid
  }
  expect(await isLost(hold, () => process.kill(-(holder ?? 0)))).toBe(true)
})

const saved = shared(() =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const before = statSync(home.authFile)
    await refresh(scene, home)
    return { before, after: statSync(home.authFile), names: readdirSync(home.dir) }
  }),
)

fact('save-by-rename', async () => {
  const { before, after } = await saved()
  expect(after.ino).not.toBe(before.ino)
  expect(after.mode & 0o777).toBe(0o600)
})

fact('lock-files', async () => {
  const { names } = await saved()
  expect(names.filter(name => name.includes('lock')).sort()).toEqual(['auth.json.lock', 'auth.lock'])
})

fact('auth-files', async () => {
  const { names } = await saved()
  const known = ['auth.json', 'auth.json.lock', 'auth.lock']
  expect(names.filter(name => name.includes('auth') && !known.includes(name))).toEqual([])
})

fact('link-is-followed', () =>
  scene(async scene => {
    const seed = scene.openai.login()
    const home = scene.home(seed)
    renameSync(home.authFile, join(home.work, 'target.json'))
    symlinkSync(join(home.work, 'target.json'), home.authFile)
    await refresh(scene, home)
    expect(lstatSync(home.authFile).isSymbolicLink()).toBe(true)
    expect(home.auth()).not.toBe(seed)
  }),
)

fact('refresh-is-not-locked', () =>
  scene(async scene => {
    scene.openai.delayAfterRefresh(1000)
    const home = scene.home(scene.openai.login(DUE))
    await Promise.all([1, 2, 3].map(() => scene.exec(home)))
    expect(scene.openai.refreshes.filter(({ generation }) => generation === 1).length).toBeGreaterThan(1)
  }),
)

fact('files-before-refresh', () =>
  scene(async scene => {
    const seed = scene.openai.login(DUE)
    const home = scene.home(seed)
    scene.openai.delayAfterRefresh(1000)
    const server = await appServer(scene, home)
    void server.ask('account/read', { refreshToken: false })
    await until(() => scene.openai.acceptedRefreshes.length === 1)
    const sizes = readdirSync(home.dir).map(name => statSync(join(home.dir, name)).size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8 << 20)
    await server.end()
    expect(home.auth()).not.toBe(seed)
  }),
)
