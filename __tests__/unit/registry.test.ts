import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type CodexRequest,
  provideCodex,
  DEFAULT_CODEX_VERSION as VERSION,
} from '../../src/codex/install/provide.js'
import { registryFrom } from '../../src/codex/install/registry.js'
import { RETRIES } from '../../src/codex/install/retries.js'
import {
  createMachine,
  entriesOf,
  type Machine,
  NOWHERE,
  otherProcess,
  refusal,
  until,
} from '../doubles/codex-machine.js'
import type { RegistryOptions } from '../doubles/npm-registry.js'
import { createCertificate, type ServerCertificate } from '../doubles/openai/certificate.js'
import { type ConnectProxy, startProxy } from '../doubles/proxy.js'

let machine: Machine

beforeEach(async () => {
  machine = await createMachine()
})

afterEach(() => machine.remove())

describe('the registry', () => {
  test('a path prefix is kept, with or without a slash at the end', async () => {
    const registry = await machine.registry({ prefix: '/api/npm/npm' })
    await provideCodex(machine.request(`${registry.url}/`))
    await rm(machine.root, { recursive: true })
    await provideCodex(machine.request(registry.url))
    expect(new Set(registry.requests.map(line => line.slice(0, 18)))).toEqual(new Set(['GET /api/npm/npm/@']))
  })

  test('one that knows only whole packages is asked for the whole', async () => {
    const registry = await machine.registry({ packumentOnly: true })
    expect(await provideCodex(machine.request(registry.url))).toMatchObject({ source: 'registry' })
    expect(registry.requests[1]).toBe('GET /@openai%2fcodex')
  })

  test("a mirror that passes on the public registry's manifests is itself asked for the tarball", async () => {
    const registry = await machine.registry({ prefix: '/mirror' })
    const version = `${VERSION}-linux-x64`
    const address = `https://registry.npmjs.org/@openai/codex/-/codex-${version}.tgz`
    await registry.publish(version, { tarball: machine.script, address })
    expect(await provideCodex(machine.request(registry.url))).toMatchObject({ source: 'registry' })
  })

  test('a version it does not have', async () => {
    const registry = await machine.registry()
    const error = await refusal(provideCodex(machine.request(registry.url, { version: '0.169.99' })))
    expect(error.code).toBe('codex-version-not-found')
    expect(error.message).toContain('@openai/codex@0.169.99-linux-x64')
  })

  test.each([
    ['a 500', 500, '/'],
    ['a 503', 503, '.tgz'],
    ['a body cut short', 'cut', '.tgz'],
    ['a transfer that stalls', 'stall', '.tgz'],
    ['no answer at all', 'silent', '/'],
  ] as const)('%s is tried again', async (_, fault, faultsAt) => {
    const registry = await machine.registry({ faults: [fault], faultsAt })
    const request = machine.request(registry.url, { stallTimeout: 500 })
    expect(await provideCodex(request)).toMatchObject({ source: 'registry' })
    expect(registry.requests).toHaveLength(3)
    expect(machine.log.filter(line => line.includes('Trying again'))).toHaveLength(1)
  })

  test.each([
    ['500 for ever', Array(9).fill(500)],
    ['cut for ever', Array(9).fill('cut')],
  ])('%s ends after the last try', async (_, faults) => {
    const registry = await machine.registry({ faults, faultsAt: '.tgz' })
    const error = await refusal(provideCodex(machine.request(registry.url)))
    expect(error.code).toBe('codex-registry-unreachable')
    expect(error.message).toContain('in 3 tries')
    expect(await entriesOf(path.dirname(machine.place))).toEqual([])
  })

  test('it is tried again after 0.5, 2 and 5 seconds', async () => {
    expect(RETRIES).toMatchObject({ minTimeout: 500, maxTimeout: 5_000 })
    const registry = await machine.registry({ faults: Array(9).fill(500) })
    const retries = { ...RETRIES, minTimeout: 5, maxTimeout: 50 }
    const started = Date.now()
    await refusal(provideCodex(machine.request(registry.url, { retries })))
    expect(Date.now() - started).toBeGreaterThanOrEqual(75)
    const tried = `${registry.url}/@openai%2fcodex/${VERSION}-linux-x64: it answered 500. Trying again in`
    expect(machine.log.slice(1)).toEqual([`${tried} 0.005 s.`, `${tried} 0.02 s.`, `${tried} 0.05 s.`])
  })

  test('nobody there', async () => {
    const error = await refusal(provideCodex(machine.request(NOWHERE)))
    expect(error.code).toBe('codex-registry-unreachable')
    expect(error.message).toContain('ECONNREFUSED')
  })

  test.each(['nonsense', 'file:///etc/'])('an address such as %s', async url => {
    expect((await refusal(provideCodex(machine.request(url)))).code).toBe('codex-registry-invalid')
  })

  test.each([
    ['http://registry.example/', 'http://registry.example'],
    ['http://user:lab-password@10.0.0.7:4873/npm', 'http://10.0.0.7:4873'],
    ['http://127.0.0.1.example/', 'http://127.0.0.1.example'],
    ['http://localhost.example/', 'http://localhost.example'],
    ['http://[::ffff:7f00:1]/', 'http://[::ffff:7f00:1]'],
    ['http://0.0.0.0/', 'http://0.0.0.0'],
  ])('plain http to another machine is refused: %s', async (url, shown) => {
    const error = await refusal(provideCodex(machine.request(url)))
    expect(error.code).toBe('codex-registry-invalid')
    expect(error.message).toContain(`NPM_CONFIG_REGISTRY is a plain http address (${shown}).`)
    expect(error.message).not.toContain('lab-password')
  })

  test.each(['http://localhost:4873/', 'http://127.1/', 'http://[::1]:4873/npm/', 'https://mirror.example/'])(
    'plain http to this machine is taken, and https to any: %s',
    url => expect(registryFrom({ NPM_CONFIG_REGISTRY: url }).base).toBe(new URL(url).href),
  )

  test('none configured is the public one', () => {
    expect(registryFrom({})).toEqual({ base: 'https://registry.npmjs.org/' })
    expect(registryFrom({ npm_config_registry: 'https://mirror.example/npm' }).base).toBe(
      'https://mirror.example/npm/',
    )
  })
})

