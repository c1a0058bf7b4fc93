import { createHash, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mayLead } from '../../src/codex/install/download.js'
import { PINS } from '../../src/codex/install/pins.js'
import {
  type CodexRequest,
  provideCodex,
  DEFAULT_CODEX_VERSION as VERSION,
} from '../../src/codex/install/provide.js'
import { judgeSignatures, NPM_KEYS } from '../../src/codex/install/signatures.js'
import { createMachine, entriesOf, type Machine, otherProcess, refusal } from '../doubles/codex-machine.js'
import { keyOf, LAB_KEY, signed } from '../doubles/npm-registry.js'
import { createCertificate } from '../doubles/openai/certificate.js'

const PACKAGED = `${VERSION}-linux-x64`
const NOW = Date.parse('2026-11-20T00:00:00Z')
const sha512 = (file: string) => `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`

let machine: Machine
beforeEach(async () => {
  machine = await createMachine()
})
afterEach(() => machine.remove())

const nothingInstalled = async () => expect(await entriesOf(path.dirname(machine.place))).toEqual([])

describe('a redirect of the registry', () => {
  const authorization = `Basic ${Buffer.from('robot:lab').toString('base64')}`
  const withCredentials = (url: string) => url.replace('//', '//robot:lab@')

  test.each([301, 302, 303, 307, 308])(
    'to where the files are is followed, without the credentials: %i',
    async status => {
      const files = await machine.registry()
      const to = (at: string) => (at.endsWith('.tgz') ? { to: files.url + at, status } : undefined)
      const registry = await machine.registry({ authorization, sendOn: to })
      const found = await provideCodex(machine.request(withCredentials(registry.url)))
      expect(found).toMatchObject({ source: 'registry' })
      expect(registry.requests).toEqual([
        expect.stringMatching(/\[auth\]$/),
        expect.stringMatching(/\[auth\]$/),
      ])
      expect(files.requests).toEqual([expect.not.stringContaining('[auth]')])
    },
  )

  test('on its own origin keeps the credentials', async () => {
    const sendOn = (at: string) => (at.startsWith('/old/') ? { to: at.replace('/old/', '/new/') } : undefined)
    const registry = await machine.registry({ authorization, sendOn, prefix: '/new' })
    const url = withCredentials(registry.url).replace('/new', '/old')
    expect(await provideCodex(machine.request(url))).toMatchObject({ source: 'registry' })
    expect(registry.requests.every(line => line.endsWith('[auth]'))).toBe(true)
  })

  test.each([
    ['plain http to another machine', 'http://files.example/x.tgz', 'http://files.example'],
    ['a file', 'file:///etc/passwd', 'file://'],
    ['what is no address', 'http://[', 'something that is not an address'],
    ['itself without end', '', 'http://127.0.0.1'],
  ])('to %s is refused, once', async (_, to, shown) => {
    const registry = await machine.registry({ sendOn: at => ({ to: to || at }) })
    const error = await refusal(provideCodex(machine.request(registry.url)))
    expect(error.code).toBe('codex-registry-invalid')
    expect(error.message).toContain(`redirects to ${shown}`)
    expect(registry.requests).toHaveLength(to ? 1 : 6)
    await nothingInstalled()
  })

  test('from https to plain http is refused, though that is on this machine', async () => {
    const files = await machine.registry()
    const certificate = await createCertificate(machine.home)
    const registry = await machine.registry({ tls: certificate, sendOn: at => ({ to: files.url + at }) })
    const env = { NODE_EXTRA_CA_CERTS: certificate.caFile }
    const failure = await otherProcess(machine.request(registry.url), { env }).answer
    expect(failure).toMatchObject({ code: 'codex-registry-invalid' })
    expect(failure.message).toContain(`redirects to ${files.url}`)
    expect(files.requests).toEqual([])
  })

  test.each([
    ['http://127.0.0.1:1/', 'https://files.example/', true],
    ['http://127.0.0.1:1/', 'http://localhost:2/', true],
    ['https://a.example/', 'https://b.example/', true],
    ['https://a.example/', 'http://a.example/', false],
    ['https://a.example/', 'http://127.0.0.1/', false],
    ['http://127.0.0.1/', 'http://169.254.169.254/', false],
    ['https://a.example/', 'ftp://a.example/', false],
  ])('from %s to %s: %s', (from, to, may) => expect(mayLead(new URL(from), new URL(to))).toBe(may))
})

