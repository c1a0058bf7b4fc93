import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { changedAt } from '../../src/login/revision.js'
import { sealer } from '../../src/stores/age.js'
import { CacheStore } from '../../src/stores/cache/cache.js'
import { keyInstant, latestAt } from '../../src/stores/cache/key.js'
import { mayWrite } from '../../src/stores/cache/writing.js'
import { putLogin } from '../../src/stores/put.js'
import {
  type CacheDouble,
  type CacheJob,
  flipped,
  type How,
  type Kind,
  startCache,
} from '../doubles/cache/index.js'
import { archiveOf, keyOf } from '../e2e/cache-world.js'
import { authJsonIn } from '../e2e/enclosed.js'
import { HOUR, labJwt, labLogin, labToken, NOW } from '../unit/auth-json.js'

/** The committed bundle: it starts in half the time of src with all that it imports. */
const CLIENT = join(process.cwd(), 'dist', 'cache-client.js')
const run = promisify(execFile)

let cache: CacheDouble
let directory: string
let key: string
let said: string[]
let warned: string[]
beforeEach(async () => {
  cache = await startCache()
  directory = await mkdtemp(join(tmpdir(), 'cache-store-'))
  const { generateX25519Identity } = await import('age-encryption')
  key = await generateX25519Identity()
  said = []
  warned = []
})
afterEach(async () => {
  await cache.close()
  const left = await readdir(directory)
  await rm(directory, { recursive: true, force: true })
  expect(left).toEqual([])
  cache.assertClean()
})

interface With extends CacheJob {
  readonly service?: CacheDouble
  readonly key?: string
  readonly loginName?: string
  readonly defaultBranch?: string
  readonly env?: Record<string, string>
  readonly client?: string
  readonly directory?: string
  readonly orderMs?: number
  readonly retries?: number
}

/** Many clients at once on two cores take their time to start. */
const SLOW_MS = 12_000
const LATE = 120_000
/** The client may itself give up before its time is over. */
const SILENCE = /no answer within 12|answered (nothing|200)/

/** The store as a job has it that runs with this token; a step tries twice and waits 4 s at most. */
function storeOf(job: With = {}): CacheStore {
  return new CacheStore({
    loginName: job.loginName ?? 'default',
    encryptionKey: job.key ?? key,
    ref: job.ref ?? 'refs/heads/main',
    defaultBranch: job.defaultBranch ?? 'main',
    env: { PATH: process.env.PATH, ...(job.service ?? cache).variables(job), ...job.env },
    directory: job.directory ?? directory,
    client: job.client ?? CLIENT,
    log: { info: line => void said.push(line), warning: line => void warned.push(line) },
    now: () => NOW,
    patience: { orderMs: job.orderMs ?? 4000, retries: { retries: job.retries ?? 1, minTimeout: 20 } },
  })
}

/** The generation of that number, an hour after the one before. */
const generation = (number: number) => {
  const at = NOW - 100 * HOUR + number * HOUR
  const issued = Math.floor(at / 1000)
  return labLogin({
    last_refresh: new Date(at).toISOString(),
    tokens: {
      access_token: labJwt({ iat: issued, exp: issued + 864_000 }),
      refresh_token: `rt_${labToken(`refresh ${number}`)}`,
    },
  })
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: Error & { code?: string }) => error.code ?? String(error.stack),
  )

describe.each(['v2', 'v1'] as const)(
  'with the service %s',
  api => {
    test('the newest generation is read, whoever stored it', async () => {
      expect(await storeOf({ api }).read()).toBeUndefined()
      for (const number of [1, 2]) await storeOf({ api }).write(generation(number))
      expect(await storeOf({ api }).read()).toEqual(generation(2).bytes)
      expect(await storeOf({ api, loginName: 'default-2' }).read()).toBeUndefined()
      expect(cache.entries.map(entry => entry.scope)).toEqual(['refs/heads/main', 'refs/heads/main'])
      cache.evict(() => true)
      expect(await storeOf({ api }).read()).toBeUndefined()
      expect(said).toEqual([])
    })

    test('an older generation never gets in front of a newer one', async () => {
      for (const number of [1, 3]) await storeOf({ api }).write(generation(number))
      expect(await codeOf(storeOf({ api }).write(generation(2)))).toBe('newer-stored')
      expect(cache.entries).toHaveLength(2)
      // Two jobs that both saw the other's entry not yet: the older one was saved last.
      cache.overtake(entry => entry === cache.entries[0])
      expect(await storeOf({ api }).read()).toEqual(generation(3).bytes)
      expect(await codeOf(storeOf({ api }).write(generation(2)))).toBe('newer-stored')
    })

    test('a read-only token is found out by trying, and nothing is stored', async () => {
      await storeOf({ api }).write(generation(1))
      expect(await codeOf(storeOf({ api, grant: 'read' }).assertWritable(generation(1)))).toBe(
        'cache-read-only',
      )
      expect(await storeOf({ api, grant: 'read' }).read()).toEqual(generation(1).bytes)
      expect(await codeOf(storeOf({ api, grant: 'none' }).read())).toBe('cache-unavailable')
      expect(cache.entries).toHaveLength(1)
    })

    test('a store that can be written proves it and still holds the same', async () => {
      await storeOf({ api }).write(generation(1))
      await storeOf({ api }).assertWritable(generation(1))
      expect(cache.entries).toHaveLength(2)
      expect(await storeOf({ api }).read()).toEqual(generation(1).bytes)
    })
  },
  20_000,
)

