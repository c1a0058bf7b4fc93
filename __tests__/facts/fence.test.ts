import { expect } from '@jest/globals'
import { EXPIRED, errors, fact, fenced, scene, shared, startRecorder, until } from './harness.js'

// §3: the fence, and the hand-over.

fact('fence-live', () =>
  scene(async scene => {
    const seed = scene.openai.login()
    const home = scene.home(seed)
    const { code } = await scene.exec(home, { env: fenced })
    expect([code, scene.openai.refreshes.length, home.auth() === seed]).toEqual([0, 0, true])
  }),
)

const expired = shared(() =>
  scene(async scene => {
    const seed = scene.openai.login(EXPIRED)
    const home = scene.home(seed)
    const ended = await scene.exec(home, { env: fenced })
    return {
      ...ended,
      errors: errors(ended),
      refreshes: scene.openai.refreshes.length,
      same: home.auth() === seed,
    }
  }),
)

fact('fence-expired', async () => {
  const { code, refreshes, same } = await expired()
  expect([code, refreshes, same]).toEqual([1, 0, true])
})

fact('fence-gives-up', async () => {
  const { took } = await expired()
  expect(took).toBeGreaterThan(5000)
  expect(took).toBeLessThan(60_000)
})

fact('fence-asks-nobody', () =>
  scene(async scene => {
    const recorder = await startRecorder()
    const home = scene.home(scene.openai.login(EXPIRED))
    await scene.run(home, { args: ['features', 'list'], env: { ...recorder.env, ...fenced } })
    recorder.close()
    expect(new Set(recorder.hosts)).toEqual(new Set(['rotation-fenced.invalid:443']))
  }),
)

fact('fence-empty-value', () =>
  scene(async scene => {
    const recorder = await startRecorder()
    const home = scene.home(scene.openai.login(EXPIRED))
    const empty = { ...recorder.env, CODEX_REFRESH_TOKEN_URL_OVERRIDE: '' }
    const { stderr } = await scene.run(home, { args: ['features', 'list'], env: empty })
    const { stdout, stderr: more } = await scene.exec(home, { env: empty })
    recorder.close()
    expect(recorder.hosts).toEqual([])
    expect(stdout + stderr + more).toContain('builder error')
  }),
)

fact('fence-one-401', () =>
  scene(async scene => {
    scene.openai.script([{ status: 401 }])
    const home = scene.home(scene.openai.login())
    const { code } = await scene.exec(home, { env: fenced })
    expect([code, scene.openai.refreshes.length]).toEqual([0, 0])
  }),
)

/** The server ends a fenced Codex's access token at its start, and a newer file comes after so many ms. */
const atStart = (after: number | undefined) =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const next = scene.openai.refreshElsewhere()
    const running = scene.start(home, {
      args: ['exec', '--json', '--skip-git-repo-check', 'Say OK'],
      env: fenced,
    })
    await until(() => scene.openai.log.some(({ status }) => status === 401))
    const timer = after === undefined ? undefined : setTimeout(() => home.put(next), after)
    const ended = await running.ended
    clearTimeout(timer)
    return { code: ended.code, errors: errors(ended), refreshes: scene.openai.refreshes.length }
  })
const never = shared(() => atStart(undefined))

fact('hand-over-at-start', async () => {
  const ends = await Promise.all([atStart(300), atStart(4000)])
  expect(ends.map(({ code, refreshes }) => [code, refreshes])).toEqual([
    [0, 0],
    [0, 0],
  ])
})

fact('no-hand-over', async () => {
  const { code, refreshes } = await never()
  expect([code, refreshes]).toEqual([1, 0])
})

/** The same in the middle of a turn. */
const midTurn = shared(() =>
  Promise.all(
    [0, 3000, 12_000].map(after =>
      scene(async scene => {
        const home = scene.home(scene.openai.login())
        scene.openai.script([{ command: 'true', endAccessToken: true }])
        const args = ['exec', '--json', '--skip-git-repo-check', '-s', 'danger-full-access', 'Say OK']
        const running = scene.start(home, { args, env: fenced })
        await until(() => scene.openai.modelCalls === 1)
        await until(() =>
          scene.openai.log.some(({ kind, status }) => kind.startsWith('responses') && status === 401),
        )
        const timer = setTimeout(() => home.put(scene.openai.refreshElsewhere()), after)
        const ended = await running.ended
        clearTimeout(timer)
        return { code: ended.code, errors: errors(ended) }
      }),
    ),
  ),
)

fact('hand-over-mid-turn', async () => {
  expect((await midTurn()).map(({ code }) => code)).toEqual([0, 0, 1])
})

fact('reconnecting-is-not-final', async () => {
  const [, late] = await midTurn()
  expect(late?.code).toBe(0)
  expect(late?.errors.filter(message => /^Reconnecting\.\.\. \d\/\d/.test(message)).length).toBeGreaterThan(0)
})

fact('wanting-a-newer-login', async () => {
  const [, late] = await midTurn()
  const said = [...(late?.errors ?? []), ...(await never()).errors].join('\n')
  expect(said).toMatch(
    /Reconnecting\.\.\. .*error sending request for url \(https:\/\/rotation-fenced\.invalid\/\)/,
  )
  expect(said).toContain('workspace routing discovery unauthorized (401)')
})
