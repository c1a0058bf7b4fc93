import { expect } from '@jest/globals'
import { CLOSED } from '../doubles/lab/index.js'
import { appServer } from './app-server.js'
import { DUE, EXPIRED, fact, scene, shared, until } from './harness.js'

// §2: a refresh without a model call, and what §12 adds to it.

const forced = shared(() =>
  scene(async scene => {
    const seed = scene.openai.login()
    const home = scene.home(seed)
    const server = await appServer(scene, home)
    const { result } = await server.ask('account/read', { refreshToken: true })
    const { code } = await server.end()
    const { acceptedRefreshes, modelCalls } = scene.openai
    return {
      result,
      code,
      refreshes: acceptedRefreshes.length,
      modelCalls,
      same: home.auth() === seed,
      lines: server.lines,
    }
  }),
)

fact('app-server-protocol', async () => {
  const { result, lines } = await forced()
  expect(result).toMatchObject({ account: { type: 'chatgpt', planType: 'pro' }, requiresOpenaiAuth: true })
  expect(lines.map(line => JSON.parse(line)).filter(message => 'jsonrpc' in message)).toEqual([])
})

fact('refresh-on-demand', async () => {
  const { code, refreshes, modelCalls, same } = await forced()
  expect({ code, modelCalls, same }).toEqual({ code: 0, modelCalls: 0, same: false })
  expect(refreshes).toBeGreaterThan(0)
})

fact('rate-limits-prove', () =>
  scene(async scene => {
    const server = await appServer(scene, scene.home(scene.openai.login()))
    const { result } = await server.ask('account/rateLimits/read')
    await server.end()
    expect(result?.rateLimits).toMatchObject({
      primary: { usedPercent: 12, windowDurationMins: 300 },
      secondary: { usedPercent: 34, windowDurationMins: 10_080 },
      planType: 'pro',
    })
    expect(scene.openai.log.find(({ kind }) => kind === 'usage')).toMatchObject({
      status: 200,
      generation: 1,
    })
    expect(scene.openai.modelCalls).toBe(0)
  }),
)

fact('answer-proves-nothing', () =>
  scene(async scene => {
    scene.openai.answerTokenEndpoint(500)
    const seed = scene.openai.login()
    const home = scene.home(seed)
    const server = await appServer(scene, home)
    const { result } = await server.ask('account/read', { refreshToken: true })
    await server.end()
    expect(result).toMatchObject({ account: { type: 'chatgpt' } })
    expect([scene.openai.refreshes.length, home.auth() === seed]).toEqual([1, true])
  }),
)

fact('endpoint-hangs-45s', () =>
  scene(async scene => {
    scene.openai.answerTokenEndpoint('hang')
    const server = await appServer(scene, scene.home(scene.openai.login()))
    const begun = Date.now()
    void server.ask('account/read', { refreshToken: true })
    await until(() => server.lines.some(line => JSON.parse(line).result?.account), 60_000)
    expect(Date.now() - begun).toBeGreaterThan(40_000)
  }),
)

fact('refused-is-no-account', () =>
  scene(async scene => {
    scene.openai.answerTokenEndpoint('invalidated')
    const server = await appServer(scene, scene.home(scene.openai.login()))
    const { result } = await server.ask('account/read', { refreshToken: true })
    await server.end()
    expect(result).toMatchObject({ account: null })
  }),
)

fact('rate-limits-errors', () =>
  scene(async scene => {
    const none = await appServer(scene, scene.home())
    expect((await none.ask('account/rateLimits/read')).error?.code).toBe(-32_600)
    await none.end()
    const other = await appServer(scene, scene.home(scene.openai.login()))
    scene.openai.endAccessToken()
    scene.openai.answerTokenEndpoint('invalidated')
    const { error } = await other.ask('account/rateLimits/read')
    expect([error?.code, error?.message]).toEqual([
      -32_603,
      expect.stringContaining('authentication token is expired'),
    ])
    await other.end()
  }),
)

fact('expired-refreshes-twice', () =>
  scene(async scene => {
    const refreshes: number[] = []
    for (const refreshToken of [true, false]) {
      const account = `1ab1ab1a-0000-4000-8000-00000000000${refreshToken ? 2 : 3}`
      const server = await appServer(scene, scene.home(scene.openai.login({ ...EXPIRED, account })))
      await server.ask('account/read', { refreshToken })
      await server.end()
      refreshes.push(scene.openai.refreshes.filter(each => each.account === account).length)
    }
    const [asked = 0, unasked] = refreshes
    expect([asked > 1, unasked]).toEqual([true, 1])
  }),
)

