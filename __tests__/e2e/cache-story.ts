import { expect } from '@jest/globals'
import { authFileOn, type CacheWorld, DAY, inWorld, onceEach, opened, refreshToken } from './cache-world.js'
import { watchProcesses } from './command-job.js'

/** Milliseconds from Codex's rename of auth.json: about half a second on an idle machine. */
const SOON_MS = 5000

/** Looks at something every so many milliseconds until the work is done. */
async function watching<T>(everyMs: number, look: () => void, work: Promise<T>): Promise<T> {
  const timer = setInterval(look, everyMs)
  return work.finally(() => clearInterval(timer))
}

/** With that version of GitHub's service the seed is stored at first use, and a refreshed login within five seconds. */
export const storedAtOnce = (api: 'v1' | 'v2'): (() => Promise<void>) =>
  inWorld(async ({ lab, cache, key, job: anyJob }) => {
    const job: CacheWorld['job'] = (inputs, spec) => anyJob(inputs, { access: { api }, debug: true, ...spec })
    const processes = watchProcesses(lab)
    const seed = lab.openai.login({ expInMs: 2 * DAY })
    const first = await job({ 'auth-json': seed, mode: 'setup' })
    expect(first.conclusion).toBe('success')
    expect(first.log).toMatch(/Stored the login in the Actions cache \(login default\) \(\d\.\d s\)/)
    expect(first.steps[0]?.outputs).toMatchObject({ storage: 'cache', refreshed: 'false' })
    expect(await opened(cache.entries[0], key)).toBe(seed)
    expect(cache.entries).toHaveLength(1)

    const on = await lab.fresh()
    let renamed = 0
    const look = () => {
      renamed = authFileOn(on)?.ctimeMs ?? renamed
    }
    const inputs = { 'auth-json': seed, 'force-refresh': 'true', prompt: 'Say OK' }
    const second = await watching(5, look, job(inputs, { on }))
    expect(second.conclusion).toBe('success')
    expect(second.log).toMatch(/Restored the login from the Actions cache/)
    expect(second.steps[0]?.outputs).toMatchObject({ refreshed: 'true', persisted: 'true' })
    const stored = cache.requests.findLast(({ kind }) => kind === 'finalize')?.at ?? Number.NaN
    process.stdout.write(`${api}: stored ${Math.round(stored - renamed)} ms after Codex's rename\n`)
    expect(stored - renamed).toBeGreaterThan(0)
    expect(stored - renamed).toBeLessThan(SOON_MS)
    expect(await opened(cache.entries.at(-1), key)).toContain(refreshToken(lab.openai.currentAuthJson()))

    const third = await job({ 'auth-json': seed, prompt: 'Say OK' })
    expect(third.conclusion).toBe('success')
    expect(third.log).toMatch(/Restored the login from the Actions cache .*the seed is not newer/)
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    expect(onceEach(lab)).toBe(true)

    if (api === 'v2') await onlyLater({ lab, cache, key, job }, seed)
    const samples = (await processes.end()).join('\n')
    expect(samples).toMatch(/app-server/)
    expect(samples).toMatch(/cache-client\.js/)
    expect([samples, ...lab.results.map(({ rawLog }) => rawLog)].join('\n')).not.toContain(key)
  })

/** What the service has no part in: the stored login gives way to a later one alone. */
async function onlyLater({ lab, cache, key, job }: CacheWorld, seed: string): Promise<void> {
  const newLogin = lab.openai.login()
  const fourth = await job({ 'auth-json': newLogin, mode: 'setup' })
  expect(fourth.log).toMatch(/Seeded .* from auth-json: it is a newer login/)
  expect(await opened(cache.entries.at(-1), key)).toBe(newLogin)
  const fifth = await job({ 'auth-json': seed, mode: 'setup' })
  expect(fifth.log).toMatch(/Restored the login from the Actions cache .*the seed is not newer/)
}