/** Runs the cases side by side, each with a service of its own: most of the time they wait. */
async function each<T>(
  cases: readonly T[],
  use: (one: T, service: CacheDouble) => Promise<void>,
): Promise<void> {
  const left = [...cases]
  const work = async () => {
    for (let one = left.shift(); one; one = left.shift()) {
      const service = await startCache()
      await use(one, service).finally(() => service.close())
      service.assertClean()
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
}
const reason = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: Error & { code?: string }) => `${error.code} ${error.message.split('\n')[0]}`,
  )

describe('out of reach is never taken for nothing stored:', () => {
  test(
    'whatever a lookup is answered',
    async () => {
      const cases: [How, 'v1' | 'v2', RegExp][] = [
        [500, 'v2', SILENCE],
        ['silent', 'v2', SILENCE],
        ['half', 'v2', SILENCE],
        ['garbage', 'v2', SILENCE],
        [403, 'v2', /403/],
        [429, 'v2', /429/],
        ['cut', 'v2', /answered nothing/],
        [500, 'v1', /500/],
        [403, 'v1', /403/],
        ['garbage', 'v1', /answered 200/],
        ['cut', 'v1', SILENCE],
        ['silent', 'v1', SILENCE],
      ]
      await each(cases, async ([how, api, words], service) => {
        service.fault('lookup', how, Number.POSITIVE_INFINITY)
        const said = await reason(storeOf({ api, service, orderMs: SLOW_MS, retries: 0 }).read())
        expect([how, said]).toEqual([how, expect.stringMatching(words)])
        expect(said).toMatch(/^cache-unavailable /)
      })
    },
    LATE,
  )

  test('a single fault is outlasted, and said', async () => {
    await storeOf().write(generation(1))
    cache.fault('lookup', 429)
    expect(await storeOf().read()).toEqual(generation(1).bytes)
    cache.evict(() => true)
    cache.fault('lookup', 'cut')
    expect(await storeOf().read()).toBeUndefined()
    expect(said.filter(line => line.endsWith('Trying again.'))).toHaveLength(2)
    expect(said[0]).toContain('it answered 429')
  })

  test(
    'no address, no token, an old token, no client, nothing that listens',
    async () => {
      const nowhere = { ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/', ACTIONS_CACHE_URL: 'http://127.0.0.1:9/' }
      const cases: With[] = [
        { env: nowhere },
        { env: { ACTIONS_RESULTS_URL: '' } },
        { env: { ACTIONS_RUNTIME_TOKEN: '' } },
        { env: { ACTIONS_RUNTIME_TOKEN: 'stale' } },
        { client: join(directory, 'none.js') },
      ]
      await each(cases, async (job, service) => {
        const asked = storeOf({ ...job, service, retries: 0 }).read()
        expect(await reason(asked)).toMatch(/^cache-unavailable .*(nothing|never asked|401|client ended)/)
      })
    },
    LATE,
  )

  test('a mode in which the client asks nothing', async () => {
    for (const cacheMode of ['none', 'write-only'] as const)
      expect(await codeOf(storeOf({ cacheMode }).read())).toBe('cache-unavailable')
    expect(cache.requests).toEqual([])
  })

  test(
    'an entry that is found but does not arrive, or not whole',
    async () => {
      const cases = [
        [500, 'cache-unavailable'],
        ['half', 'cache-unavailable'],
        ['silent', 'cache-unavailable'],
        ['truncate', 'cache-damaged'],
        ['flip', 'cache-damaged'],
      ] as const
      await each(cases, async ([how, code], service) => {
        await storeOf({ service }).write(generation(1))
        service.fault('download', how, Number.POSITIVE_INFINITY)
        expect(await codeOf(storeOf({ service, orderMs: SLOW_MS, retries: 0 }).read())).toBe(code)
      })
    },
    LATE,
  )
})

describe('a save that fails is known to have failed:', () => {
  test(
    'wherever it fails',
    async () => {
      const cases: [Kind, How, 'v1' | 'v2', string][] = [
        ['reserve', 500, 'v2', 'cache-unavailable'],
        ['reserve', 403, 'v2', 'cache-read-only'],
        ['reserve', 429, 'v2', 'cache-unavailable'],
        ['upload', 403, 'v2', 'cache-read-only'],
        ['upload', 'cut', 'v2', 'cache-unavailable'],
        ['finalize', 500, 'v2', 'cache-unavailable'],
        ['finalize', 'silent', 'v2', 'cache-unavailable'],
        ['reserve', 500, 'v1', 'cache-unavailable'],
        ['upload', 500, 'v1', 'cache-unavailable'],
        ['finalize', 500, 'v1', 'cache-unavailable'],
      ]
      // A save whose answer alone was lost is found, and counts.
      const lost = each(['v1', 'v2'] as const, async (api, service) => {
        service.fault('finalize', 'lost')
        await storeOf({ service, api, orderMs: 15_000 }).write(generation(1))
        expect(service.entries).toHaveLength(1)
      })
      await each(cases, async ([kind, how, api, code], service) => {
        service.fault(kind, how, Number.POSITIVE_INFINITY)
        const store = storeOf({ service, api, orderMs: SLOW_MS, retries: 0 })
        expect([kind, how, await codeOf(store.assertWritable(generation(1)))]).toEqual([kind, how, code])
        expect(service.entries).toHaveLength(0)
      })
      await lost
    },
    LATE,
  )

  test('and one that fails once is made again, with another key', async () => {
    cache.fault('upload', 500, 1)
    await storeOf({ api: 'v1' }).write(generation(1))
    expect(cache.requests.filter(({ kind }) => kind === 'reserve')).toHaveLength(2)
    expect(await storeOf({ api: 'v1' }).read()).toEqual(generation(1).bytes)
  })
})

describe('branches', () => {
  const topic = { ref: 'refs/heads/topic' }

  test('read the default branch, and are never written', async () => {
    await storeOf().write(generation(1))
    expect(await storeOf(topic).read()).toEqual(generation(1).bytes)
    const asked = cache.requests.length
    expect(storeOf(topic).readOnly?.code).toBe('cache-branch')
    expect(await codeOf(storeOf(topic).write(generation(2)))).toBe('cache-branch')
    expect(await codeOf(storeOf(topic).assertWritable(generation(1)))).toBe('cache-branch')
    expect(cache.requests).toHaveLength(asked)
  })

  test("find the default branch's newer entry behind an older one of their own", async () => {
    await storeOf({ ...topic, defaultBranch: 'topic' }).write(generation(1))
    await storeOf().write(generation(2))
    expect(await storeOf(topic).read()).toEqual(generation(2).bytes)
    const pull = { ref: 'refs/pull/7/merge', baseRef: 'refs/heads/topic' }
    expect(await storeOf(pull).read()).toEqual(generation(2).bytes)
    expect(await storeOf().read()).toEqual(generation(2).bytes)
  })

  test.each([
    ['refs/heads/main', 'main', '', undefined],
    ['refs/heads/main', 'main', 'write', undefined],
    ['refs/heads/main', 'main', ' READ ', 'cache-read-only'],
    ['refs/heads/main', 'main', 'none', 'cache-read-only'],
    ['refs/heads/main', 'main', 'write-only', 'cache-read-only'],
    ['refs/heads/mainline', 'main', '', 'cache-branch'],
    ['refs/tags/main', 'main', '', 'cache-branch'],
    ['refs/pull/1/merge', 'main', '', 'cache-branch'],
    ['refs/heads/main', undefined, '', 'cache-branch'],
    [undefined, 'main', '', 'cache-branch'],
  ])('%s with the default branch %s and the mode "%s": %s', (ref, branch, mode, code) => {
    const writing = mayWrite(ref, branch, { ACTIONS_CACHE_MODE: mode })
    expect(writing.may ? undefined : writing.refusal.code).toBe(code)
  })
})

describe('an entry that can not be opened', () => {
  test(
    'says what is wrong with it',
    async () => {
      await storeOf().write(generation(1))
      const [entry] = cache.entries
      if (!entry) throw new Error('nothing was stored')
      const whole = await sealedIn(entry.bytes)
      const cases: [string, Buffer][] = [
        ['seal-altered', flipped(whole, 80)], // in the key part: age itself takes that for a wrong key
        ['seal-damaged', flipped(whole)],
        ['seal-truncated', whole.subarray(0, 100)],
        ['seal-damaged', whole.subarray(0, -1)],
        ['not-sealed', Buffer.from('{"auth_mode":"chatgpt"}')],
      ]
      for (const [code, content] of cases) {
        entry.bytes = archiveOf(content)
        expect(await codeOf(storeOf().read())).toBe(code)
      }
      entry.bytes = Buffer.from('no archive')
      const damaged = {
        name: 'CacheEntryRefused',
        code: 'cache-damaged',
        at: latestAt(keyInstant(changedAt(generation(1)))),
      }
      await expect(storeOf().read()).rejects.toMatchObject(damaged)
    },
    LATE,
  )

  test(
    'with the wrong key says so, and when the login in it was made',
    async () => {
      await storeOf().write(generation(1))
      const { generateX25519Identity } = await import('age-encryption')
      const wrong = storeOf({ key: await generateX25519Identity() })
      await expect(wrong.read()).rejects.toMatchObject({
        name: 'CacheEntryRefused',
        code: 'wrong-key',
        at: latestAt(keyInstant(changedAt(generation(1)))),
      })
      // What doesn't open may be anybody's, and stays where it is: a login is stored beside it.
      await wrong.write(generation(0))
      expect(await wrong.read()).toEqual(generation(0).bytes)
      expect(warned).toEqual([expect.stringMatching(/sealed with another key.*gh cache delete codex-auth/)])
      await wrong.write(generation(2))
      expect(await codeOf(wrong.write(generation(1)))).toBe('newer-stored')
      expect(await wrong.read()).toEqual(generation(2).bytes)
      expect(await storeOf().read()).toEqual(generation(1).bytes)
    },
    LATE,
  )
})

test(
  'too many entries in the way: the error says what to delete, and a login is still stored',
  async () => {
    const judge = { now: NOW }
    const put = (login: ReturnType<typeof generation>) =>
      putLogin(storeOf(), login, {
        judge,
        from: 'refreshed',
        allowAccountChange: false,
        mayCoverSealed: false,
        onSetAside: () => undefined,
      })
    await storeOf().write(generation(1))
    const garbage = Buffer.from('lab')
    for (let at = 0; at < 20; at += 1) cache.plant(keyOf(NOW + at, garbage), garbage)
    await expect(storeOf().read()).rejects.toThrow(/too many.*gh cache list --key codex-auth\/default\/.*/s)
    expect(await put(generation(2))).toBe('stored')
    expect(await codeOf(storeOf().read())).toBe('cache-crowded')
    cache.evict(({ bytes }) => bytes.equals(garbage))
    expect(await storeOf().read()).toEqual(generation(2).bytes)
    expect(await put(generation(1))).toBe('kept')
  },
  LATE,
)

test.each(['v1', 'v2'] as const)(
  'a download of unknown length is broken off when it is too long: %s',
  async api => {
    await storeOf().write(generation(1))
    await storeOf().write(generation(2))
    cache.fault('download', 'endless')
    const start = performance.now()
    expect(await storeOf({ api, orderMs: SLOW_MS, retries: 0 }).read()).toEqual(generation(1).bytes)
    expect(performance.now() - start).toBeLessThan(5000)
    expect(warned).toEqual([expect.stringMatching(/did not pack the entry/)])
  },
  20_000,
)

describe('nothing can be read', () => {
  const secrets = [...Object.values(generation(1).tokens)]
  const windows = (text: string) =>
    Array.from({ length: text.length - 11 }, (_, at) => text.slice(at, at + 12))
  const leaks = (text: string) => secrets.flatMap(windows).filter(part => text.includes(part))

  test('in the service, nor on the disk while it works', async () => {
    const seen = new Map<string, { mode: number; text: string }>()
    const watching = new AbortController()
    const watch = (async () => {
      while (!watching.signal.aborted) {
        for (const name of await readdir(directory, { recursive: true }).catch(() => [])) {
          const path = join(directory, name)
          const text = await readFile(path, 'latin1').catch(() => undefined)
          const facts = await stat(path).catch(() => undefined)
          if (text && facts) seen.set(`${name} ${text.length}`, { mode: facts.mode & 0o777, text })
        }
        await sleep(1)
      }
    })()
    for (let round = 0; round < 2; round += 1) {
      await storeOf().write(generation(1))
      await storeOf().read()
    }
    watching.abort()
    await watch
    const sealed = [...seen].filter(([name]) => name.includes('login.age'))
    expect(sealed.length).toBeGreaterThan(0)
    expect(sealed.every(([, { mode }]) => mode === 0o600)).toBe(true)
    for (const { text } of seen.values()) expect(leaks(text)).toEqual([])
    for (const { bytes } of cache.entries) expect(leaks(gunzipSync(bytes).toString('latin1'))).toEqual([])
    expect(leaks(secrets.join())).not.toEqual([])
  })

  test("in the client's environment and arguments", async () => {
    const spy = join(directory, 'spy.mjs')
    const out = join(directory, 'out.json')
    await writeFile(
      spy,
      `import { writeFileSync } from 'node:fs'
      writeFileSync(${JSON.stringify(out)}, JSON.stringify([process.env, process.argv]))`,
    )
    const env = {
      'INPUT_AUTH-JSON': generation(1).bytes.toString(),
      'INPUT_ENCRYPTION-KEY': key,
      STATE_x: 'state',
      RUNNER_DEBUG: '1',
      GITHUB_WORKSPACE: '/w',
    }
    expect(await codeOf(storeOf({ client: spy, env, retries: 0 }).read())).toBe('cache-unavailable')
    const report = await readFile(out, 'utf8')
    await Promise.all([rm(spy), rm(out)])
    expect(report).toContain('ACTIONS_RUNTIME_TOKEN')
    expect(report).not.toMatch(/INPUT_|STATE_|RUNNER_DEBUG|GITHUB_WORKSPACE|AGE-SECRET/)
    expect(leaks(report)).toEqual([])
  })

  test('in what it prints, with step debugging too', async () => {
    const code = `
      import { CacheStore } from ${JSON.stringify(new URL('../../src/stores/cache/cache.js', import.meta.url).href)}
      import { parseLogin } from ${JSON.stringify(new URL('../../src/login/login.js', import.meta.url).href)}
      let input = ''
      for await (const chunk of process.stdin) input += chunk
      const { options, bytes, now } = JSON.parse(input)
      const store = new CacheStore({ ...options, log: { info: console.log, warning: console.log } })
      const login = parseLogin(bytes, { origin: 'the input auth-json', now })
      await store.write(login)
      console.log((await store.read()).equals(login.bytes))`
    const options = {
      loginName: 'default',
      encryptionKey: key,
      ref: 'refs/heads/main',
      defaultBranch: 'main',
      directory,
      client: CLIENT,
      env: { PATH: process.env.PATH, RUNNER_DEBUG: '1', ...cache.variables() },
    }
    const { bytes } = generation(1)
    const running = run(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, RUNNER_DEBUG: '1' },
    })
    running.child.stdin?.end(JSON.stringify({ options, bytes: bytes.toString(), now: NOW }))
    expect(await running).toEqual({ stdout: 'true\n', stderr: '' })
  })
})

