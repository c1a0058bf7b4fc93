import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { Lab } from './lab.js'
import { inLab } from './lab.js'

const DAY = 86_400_000
const LATE = 60_000

/** A job whose later step does something to auth.json; what its post said, or the error it failed with. */
async function jobThen(lab: Lab, seed: string, step: string): Promise<{ conclusion: string; post: string }> {
  const job = lab.runner().job({
    secrets: [seed],
    steps: [{ uses: 'self', with: { 'auth-json': seed, mode: 'setup' } }, { run: step }],
  })
  const result = await job
  lab.results.push(result)
  return { conclusion: result.conclusion, post: result.steps[0]?.stages.post?.log ?? '' }
}

test.concurrent(
  'pre failed: post says that there is nothing to do, and main never ran',
  inLab(async lab => {
    const result = await lab.job({ 'auth-json': 'not an auth.json', mode: 'setup' })
    expect(result.conclusion).toBe('failure')
    expect(result.steps[0]?.stages.main).toBeUndefined()
    expect(result.steps[0]?.stages.post?.log).toContain(
      'Nothing to do: this step never got as far as a login.',
    )
  }),
  LATE,
)

test.concurrent.each([
  ['removes auth.json', 'rm ~/.codex/auth.json', /is gone: a step of this job/],
  ['damages auth.json', 'echo "{" > ~/.codex/auth.json', /is not JSON/],
  [
    'puts an older state back',
    'cp ../../../../older.json ~/.codex/auth.json',
    /was put back to an older state/,
  ],
  [
    'puts in another account',
    'cp ../../../../other.json ~/.codex/auth.json',
    /belongs to another account now/,
  ],
])(
  'a later step that %s: post fails the job and says so',
  (_, step, message) =>
    inLab(async lab => {
      const older = lab.openai.login({ lastRefreshAgoMs: DAY })
      const seed = lab.openai.login()
      await writeFile(join(lab.dir, 'older.json'), older)
      await writeFile(
        join(lab.dir, 'other.json'),
        lab.openai.login({ account: '4ab4ab4a-0000-4000-8000-000000000004' }),
      )
      const { conclusion, post } = await jobThen(lab, seed, step)
      for (const name of ['older.json', 'other.json']) await writeFile(join(lab.dir, name), '')
      expect(conclusion).toBe('failure')
      expect(post).toMatch(message)
    })(),
  LATE,
)

test.concurrent(
  'a newer login that a person puts on the host meanwhile is kept',
  inLab(async lab => {
    const seed = lab.openai.login({ lastRefreshAgoMs: DAY })
    await writeFile(join(lab.dir, 'newer.json'), lab.openai.login())
    const { conclusion, post } = await jobThen(lab, seed, 'mv ../../../../newer.json ~/.codex/auth.json')
    expect(conclusion).toBe('success')
    expect(post).toContain('The login was refreshed while the job ran, and the newer one is kept.')
  }),
  LATE,
)
