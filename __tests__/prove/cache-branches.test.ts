import { expect, test } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import { type CacheDouble, type CacheJob, startCache } from '../doubles/cache/index.js'
import type { ModelAnswer } from '../doubles/openai/openai.js'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { type HostedJob, hostedJob } from '../e2e/hosted.js'
import { inLab, type Lab } from '../e2e/lab.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const MAIN = 'refs/heads/main'
const TOPIC = 'refs/heads/topic'

interface World {
  readonly lab: Lab
  readonly cache: CacheDouble
  /** One job of a ref (the default branch, unless told), with a cache token of that ref's scope. */
  job(inputs: Values, spec?: HostedJob & { access?: CacheJob }): Promise<JobResult>
  /** A job of the default branch that stores the login without refreshing it, however little of its life is left. */
  store(authJson: string): Promise<void>
}

const inWorld = (use: (world: World) => Promise<void>) =>
  inLab(async lab => {
    const cache = await startCache()
    const key = await generateX25519Identity()
    const job: World['job'] = (inputs, { access, ref = MAIN, ...spec } = {}) => {
      const services = cache.environment({ ref, ...access })
      return hostedJob(lab, { 'encryption-key': key, ...inputs }, { ref, services, ...spec })
    }
    const store = async (authJson: string) => {
      const result = await job({ 'auth-json': authJson, mode: 'setup', 'min-lifetime': '1s' })
      expect([result.conclusion, result.steps[0]?.outputs.rotated]).toEqual(['success', 'false'])
    }
    await use({ lab, cache, job, store }).finally(() => cache.close())
    cache.assertClean()
  })

const errorsOf = ({ annotations }: JobResult) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
const refreshToken = (authJson: string): string =>
  (JSON.parse(authJson) as { tokens: { refresh_token: string } }).tokens.refresh_token
/** What was asked of the service to store something there, from a scope or from any. */
const writes = ({ requests }: CacheDouble, scope?: string) =>
  requests.filter(({ kind, ...of }) => kind === 'reserve' && (scope ?? of.scope) === of.scope).length

const BRANCHES: [string, string, CacheJob][] = [
  ['a branch', TOPIC, {}],
  ['a pull request', 'refs/pull/7/merge', { baseRef: TOPIC }],
  ['a tag', 'refs/tags/main', {}],
]

test.each(BRANCHES)(
  "%s: restores the default branch's login, runs fenced, and never writes",
  (_, ref, access) =>
    inWorld(async ({ lab, cache, job, store }) => {
      await store(lab.openai.login({ expInMs: HOUR }))
      const stored = writes(cache)
      const due = await job({ prompt: 'Say OK', 'min-lifetime': '2h' }, { ref, access })
      expect(due.conclusion).toBe('success')
      expect(due.log).toMatch(/Restored the login from the Actions cache .*no seed was given/)
      expect(due.log).toMatch(
        new RegExp(`Due, but not refreshed here. This job runs on ${ref}, .* lives for another (59 min|1 h)`),
      )
      expect(due.steps[0]?.outputs).toMatchObject({
        'final-message': 'OK',
        rotated: 'false',
        'auth-status': 'healthy',
      })
      expect(writes(cache)).toBe(stored)
      expect(lab.openai.refreshes).toEqual([])
    })(),
  60_000,
)

test(
  'a branch: red before Codex where too little is left, or for keep-fresh, which is due: with reason and remedy',
  inWorld(async ({ lab, cache, job, store }) => {
    await store(lab.openai.login({ expInMs: 10 * MINUTE }))
    const stored = writes(cache)
    const [little, keepFresh] = await Promise.all([
      job({ prompt: 'Say OK' }, { ref: TOPIC }),
      job({ mode: 'keep-fresh' }, { ref: TOPIC }),
    ])
    const seeded = await job(
      { 'auth-json': lab.openai.login({ expInMs: -HOUR }), session: 'another', prompt: 'Say OK' },
      { ref: TOPIC },
    )
    for (const result of [little, keepFresh, seeded]) {
      expect(result.conclusion).toBe('failure')
      expect(errorsOf(result)).toEqual([
        expect.stringMatching(
          /This job runs on refs\/heads\/topic.*Let a scheduled keep-fresh workflow on the default branch/s,
        ),
      ])
    }
    expect(writes(cache)).toBe(stored)
    expect(lab.openai.modelCalls).toBe(0)
    expect(lab.openai.refreshes).toEqual([])
    // What the remedy says, done.
    const remedy = await job({ mode: 'keep-fresh' })
    expect(remedy.steps[0]?.outputs.rotated).toBe('true')
    const after = await job({ prompt: 'Say OK' }, { ref: TOPIC })
    expect([after.conclusion, after.steps[0]?.outputs.rotated]).toEqual(['success', 'false'])
  }),
  60_000,
)

test(
  "a branch with an entry of its own, from when it was the default branch, takes the default branch's newer login",
  inWorld(async ({ lab, job, store }) => {
    const old = lab.openai.login({ expInMs: HOUR })
    const former = {
      ref: TOPIC,
      event: { repository: { default_branch: 'topic', private: true } },
    }
    await job({ 'auth-json': old, mode: 'setup', 'min-lifetime': '1s' }, former)
    await store(lab.openai.login())
    const result = await job({ 'auth-json': old, prompt: 'Say OK' }, { ref: TOPIC })
    expect(result.conclusion).toBe('success')
    expect(result.log).toMatch(/The login needs no refresh/)
    expect(lab.openai.refreshes).toEqual([])
  }),
  60_000,
)

