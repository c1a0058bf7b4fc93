import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type CodexRequest, DEFAULT_CODEX_VERSION, provideCodex } from '../../src/codex/install/provide.js'
import { createMachine, type Machine, NOWHERE, refusal } from '../doubles/codex-machine.js'
import type { NpmRegistry, Published, RegistryOptions } from '../doubles/npm-registry.js'

const DAY_MS = 24 * 3_600_000
const PACKAGE = 'GET /@openai%2fcodex'

let machine: Machine

beforeEach(async () => {
  machine = await createMachine()
})

afterEach(() => machine.remove())

/** A registry whose releases are scripts that say their own version. */
async function registryWith(
  releases: Readonly<Record<string, Partial<Published>>>,
  options: RegistryOptions = {},
): Promise<NpmRegistry> {
  const registry = await machine.registry({ longForm: true, ...options })
  for (const [version, published] of Object.entries(releases)) {
    const tarball = await machine.pack(`echo codex-cli ${version}`)
    await registry.publish(version, { tarball, ...published })
    if (!version.includes('win32')) await registry.publish(`${version}-linux-x64`, { tarball, ...published })
  }
  return registry
}

const warnings: string[] = []
beforeEach(() => {
  warnings.length = 0
})

/** Codex by a range; each release counts as tried. */
const provide = ({ url }: Pick<NpmRegistry, 'url'>, version: string, changes: Partial<CodexRequest> = {}) =>
  provideCodex(
    machine.request(url, {
      version,
      tried: ['9.1.0', '9.2.0', '9.3.0', '9.4.0', DEFAULT_CODEX_VERSION],
      warn: text => warnings.push(text),
      ...changes,
    }),
  )

const lookUps = ({ requests }: NpmRegistry): number => requests.filter(request => request === PACKAGE).length

describe('latest, and ranges', () => {
  test.each([
    ['latest', '9.2.0'],
    ['9.1.x', '9.1.0'],
    ['>=9 <9.2', '9.1.0'],
    [DEFAULT_CODEX_VERSION.replace(/\d+$/, 'x'), DEFAULT_CODEX_VERSION],
  ])(
    '%s is %s: the newest stable release that is three days old, was not taken back, and is for this machine',
    async (version, found) => {
      const registry = await registryWith(
        {
          '9.1.0': {},
          '9.2.0': { agoMs: 3 * DAY_MS + 60_000 },
          '9.3.0': { agoMs: 3 * DAY_MS - 60_000 },
          '9.4.0': { deprecated: 'It loses logins.' },
          '9.5.0-alpha.1': {},
          '9.6.0': { agoMs: null },
          '9.8.0': {},
        },
        { latest: '9.7.0' },
      )
      await registry.publish('9.7.0-win32-x64', { tarball: machine.script })
      await registry.publish('9.7.0', { tarball: machine.script })
      expect((await provide(registry, version)).version).toBe(found)
      expect(warnings).toEqual([])
    },
  )

  test('a range in which there is none is an error, also where only its releases are too young', async () => {
    const registry = await registryWith({ '9.1.0': { agoMs: DAY_MS } })
    for (const version of ['^9.0.0', '>77']) {
      const error = await refusal(provide(registry, version))
      expect(error.code).toBe('codex-version-not-found')
      expect(error.message).toContain(`The newest one for this machine is ${DEFAULT_CODEX_VERSION}.`)
    }
  })

  test('an exact version may be younger', async () => {
    const registry = await registryWith({ '9.1.0': { agoMs: 0 } })
    expect((await provide(registry, '9.1.0')).version).toBe('9.1.0')
    expect(lookUps(registry)).toBe(0)
  })
})

