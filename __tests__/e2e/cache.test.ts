import { expect, test } from '@jest/globals'
import { storedAtOnce } from './cache-story.js'
import { errorsOf, HOUR, inWorld } from './cache-world.js'

test(
  'service v2: the seed is stored at first use and a refreshed login within five seconds; only a later login replaces it',
  storedAtOnce('v2'),
  90_000,
)

test(
  'without a key nothing is stored, and the error shows how to make one',
  inWorld(async ({ lab, cache, job }) => {
    const inputs = { 'auth-json': lab.openai.login({ expInMs: HOUR }), prompt: 'Say OK' }
    const [none, short, auto] = await Promise.all([
      job({ ...inputs, storage: 'cache', 'encryption-key': '' }),
      job({ ...inputs, 'encryption-key': 'hunter2' }),
      job({ ...inputs, 'encryption-key': '' }),
    ])
    expect(errorsOf(none)[0]).toMatch(/needs `encryption-key`.*age-keygen.*gh secret set/s)
    expect(errorsOf(short)[0]).toMatch(/fewer than 20 characters.*age-keygen.*gh secret set/s)
    expect(errorsOf(auto)[0]).toMatch(/GitHub-hosted runner.*`encryption-key` \(cache\)/s)
    for (const result of [none, short, auto]) {
      expect(result.conclusion).toBe('failure')
      expect(result.rawLog).not.toContain('hunter2')
    }
    expect(cache.requests).toEqual([])
    expect(lab.openai.log).toEqual([])
  }),
  30_000,
)

test(
  'a seed that is newer than the stored login, on another branch than the default one: used there, and not stored',
  inWorld(async ({ lab, cache, job }) => {
    const first = await job({ 'auth-json': lab.openai.login(), mode: 'setup' })
    expect(first.conclusion).toBe('success')
    const entries = cache.entries.length
    const seed = lab.openai.login({ expInMs: 300 * HOUR })
    const branch = await job({ 'auth-json': seed, mode: 'setup' }, { ref: 'refs/heads/topic' })
    expect([branch.conclusion, branch.annotations.map(({ message }) => message)]).toEqual(['success', []])
    expect(branch.log).toMatch(/Seeded .* from auth-json: it is a newer login/)
    expect(cache.entries).toHaveLength(entries)
  }),
  60_000,
)
