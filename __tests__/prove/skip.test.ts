import { expect, test } from '@jest/globals'
import { machinePath } from '../doubles/lab/index.js'
import { accessOf } from '../e2e/access-login.js'
import { inFleet } from '../e2e/fleet.js'
import { inLab, REPOSITORY } from '../e2e/lab.js'
import { inLeaseWorld, outputsOf } from '../e2e/lease-world.js'

const LATE = 180_000
const HOUR = 3_600_000
/** A job that wants Codex there ends with the lab. */
const WITHOUT_CODEX = { env: { PATH: machinePath() } }
const SKIP = { 'on-unavailable': 'skip' }
const SKIP_RUN = { ...SKIP, prompt: 'Say OK' }

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
      const skipped = await lab.job(SKIP_RUN)
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

    // As when the plan was changed for a bigger one: keep-fresh finds out before the window ends.
    Object.assign(openai.rateLimits, { primaryUsedPercent: 0 })
    expect((await lab.job({ mode: 'keep-fresh' })).conclusion).toBe('success')
    const again = await lab.job(SKIP_RUN)
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

test.concurrent(
  'a worker whose keeper has found the plan used up starts no Codex',
  inFleet(async ({ lab, keeper, worker, accessKey }) => {
    const { openai } = lab
    const share = { 'share-access': 'cache', 'access-key': accessKey }
    Object.assign(openai.rateLimits, { primaryUsedPercent: 100 })
    expect((await keeper({ ...share, 'auth-json': openai.login() })).conclusion).toBe('success')
    const before = openai.log.length
    const skipped = await worker(
      { ...SKIP_RUN, 'access-key': accessKey },
      { repository: REPOSITORY, ...WITHOUT_CODEX },
    )
    expect([skipped.conclusion, outputsOf(skipped)]).toEqual([
      'success',
      expect.objectContaining({ skipped: 'true', 'auth-reason': 'usage-limit', 'auth-status': 'healthy' }),
    ])
    expect(openai.log.length).toBe(before)

    // The next keep-fresh says nothing of a limit.
    Object.assign(openai.rateLimits, { primaryUsedPercent: 0 })
    await keeper(share)
    const ran = await worker({ ...SKIP_RUN, 'access-key': accessKey }, { repository: REPOSITORY })
    expect(outputsOf(ran)['final-message']).toBe('OK')
  }),
  LATE,
)

test.concurrent(
  'a worker whose keeper knows of no limit asks once, without a model call, and says that it can tell nobody',
  inLab(async lab => {
    const { openai } = lab
    const access = accessOf(openai.login(), { usedUpUntil: Date.now() - 1000 })
    Object.assign(openai.rateLimits, { primaryUsedPercent: 100 })
    for (const _ of [1, 2]) {
      const before = openai.log.length
      const skipped = await lab.job({ ...SKIP_RUN, 'auth-json': access })
      expect([skipped.conclusion, outputsOf(skipped).skipped]).toEqual(['success', 'true'])
      expect(skipped.log).toMatch(/A worker has no place to note that the plan is used up: each asks OpenAI/)
      expect(openai.log.slice(before).filter(({ path }) => path.endsWith('/wham/usage'))).toHaveLength(1)
    }
    expect(openai.modelCalls).toBe(0)
  }),
  LATE,
)

test.concurrent(
  'a job that may not write the lease says so, and each such job asks once',
  inLeaseWorld(async ({ lab, put, job }) => {
    await put(lab.openai.login())
    Object.assign(lab.openai.rateLimits, { primaryUsedPercent: 100 })
    for (const _ of [1, 2]) {
      const skipped = await job(SKIP_RUN, { permissions: { contents: 'read' } })
      expect([skipped.conclusion, outputsOf(skipped)['auth-reason']]).toEqual(['success', 'usage-limit'])
      expect(skipped.log).toMatch(/Other jobs are not told until when the plan is used up, .* may not write/)
    }
    expect(lab.openai.modelCalls).toBe(0)
  }),
  LATE,
)

test.concurrent(
  'a full window with credits beside it is no reason to skip; setup is skipped like a run',
  inLab(async lab => {
    const { rateLimits } = lab.openai
    const seed = lab.openai.login()
    Object.assign(rateLimits, { primaryUsedPercent: 100, hasCredits: true })
    const ran = await lab.job({ ...SKIP_RUN, 'auth-json': seed })
    expect(outputsOf(ran)['final-message']).toBe('OK')
    Object.assign(rateLimits, { hasCredits: false })
    const skipped = await lab.job({ ...SKIP, mode: 'setup' })
    expect(outputsOf(skipped)).toMatchObject({ skipped: 'true', 'auth-reason': 'usage-limit' })
  }),
  LATE,
)
