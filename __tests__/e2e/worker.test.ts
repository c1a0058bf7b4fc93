import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { accessOf } from './access-login.js'
import { inLab, type Lab } from './lab.js'

const errorsOf = ({ annotations }: JobResult) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)

/** A job that may do nothing at GitHub, on a runner that nothing has touched. */
const hosted = async (lab: Lab, inputs: Values, more: object = {}) =>
  lab.job(inputs, { on: await lab.fresh(), ...more })

const requestsOfTokens = ({ openai }: Lab) => openai.refreshes.length

/** What is left of private homes, and what a host has in its own CODEX_HOME. */
const left = async (lab: Lab): Promise<string[]> => [
  ...(await readdir(join(lab.dir, 'home', '.codex-auth-action')).catch(() => [])),
  ...(await readdir(lab.home)),
]

test.concurrent.each([['hosted'], ['self-hosted']])(
  'a worker on a %s runner needs the access login and a prompt, and leaves nothing',
  kind =>
    inLab(async lab => {
      const inputs = { 'auth-json': accessOf(lab.openai.login()), prompt: 'Say OK' }
      const result = await (kind === 'hosted' ? hosted(lab, inputs) : lab.job(inputs))
      expect([result.conclusion, result.annotations]).toEqual(['success', []])
      expect(result.steps[0]?.outputs).toMatchObject({
        'final-message': 'OK',
        storage: 'access',
        'auth-status': 'healthy',
      })
      expect(result.log).toMatch(/Removed the access login\. A worker stores nothing\./)
      expect(result.summary).toMatch(/The Codex login is healthy/)
      expect(await left(lab)).toEqual(['config.toml'])
      expect(requestsOfTokens(lab)).toBe(0)
    })(),
  60_000,
)

test.concurrent(
  'setup leaves a Codex that works for later steps, fenced; a second worker step shares its home',
  inLab(async lab => {
    const access = accessOf(lab.openai.login())
    const exec =
      'codex exec --skip-git-repo-check "say OK" < /dev/null && echo "fence: $CODEX_REFRESH_TOKEN_URL_OVERRIDE"'
    const result = await lab.runner().job({
      secrets: [access],
      steps: [
        { id: 'codex', uses: 'self', with: { 'auth-json': access } },
        { run: exec },
        { id: 'again', uses: 'self', with: { 'auth-json': access, prompt: 'Say OK' } },
      ],
    })
    lab.results.push(result)
    expect(result.conclusion).toBe('success')
    expect(result.log).toMatch(/fence: https:\/\/rotation-fenced\.invalid\//)
    expect(lab.openai.modelCalls).toBe(2)
    expect(await left(lab)).toEqual(['config.toml'])
  }),
  60_000,
)

test.concurrent(
  'each misuse is refused before anything is changed, and names the right secret',
  inLab(async lab => {
    const full = lab.openai.login()
    const access = accessOf(full)
    await writeFile(lab.authFile, full)
    // unit/worker-source has the others.
    const misuses: Values[] = [
      { mode: 'keep-fresh' },
      { mode: 'login' },
      { storage: 'cache', 'encryption-key': 'lab-passphrase-of-the-keeper' },
    ]
    for (const misuse of misuses) {
      const result = await lab.job({ 'auth-json': access, ...misuse })
      expect([misuse, result.conclusion, errorsOf(result).join()]).toEqual([
        misuse,
        'failure',
        expect.stringMatching(/Refused the input auth-json: It is an access login.*`CODEX_AUTH_JSON`/s),
      ])
    }
    expect(await lab.auth()).toBe(full)
    expect(await left(lab)).toEqual(['auth.json', 'config.toml'])
    expect(lab.openai.log).toEqual([])
  }),
  60_000,
)

test.concurrent(
  'from a secret, a token that OpenAI ends in mid-turn is a clear failure that says to run the workflow again',
  inLab(async lab => {
    const access = accessOf(lab.openai.login())
    lab.openai.script([{ command: 'true', endAccessToken: true }])
    const result = await hosted(lab, { 'auth-json': access, prompt: 'Say OK' })
    expect(result.conclusion).toBe('failure')
    expect(errorsOf(result).join()).toMatch(
      /no longer accepts the access token of this job.*Run the workflow again, as a new run/s,
    )
    expect(result.steps[0]?.outputs['auth-reason']).toBe('access-ended')
    expect(requestsOfTokens(lab)).toBe(0)
  }),
  90_000,
)