/** The model uses a tool, so that the turn goes on with a second call, for which the access token has ended. */
const TWO_CALLS: ModelAnswer = {
  items: [
    {
      type: 'function_call',
      id: 'fc_lab',
      call_id: 'call_lab',
      name: 'update_plan',
      arguments: JSON.stringify({ plan: [{ step: 'Work', status: 'in_progress' }] }),
    },
  ],
  delayMs: 6000,
}

test(
  'a branch whose token ends in mid-run, because the default branch has refreshed it, goes on with what that stored',
  inWorld(async ({ lab, cache, job, store }) => {
    await store(lab.openai.login())
    lab.openai.script([TWO_CALLS, { message: 'Done' }])
    const result = await job(
      { prompt: 'Work' },
      {
        ref: TOPIC,
        async during(run) {
          let over = false
          void run.then(() => {
            over = true
          })
          while (lab.openai.modelCalls === 0 && !over) await new Promise(resolve => setTimeout(resolve, 20))
          await job({ mode: 'keep-fresh', 'force-rotate': 'true' })
        },
      },
    )
    expect(result.conclusion).toBe('success')
    expect(result.steps[0]?.outputs['final-message']).toBe('Done')
    expect(result.log).toMatch(/Another job has refreshed the login meanwhile/)
    expect(lab.openai.rotations).toHaveLength(1)
    expect(writes(cache, TOPIC)).toBe(0)
    expect(result.annotations).toEqual([])
  }),
  60_000,
)

const READ_ONLY: [string, CacheJob, RegExp][] = [
  ['ACTIONS_CACHE_MODE=read', { cacheMode: 'read' }, /the cache-mode of this job is "read"/],
  ['a read-only token', { grant: 'read' }, /the service takes nothing from this run/],
]

test.each(READ_ONLY)(
  'the default branch with %s: nothing is refreshed, and keep-fresh says why',
  (_, access, words) =>
    inWorld(async ({ lab, cache, job, store }) => {
      const seed = lab.openai.login({ expInMs: HOUR })
      await store(seed)
      const fresh = await job({ prompt: 'Say OK', 'min-lifetime': '1s' }, { access })
      expect(fresh.conclusion).toBe('success')
      const keepFresh = await job({ 'auth-json': seed, mode: 'keep-fresh' }, { access })
      expect(keepFresh.conclusion).toBe('failure')
      expect(errorsOf(keepFresh)[0]).toMatch(words)
      expect(errorsOf(keepFresh)[0]).toMatch(/keep-fresh workflow on `schedule`/)
      expect(lab.openai.refreshes).toEqual([])
      expect(cache.entries).toHaveLength(1)
      expect(refreshToken(lab.openai.currentAuthJson())).toBe(refreshToken(seed))
    })(),
  60_000,
)

const UNWRITABLE: [string, string, CacheJob][] = [
  ['a branch', TOPIC, {}],
  ['ACTIONS_CACHE_MODE=read', MAIN, { cacheMode: 'read' }],
  ['a read-only token', MAIN, { grant: 'read' }],
]

test.each(UNWRITABLE)(
  'concurrency: exclusive with %s: the fence stays, since what a later step refreshed could not be stored',
  (_, ref, access) =>
    inWorld(async ({ lab, job, store }) => {
      await store(lab.openai.login())
      const result = await job({ mode: 'setup', concurrency: 'exclusive' }, { ref, access })
      expect(result.conclusion).toBe('success')
      expect(result.env.CODEX_REFRESH_TOKEN_URL_OVERRIDE).toBe('https://rotation-fenced.invalid/')
    })(),
  60_000,
)

test(
  'a service that refuses or breaks off: found out before any refresh, and an older seed is not used instead',
  inWorld(async ({ lab, cache, job, store }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    await store(seed)
    await job({ mode: 'setup', 'force-rotate': 'true' })
    const before = lab.openai.refreshes.length
    const inputs = { 'auth-json': seed, mode: 'keep-fresh', 'force-rotate': 'true' }
    cache.fault('lookup', 403, 1)
    const refused = await job(inputs)
    expect(errorsOf(refused)[0]).toMatch(
      /out of reach: it answered 403.*to go on with an older one would end it/s,
    )
    expect(refused.steps[0]?.stages.main).toBeUndefined()
    cache.fault('download', 403, 1)
    const lost = await job(inputs)
    expect(errorsOf(lost)[0]).toMatch(/out of reach: it answered 403/)
    cache.fault('reserve', 403, 1)
    const unwritable = await job(inputs)
    expect(errorsOf(unwritable)[0]).toMatch(/can't store the login in the Actions cache/)
    for (const result of [refused, lost, unwritable]) expect(result.conclusion).toBe('failure')
    expect(lab.openai.refreshes).toHaveLength(before)
    cache.fault('lookup', 'cut', 1)
    const again = await job(inputs)
    expect(again.conclusion).toBe('success')
    expect(again.log).toMatch(/Trying again/)
    expect(lab.openai.refreshes).toHaveLength(before + 1)
  }),
  60_000,
)
