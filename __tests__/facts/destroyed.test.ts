import { existsSync } from 'node:fs'
import { expect } from '@jest/globals'
import { appServer } from './app-server.js'
import { fact, scene, shared, until } from './harness.js'

// §7: what destroys a login, and the device login.

fact('logout-revokes', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    await scene.run(home, {
      args: ['logout'],
      env: { CODEX_REVOKE_TOKEN_URL_OVERRIDE: `${scene.openai.origin}/oauth/revoke` },
    })
    expect([scene.openai.revocations.length, existsSync(home.authFile)]).toEqual([1, false])
  }),
)

fact('login-revokes-old', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const running = scene.start(home, {
      args: ['login', '--device-auth', '--experimental_issuer', scene.openai.origin],
      env: { CODEX_REVOKE_TOKEN_URL_OVERRIDE: `${scene.openai.origin}/oauth/revoke` },
      stdin: 'open',
    })
    await until(() => scene.openai.deviceLogins.length === 1)
    running.child.kill('SIGKILL')
    expect(scene.kinds().filter(kind => kind === 'revoke' || kind === 'device-code')).toEqual([
      'revoke',
      'device-code',
    ])
  }),
)

fact('forced-method-deletes', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login(), { config: 'forced_login_method = "api"\n' })
    const { code } = await scene.exec(home)
    expect([code, existsSync(home.authFile), scene.openai.revocations.length]).toEqual([1, false, 0])
  }),
)

fact('forced-workspace-deletes', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login(), { config: 'forced_chatgpt_workspace_id = "another"\n' })
    const { code } = await scene.exec(home)
    expect([code, existsSync(home.authFile), scene.openai.revocations.length]).toEqual([1, false, 0])
  }),
)

const device = shared(() =>
  scene(async scene => {
    const home = scene.home()
    const server = await appServer(scene, home, {
      env: { CODEX_APP_SERVER_LOGIN_ISSUER: scene.openai.origin },
    })
    const { result } = await server.ask('account/login/start', { type: 'chatgptDeviceCode' })
    scene.openai.answerDeviceLogin('approved')
    const completed = () => server.notifications.find(({ method }) => method === 'account/login/completed')
    await until(() => completed() !== undefined, 60_000)
    const saved = existsSync(home.authFile)
    await server.end()
    return { result, completed: completed()?.params, saved, kinds: [...new Set(scene.kinds())] }
  }),
)

fact('device-login', async () => {
  const { result, completed } = await device()
  expect(result).toMatchObject({
    loginId: expect.any(String),
    verificationUrl: expect.any(String),
    userCode: expect.any(String),
  })
  expect(completed).toMatchObject({ success: true })
})

fact('device-login-requests', async () => {
  const { kinds } = await device()
  expect(kinds).toEqual(expect.arrayContaining(['device-code', 'device-poll', 'device-tokens']))
})

fact('device-login-saves-first', () =>
  scene(async scene => {
    const home = scene.home()
    const server = await appServer(scene, home, {
      env: { CODEX_APP_SERVER_LOGIN_ISSUER: scene.openai.origin },
    })
    await server.ask('account/login/start', { type: 'chatgptDeviceCode' })
    scene.openai.hangBackend()
    scene.openai.answerDeviceLogin('approved')
    await until(() => existsSync(home.authFile), 60_000)
    const completed = () => server.notifications.find(({ method }) => method === 'account/login/completed')
    expect(completed()).toBeUndefined()
    await until(() => completed() !== undefined, 90_000)
    expect(completed()?.params).toMatchObject({ success: false })
    expect(existsSync(home.authFile)).toBe(true)
  }),
)