describe('the registry is asked once a day', () => {
  test('for all ranges; a release that ripens meanwhile waits for the next day', async () => {
    const registry = await registryWith({ '9.1.0': {}, '9.2.0': { agoMs: 3 * DAY_MS - 60_000 } })
    expect((await provide(registry, 'latest')).version).toBe('9.1.0')
    const soon = { now: () => Date.now() + DAY_MS - 60_000 }
    expect((await provide(registry, '^9.0.0', soon)).version).toBe('9.1.0')
    expect(lookUps(registry)).toBe(1)

    expect((await provide(registry, 'latest', { now: () => Date.now() + DAY_MS + 60_000 })).version).toBe(
      '9.2.0',
    )
    expect(lookUps(registry)).toBe(2)
    // That answer seems to come from the future.
    await provide(registry, 'latest')
    expect(lookUps(registry)).toBe(3)
  })

  test('what another registry said, or what is no answer, does not count', async () => {
    const one = await registryWith({ '9.1.0': {} })
    const other = await registryWith({ '9.2.0': {} })
    await provide(one, 'latest')
    expect((await provide(other, 'latest')).version).toBe('9.2.0')
    const file = path.join(machine.root, '.releases.json')
    for (const text of ['{', '[]', (await readFile(file, 'utf8')).replace('9.2.0', '../9.2.0')]) {
      await writeFile(file, text)
      expect((await provide(other, 'latest')).version).toBe('9.2.0')
    }
    expect(lookUps(other)).toBe(4)
  })
})

describe('a registry that gives no answer', () => {
  test('the last one counts, with a warning', async () => {
    const registry = await registryWith({ '9.1.0': {} })
    await provide(registry, 'latest')
    const url = registry.url
    await registry.close()
    const later = { now: () => Date.now() + 30 * DAY_MS }
    expect((await provide({ url }, 'latest', later)).version).toBe('9.1.0')
    expect(warnings).toEqual([
      expect.stringMatching(/^Codex's releases could not be looked up: .*\nGoing on with what/),
    ])
  })

  test.each([
    ['cannot be reached', async () => ({ url: NOWHERE })],
    ['refuses', () => registryWith({ '9.1.0': {} }, { authorization: 'Basic lab' })],
    ['gives no dates', () => registryWith({ '9.1.0': {} }, { noTimes: true })],
    ['does not know Codex', () => registryWith({}, { prefix: '/elsewhere', sendOn: () => undefined })],
  ])('that %s, and nothing is known: the default version, with a warning', async (_, make) => {
    // It is in the tool cache.
    await provideCodex(machine.request((await machine.registry()).url))
    const { url } = await make()
    expect((await provide({ url: url.replace('/elsewhere', '/') }, 'latest')).version).toBe(
      DEFAULT_CODEX_VERSION,
    )
    expect(warnings).toEqual([
      expect.stringMatching(/could not be looked up: .*\nUsing Codex .* the default/s),
    ])
  })

  test('one that never answers does not hold up a job for long, and a cancel ends the wait', async () => {
    const registry = await registryWith({}, { faults: ['silent', 'silent'], faultsAt: '%2fcodex' })
    await provideCodex(machine.request((await machine.registry()).url))
    const start = performance.now()
    await provide(registry, 'latest', { stallTimeout: 200 })
    expect(performance.now() - start).toBeLessThan(5000)

    const silent = await registryWith({}, { faults: ['silent'], faultsAt: '%2fcodex' })
    const waiting = provide(silent, 'latest', { signal: AbortSignal.timeout(100) })
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})

describe('a newest release that is no good gives way to the default, with a warning', () => {
  test.each([
    ['says it is another version', 'echo codex-cli 9.0.9', /says it is 9\.0\.9/],
    ['does not start', 'exit 1', /could not be run/],
  ])('one that %s', async (_, script, words) => {
    await provideCodex(machine.request((await machine.registry()).url))
    const registry = await registryWith({ '9.1.0': { tarball: await machine.pack(script) } })
    expect((await provide(registry, 'latest')).version).toBe(DEFAULT_CODEX_VERSION)
    expect(warnings).toEqual([expect.stringMatching(words)])
    expect(warnings[0]).toContain('the default, instead of `codex-version: latest`')
  })

  test('but one that is not what the registry says is an error', async () => {
    const integrity = `sha512-${Buffer.alloc(64).toString('base64')}`
    const registry = await registryWith({ '9.1.0': { integrity } })
    expect((await refusal(provide(registry, 'latest'))).code).toBe('codex-integrity-mismatch')
  })

  test('where nothing can be kept, each job asks', async () => {
    const registry = await registryWith({ '9.1.0': {} })
    await mkdir(path.join(machine.root, '.releases.json'), { recursive: true })
    await provide(registry, 'latest')
    await provide(registry, 'latest')
    expect(lookUps(registry)).toBe(2)
  })
})
