import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { create, Header } from 'tar'
import { provideCodex, DEFAULT_CODEX_VERSION as VERSION } from '../../src/codex/install/provide.js'
import {
  ANSWERS,
  CODEX,
  createMachine,
  entriesOf,
  FILLER,
  type Machine,
  NOWHERE,
  packLarge,
  packReal,
  refusal,
  until,
  versionOf,
} from '../doubles/codex-machine.js'

let machine: Machine

beforeEach(async () => {
  machine = await createMachine()
})

afterEach(() => machine.remove())

test('the registry gives the real Codex, which then runs from the tool cache with no request', async () => {
  const registry = await machine.registry({ tarball: await packReal(machine.home) })
  const found = await provideCodex(machine.request(registry.url))
  const executable = path.join(machine.place, CODEX)
  expect(found).toEqual({
    path: executable,
    version: VERSION,
    source: 'registry',
    directory: path.dirname(executable),
  })
  expect(await versionOf(found.path)).toBe(`codex-cli ${VERSION}`)
  expect(registry.requests).toEqual([
    `GET /@openai%2fcodex/${VERSION}-linux-x64`,
    `GET /@openai/codex/-/codex-${VERSION}-linux-x64.tgz`,
  ])
  expect(await entriesOf(machine.root)).toEqual([VERSION])
  expect(await entriesOf(path.dirname(machine.place))).toEqual(['x64', 'x64.complete'])
  expect(machine.log[1]).toMatch(/: \d+ MB, unpacked, sha512 verified, in \d+\.\d s\.$/)

  const again = await provideCodex(machine.request(registry.url))
  expect(again).toEqual({ ...found, source: 'tool-cache' })
  expect(registry.requests).toHaveLength(2)
}, 120_000)

describe('a package that is not what it should be', () => {
  test.each([
    ['another sha512', `sha512-${Buffer.alloc(64).toString('base64')}`, 'codex-integrity-mismatch'],
    ['no integrity', null, 'codex-integrity-missing'],
    ['sha1 alone', `sha1-${Buffer.alloc(20).toString('base64')}`, 'codex-integrity-missing'],
    ['a sha512 that is none', 'sha512-abc', 'codex-integrity-missing'],
  ])('%s: nothing is installed', async (_, integrity, code) => {
    const tarball = await machine.pack(`touch "${machine.home}/ran"`)
    const registry = await machine.registry({ tarball, integrity })
    expect((await refusal(provideCodex(machine.request(registry.url)))).code).toBe(code)
    expect(await entriesOf(path.dirname(machine.place))).toEqual([])
    expect((await entriesOf(machine.root)).filter(name => name !== VERSION)).toEqual([])
    expect(existsSync(path.join(machine.home, 'ran'))).toBe(false)
  })

  test('damaged on its way: its sha512 is named, not what gunzip says of it', async () => {
    const whole = await readFile(machine.script)
    const integrity = `sha512-${createHash('sha512').update(whole).digest('base64')}`
    const tarball = path.join(machine.home, 'damaged.tgz')
    await writeFile(tarball, whole.fill(0, 100, 120))
    const registry = await machine.registry({ tarball, integrity })
    const error = await refusal(provideCodex(machine.request(registry.url)))
    expect(error.code).toBe('codex-integrity-mismatch')
    expect(await entriesOf(machine.root)).toEqual([VERSION])
  })

  test('larger than a disk should hold: nothing more of it is written', async () => {
    const file = path.join(machine.home, 'large.tar')
    const header = new Header({ path: 'package/large', type: 'File', size: 3 * 2 ** 30, mode: 0o644 })
    header.encode()
    await writeFile(file, gzipSync(header.block ?? ''))
    const registry = await machine.registry({ tarball: file })
    const error = await refusal(provideCodex(machine.request(registry.url)))
    expect(error.message).toContain('more than 2 GB')
    expect(error.code).toBe('codex-unpack-failed')
  })

  test.each([
    ['another version', 'echo codex-cli 0.1.0', 'codex-wrong-version'],
    ['no version', 'echo hello', 'codex-not-runnable'],
    ['a crash', 'kill -SEGV $$', 'codex-not-runnable'],
    ['no end', 'exec sleep 60', 'codex-not-runnable'],
  ])('%s: nothing is installed', async (_, body, code) => {
    const registry = await machine.registry({ tarball: await machine.pack(body) })
    const error = await refusal(provideCodex(machine.request(registry.url, { versionTimeout: 500 })))
    expect(error.code).toBe(code)
    expect(await entriesOf(path.dirname(machine.place))).toEqual([])
  })

  test.each([
    ['a symbolic link', (dir: string) => symlink('/etc/passwd', path.join(dir, 'a-link'))],
    ['a hard link', (dir: string) => link(path.join(dir, CODEX), path.join(dir, 'vendor/a-link'))],
  ])('with %s is refused', async (_, change) => {
    const registry = await machine.registry({ tarball: await machine.pack(ANSWERS, change) })
    const error = await refusal(provideCodex(machine.request(registry.url)))
    expect(error.code).toBe('codex-unpack-failed')
    expect(error.message).toContain('is a link or leads out')
    expect(await entriesOf(path.dirname(machine.place))).toEqual([])
  })

  test.each(['package/../../../escaped', '/package/escaped'])(
    'with a path such as %s is refused',
    async name => {
      const tarball = path.join(machine.home, 'evil.tgz')
      await mkdir(path.join(machine.home, 'package'))
      await writeFile(path.join(machine.home, 'package/file'), 'x')
      await create(
        {
          file: tarball,
          cwd: machine.home,
          gzip: true,
          preservePaths: true,
          onWriteEntry: entry => {
            if (entry.path.endsWith('file')) entry.path = name
          },
        },
        ['package'],
      )
      const registry = await machine.registry({ tarball })
      expect((await refusal(provideCodex(machine.request(registry.url)))).code).toBe('codex-unpack-failed')
      const all = await readdir(machine.home, { recursive: true })
      expect(all.filter(entry => entry.endsWith('escaped'))).toEqual([])
      expect(existsSync('/package')).toBe(false)
    },
  )

  test('that is no archive', async () => {
    const tarball = path.join(machine.home, 'none.tgz')
    await writeFile(tarball, 'not a tarball')
    const registry = await machine.registry({ tarball })
    expect((await refusal(provideCodex(machine.request(registry.url)))).code).toBe('codex-unpack-failed')
  })

  test('is tried out fenced, with a closed input and none of our environment', async () => {
    const registry = await machine.registry({
      tarball: await machine.pack(`cat; env > '${machine.home}/env'; ${ANSWERS}`),
    })
    const request = machine.request(registry.url)
    await provideCodex({
      ...request,
      env: { ...request.env, 'INPUT_AUTH-JSON': 'secret', HOME: machine.home },
    })
    const env = await readFile(path.join(machine.home, 'env'), 'utf8')
    expect(env).toContain('CODEX_REFRESH_TOKEN_URL_OVERRIDE=https://rotation-fenced.invalid/')
    expect(env).not.toMatch(/secret|^HOME=|^PATH=.*bin$/m)
  })
})