const HELLO = [
  { id: 1, method: 'initialize', params: { clientInfo: { name: 'lab', title: 'lab', version: '0' } } },
  { method: 'initialized' },
]
const READ = { id: 2, method: 'account/read', params: { refreshToken: false } }

/** An app-server is ended in the middle of a refresh: what becomes of the login. */
const endedWhile = (how: 'close' | NodeJS.Signals, why: 'due' | 'ended by the server') =>
  scene(async scene => {
    const seed = scene.openai.login(why === 'due' ? DUE : {})
    const home = scene.home(seed)
    if (why !== 'due') scene.openai.endAccessToken()
    scene.openai.delayAfterRefresh(1500)
    const server = await appServer(scene, home, { initialize: false })
    for (const message of HELLO) server.send(message)
    await until(() => scene.openai.acceptedRefreshes.length === 1)
    if (how === 'close') server.child.stdin.end()
    else server.child.kill(how)
    const { code } = await server.ended
    return { code, saved: home.auth() !== seed }
  })

fact('start-is-refresh', () =>
  scene(async scene => {
    const seed = scene.openai.login(DUE)
    const home = scene.home(seed)
    const server = await appServer(scene, home, { initialize: false })
    await until(() => home.auth() !== seed)
    expect(scene.openai.refreshes.length).toBe(1)
    await server.end()
  }),
)

fact('closing-finishes', async () => {
  expect(await endedWhile('close', 'due')).toEqual({ code: 0, saved: true })
})

fact('closing-drops-recovery', async () => {
  expect((await endedWhile('close', 'ended by the server')).saved).toBe(false)
})

fact('signal-loses', async () => {
  const ends = await Promise.all([endedWhile('SIGTERM', 'due'), endedWhile('SIGINT', 'due')])
  expect(ends.map(({ saved }) => saved)).toEqual([false, false])
})

fact('signal-loses-exec', () =>
  scene(async scene => {
    const seed = scene.openai.login(DUE)
    const home = scene.home(seed)
    scene.openai.delayAfterRefresh(1500)
    const running = scene.start(home, { args: ['exec', '--skip-git-repo-check', 'Say OK'] })
    await until(() => scene.openai.acceptedRefreshes.length === 1)
    running.child.kill('SIGINT')
    await running.ended
    expect(home.auth()).toBe(seed)
  }),
)

fact('fewest-requests', () =>
  scene(async scene => {
    const server = await appServer(scene, scene.home(scene.openai.login()))
    await server.ask('account/read', { refreshToken: true })
    await server.ask('account/rateLimits/read')
    await server.end()
    expect(scene.openai.log.length).toBeLessThanOrEqual(6)
    scene.openai.assertClean()
  }),
)

fact('ended-token-drops-refresh', () =>
  scene(async scene => {
    const seed = scene.openai.login()
    const home = scene.home(seed)
    scene.openai.endAccessToken()
    scene.openai.delayAfterRefresh(17_500)
    const server = await appServer(scene, home, { initialize: false })
    for (const message of [...HELLO, READ]) server.send(message)
    const begun = Date.now()
    await until(() => server.lines.some(line => JSON.parse(line).id === 2), 40_000)
    expect(Date.now() - begun).toBeGreaterThan(13_000)
    server.child.stdin.end()
    await server.ended
    expect([scene.openai.acceptedRefreshes.length, home.auth() === seed]).toEqual([1, true])
  }),
)

/** What an app-server says of a forced refresh that fails while the access token lives. */
const saidOf = (fail: 'invalidated' | 'unreachable') =>
  scene(async scene => {
    if (fail === 'invalidated') scene.openai.answerTokenEndpoint(fail)
    const env: Record<string, string> =
      fail === 'unreachable' ? { CODEX_REFRESH_TOKEN_URL_OVERRIDE: CLOSED } : {}
    const server = await appServer(scene, scene.home(scene.openai.login()), { env })
    await server.ask('account/read', { refreshToken: true })
    await server.end()
    return server.stderr()
  })

fact('live-refusal-unnamed', async () => {
  const stderr = await saidOf('invalidated')
  expect(stderr).toContain('401')
  expect(stderr).not.toContain('revoked')
})

fact('unreachable-is-silent', async () => {
  expect(await saidOf('unreachable')).not.toMatch(/refresh|127\.0\.0\.1:9|error/i)
})