test('entries have one version on every system, and need no program', async () => {
  const tools = join(directory, 'no tools')
  await mkdir(tools)
  const elsewhere = join(directory, 'D a', 'Übung')
  await mkdir(elsewhere, { recursive: true })
  await storeOf().write(generation(1))
  const bare = { env: { PATH: tools }, directory: elsewhere }
  expect(await storeOf(bare).read()).toEqual(generation(1).bytes)
  await storeOf(bare).write(generation(2))
  expect(await storeOf().read()).toEqual(generation(2).bytes)
  cache.evict(() => true)
  for (const platform of ['darwin', 'win32']) {
    const client = join(directory, `${platform}.mjs`)
    await writeFile(
      client,
      `Object.defineProperty(process, 'platform', { value: '${platform}' })\nawait import(${JSON.stringify(CLIENT)})`,
    )
    const asked = cache.requests.length
    expect(await storeOf({ client }).read()).toBeUndefined()
    expect(cache.requests.length).toBeGreaterThan(asked)
    await rm(client)
  }
  await Promise.all([rm(tools, { recursive: true }), rm(join(directory, 'D a'), { recursive: true })])
  const versions = cache.requests.flatMap(({ version }) => version ?? [])
  expect([...new Set(versions)]).toHaveLength(1)
}, 20_000)

test('an entry opens with nothing but tar and the key', async () => {
  await storeOf({ key: 'a passphrase that is long enough' }).write(generation(1))
  const sealed = await sealedIn(cache.entries[0]?.bytes ?? Buffer.alloc(0))
  const plain = await sealer('a passphrase that is long enough').open(sealed)
  expect(authJsonIn(plain.toString())).toBe(generation(1).bytes.toString())
}, 20_000)

async function sealedIn(archive: Buffer): Promise<Buffer> {
  const untarring = run('tar', ['-xzO', 'login.age'], { encoding: 'buffer' })
  untarring.child.stdin?.end(archive)
  return (await untarring).stdout
}