describe('a cancelled job', () => {
  const reason = new Error('the job was cancelled')
  const inStaging = async (file: string) => {
    const staging = (await entriesOf(machine.root)).find(name => name.startsWith('.staging-'))
    return staging !== undefined && existsSync(path.join(machine.root, staging, file))
  }
  const asked = () => machine.log.some(line => line.includes('downloading'))

  test.each([
    ['waits for an answer', () => ({ faults: ['silent' as const] }), asked],
    ['downloads', () => ({ faults: ['stall' as const], faultsAt: '.tgz' }), () => inStaging('package-1')],
    [
      'waits to try again',
      () => ({ faults: [500] }),
      () => machine.log.some(line => line.includes('again in 60 s')),
    ],
    [
      'unpacks',
      async () => ({ tarball: await packLarge(machine.home) }),
      () => inStaging(`package-1/${FILLER}`),
    ],
  ])(
    'that %s ends at once and leaves nothing',
    async (_, options, reached) => {
      const registry = await machine.registry(await options())
      const controller = new AbortController()
      const { signal } = controller
      const retries = { retries: 2, minTimeout: 60_000, factor: 1, maxTimeout: 60_000 }
      const work = provideCodex(machine.request(registry.url, { signal, retries })).catch(error => error)
      await until(() => reached())
      await until(() => registry.requests.length > 0)
      const logged = machine.log.length
      const started = Date.now()
      controller.abort(reason)
      expect(await work).toBe(reason)
      expect(Date.now() - started).toBeLessThan(1_000)
      expect(machine.log).toHaveLength(logged)
      expect(await entriesOf(machine.root)).toEqual([VERSION])
      expect(await entriesOf(path.dirname(machine.place))).toEqual([])
    },
    20_000,
  )

  test('looks for nothing', async () => {
    const signal = AbortSignal.abort(reason)
    await expect(provideCodex(machine.request(NOWHERE, { signal }))).rejects.toBe(reason)
    expect(existsSync(machine.root)).toBe(false)
  })
})
