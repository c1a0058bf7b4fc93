import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { type CacheDouble, type CacheJob, startCache } from '../doubles/cache/index.js'
import { inLab, type Lab } from './lab.js'

const HOUR = 3_600_000
const LATE = 90_000
const EVENT = { repository: { default_branch: 'main', private: true } }
const KEY = 'a passphrase of the lab, long enough'
const IDENTITY = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX'

interface Hosted {
  readonly lab: Lab
  readonly cache: CacheDouble
  /** One job on a runner that nothing has ever touched. */
  job(inputs: Record<string, string>, of?: CacheJob): ReturnType<Lab['job']>
}

const hosted = (work: (hosted: Hosted) => Promise<void>) =>
  inLab(async lab => {
    const cache = await startCache()
    try {
      await work({
        lab,
        cache,
        job: (inputs, of = {}) => {
          const started = lab.fresh().then(on =>
            lab.job(
              { 'encryption-key': KEY, ...inputs },
              {
                on,
                event: EVENT,
                ref: of.ref ?? 'refs/heads/main',
                services: cache.environment(of),
              },
            ),
          )
          return started as unknown as ReturnType<Lab['job']>
        },
      })
      cache.assertClean()
    } finally {
      await cache.close()
    }
  })

test(
  'the session survives from job to job in the cache, and nothing stays on the disk',
  hosted(async ({ lab, cache, job }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    const first = await job({ 'auth-json': seed, prompt: 'Say OK' })
    expect(first.log).toMatch(/Stored the login in the Actions cache/)
    expect(first.conclusion).toBe('success')
    expect(first.steps[0]?.outputs).toMatchObject({ rotated: 'true', persisted: 'true', storage: 'cache' })
    const second = await job({ 'auth-json': seed, prompt: 'Say OK' })
    expect(second.conclusion).toBe('success')
    expect(second.log).toMatch(/Restored the login from the Actions cache/)
    expect(second.steps[0]?.outputs).toMatchObject({ rotated: 'false' })
    expect(lab.openai.rotations).toHaveLength(1)
    expect(cache.entries.length).toBeGreaterThan(0)
    for (const name of await readdir(lab.dir))
      if (name.startsWith('fresh-')) {
        const left = await readdir(join(lab.dir, name, 'home', '.codex-auth-action')).catch(() => [])
        expect(left).toEqual([])
      }
  }),
  LATE,
)
void IDENTITY
