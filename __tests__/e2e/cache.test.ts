import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { startCache } from '../doubles/cache/index.js'
import { hostedJob } from './hosted.js'
import { inLab } from './lab.js'

const HOUR = 3_600_000
const KEY = 'a passphrase of the lab, long enough'

test(
  'the session survives from job to job in the cache, and nothing stays on the disk',
  inLab(async lab => {
    const cache = await startCache()
    const job = (inputs: Record<string, string>) =>
      hostedJob(lab, { 'encryption-key': KEY, ...inputs }, { services: cache.environment() })
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
    for (const name of await readdir(lab.dir))
      if (name.startsWith('fresh-')) {
        const left = await readdir(join(lab.dir, name, 'home', '.codex-auth-action')).catch(() => [])
        expect(left).toEqual([])
      }
    cache.assertClean()
    await cache.close()
  }),
  90_000,
)
