import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { provideCodex, DEFAULT_CODEX_VERSION as VERSION } from '../../src/codex/install/provide.js'
import { identityOf, moveAside, PAUSES, putInPlace } from '../../src/codex/install/tool-cache.js'
import {
  ANSWERS,
  CODEX,
  createMachine,
  entriesOf,
  FILLER,
  type Machine,
  NOWHERE,
  otherProcess,
  packLarge,
  refusal,
  until,
  versionOf,
  writeScript,
} from '../doubles/codex-machine.js'

const DAY = 24 * 60 * 60 * 1000

let machine: Machine

beforeEach(async () => {
  machine = await createMachine()
})

afterEach(() => machine.remove())

let fixtures: string
let large: string

beforeAll(async () => {
  fixtures = await mkdtemp(path.join(tmpdir(), 'codex-large-'))
  large = await packLarge(fixtures)
})

afterAll(() => rm(fixtures, { recursive: true, force: true }))

describe('the tool cache', () => {
  /** An installation that an earlier job left. */
  async function earlier(body: string, complete = true): Promise<void> {
    await writeScript(path.join(machine.place, CODEX), body)
    if (complete) await writeFile(`${machine.place}.complete`, '')
  }

  test('one without its .complete that works is adopted', async () => {
    await earlier(ANSWERS, false)
    expect(await provideCodex(machine.request(NOWHERE))).toMatchObject({ source: 'tool-cache' })
    expect(existsSync(`${machine.place}.complete`)).toBe(true)
  })

  test.each([
    ['a torn one', (file: string) => truncate(file, 3)],
    ['one that has lost its executable', (file: string) => rm(file)],
    ['one of another version', (file: string) => writeScript(file, 'echo codex-cli 0.1.0')],
    [
      'a file in its place',
      (_: string) => rm(machine.place, { recursive: true }).then(() => writeFile(machine.place, '')),
    ],
  ])('%s is replaced', async (_, damage) => {
    await earlier(ANSWERS)
    await damage(path.join(machine.place, CODEX))
    const registry = await machine.registry()
    const found = await provideCodex(machine.request(registry.url))
    expect(await versionOf(found.path)).toBe(`codex-cli ${VERSION}`)
    expect(await entriesOf(machine.root)).toEqual([VERSION])
  })

  test('one that does not answer in time is left alone: others may be running it', async () => {
    await earlier('exec sleep 60')
    const error = await refusal(provideCodex(machine.request(NOWHERE, { versionTimeout: 300 })))
    expect(error.code).toBe('codex-not-runnable')
    expect(existsSync(path.join(machine.place, CODEX))).toBe(true)
  })

  test('that can not be written is found out before the download', async () => {
    await writeFile(path.join(machine.home, 'a-file'), '')
    const registry = await machine.registry()
    const env = { RUNNER_TOOL_CACHE: path.join(machine.home, 'a-file') }
    const error = await refusal(
      provideCodex(machine.request(registry.url, { env: { ...env, NPM_CONFIG_REGISTRY: registry.url } })),
    )
    expect(error.code).toBe('codex-tool-cache-not-writable')
    expect(registry.requests).toEqual([])
  })

  test('with a full disk: nothing is left, and it is not tried again', async () => {
    const noise = (dir: string) => writeFile(path.join(dir, 'noise'), randomBytes(4 << 20))
    const registry = await machine.registry({ tarball: await machine.pack(ANSWERS, noise) })
    // A limit on the size of files fails a write as a full disk does.
    const { answer } = otherProcess(machine.request(registry.url), { shell: 'ulimit -f 2000; exec "$@"' })
    expect(await answer).toMatchObject({ code: 'codex-unpack-failed' })
    expect(registry.requests).toHaveLength(2)
    expect(await entriesOf(machine.root)).toEqual([VERSION])
    expect(await entriesOf(path.dirname(machine.place))).toEqual([])
  }, 20_000)

  test.each([
    ['all get a working Codex', async () => undefined],
    [
      'replace a torn one, and none is without',
      () => earlier('').then(() => truncate(path.join(machine.place, CODEX), 3)),
    ],
  ])(
    'six jobs at once %s, and one directory stays',
    async (_, before) => {
      await before()
      const registry = await machine.registry()
      const request = machine.request(registry.url)
      const found = await Promise.all(Array.from({ length: 6 }, () => otherProcess(request).answer))
      for (const one of found) {
        expect(one).toMatchObject({ path: path.join(machine.place, CODEX), version: VERSION })
      }
      expect(await versionOf(path.join(machine.place, CODEX))).toBe(`codex-cli ${VERSION}`)
      expect(await entriesOf(machine.root)).toEqual([VERSION])
      expect(await entriesOf(path.dirname(machine.place))).toEqual(['x64', 'x64.complete'])
    },
    60_000,
  )

  test.each([
    ['downloads', 'package-1', () => ({ faults: ['stall' as const], faultsAt: '.tgz' })],
    ['unpacks', `package-1/${FILLER}`, () => ({ tarball: large })],
  ])(
    'a job killed while it %s harms no other, and its leftovers go after a day',
    async (_, seen, options) => {
      const registry = await machine.registry(options())
      const { child, answer } = otherProcess(machine.request(registry.url))
      let staging: string | undefined
      await until(async () => {
        staging = (await entriesOf(machine.root)).find(name => name.startsWith('.staging-'))
        return staging !== undefined && existsSync(path.join(machine.root, staging, seen))
      })
      child.kill('SIGKILL')
      expect(await answer).toBeUndefined()
      expect(existsSync(machine.place)).toBe(false)

      const second = await machine.registry()
      expect(await provideCodex(machine.request(second.url))).toMatchObject({ source: 'registry' })
      expect(await entriesOf(machine.root)).toEqual([staging, VERSION])

      await rm(machine.place, { recursive: true })
      await provideCodex(machine.request(second.url, { now: () => Date.now() + 2 * DAY }))
      expect(await entriesOf(machine.root)).toEqual([VERSION])
    },
    30_000,
  )
})

