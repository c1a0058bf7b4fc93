import { expect, test } from '@jest/globals'
import type { JobRun } from '../doubles/runner/index.js'
import { until } from './cache-world.js'
import { inLab } from './lab.js'
import {
  codeOf,
  errorsOf,
  homesOn,
  isUnchanged,
  LATE,
  refreshToken,
  typing,
  withDeadLogin,
} from './login-world.js'

const LOGIN = { mode: 'login' }

/** What ends a step that waits for a person, and what it says. */
const ENDS: [string, (run: JobRun) => void, string][] = [
  ['cancelled', run => run.cancel(), 'The step was cancelled (SIGINT)'],
  ['killed', run => run.kill('stage'), ''],
]

test.each(ENDS)(
  '%s while it waits: over within 2 s, nothing is left, all as it was',
  (_, end, message) =>
    inLab(async lab => {
      const dead = await withDeadLogin(lab)
      const run = lab.job(LOGIN)
      await codeOf(lab, run)
      expect(await homesOn(lab.runner())).toEqual([expect.stringMatching(/^login-/)])
      const ended = new Promise<number>(resolve => {
        run.started('post').then(
          () => resolve(performance.now()),
          () => resolve(Number.NaN),
        )
      })
      const start = performance.now()
      end(run)
      expect((await ended) - start).toBeLessThan(2000)
      const result = await run
      expect(errorsOf(result)).toEqual(message === '' ? '' : expect.stringContaining(message))
      await isUnchanged(lab, dead, result)
      // What the code would have brought comes too late: nobody asks for it.
      lab.openai.answerDeviceLogin('approved')
      const next = await lab.job(LOGIN)
      expect([next.conclusion, errorsOf(next)]).toEqual(['success', ''])
      expect(lab.openai.deviceLogins.map(({ done }) => done)).toEqual([false, true])
    })(),
  LATE,
)

test(
  'cancelled once the person has logged in: stored all the same',
  inLab(async lab => {
    const dead = await withDeadLogin(lab)
    const run = lab.job(LOGIN)
    // Codex saves it, then asks the backend for the workspace.
    await typing(lab, {}, () => lab.openai.hangBackend())(run)
    expect(await until(run, () => lab.openai.log.some(({ kind }) => kind === 'accounts-check'))).toBe(true)
    run.cancel()
    const result = await run
    expect(result.conclusion).toBe('cancelled')
    expect(await lab.auth()).not.toBe(dead)
    expect(refreshToken(await lab.auth())).toBe(refreshToken(lab.openai.currentAuthJson()))
    expect(await homesOn(lab.runner())).toEqual([])
  }),
  LATE,
)
