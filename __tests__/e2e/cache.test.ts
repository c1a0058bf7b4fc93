import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { Decrypter, generateX25519Identity } from 'age-encryption'
import {
  type CacheDouble,
  type CacheEntry,
  type CacheJob,
  flipped,
  startCache,
} from '../doubles/cache/index.js'
import type { JobResult, Runner, Values } from '../doubles/runner/index.js'
import { type HostedJob, hostedJob } from './hosted.js'
import { inLab, type Lab } from './lab.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

interface World {
  readonly lab: Lab
  readonly cache: CacheDouble
  readonly key: string
  /** One job of the default branch on a runner that nothing has touched. */
  job(inputs: Values, spec?: HostedJob & { access?: CacheJob }): Promise<JobResult>
}

/** A lab with a cache service, whose entries are searched for tokens at the end, like all that jobs left. */
const inWorld = (use: (world: World) => Promise<void>) =>
  inLab(async lab => {
    const cache = await startCache()
    const key = await generateX25519Identity()
    const job: World['job'] = (inputs, { access, ...spec } = {}) =>
      hostedJob(lab, { 'encryption-key': key, ...inputs }, { services: cache.environment(access), ...spec })
    await use({ lab, cache, key, job }).finally(() => cache.close())
    cache.assertClean()
    for (const [index, { key, bytes }] of cache.entries.entries())
      await writeFile(join(lab.dir, `entry-${index}`), `${key}\n${unpacked(bytes) ?? bytes}`)
    expect(await homesLeft(lab)).toEqual([])
  })

/** What an entry's archive holds; undefined if it is none. */
function unpacked(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes).toString('latin1')
  } catch {
    return undefined
  }
}

/** Private CODEX_HOMEs that jobs have left on their runners. */
async function homesLeft({ dir }: Lab): Promise<string[]> {
  const runners = (await readdir(dir)).filter(name => name.startsWith('fresh-'))
  const left = runners.map(name => readdir(join(dir, name, 'home', '.codex-auth-action')).catch(() => []))
  return (await Promise.all(left)).flat()
}

/** Debian's `age`, which opens an entry with nothing of ours; in CI it must be there. */
const hasAge = spawnSync('age', ['--version']).error === undefined
if (!hasAge && process.env.CI) throw new Error('CI needs the command `age`')

/** The auth.json in an entry. */
async function opened(entry: CacheEntry | undefined, identity: string): Promise<string> {
  if (!entry) throw new Error('nothing was stored')
  const sealed = sealedIn(entry)
  if (hasAge) return openedByAge(sealed, identity)
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return decrypter.decrypt(sealed, 'text')
}

function openedByAge(sealed: Buffer, identity: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'age-'))
  try {
    const file = join(directory, 'key.txt')
    writeFileSync(file, `${identity}\n`)
    return execFileSync('age', ['-d', '-i', file], { input: sealed }).toString()
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** An entry's archive with other content. */
function archiveOf(content: Buffer): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'entry-'))
  try {
    writeFileSync(join(directory, 'session.age'), content)
    return execFileSync('tar', ['-czf', '-', 'session.age'], { cwd: directory })
  } finally {
    rmSync(directory, { recursive: true })
  }
}

const sealedIn = ({ bytes }: CacheEntry) => execFileSync('tar', ['-xzO', 'session.age'], { input: bytes })

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

/** When auth.json in the private home of a runner was last replaced, in milliseconds since the epoch. */
function replacedAt({ folders }: Runner): number | undefined {
  try {
    const parent = join(folders.home, '.codex-auth-action')
    const [name = ''] = readdirSync(parent)
    return statSync(join(parent, name, 'auth.json')).ctimeMs
  } catch {
    return undefined
  }
}

const errorsOf = ({ annotations }: JobResult) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
const onceEach = ({ openai }: Lab) => openai.presentations().every(({ times }) => times <= 1)

