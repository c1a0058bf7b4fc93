import { expect } from '@jest/globals'
import { appServer } from './app-server.js'
import { DUE, fact, scene, shared, startRecorder, until } from './harness.js'

// §1: when Codex refreshes.

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What an app-server makes of a login by `account/read` alone. */
const read = (login: object) =>
  scene(async scene => {
    const seed = scene.openai.login(login)
    const home = scene.home(seed)
    const server = await appServer(scene, home)
    await server.ask('account/read', { refreshToken: false })
    await server.end()
    const reasons = scene.openai.refreshes.map(({ reason }) => reason)
    return { refreshes: reasons.length, reasons, same: home.auth() === seed }
  })

fact('refresh-lead', async () => {
  expect(await read({ expInMs: 4 * MINUTE })).toMatchObject({ refreshes: 1, same: false })
  expect(await read({ expInMs: 6 * MINUTE })).toMatchObject({ refreshes: 0, same: true })
})

fact('exp-before-age', async () => {
  expect(await read({ lastRefreshAgoMs: 9 * DAY })).toMatchObject({ refreshes: 0, same: true })
})

fact('age-without-exp', async () => {
  expect(await read({ noExp: true, lastRefreshAgoMs: 9 * DAY })).toMatchObject({ refreshes: 1, same: false })
  expect(await read({ noExp: true, lastRefreshAgoMs: 7 * DAY })).toMatchObject({ refreshes: 0, same: true })
})

const ended = shared(() =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    scene.openai.endAccessToken()
    const { code } = await scene.exec(home)
    const statuses = scene.openai.log.map(({ kind, status }) => (kind === 'refresh' ? kind : status))
    return { code, reasons: scene.openai.refreshes.map(({ reason }) => reason), statuses }
  }),
)

fact('refresh-after-401', async () => {
  const { code, reasons, statuses } = await ended()
  expect([code, reasons.length]).toEqual([0, 1])
  expect(
    statuses.slice(0, statuses.indexOf('refresh')).filter(status => status === 401).length,
  ).toBeGreaterThan(1)
})

fact('reload-before-refresh', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const next = scene.openai.refreshElsewhere()
    const running = scene.start(home, { args: ['exec', '--skip-git-repo-check', 'Say OK'] })
    await until(() => scene.openai.log.some(({ status }) => status === 401))
    home.put(next)
    expect((await running.ended).code).toBe(0)
    expect(scene.openai.refreshes).toEqual([])
    expect(home.auth()).toBe(next)
  }),
)

/** Each with a login of its own that is about to expire, and the number of refreshes that it made. */
const commands = (all: readonly (readonly string[])[]) =>
  scene(async scene => {
    const done = all.map(async args => {
      const home = scene.home(scene.openai.login({ ...DUE, account: args.join('-') }))
      const running = scene.start(home, { args })
      await running.ended
      const account = args.join('-')
      return [account, scene.openai.refreshes.filter(each => each.account === account).length] as const
    })
    return Object.fromEntries(await Promise.all(done))
  })

fact('most-commands-refresh', async () => {
  const made = await commands([
    ['exec', '--skip-git-repo-check', 'Say OK'],
    ['doctor'],
    ['features', 'list'],
    ['mcp', 'list'],
    ['debug', 'models'],
    ['cloud', 'list'],
  ])
  expect(Object.entries(made).filter(([, refreshes]) => refreshes === 0)).toEqual([])
})

fact('status-and-help-never-refresh', async () => {
  const made = await commands([['login', 'status'], ['--help'], ['--version'], ['exec', '--help']])
  expect(Object.entries(made).filter(([, refreshes]) => refreshes > 0)).toEqual([])
})

fact('token-endpoint', () =>
  scene(async scene => {
    const recorder = await startRecorder()
    const home = scene.home(scene.openai.login(DUE))
    const { CODEX_CA_CERTIFICATE = '' } = scene.openai.env
    const running = scene.start(home, {
      args: ['features', 'list'],
      // Not an empty override, which fences.
      env: { ...recorder.env, CODEX_CA_CERTIFICATE, CODEX_REFRESH_TOKEN_URL_OVERRIDE: undefined as never },
    })
    await running.ended
    recorder.close()
    expect(new Set(recorder.hosts)).toEqual(new Set(['auth.openai.com:443']))
  }),
)

fact('refresh-reasons', async () => {
  const forced = await scene(async scene => {
    const server = await appServer(scene, scene.home(scene.openai.login()))
    await server.ask('account/read', { refreshToken: true })
    await server.end()
    scene.openai.assertClean()
    return scene.openai.refreshes.map(({ reason }) => reason)
  })
  const { reasons: due } = await read(DUE)
  const { reasons: scheduled } = await read({ noExp: true, lastRefreshAgoMs: 9 * DAY })
  // The double accepts no other reason and no other client, and says so (`assertClean`).
  expect([...new Set([...forced, ...(await ended()).reasons, ...due, ...scheduled])]).toEqual([
    'forced',
    'unauthorized_recovery',
    'proactive_expiry',
    'scheduled',
  ])
})
