import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { until } from './cache-world.js'
import { inLab } from './lab.js'

const HOUR = 3_600_000

test(
  'a run whose access token the server ends in mid-turn goes on after a hand-over, with one refresh',
  inLab(async lab => {
    lab.openai.script([{ command: 'true', endAccessToken: true }, { message: 'Went on.' }])
    const seed = lab.openai.login()
    const result = await lab.job({ 'auth-json': seed, prompt: 'Work', sandbox: 'danger-full-access' })
    const { outputs } = result.steps[0] ?? {}
    expect(result.conclusion).toBe('success')
    expect(outputs).toMatchObject({
      'final-message': 'Went on.',
      refreshed: 'true',
      'auth-status': 'refreshed',
    })
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    expect(await lab.auth()).not.toBe(seed)
    expect(JSON.parse(await lab.auth()).tokens.refresh_token).toBe(
      JSON.parse(lab.openai.currentAuthJson()).tokens.refresh_token,
    )
  }),
  60_000,
)

test(
  'a run whose access token another job replaced on this host goes on with what that one left, and refreshes nothing itself',
  inLab(async lab => {
    const go = join(lab.dir, 'go')
    const wait = `until [ -e '${go}' ]; do sleep 0.05; done`
    lab.openai.script([{ command: wait, yieldTimeMs: 60_000 }, { message: 'Went on.' }])
    const seed = lab.openai.login()
    const run = lab.job({ 'auth-json': seed, prompt: 'Work', sandbox: 'danger-full-access' })
    expect(await until(run, () => lab.openai.modelCalls === 1)).toBe(true)
    const other = await lab.job({ mode: 'keep-fresh', 'force-refresh': 'true' }, { on: lab.runner('second') })
    expect(other.steps[0]?.outputs).toMatchObject({ refreshed: 'true' })
    const newer = await lab.auth()
    await writeFile(go, '')
    const result = await run
    expect(result.conclusion).toBe('success')
    expect(result.steps[0]?.outputs).toMatchObject({ 'final-message': 'Went on.', refreshed: 'false' })
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    expect(await lab.auth()).toBe(newer)
  }),
  60_000,
)

// What a Codex tries in vain takes its time, and so runs beside what stands above.
test.concurrent(
  'pre fences the job: a later Codex with an expired token never asks the token endpoint, and auth.json stays',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: -HOUR })
    const run = lab.runner().job({
      secrets: [seed],
      steps: [
        // `if: false` skips main, which would refresh, but not pre.
        { uses: 'self', if: false, with: { 'auth-json': seed, prompt: 'never run' } },
        { run: 'codex exec --skip-git-repo-check "Say OK" </dev/null', continueOnError: true },
      ],
    })
    const result = await run
    lab.results.push(result)
    expect(result.steps[1]?.outcome).toBe('failure')
    expect(lab.openai.refreshes).toHaveLength(0)
    expect(await lab.auth()).toBe(seed)
    expect(result.steps[0]?.stages.main).toBeUndefined()
    expect(result.steps[0]?.stages.post?.log).toContain('The login is unchanged.')
  }),
  60_000,
)

test.concurrent(
  'the same Codex without the action refreshes: the fence is what stopped it',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: -HOUR })
    const setup = await lab.runner().job({
      secrets: [seed],
      steps: [
        { run: 'printf %s "$SEED" > ~/.codex/auth.json', env: { SEED: seed } },
        { run: 'codex exec --skip-git-repo-check "Say OK" </dev/null' },
      ],
    })
    lab.results.push(setup)
    expect(setup.conclusion).toBe('success')
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
  }),
  60_000,
)

test.concurrent(
  'a run whose refresh token is refused in mid-turn fails with the reason',
  inLab(async lab => {
    lab.openai.script([{ command: 'true', endAccessToken: true }, { message: 'never' }])
    lab.openai.answerTokenEndpoint('invalidated')
    const seed = lab.openai.login()
    const result = await lab.job({ 'auth-json': seed, prompt: 'Work', sandbox: 'danger-full-access' })
    expect(result.conclusion).toBe('failure')
    expect(result.steps[0]?.outputs).toMatchObject({ 'auth-status': 'dead' })
    expect(lab.openai.modelCalls).toBe(1)
    expect(result.annotations.map(({ message }) => message).join()).toMatch(/log in once more/)
    expect(await lab.auth()).toBe(seed)
  }),
  60_000,
)