describe('the address of a tarball', () => {
  test.each([
    'http://files.example/codex.tgz',
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    'data:,x',
    'http://[',
  ])('that is not https, nor on this machine, is refused: %s', async address => {
    const registry = await machine.registry()
    await registry.publish(PACKAGED, { tarball: machine.script, address })
    const error = await refusal(provideCodex(machine.request(registry.url)))
    expect(error.code).toBe('codex-registry-invalid')
    expect(error.message).toContain('names no usable download address')
  })

  test('in plain http of the https registry itself is taken for https', async () => {
    const certificate = await createCertificate(machine.home)
    const registry = await machine.registry({ tls: certificate })
    const address = `${registry.url.replace('https:', 'http:')}/@openai/codex/-/codex-${PACKAGED}.tgz`
    await registry.publish(PACKAGED, { tarball: machine.script, address })
    const env = { NODE_EXTRA_CA_CERTS: certificate.caFile }
    const found = await otherProcess(machine.request(registry.url), { env }).answer
    expect(found).toMatchObject({ source: 'registry' })
  })
})

describe('the default version', () => {
  test('has a pin for each platform, and each is that of package-lock.json', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { version: string; integrity: string }>
    }
    const locked = Object.entries(packages)
      .filter(([name]) => name.startsWith('node_modules/@openai/codex-'))
      .map(([, { version, integrity }]) => [version, integrity] as const)
    const platforms = ['linux', 'darwin', 'win32'].flatMap(system => [`${system}-x64`, `${system}-arm64`])
    expect(Object.keys(PINS).sort()).toEqual(platforms.map(platform => `${VERSION}-${platform}`).sort())
    expect(Object.fromEntries(locked)).toEqual(PINS)
  })

  /** As the action asks: with the pins and keys that it has. */
  const asShipped = ({ pins: _, keys: __, ...request }: CodexRequest): CodexRequest => request

  test('is judged by its pin, though the registry is at one with what it serves, and signs that', async () => {
    const registry = await machine.registry()
    const error = await refusal(provideCodex(asShipped(machine.request(registry.url))))
    expect(error.code).toBe('codex-integrity-mismatch')
    expect(error.message).toContain(`for @openai/codex@${PACKAGED} is not what OpenAI published.`)
    // The download never started.
    expect(registry.requests).toHaveLength(1)
    await nothingInstalled()
  })

  test.each([
    ['tells the right sha512 and serves something else', PINS[PACKAGED]],
    ['tells none', null],
    ['tells both', `${PINS[PACKAGED]} sha512-${Buffer.alloc(64).toString('base64')}`],
  ])('of a registry that %s is refused', async (_, integrity) => {
    const registry = await machine.registry({ tarball: await machine.pack(`touch "${machine.home}/ran"`) })
    const tarball = await machine.pack(`touch "${machine.home}/ran"`)
    await registry.publish(PACKAGED, { tarball, ...(integrity === undefined ? {} : { integrity }) })
    const error = await refusal(provideCodex(asShipped(machine.request(registry.url))))
    expect(error.code).toBe('codex-integrity-mismatch')
    expect(error.message).toContain("Its sha512 is not the one in this action's source.")
    await nothingInstalled()
    expect(await entriesOf(machine.home)).not.toContain('ran')
  })

  test('that is what was pinned needs no word of the registry', async () => {
    const registry = await machine.registry({ integrity: null })
    const pins = { [PACKAGED]: sha512(machine.script) }
    const found = await provideCodex(machine.request(registry.url, { pins, keys: [] }))
    expect(found).toMatchObject({ source: 'registry' })
    expect(machine.log.join('\n')).not.toContain('signed')
  })
})

