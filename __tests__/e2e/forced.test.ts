import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { LAB_ACCOUNT } from '../doubles/openai/openai.js'
import type { Values } from '../doubles/runner/index.js'
import { inLab, type Lab } from './lab.js'

const LATE = 60_000
const OTHER_ACCOUNT = '1ab1ab1a-0000-4000-8000-000000000002'

describe('A configuration that wants another login, for which exec would delete auth.json', () => {
  const configured =
    (line: string, inputs: Values = {}) =>
    async (lab: Lab) => {
      await writeFile(join(lab.home, 'config.toml'), `${line}\n${lab.openai.configToml}`)
      const seed = lab.openai.login()
      const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK', ...inputs })
      expect(await lab.auth()).toBe(seed)
      return result
    }

  test.concurrent.each([
    ['forced_login_method = "api"', {}, 'login-not-taken', /does not accept this login.*config\.toml/s],
    [
      `forced_chatgpt_workspace_id = "${OTHER_ACCOUNT}"`,
      {},
      'login-not-taken',
      /does not accept this login.*`forced_chatgpt_workspace_id`/s,
    ],
    ['', { 'codex-args': '-c forced_login_method="api"' }, 'input', /could delete this one/],
  ])(
    '%s %j: %s, before exec is started, and auth.json stays',
    (line, inputs, code, says) =>
      inLab(async lab => {
        const result = await configured(line, inputs as Values)(lab)
        expect(result.conclusion).toBe('failure')
        expect(result.annotations.map(({ message }) => message)).toEqual([expect.stringMatching(says)])
        expect(result.steps[0]?.outputs['auth-reason']).toBe(code)
        expect(lab.openai.log).toEqual([])
      })(),
    LATE,
  )

  test.concurrent.each(['forced_login_method = "chatgpt"', `forced_chatgpt_workspace_id = "${LAB_ACCOUNT}"`])(
    '%s, which fits: not disturbed',
    line =>
      inLab(async lab => {
        const result = await configured(line)(lab)
        expect(result.annotations).toEqual([])
        expect(result.steps[0]?.outputs).toMatchObject({ 'final-message': 'OK', 'auth-status': 'healthy' })
      })(),
    LATE,
  )
})

test.concurrent(
  'an auth.json with a field that this Codex does not read: said by each mode, and OpenAI is not asked',
  inLab(async lab => {
    const document = JSON.parse(lab.openai.login({ expInMs: 60_000 }))
    const claims = Buffer.from(JSON.stringify({ email: 5 })).toString('base64url')
    const seed = JSON.stringify({
      ...document,
      tokens: { ...document.tokens, id_token: `lab.${claims}.lab` },
    })
    for (const inputs of [{ prompt: 'Say OK' }, { mode: 'keep-fresh' }, { mode: 'setup' }] as Values[]) {
      const result = await lab.job({ 'auth-json': seed, ...inputs })
      expect(result.steps[0]?.outputs['auth-reason']).toBe('login-unreadable')
      expect(result.annotations.map(({ message }) => message)).toEqual([
        expect.stringMatching(/can't read the input auth-json.*log in again/s),
      ])
    }
    await expect(lab.auth()).rejects.toThrow(/ENOENT/)
    expect(lab.openai.log).toEqual([])
  }),
  LATE,
)
