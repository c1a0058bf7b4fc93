import { describe, expect, test } from '@jest/globals'
import { LAB_ACCOUNT } from '../doubles/openai/openai.js'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { inLab, type Lab } from '../e2e/lab.js'

const LATE = 60_000
const OTHER_ACCOUNT = '1ab1ab1a-0000-4000-8000-000000000002'

/** A job that leaves a login ready, and a later step of it that runs Codex as it should not. */
async function jobWith(lab: Lab, seed: string, command: string, inputs: Values = {}): Promise<JobResult> {
  const uses = { id: 'codex', uses: 'self', with: { 'auth-json': seed, mode: 'setup', ...inputs } }
  const result = await lab.runner().job({ secrets: [seed], steps: [uses, { run: command }] })
  lab.results.push(result)
  return result
}

const errorsOfPost = ({ annotations }: JobResult) =>
  annotations.filter(({ level, stage }) => level === 'error' && stage === 'post').map(it => it.message)

const deviceLogin = ({ openai }: Lab) =>
  `timeout 5 codex login --device-auth --experimental_issuer ${openai.origin}`

// Codex asks for the revocation where it refreshes, so the fence holds it off (docs/facts/codex.md, §7).
describe('A later step that logs out, or in over auth.json, in a fenced job', () => {
  test.each([
    ['codex logout', () => 'codex logout'],
    ['an abandoned codex login', (lab: Lab) => `${deviceLogin(lab)} || true`],
  ])(
    '%s: post says what is gone, and the server has revoked nothing: the next job works',
    (_, command) =>
      inLab(async lab => {
        const seed = lab.openai.login()
        const result = await jobWith(lab, seed, command(lab))
        expect(result.conclusion).toBe('failure')
        expect(errorsOfPost(result)).toEqual([
          expect.stringMatching(/auth\.json is gone: a step of this job.*`codex login` or `codex logout`/s),
        ])
        expect(lab.openai.revocations).toEqual([])
        const next = await lab.job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
        expect(next.steps[0]?.outputs).toMatchObject({ 'auth-status': 'refreshed' })
      })(),
    LATE,
  )

  test(
    'a login to another account is not kept',
    inLab(async lab => {
      lab.openai.answerDeviceLogin('approved', { account: OTHER_ACCOUNT })
      const result = await jobWith(lab, lab.openai.login(), deviceLogin(lab))
      expect(result.conclusion).toBe('failure')
      expect(errorsOfPost(result)).toEqual([expect.stringContaining('belongs to another account now')])
      expect(lab.openai.revocations).toEqual([])
    }),
    LATE,
  )

  test(
    'unfenced it is revoked, for every copy: the next job fails, and says that the refresh token may already have been used',
    inLab(async lab => {
      const seed = lab.openai.login()
      const result = await jobWith(lab, seed, 'codex logout', { concurrency: 'exclusive' })
      expect(lab.openai.revocations).toEqual([LAB_ACCOUNT])
      expect(errorsOfPost(result)).toEqual([expect.stringContaining('auth.json is gone')])
      const next = await lab.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect(next.conclusion).toBe('failure')
      expect(next.steps[0]?.outputs).toMatchObject({ 'auth-status': 'stale', 'auth-reason': 'maybe-spent' })
    }),
    LATE,
  )
})
