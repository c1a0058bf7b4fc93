import { expect } from '@jest/globals'
import type { LoginOptions, OpenAiDouble } from '../../doubles/openai/openai.js'
import type { Values } from '../../doubles/runner/index.js'
import { inLab, type Lab } from '../../e2e/lab.js'
import { notePlayed } from './story.js'

/** The smallest state of a machine or a server that causes one code, and what a person reads of it. */
export interface Row {
  readonly code: string
  /** What differs from other rows of the code. */
  readonly when: string
  readonly login?: LoginOptions
  /** Over a job that runs Codex; `mode` alone takes the prompt away. */
  readonly inputs?: Values
  /** Of the runner's machine. */
  readonly env?: Values
  readonly make?: (openai: OpenAiDouble, lab: Lab) => unknown
  readonly says: RegExp
  /** By default the login is healthy. */
  readonly status?: string
  /** Of the summary. */
  readonly title?: RegExp
  /** Seconds until the verdict; by default 30. Codex itself tries for 7 to 25. */
  readonly within?: number
}

/** Plays a state with the real Codex, and holds what a person reads against the row. */
export const play = (row: Row) =>
  inLab(async lab => {
    const { code, login = {}, inputs = {}, make, says, status = 'healthy', title, within = 30, env } = row
    const seed = lab.openai.login(login)
    await make?.(lab.openai, lab)
    const prompt = inputs.mode === undefined ? { prompt: 'Say OK' } : {}
    const on = env ? { on: lab.runner('odd', env) } : {}
    const begun = Date.now()
    const result = await lab.job({ 'auth-json': seed, ...prompt, ...inputs }, on)
    const seconds = (Date.now() - begun) / 1000

    const errors = result.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
    const { 'auth-reason': reason, 'auth-status': is } = result.steps[0]?.outputs ?? {}
    expect({ conclusion: result.conclusion, reason, is }).toEqual({
      conclusion: 'failure',
      reason: code,
      is: status,
    })
    expect(errors).toEqual([expect.stringMatching(says)])
    // What happened, why it matters, what to do.
    expect(errors[0]?.split('\n').length).toBe(3)
    expect(errors[0]).not.toMatch(/should not happen|^ +at /m)
    if (title) expect(result.summary).toMatch(title)
    expect(await lab.auth()).toBe(seed)
    expect(seconds).toBeLessThan(within)
    notePlayed({ code, when: row.when, seconds, message: errors[0] ?? '' })
  })()
