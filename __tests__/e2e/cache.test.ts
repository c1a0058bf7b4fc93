import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import {
  authFileOn,
  type CacheWorld,
  DAY,
  errorsOf,
  HOUR,
  inWorld,
  onceEach,
  opened,
  refreshToken,
} from './cache-world.js'
import type { Lab } from './lab.js'

/** Looks at something every so many milliseconds until the work is done. */
async function watching<T>(everyMs: number, look: () => void, work: Promise<T>): Promise<T> {
  const timer = setInterval(look, everyMs)
  return work.finally(() => clearInterval(timer))
}

/** Command lines and environments of all processes of the lab, the stages' own environment left out: it has the inputs. */
function processes({ dir }: Lab, seen: Set<string>): void {
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name)))
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'latin1')
      if (!environment.includes(dir)) continue
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'latin1')
      seen.add(commandLine)
      if (!/dist\/(pre|main|post)\.js/.test(commandLine)) seen.add(`of ${commandLine}: ${environment}`)
    } catch {
      // It has ended meanwhile.
    }
}

test.each(['v2', 'v1'] as const)(
  'service %s: the seed is stored at first use and a refreshed login within a second; only a later login replaces it',
  api =>
    inWorld(async ({ lab, cache, key, job: anyJob }) => {
      const job: CacheWorld['job'] = (inputs, spec) =>
        anyJob(inputs, { access: { api }, debug: true, ...spec })
      const seen = new Set<string>()
      const seed = lab.openai.login({ expInMs: 2 * DAY })
      const first = await watching(20, () => processes(lab, seen), job({ 'auth-json': seed, mode: 'setup' }))
      expect(first.conclusion).toBe('success')
      expect(first.log).toMatch(/Stored the login in the Actions cache \(session default\) \(\d\.\d s\)/)
      expect(first.steps[0]?.outputs).toMatchObject({ storage: 'cache', rotated: 'false' })
      expect(await opened(cache.entries[0], key)).toBe(seed)
      expect(cache.entries).toHaveLength(1)

      const refreshed = async (): Promise<number> => {
        const on = await lab.fresh()
        let renamed = 0
        const look = () => {
          renamed = authFileOn(on)?.ctimeMs ?? renamed
        }
        const inputs = { 'auth-json': seed, 'force-rotate': 'true', prompt: 'Say OK' }
        const sampled = watching(40, () => processes(lab, seen), job(inputs, { on }))
        const result = await watching(5, look, sampled)
        expect(result.conclusion).toBe('success')
        expect(result.log).toMatch(/Restored the login from the Actions cache/)
        expect(result.steps[0]?.outputs).toMatchObject({ rotated: 'true', persisted: 'true' })
        return (cache.requests.findLast(({ kind }) => kind === 'finalize')?.at ?? Number.NaN) - renamed
      }
      const delays = [await refreshed()]
      // A machine that does much else at the moment may be slow once or twice.
      while (!(Math.min(...delays) < 1000) && delays.length < 3) delays.push(await refreshed())
      process.stdout.write(`${api}: stored ${delays.map(Math.round).join(', ')} ms after Codex's rename\n`)
      expect(Math.min(...delays)).toBeGreaterThan(0)
      expect(Math.min(...delays)).toBeLessThan(5000)
      expect(await opened(cache.entries.at(-1), key)).toContain(refreshToken(lab.openai.currentAuthJson()))

      const third = await job({ 'auth-json': seed, prompt: 'Say OK' })
      expect(third.conclusion).toBe('success')
      expect(third.log).toMatch(/Restored the login from the Actions cache .*the seed is not newer/)
      expect(lab.openai.rotations).toHaveLength(delays.length)
      expect(onceEach(lab)).toBe(true)

      const newLogin = lab.openai.login()
      const fourth = await job({ 'auth-json': newLogin, mode: 'setup' })
      expect(fourth.log).toMatch(/Seeded .* from auth-json: it is a newer login/)
      expect(await opened(cache.entries.at(-1), key)).toBe(newLogin)
      const fifth = await job({ 'auth-json': seed, mode: 'setup' })
      expect(fifth.log).toMatch(/Restored the login from the Actions cache .*the seed is not newer/)

      const samples = [...seen].join('\n')
      expect(samples).toMatch(/app-server/)
      expect(samples).toMatch(/cache-client\.js/)
      expect([samples, ...lab.results.map(({ rawLog }) => rawLog)].join('\n')).not.toContain(key)
      await writeFile(join(lab.dir, 'processes'), samples) // searched for tokens with all the rest
    })(),
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
