import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { CacheDouble, CacheJob } from '../doubles/cache/index.js'
import { type CacheWorld, errorsOf, HOUR, inWorld, MINUTE, refreshToken, until } from '../e2e/cache-world.js'

const MAIN = 'refs/heads/main'
const TOPIC = 'refs/heads/topic'

interface World extends CacheWorld {
  /** A job of the default branch that stores the login without refreshing it, however little of its life is left. */
  store(authJson: string): Promise<void>
}

/** Jobs of a ref (the default branch, unless told), with a cache token of that ref's scope. */
const inBranches = (use: (world: World) => Promise<void>) =>
  inWorld(async world => {
    const job: World['job'] = (inputs, { access, ref = MAIN, ...spec } = {}) =>
      world.job(inputs, { ref, access: { ref, ...access }, ...spec })
    const store = async (authJson: string) => {
      const result = await job({ 'auth-json': authJson, mode: 'setup', 'min-lifetime': '1s' })
      expect([result.conclusion, result.steps[0]?.outputs.refreshed]).toEqual(['success', 'false'])
    }
    await use({ ...world, job, store })
  })

/** What was asked of the service to store something there, from a scope or from any. */
const writes = ({ requests }: CacheDouble, scope?: string) =>
  requests.filter(({ kind, ...of }) => kind === 'reserve' && (scope ?? of.scope) === of.scope).length

const BRANCHES: [string, CacheJob][] = [
  [TOPIC, {}],
  ['refs/pull/7/merge', { baseRef: TOPIC }],
  ['refs/tags/main', {}],
]

test(
  "a branch, a pull request and a tag: each restores the default branch's login, runs fenced, and never writes",
  inBranches(async ({ lab, cache, job, store }) => {
    await store(lab.openai.login({ expInMs: HOUR }))
    const stored = writes(cache)
    for (const [ref, access] of BRANCHES) {
      const due = await job({ prompt: 'Say OK', 'min-lifetime': '2h' }, { ref, access })
      expect([ref, due.conclusion]).toEqual([ref, 'success'])
      expect(due.log).toMatch(/Restored the login from the Actions cache .*no seed was given/)
      expect(due.log).toMatch(
        new RegExp(
          `Due, but not refreshed here. This job runs on ${ref}, .* lives for another (5\\d min|1 h)`,
        ),
      )
      expect(due.steps[0]?.outputs).toMatchObject({
        'final-message': 'OK',
        refreshed: 'false',
        'auth-status': 'healthy',
      })
      expect(writes(cache)).toBe(stored)
      expect(lab.openai.refreshes).toEqual([])
    }
  }),
  60_000,
)

test(
  'a branch: red before Codex where too little is left, or for keep-fresh, which is due: with reason and remedy',
  inBranches(async ({ lab, cache, job, store }) => {
    await store(lab.openai.login({ expInMs: 10 * MINUTE }))
    const stored = writes(cache)
    const [little, keepFresh] = await Promise.all([
      job({ prompt: 'Say OK' }, { ref: TOPIC }),
      job({ mode: 'keep-fresh' }, { ref: TOPIC }),
    ])
    const seeded = await job(
      { 'auth-json': lab.openai.login({ expInMs: -HOUR }), 'login-name': 'another', prompt: 'Say OK' },
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
    expect(remedy.steps[0]?.outputs.refreshed).toBe('true')
    const after = await job({ prompt: 'Say OK' }, { ref: TOPIC })
    expect([after.conclusion, after.steps[0]?.outputs.refreshed]).toEqual(['success', 'false'])
  }),
  60_000,
)

test(
  "a branch with an entry of its own, from when it was the default branch, takes the default branch's newer login",
  inBranches(async ({ lab, job, store }) => {
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

test(
  'a branch whose token ends in mid-run, because the default branch has refreshed it, goes on with what that stored',
  inBranches(async ({ lab, cache, job, store }) => {
    await store(lab.openai.login())
    // The turn goes on with a second call, for which the access token has ended.
    const go = join(lab.dir, 'go')
    const wait = `until [ -e '${go}' ]; do sleep 0.05; done`
    lab.openai.script([{ command: wait, yieldTimeMs: 60_000 }, { message: 'Done' }])
    const result = await job(
      { prompt: 'Work', sandbox: 'danger-full-access' },
      {
        ref: TOPIC,
        async during(run) {
          expect(await until(run, () => lab.openai.modelCalls > 0)).toBe(true)
          await job({ mode: 'keep-fresh', 'force-refresh': 'true' })
          await writeFile(go, '')
        },
      },
    )
    expect(result.conclusion).toBe('success')
    expect(result.steps[0]?.outputs['final-message']).toBe('Done')
    expect(result.log).toMatch(/Another job has refreshed the login in the meantime/)
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
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
    inBranches(async ({ lab, cache, job, store }) => {
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

test(
  'concurrency: exclusive where nothing can be stored: the fence stays, since what a later step refreshed would be lost',
  inBranches(async ({ lab, job, store }) => {
    await store(lab.openai.login())
    for (const [what, ref, access] of UNWRITABLE) {
      const result = await job({ mode: 'setup', concurrency: 'exclusive' }, { ref, access })
      const { CODEX_REFRESH_TOKEN_URL_OVERRIDE: fence } = result.env
      expect([what, result.conclusion, fence]).toEqual([what, 'success', 'https://rotation-fenced.invalid/'])
    }
  }),
  60_000,
)

test(
  'a service that refuses or breaks off: found out before any refresh, and an older seed is not used instead',
  inBranches(async ({ lab, cache, job, store }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    await store(seed)
    await job({ mode: 'setup', 'force-refresh': 'true' })
    const before = lab.openai.refreshes.length
    const inputs = { 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' }
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
