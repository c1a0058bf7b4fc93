import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { inLab } from './lab.js'

const LATE = 180_000
const HOUR = 3_600_000
const SKIP = { 'on-unavailable': 'skip' }

test.concurrent(
  'a plan that is used up: said by a run, the next jobs start no Codex, and after the reset they run again',
  inLab(async lab => {
    const { openai } = lab
    Object.assign(openai.rateLimits, { primaryUsedPercent: 40, resetAfterSeconds: 3600 })
    openai.script([{ usageLimit: true }])
    const seed = openai.login()
    const failed = lab.job({ 'auth-json': seed, prompt: 'Say OK' })
    expect((await failed).conclusion).toBe('failure')

    // The first that is to skip asks without a model call; the next ones know.
    Object.assign(openai.rateLimits, { primaryUsedPercent: 100 })
    for (const asked of [true, false]) {
      const before = openai.log.length
      const skipped = await lab.job({ ...SKIP, prompt: 'Say OK' })
      expect(skipped.conclusion).toBe('success')
      expect(skipped.steps[0]?.outputs).toMatchObject({
        skipped: 'true',
        'auth-reason': 'usage-limit',
        'auth-status': 'healthy',
        'retry-at': expect.stringMatching(/^20\d\d-.*Z$/),
      })
      expect(skipped.annotations).toEqual([
        expect.objectContaining({
          level: 'notice',
          message: expect.stringMatching(
            /^Skipped, .*usage limit .* is reached\. It is worth trying again at 20/,
          ),
        }),
      ])
      expect(skipped.summary).toMatch(/Skipped: the Codex login can't be used now/)
      expect(openai.log.length > before).toBe(asked)
    }
    expect(openai.modelCalls).toBe(0)

    const file = join(lab.home, 'auth.limit')
    const note = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(file, JSON.stringify({ ...note, until: Date.now() - 1 }))
    Object.assign(openai.rateLimits, { primaryUsedPercent: 0 })
    const again = await lab.job({ ...SKIP, prompt: 'Say OK' })
    expect([again.conclusion, again.steps[0]?.outputs['final-message']]).toEqual(['success', 'OK'])
    expect(again.steps[0]?.outputs.skipped ?? '').toBe('')
  }),
  LATE,
)

test.concurrent(
  'a dead login: the job is green with a notice, and red without the input',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: -HOUR })
    lab.openai.revokeRefreshToken()
    const skipped = await lab.job({ ...SKIP, 'auth-json': seed, prompt: 'Say OK' })
    expect(skipped.conclusion).toBe('success')
    expect(skipped.steps[0]?.outputs).toMatchObject({
      skipped: 'true',
      'auth-status': 'dead',
      'auth-reason': 'revoked',
    })
    expect((await lab.job({ prompt: 'Say OK' })).conclusion).toBe('failure')
  }),
  LATE,
)

test.concurrent(
  'keep-fresh is never skipped: its failure is what tells people',
  inLab(async lab => {
    const refused = await lab.job({ ...SKIP, 'auth-json': lab.openai.login(), mode: 'keep-fresh' })
    expect(refused.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/`on-unavailable` is "skip", and mode is "keep-fresh"/),
    ])
    expect(lab.openai.log).toEqual([])
  }),
  LATE,
)