describe("npm's signature of another version", () => {
  const other = '0.170.0'
  const packaged = `${other}-linux-x64`
  const bad = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const badKey = keyOf(bad.publicKey.export({ type: 'spki', format: 'der' }))

  /** A registry that has that version with these signatures, which may be made of its sha512. */
  async function install(signatures: (integrity: string) => unknown, changes: Partial<CodexRequest> = {}) {
    const tarball = await machine.pack(`echo codex-cli ${other}`)
    const registry = await machine.registry()
    await registry.publish(packaged, { tarball, signatures: signatures(sha512(tarball)) })
    return provideCodex(machine.request(registry.url, { version: other, tried: [other], ...changes }))
  }
  const said = () => machine.log.filter(line => line.includes('signed'))

  test('that fits is enough, and nothing is said', async () => {
    expect(await install(integrity => signed(packaged, integrity))).toMatchObject({ version: other })
    expect(said()).toEqual([])
  })

  test.each<[string, (integrity: string) => unknown]>([
    ['of another sha512', () => signed(packaged, `sha512-${Buffer.alloc(64).toString('base64')}`)],
    ['of another version', integrity => signed('0.169.0-linux-x64', integrity)],
    ['of another platform', integrity => signed(`${other}-linux-arm64`, integrity)],
    ['by another key under that id', integrity => signed(packaged, integrity, bad.privateKey)],
    ['and one that does not fit', integrity => [...signed(packaged, integrity), ...signed(packaged, 'x')]],
    ['that is none', () => [{ keyid: LAB_KEY.keyid, sig: 'lab' }]],
    ['of another shape', () => ({ keyid: LAB_KEY.keyid })],
    ['with words for an id', () => [{ keyid: '\n::stop-commands::lab', sig: 'A'.repeat(96) }]],
    ['without end', integrity => Array(1000).fill(signed(packaged, integrity)[0])],
  ])('%s is refused before anything is downloaded', async (_, signatures) => {
    const error = await refusal(install(signatures))
    expect(error.code).toBe('codex-signature-invalid')
    expect(error.message).toMatch(/is not npm's for this package\..*\nLeave `codex-version` out/s)
    expect(error.message).not.toContain('::stop-commands')
    expect(await entriesOf(path.join(machine.root, other))).toEqual([])
  })

  test.each([
    ['none', () => null],
    ['an empty list', () => []],
  ])('where a mirror serves %s: one line says so', async (_, signatures) => {
    const request = { keys: [LAB_KEY] }
    // `null` stands for no field in the double.
    expect(await install(signatures, request)).toMatchObject({ version: other })
    expect(said()).toEqual([
      expect.stringMatching(
        /^@openai\/codex@0\.170\.0-linux-x64 is not signed: http:\/\/127\.0\.0\.1:\d+\/ serves no signatures, so only its own sha512 can be checked\.$/,
      ),
    ])
  })

  test('where a mirror signs with a key of its own: one line says so', async () => {
    const sign = (integrity: string) =>
      signed(packaged, integrity, bad.privateKey).map(one => ({ ...one, keyid: badKey.keyid }))
    expect(await install(sign)).toMatchObject({ version: other })
    expect(said()).toEqual([expect.stringContaining(`of a key that is not known here (${badKey.keyid})`)])
    await rm(machine.root, { recursive: true })
    // Beside npm's own it does not matter.
    machine.log.splice(0)
    await install(integrity => [...sign(integrity), ...signed(packaged, integrity)])
    expect(said()).toEqual([])
  })

  test('by a key that has expired proves nothing', async () => {
    const keys = [{ ...LAB_KEY, expires: '2025-01-29T00:00:00.000Z' }]
    await install(integrity => signed(packaged, integrity), { keys })
    expect(said()).toEqual([expect.stringContaining('of a key that has expired')])
  })

  // As npm's registry serves it, of a package that is published there: that key, text and form are npm's.
  const REAL = {
    of: '@anthropic-ai/claude-code@2.1.97',
    integrity:
      'sha512-8lKM/rFctBl+82bQ+0g0Lkbt9tJU/zYKAjWisNUq436/386n/VZQbnyjnibGkyqqB6mrX/3ub/cpFlpCu4FXLg==',
    keys: NPM_KEYS,
    now: NOW,
  }
  const REAL_SIGNATURE = {
    keyid: 'SHA256:DhQ8wR5APBvFHLF/+Tc+AYvPOdTpcIDqOhxsBHRwC7U',
    sig: 'MEUCICG6rML8JBFMxvrHFFDhofBztC5mvsOLqHbO7G4bdU4MAiEA/TuR+/HzSBvE2e/5XokcLHWOLaw604eahZ4Hy+IFTew=',
  }

  test("that npm's registry serves fits the pinned key, and nothing else does", () => {
    const judge = (changes: object, signature: object = {}) =>
      judgeSignatures([{ ...REAL_SIGNATURE, ...signature }], { ...REAL, ...changes }).by
    expect(judge({})).toBe('npm')
    expect(judge({ of: '@anthropic-ai/claude-code@2.1.98' })).toBe('wrong')
    expect(judge({ integrity: REAL.integrity.replace('8lKM', '8lKN') })).toBe('wrong')
    expect(judge({}, { keyid: NPM_KEYS[0]?.keyid })).toBe('wrong')
    expect(judge({}, { keyid: 'SHA256:lab' })).toBe('unknown')
  })
})