test.each(['v2', 'v1'] as const)(
  'service %s: the seed is stored at first use and a refreshed login within a second; only a later login replaces it',
  api =>
    inWorld(async ({ lab, cache, key, job: anyJob }) => {
      const job: World['job'] = (inputs, spec) => anyJob(inputs, { access: { api }, debug: true, ...spec })
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
          renamed = replacedAt(on) ?? renamed
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

const refreshToken = (authJson: string): string =>
  (JSON.parse(authJson) as { tokens: { refresh_token: string } }).tokens.refresh_token

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

const SPOILT: [string, (entry: CacheEntry) => Buffer, RegExp][] = [
  ['is cut off in its archive', ({ bytes }) => bytes.subarray(0, bytes.length >> 1), /can not be unpacked/],
  ['is cut off', entry => archiveOf(sealedIn(entry).subarray(0, 120)), /The stored session is cut off/],
  [
    'has a flipped bit',
    entry => archiveOf(flipped(sealedIn(entry))),
    /content of the stored session was altered/,
  ],
  ['is of something else', () => archiveOf(Buffer.from('{"some":"file"}')), /is not an age file/],
]

test(
  'an entry that can not be opened is told apart, and only a later login takes its place',
  inWorld(async ({ lab, cache, job }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    await job({ 'auth-json': seed, mode: 'setup', 'min-lifetime': '1m' })
    const [entry] = cache.entries
    if (!entry) throw new Error('nothing was stored')
    const whole = entry.bytes
    const inputs = { 'auth-json': seed, prompt: 'Say OK' }
    for (const [what, spoil, words] of SPOILT) {
      entry.bytes = whole
      entry.bytes = spoil(entry)
      const result = await job(inputs)
      expect([what, result.conclusion, errorsOf(result)[0]]).toEqual([
        what,
        'failure',
        expect.stringMatching(words),
      ])
      expect(errorsOf(result)[0]).toMatch(/codex login/)
    }
    entry.bytes = whole
    const otherKey = await generateX25519Identity()
    const wrong = await job({ ...inputs, 'encryption-key': otherKey })
    expect(wrong.conclusion).toBe('failure')
    expect(errorsOf(wrong)[0]).toMatch(/sealed with another key than `encryption-key`/)
    expect(cache.entries).toHaveLength(1)
    expect(lab.openai.refreshes).toEqual([])
    expect(lab.openai.modelCalls).toBe(0)

    const newLogin = lab.openai.login()
    const mended = await job({ 'auth-json': newLogin, prompt: 'Say OK', 'encryption-key': otherKey })
    expect(errorsOf(mended)).toEqual([])
    expect(mended.log).toMatch(/sealed with another key.*The seed is a later login, and takes its place/s)
    expect(await opened(cache.entries.at(-1), otherKey)).toBe(newLogin)
  }),
  60_000,
)

test(
  'a service that fails after the proof: tried again; else red, with the stake named, and post stores the login',
  inWorld(async ({ lab, cache, job }) => {
    const { openai } = lab
    openai.delayAfterRotation(300)
    const seed = openai.login({ expInMs: HOUR })
    const inputs = { 'auth-json': seed, mode: 'setup', 'force-rotate': 'true' }
    const afterRotation = async (fault: () => void) => {
      const before = openai.refreshes.length
      while (openai.refreshes.length === before) await sleep(5)
      fault()
    }
    const again = await job(inputs, { during: () => afterRotation(() => cache.fault('reserve', 'cut')) })
    expect(again.conclusion).toBe('success')
    expect(again.log).toMatch(/Trying again/)
    expect(again.steps[0]?.outputs).toMatchObject({ rotated: 'true', persisted: 'true' })

    const late = await job(inputs, {
      async during(run) {
        await afterRotation(() => cache.fault('reserve', 403, Number.POSITIVE_INFINITY))
        await run.started('post')
        cache.heal()
      },
    })
    expect(late.conclusion).toBe('failure')
    expect(errorsOf(late)).toEqual([
      expect.stringMatching(/could not be stored.*the login is lost.*a person must log in once more/s),
    ])
    expect(late.steps[0]?.stages.post?.log).toMatch(/Stored the login in the Actions cache/)
    expect(late.steps[0]?.outputs.persisted).not.toBe('true')

    const never = await job(inputs, {
      during: () => afterRotation(() => cache.fault('reserve', 403, Number.POSITIVE_INFINITY)),
    })
    expect(never.conclusion).toBe('failure')
    expect(never.annotations.filter(({ level }) => level === 'error').map(({ stage }) => stage)).toEqual([
      'main',
      'post',
    ])
    expect(onceEach(lab)).toBe(true)
    cache.heal()
    const lost = await job({ 'auth-json': seed, mode: 'keep-fresh', 'force-rotate': 'true' })
    expect(lost.steps[0]?.outputs['auth-status']).toMatch(/stale|dead/)
    expect(errorsOf(lost)[0]).toMatch(/OpenAI refused to refresh.*A person must log in once more/s)
  }),
  90_000,
)

test(
  'a login that another job has refreshed and stored meanwhile is taken, and not refreshed again',
  inWorld(async ({ lab, key, job }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    const inputs = { 'auth-json': seed, mode: 'setup' }
    const other = () => job(inputs)
    const slow = await job(inputs, {
      steps: [
        {
          id: 'codex',
          uses: 'self',
          async with(stage) {
            if (stage === 'main') expect((await other()).steps[0]?.outputs.rotated).toBe('true')
            return { 'encryption-key': key, ...inputs }
          },
        },
      ],
    })
    expect(slow.conclusion).toBe('success')
    expect(slow.log).toMatch(/Another job has refreshed the login meanwhile/)
    expect(lab.openai.rotations).toHaveLength(1)
  }),
  60_000,
)

test(
  'posts of two jobs, out of order or at once: the newer generation stays',
  inWorld(async ({ lab, cache, key, job }) => {
    const seed = lab.openai.login()
    const inputs = { 'auth-json': seed, mode: 'setup' }
    /** A job whose later step leaves another generation in CODEX_HOME; its post may begin when the gate opens. */
    const leaving = async (authJson: string, gate: () => Promise<unknown>) => {
      const folder = await mkdtemp(join(lab.dir, 'left-'))
      await writeFile(join(folder, 'auth.json'), authJson)
      return job(inputs, {
        steps: [
          {
            id: 'codex',
            uses: 'self',
            async with(stage) {
              if (stage === 'post') await gate()
              return { 'encryption-key': key, ...inputs }
            },
          },
          { run: 'cp "$FROM/auth.json" "$CODEX_HOME/auth.json"', env: { FROM: folder } },
        ],
      })
    }
    const nextGeneration = async () => {
      await sleep(20)
      return lab.openai.rotateElsewhere()
    }
    const [second, third] = [await nextGeneration(), await nextGeneration()]
    const newer = leaving(third, async () => undefined)
    const [older] = await Promise.all([leaving(second, () => newer), newer])
    expect(older.steps[0]?.stages.post?.log).toMatch(/Not stored: .* holds a newer login/)
    expect(await opened(cache.entries.at(-1), key)).toBe(third)

    const [fourth, fifth] = [await nextGeneration(), await nextGeneration()]
    let waiting = 0
    let open: () => void = () => undefined
    const both = new Promise<void>(resolve => {
      open = resolve
    })
    const together = () => {
      waiting += 1
      if (waiting === 2) open()
      return both
    }
    const results = await Promise.all([leaving(fifth, together), leaving(fourth, together)])
    expect(results.map(({ conclusion }) => conclusion)).toEqual(['success', 'success'])
    // Even if both were stored and the older one last, the next job takes the newer.
    for (const entry of [...cache.entries])
      if ((await opened(entry, key)) === fourth) cache.overtake(one => one === entry)
    const next = await job({ 'auth-json': seed, mode: 'keep-fresh', 'force-rotate': 'true' })
    expect(next.conclusion).toBe('success')
    expect(onceEach(lab)).toBe(true)
  }),
  60_000,
)