describe("the registry's credentials", () => {
  const authorization = `Basic ${Buffer.from('robot:p@ss/word').toString('base64')}`
  const withCredentials = (url: string) => url.replace('http://', 'http://robot:p%40ss%2Fword@')

  test('are used and not printed', async () => {
    const registry = await machine.registry({ authorization })
    expect(await provideCodex(machine.request(withCredentials(registry.url)))).toMatchObject({
      source: 'registry',
    })
    expect(machine.log.join('\n')).not.toMatch(/robot|p%40ss|p@ss/)
  })

  test('are not sent to another host that keeps the tarballs', async () => {
    const files = await machine.registry()
    const registry = await machine.registry({ authorization })
    const version = `${VERSION}-linux-x64`
    const address = `${files.url}/@openai/codex/-/codex-${version}.tgz`
    await registry.publish(version, { tarball: machine.script, address })
    await provideCodex(machine.request(withCredentials(registry.url)))
    expect(registry.requests).toEqual([expect.stringContaining('[auth]')])
    expect(files.requests).toEqual([expect.not.stringContaining('[auth]')])
  })

  test('that are wrong are not tried twice, nor printed', async () => {
    const registry = await machine.registry({ authorization: 'Bearer other' })
    const error = await refusal(provideCodex(machine.request(withCredentials(registry.url))))
    expect(error.code).toBe('codex-registry-refused')
    expect(registry.requests).toHaveLength(1)
    expect(error.message + machine.log.join()).not.toMatch(/robot|p%40ss|p@ss/)
  })
})

// In a process of its own: which certificates it trusts Node reads when it starts.
describe('a proxy', () => {
  const registry = 'https://registry.example/'
  let proxy: ConnectProxy
  let certificate: ServerCertificate

  beforeEach(async () => {
    proxy = await startProxy()
    certificate = await createCertificate(machine.home, ['registry.example'])
  })

  afterEach(() => proxy.close())

  /** A registry that can be reached only through the proxy. */
  async function behind(options: RegistryOptions = {}) {
    const hidden = await machine.registry({ ...options, tls: certificate })
    const version = `${VERSION}-linux-x64`
    const address = `${registry}@openai/codex/-/codex-${version}.tgz`
    await hidden.publish(version, { tarball: machine.script, address })
    proxy.leadsTo(Number(new URL(hidden.url).port))
    return hidden
  }

  const start = (changes: Partial<CodexRequest> = {}) =>
    otherProcess(machine.request(registry, changes), {
      env: { https_proxy: proxy.url, NODE_EXTRA_CA_CERTS: certificate.caFile },
    })

  test('leads to the registry', async () => {
    await behind()
    expect(await start().answer).toMatchObject({ source: 'registry' })
    expect(proxy.requests).toEqual(['registry.example:443', 'registry.example:443'])
  })

  test('that does not answer is given up', async () => {
    const failure = await start({ stallTimeout: 50 }).answer
    expect(failure.code).toBe('codex-registry-unreachable')
    expect(failure.message).toContain('in 3 tries: no answer in 0.05 s')
    await until(() => proxy.connections() === 0)
  })

  test('that does not answer holds up no cancelled job', async () => {
    const { child, answer } = start()
    await until(() => proxy.requests.length > 0)
    child.kill('SIGUSR2')
    expect(await answer).toMatchObject({ code: 'cancelled' })
    await until(() => proxy.connections() === 0)
  })

  test('through which a download goes holds up no cancelled job', async () => {
    const hidden = await behind({ faults: ['stall'], faultsAt: '.tgz' })
    const { child, answer } = start()
    await until(() => hidden.requests.length > 1)
    child.kill('SIGUSR2')
    expect(await answer).toMatchObject({ code: 'cancelled' })
    await until(() => proxy.connections() === 0)
  })
})
