import { expect } from '@jest/globals'
import { EXEC, EXPIRED, fact, fenced, scene, until } from './harness.js'

// §14: a login without its refresh token.

const SHAPES = {
  placeholder: { refresh_token: 'placeholder-of-the-lab' },
  empty: { refresh_token: '' },
  authTokens: { auth_mode: 'chatgptAuthTokens', refresh_token: '' },
}
type Shape = keyof typeof SHAPES

function without(authJson: string, shape: Shape): string {
  const { refresh_token, ...rest } = SHAPES[shape] as { refresh_token: string; auth_mode?: string }
  const document = JSON.parse(authJson)
  return JSON.stringify({ ...document, ...rest, tokens: { ...document.tokens, refresh_token } })
}

const run = (shape: Shape, login: object, env: Record<string, string>) =>
  scene(async scene => {
    const seed = without(scene.openai.login(login), shape)
    const home = scene.home(seed)
    const { code } = await scene.exec(home, { env })
    const calls = scene.kinds().filter(kind => kind === 'refresh').length
    return { code, calls, same: home.auth() === seed }
  })
const each = (login: object, env: Record<string, string>, shapes = Object.keys(SHAPES) as Shape[]) =>
  Promise.all(shapes.map(shape => run(shape, login, env)))

fact('access-login-works', async () => {
  const works = { code: 0, calls: 0, same: true }
  expect(await each({}, fenced)).toEqual([works, works, works])
  expect((await each({}, {})).map(({ code }) => code)).toEqual([0, 0, 0])
})

fact('access-login-expired', async () => {
  const fails = { code: 1, calls: 0, same: true }
  expect(await each(EXPIRED, fenced)).toEqual([fails, fails, fails])
})

fact('access-login-unfenced', async () => {
  expect(await run('authTokens', EXPIRED, {})).toEqual({ code: 1, calls: 0, same: true })
})

fact('placeholder-is-sent', async () => {
  const ends = await each(EXPIRED, {}, ['placeholder', 'empty'])
  expect(ends.map(({ code, calls }) => [code, calls > 0])).toEqual([
    [1, true],
    [1, true],
  ])
})

const handOver = (shape: Shape, when: 'start' | 'mid-turn') =>
  scene(async scene => {
    const home = scene.home(without(scene.openai.login(), shape))
    if (when === 'mid-turn') scene.openai.script([{ command: 'true', endAccessToken: true }])
    let next = when === 'start' ? scene.openai.refreshElsewhere() : ''
    const running = scene.start(home, { args: [...EXEC, '-s', 'danger-full-access', 'Say OK'], env: fenced })
    await until(() =>
      scene.openai.log.some(
        ({ kind, status }) => status === 401 && (when === 'start' || /^responses/.test(kind)),
      ),
    )
    next ||= scene.openai.refreshElsewhere()
    setTimeout(() => home.put(without(next, shape)), 1000)
    const { code } = await running.ended
    return [code, scene.openai.refreshes.length]
  })

fact('access-login-hand-over', async () => {
  const shapes = Object.keys(SHAPES) as Shape[]
  const ends = await Promise.all(
    shapes.flatMap(shape => [handOver(shape, 'start'), handOver(shape, 'mid-turn')]),
  )
  expect(ends).toEqual(ends.map(() => [0, 0]))
})
