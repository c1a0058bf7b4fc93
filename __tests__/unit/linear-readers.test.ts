import { describe, expect, test } from '@jest/globals'
import { parseCodexArgs } from '../../src/codex/exec/arguments.js'
import { parseEvent, wantsRefresh } from '../../src/codex/exec/events.js'
import type { ExecResult } from '../../src/codex/exec/exec.js'
import { didNotBegin, earlyWarning, refreshFailure } from '../../src/codex/failure.js'
import { registryFrom } from '../../src/codex/install/registry.js'
import { runReason } from '../../src/codex/run-reason.js'
import { isJwt, readClaims } from '../../src/login/claims.js'
import { parseInstant } from '../../src/login/instant.js'
import { parseLogin } from '../../src/login/login.js'
import { maskedForms } from '../../src/login/mask.js'
import { harmlessLines, harmlessValue } from '../../src/report/harmless.js'
import { prose } from '../../src/report/markdown.js'
import { unpack } from '../../src/stores/command/restore-output.js'
import { withoutEscapes } from '../../src/system/escapes.js'
import { authJson, NOW } from './auth-json.js'
import { expectLinear } from './linear.js'
import { SHAPES } from './linear-shapes.js'

/** A reader may throw for such a text: only its time matters here. */
function trying(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return error
  }
}

const login = (text: string, encoded: boolean) =>
  trying(() => parseLogin(text, { origin: 'the input auth-json', encoded, now: NOW }))
const failed = (said: string): ExecResult => ({
  outcome: 'failed',
  exitCode: 1,
  failure: said,
  stderr: [said],
})
const tokenUrl = 'https://lab.invalid/oauth/token'
const words = { reseed: 'lab' }

/** All that reads a text of somebody else's, by name; the doctor and `scrub` have tests of their own. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a seed': text => login(text, true),
  'auth.json': text => login(text, false),
  'auth.json with such a token': text =>
    login(authJson({ tokens: { refresh_token: text, access_token: `a.${text}.c` } }), true),
  'the date of a login': parseInstant,
  'a JWT': text => [isJwt(`a.${text}.c`), readClaims(text)],
  'a token to be masked': maskedForms,
  'what restore-command printed': text => unpack(Buffer.from(text), undefined).catch(String),
  'the words of codex-args': text => trying(() => parseCodexArgs(text)),
  'quoted words of codex-args': text => trying(() => parseCodexArgs(`"${text}" '${text.slice(0, 999)}`)),
  'a line of codex exec': text => parseEvent(text),
  'an error of codex exec': text => {
    const event = parseEvent(JSON.stringify({ type: 'error', message: text }))
    return event && wantsRefresh(event)
  },
  'why a run failed': text => [
    runReason(failed(text)),
    runReason({ outcome: 'failed', exitCode: 1, stderr: text.split('\n') }),
    didNotBegin({ outcome: 'failed', exitCode: 1, stderr: [text] }),
    earlyWarning({ ...failed(text), outcome: 'succeeded' }, words),
  ],
  'why a refresh failed': text => [
    refreshFailure(
      { reply: { error: { code: 1, message: text } }, stderr: [text], tokenUrl, tookMs: 1 },
      words,
    ),
    refreshFailure({ reply: undefined, stderr: text.split('\n'), tokenUrl, tookMs: 1 }, words),
  ],
  'lines for the log': harmlessLines,
  'the value of an output': harmlessValue,
  'a sentence for the summary': prose,
  'escapes of a terminal': withoutEscapes,
  'the address of a registry': text =>
    trying(() => registryFrom({ NPM_CONFIG_REGISTRY: `https://lab.invalid/${text}` })),
}

describe.each(Object.entries(READERS))('%s', (_, read) => {
  test.each(Object.entries(SHAPES))('of 1 MB of %s', async (_, shape) => {
    await expectLinear(read, shape)
  })
})

test('what takes the square of the length is found out', async () => {
  let looks = 0
  const slow = (text: string) => {
    for (let from = 0; from < text.length; from += 40)
      for (let at = from; at < text.length; at += 40) looks += text.charCodeAt(at)
  }
  await expect(expectLinear(slow, SHAPES.dots ?? String)).rejects.toThrow(/linear/)
  expect(looks).toBeGreaterThan(0)
})
