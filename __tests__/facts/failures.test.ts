import { expect } from '@jest/globals'
import type { TokenAnswer } from '../doubles/openai/openai.js'
import { DUE, EXPIRED, errors, events, fact, scene, shared } from './harness.js'

// §6: what a failure looks like, and what §12 adds to it.

/** `codex exec` with an expired access token, and an endpoint that refuses. */
const refusedBy = (answer: TokenAnswer) =>
  shared(() =>
    scene(async scene => {
      scene.openai.answerTokenEndpoint(answer)
      const ended = await scene.exec(scene.home(scene.openai.login(EXPIRED)))
      return { ...ended, calls: scene.openai.refreshes.length, said: errors(ended).at(-1) ?? '' }
    }),
  )

const refusals = {
  expired: refusedBy('expired'),
  reused: refusedBy('reused'),
  invalidated: refusedBy('invalidated'),
  'invalid grant': refusedBy('invalid_grant'),
  'other 401': refusedBy('other-401'),
}

fact('refusal-named', async () => {
  const said = await Promise.all([refusals.expired(), refusals.reused(), refusals.invalidated()])
  expect(said.map(({ code }) => code)).toEqual([1, 1, 1])
  expect(said.map(({ said }) => said)).toEqual([
    expect.stringContaining(
      'could not be refreshed because your refresh token has expired. Please log out and sign in again.',
    ),
    expect.stringContaining('because your refresh token was already used'),
    expect.stringContaining('because your refresh token was revoked'),
  ])
})

fact('refusal-unnamed', async () => {
  const ends = await Promise.all([refusals['invalid grant'](), refusals['other 401']()])
  for (const { code, said } of ends)
    expect([code, said]).toEqual([
      1,
      expect.stringContaining('Your access token could not be refreshed. Please log out and sign in again.'),
    ])
})

fact('refused-calls', async () => {
  const ends = await Promise.all(Object.values(refusals).map(play => play()))
  expect(ends.map(({ calls }) => calls).filter(calls => calls < 1 || calls > 6)).toEqual([])
})

fact('refusal-on-stderr', async () => {
  const { stderr, stdout } = await refusals.reused()
  expect(stderr).toMatch(/ERROR codex_login::auth::manager: .*Failed to refresh token: /)
  expect(events({ code: 1, stdout, stderr, took: 0 }).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['error', 'turn.failed']),
  )
})

const down = refusedBy(500)
const hanging = refusedBy('hang')

fact('endpoint-down-misleads', async () => {
  const { code, said, calls } = await down()
  expect([code, said]).toEqual([1, expect.stringContaining('workspace routing discovery unauthorized (401)')])
  expect(calls).toBeGreaterThan(10)
})

fact('endpoint-hangs', async () => {
  const { code, stdout, stderr, took } = await hanging()
  expect([code, stdout + stderr]).toEqual([
    1,
    expect.stringContaining('timed out waiting for cloud config bundle'),
  ])
  expect(took).toBeGreaterThan(15_000)
})

fact('dead-refresh-live-access', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login(DUE))
    scene.openai.revokeRefreshToken()
    const { code, stderr } = await scene.exec(home)
    expect([code, scene.openai.modelCalls]).toEqual([0, 1])
    expect(stderr).toContain('Failed to refresh token')
  }),
)

fact('account-mismatch', () =>
  scene(async scene => {
    const document = JSON.parse(scene.openai.login(EXPIRED))
    delete document.tokens.account_id
    const ended = await scene.exec(scene.home(JSON.stringify(document)))
    expect(ended.code).toBe(1)
    expect(errors(ended).join('\n') + ended.stderr).toContain(
      'because you have since logged out or signed in to another account',
    )
    expect(scene.openai.refreshes).toEqual([])
  }),
)

const business = shared(() =>
  scene(
    async scene => {
      const good = await scene.exec(
        scene.home(scene.openai.login({ account: '1ab1ab1a-0000-4000-8000-000000000004' })),
      )
      const bundles = scene.kinds().filter(kind => kind === 'config-bundle').length
      const home = scene.home(scene.openai.login(EXPIRED))
      scene.openai.revokeRefreshToken()
      const bad = await scene.exec(home)
      const sandbox = await scene.run(home, { args: ['sandbox', '--', 'true'] })
      return { good, bundles, bad, sandbox }
    },
    { plan: 'business' },
  ),
)

fact('workspace-configuration', async () => {
  const { good, bundles, bad } = await business()
  expect([good.code, bundles > 0]).toEqual([0, true])
  expect([bad.code, bad.stdout, bad.stderr]).toEqual([1, '', expect.stringMatching(/^Error: /m)])
})

fact('workspace-sandbox', async () => {
  const { sandbox } = await business()
  expect(sandbox.code).not.toBe(0)
})

fact('usage-limit', () =>
  scene(async scene => {
    scene.openai.script([{ usageLimit: true }])
    const ended = await scene.exec(scene.home(scene.openai.login()))
    expect([ended.code, errors(ended).at(-1)]).toEqual([
      1,
      expect.stringMatching(/^You.ve hit your usage limit\./),
    ])
  }),
)

fact('model-on-stderr', () =>
  scene(async scene => {
    const call = {
      type: 'function_call',
      id: 'fc_lab',
      call_id: 'call_lab',
      name: 'tool_of_the_lab',
      arguments: '{}',
    }
    scene.openai.script([{ items: [call] }])
    const { stderr } = await scene.exec(scene.home(scene.openai.login()))
    expect(stderr).toContain('tool_of_the_lab')
  }),
)
