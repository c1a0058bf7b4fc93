import { expect, test } from '@jest/globals'
import type { Runner } from '../doubles/runner/index.js'
import { inLab, type Lab } from './lab.js'
import { endOf } from './verdict.js'
import { wrappedCodex } from './wrapped-codex.js'

const MINUTE = 60_000

/**
 * A machine whose Codex lifts the fence from `exec`: only then can exec itself ask for a refresh, and say on stderr that
 * it was refused. All that it says is the real Codex's.
 */
function unfencing(lab: Lab): Promise<Runner> {
  const url = lab.openai.env.CODEX_REFRESH_TOKEN_URL_OVERRIDE
  return wrappedCodex(
    lab,
    'unfencing',
    `case $1 in exec) export CODEX_REFRESH_TOKEN_URL_OVERRIDE='${url}';; esac`,
  )
}

test(
  'exec ends well, and its stderr says that the refresh token is revoked: stale, and a warning with the hour',
  inLab(async lab => {
    lab.openai.answerTokenEndpoint('invalidated')
    const seed = lab.openai.login({ expInMs: 4 * MINUTE })
    // By itself Codex refreshes in the last five minutes (docs/facts §1); ours does not come before it.
    const inputs = { 'auth-json': seed, prompt: 'Say OK', 'min-lifetime': '1s' }
    const result = await lab.job(inputs, { on: await unfencing(lab) })
    expect(result.steps[0]?.outputs).toMatchObject({
      'final-message': 'OK',
      'auth-status': 'stale',
      'auth-reason': 'revoked',
    })
    expect(result.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(
        /^warning: OpenAI refused to refresh the login: it was revoked\.\n.*\nA person must/,
      ),
    ])
    expect(result.annotations[0]?.message).toMatch(
      new RegExp(`\nCodex goes on with the access token, which ends at ${endOf(seed)}\\.$`),
    )
    expect(result.summary).toMatch(/🟡 The Codex login works, but can't be refreshed/)
  }),
  MINUTE,
)