describe('putting a fresh one in place', () => {
  const at = (name: string) => path.join(machine.home, name)

  /** A directory that says which one it is. */
  async function installation(name: string): Promise<string> {
    await mkdir(at(name))
    await writeFile(path.join(at(name), 'name'), name)
    return at(name)
  }
  const nameAt = (directory: string) => readFile(path.join(directory, 'name'), 'utf8')

  test('a broken one is moved aside', async () => {
    const place = await installation('broken')
    await moveAside(place, (await identityOf(place)) ?? 0n, at('aside'))
    expect(existsSync(place)).toBe(false)
    expect(await nameAt(at('aside'))).toBe('broken')
  })

  test("another's that came while the broken one was looked at is put back", async () => {
    const place = await installation('broken')
    const seen = (await identityOf(place)) ?? 0n
    await rename(place, at('gone'))
    await rename(await installation('good'), place)
    await moveAside(place, seen, at('aside'))
    expect(await nameAt(place)).toBe('good')
    expect(existsSync(at('aside'))).toBe(false)
  })

  test("another's that came while a broken one was looked at stays, and is used", async () => {
    const directory = await installation('broken')
    const fresh = await installation('fresh')
    const answers = [
      async () => {
        await rename(directory, at('gone'))
        await rename(await installation('good'), directory)
        return false
      },
      async () => true,
    ]
    const works = async () => (await answers.shift()?.()) ?? false
    const { signal } = new AbortController()
    const place = { root: machine.home, directory }
    expect(await putInPlace(place, { fresh, aside: at('aside'), works, signal })).toBe(false)
    expect(await nameAt(directory)).toBe('good')
    expect(answers).toEqual([])
  })

  test('one that can not be moved away is given up, with the reason', async () => {
    const directory = path.join(await installation('broken'), 'name')
    const fresh = await installation('fresh')
    // `aside` lies where nothing can be, so what is in place stays.
    const aside = path.join(directory, 'aside')
    const { signal } = new AbortController()
    const place = { root: machine.home, directory }
    let looks = 0
    const works = async () => {
      looks += 1
      return false
    }
    const pauses = { ...PAUSES, minTimeout: 1, maxTimeout: 20 }
    const error = await refusal(putInPlace(place, { fresh, aside, works, signal, pauses }))
    expect(error.code).toBe('codex-tool-cache-not-writable')
    expect(error.message).toContain('ENOTDIR')
    expect(looks).toBe(4)
  })

  test('is tried again after 0.1, 0.5 and 2 seconds', () => {
    expect(PAUSES).toEqual({ retries: 3, minTimeout: 100, factor: 5, maxTimeout: 2_000 })
  })
})
