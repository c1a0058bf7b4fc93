import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import {
  chmod,
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { create } from 'tar'
import { type CodexRequest, provideCodex, DEFAULT_CODEX_VERSION as VERSION } from '../../src/codex/binary.js'
import { CodexUnavailable } from '../../src/codex/native.js'
import { registryFrom } from '../../src/codex/registry.js'
import { type NpmRegistry, type RegistryOptions, startRegistry } from '../doubles/npm-registry.js'

/** The real package, as npm installed it for us: the only platform these tests run on. */
const INSTALLED = path.dirname(createRequire(import.meta.url).resolve('@openai/codex-linux-x64/package.json'))
const TRIPLE = 'vendor/x86_64-unknown-linux-musl'
const CODEX = `${TRIPLE}/bin/codex`
const DAY = 24 * 60 * 60 * 1000

/** Tarballs: the real Codex (its executable alone, unpressed: 294 MB), and scripts in its place where a fault is the point. */
const tarballs = { real: '', script: '' }
let fixtures: string
let home: string
let cache: string
let log: string[]
let open: NpmRegistry[]

beforeAll(async () => {
  fixtures = await mkdtemp(path.join(tmpdir(), 'codex-binary-'))
  await mkdir(path.join(fixtures, 'package', TRIPLE, 'bin'), { recursive: true })
  for (const file of ['package.json', CODEX, `${TRIPLE}/codex-package.json`]) {
    await link(path.join(INSTALLED, file), path.join(fixtures, 'package', file)).catch(() =>
      cp(path.join(INSTALLED, file), path.join(fixtures, 'package', file)),
    )
  }
  tarballs.real = path.join(fixtures, 'real.tgz')
  await create({ file: tarballs.real, cwd: fixtures, gzip: { level: 0 } }, ['package'])
  tarballs.script = await packScript(`echo codex-cli ${VERSION}`)
}, 60_000)

afterAll(() => rm(fixtures, { recursive: true, force: true }))

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'codex-binary-'))
  cache = path.join(home, 'tools')
  log = []
  open = []
})

afterEach(async () => {
  await Promise.all(open.map(registry => registry.close()))
  await rm(home, { recursive: true, force: true })
})

/** A package whose codex is a shell script. */
async function packScript(body: string, change?: (directory: string) => Promise<unknown>): Promise<string> {
  const root = await mkdtemp(path.join(fixtures, 'script-'))
  await writeScript(path.join(root, 'package', CODEX), body)
  await change?.(path.join(root, 'package'))
  await create({ file: path.join(root, 'codex.tgz'), cwd: root, gzip: true }, ['package'])
  return path.join(root, 'codex.tgz')
}

async function writeScript(file: string, body: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `#!/bin/sh\n${body}\n`)
  await chmod(file, 0o755)
}

async function registryWith(tarball: string, options: RegistryOptions & { integrity?: string | null } = {}) {
  const registry = await startRegistry(options)
  open.push(registry)
  const { integrity } = options
  await registry.publish(`${VERSION}-linux-x64`, {
    tarball,
    ...(integrity === undefined ? {} : { integrity }),
  })
  return registry
}

/** A request on a machine with nothing on it but the given registry. */
function requestTo(registry: string, changes: Partial<CodexRequest> = {}): CodexRequest {
  return {
    version: VERSION,
    env: { PATH: path.join(home, 'bin'), RUNNER_TOOL_CACHE: cache, NPM_CONFIG_REGISTRY: registry },
    platform: 'linux',
    arch: 'x64',
    log: line => log.push(line),
    retryDelays: [10, 20],
    stallTimeout: 1_000,
    ...changes,
  }
}

/** No registry answers there. */
const NOWHERE = 'http://127.0.0.1:9/'
const place = () => path.join(cache, 'codex', VERSION, 'x64')
const entriesOf = (directory: string) => readdir(directory).catch(() => [])

async function refusal(work: Promise<unknown>): Promise<CodexUnavailable> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(CodexUnavailable)
  return error as CodexUnavailable
}

/** provideCodex in a process of its own, as another job on this host would run it. */
function otherProcess(request: CodexRequest, shell = 'exec "$@"') {
  const module = new URL('../../src/codex/binary.js', import.meta.url).href
  const code = `import { provideCodex } from ${JSON.stringify(module)}
    const request = JSON.parse(process.argv[1])
    const found = await provideCodex({ ...request, log: () => {} }).catch(error => ({ code: error.code ?? String(error) }))
    process.stdout.write(JSON.stringify(found))`
  const { log: _, ...plain } = request
  const argv = ['-c', shell, 'sh', process.execPath, '--input-type=module', '-e', code, JSON.stringify(plain)]
  const child = spawn('/bin/sh', argv, { stdio: ['ignore', 'pipe', 'inherit'], env: {} })
  let output = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  const answer = once(child, 'close').then(() => (output === '' ? undefined : JSON.parse(output)))
  return { child, answer }
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    if (await holds()) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  throw new Error('waited in vain')
}

async function run(executable: string): Promise<string> {
  const child = spawn(executable, ['--version'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { CODEX_HOME: '/dev/null/none' },
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', chunk => chunks.push(chunk))
  await once(child, 'close')
  return Buffer.concat(chunks).toString().trim()
}

describe('the version asked for', () => {
  const REFUSED = [
    '',
    'latest',
    '^0.169.0',
    '0.169',
    '0.169.x',
    'v0.169.0',
    '0.169.0 ',
    '0.169.0\n',
    '00.169.0',
    '0.169.0+x',
    '../../0.169.0',
    '0.169.0-../..',
    '0.169.0-a/b',
  ]
  test.each(REFUSED)('%j is refused, with the reason, before anything is looked at', async version => {
    const error = await refusal(provideCodex(requestTo(NOWHERE, { version })))
    expect(error.code).toBe('CODEX_VERSION_INVALID')
    expect(error.message).toContain('X.Y.Z')
    expect(existsSync(cache)).toBe(false)
  })

  test('a prerelease is an exact version too', async () => {
    const registry = await registryWith(tarballs.script)
    const tarball = await packScript('echo codex-cli 0.170.0-alpha.1')
    await registry.publish('0.170.0-alpha.1-linux-x64', { tarball })
    const found = await provideCodex(requestTo(registry.url, { version: '0.170.0-alpha.1' }))
    expect(found).toMatchObject({ version: '0.170.0-alpha.1', source: 'registry' })
  })

  test.each([
    ['freebsd', 'x64'],
    ['linux', 'ia32'],
  ] as const)('%s on %s has no Codex', async (platform, arch) => {
    const error = await refusal(provideCodex(requestTo(NOWHERE, { platform, arch })))
    expect(error.code).toBe('CODEX_PLATFORM_UNSUPPORTED')
  })
})

describe('PATH', () => {
  const bin = () => path.join(home, 'bin')

  /** npm's global layout, with the real native executable. */
  async function npmInstall(modules: string): Promise<string> {
    const script = path.join(modules, '@openai/codex/bin/codex.js')
    await cp(createRequire(import.meta.url).resolve('@openai/codex/bin/codex.js'), script)
    const native = path.join(modules, '@openai/codex/node_modules/@openai/codex-linux-x64', CODEX)
    await mkdir(path.dirname(native), { recursive: true })
    await symlink(path.join(INSTALLED, CODEX), native)
    await mkdir(bin(), { recursive: true })
    return script
  }

  test("npm's script leads to the native executable", async () => {
    await symlink(await npmInstall(path.join(home, 'lib/node_modules')), path.join(bin(), 'codex'))
    const found = await provideCodex(requestTo(NOWHERE))
    const native = path.join(INSTALLED, CODEX)
    expect(found).toEqual({ path: native, version: VERSION, source: 'path', directory: path.dirname(native) })
    expect(existsSync(cache)).toBe(false)
  })

  test("pnpm's shell wrapper leads to it too", async () => {
    await npmInstall(path.join(home, 'global/node_modules'))
    await writeScript(
      path.join(bin(), 'codex'),
      'exec node  "$basedir/../global/node_modules/@openai/codex/bin/codex.js" "$@"',
    )
    expect(await provideCodex(requestTo(NOWHERE))).toMatchObject({
      source: 'path',
      path: path.join(INSTALLED, CODEX),
    })
  })

  test.each([
    ['codex.cmd', '"%_prog%"  "%dp0%\\..\\global\\node_modules\\@openai\\codex\\bin\\codex.js" %*\r\n'],
    ['codex.ps1', '& "node$exe"  "$basedir/../global/node_modules/@openai/codex/bin/codex.js" $args\r\n'],
  ])('on Windows, where PATH may be spelled Path, %s leads to codex.exe', async (name, text) => {
    const vendor = path.join(
      home,
      'global/node_modules/@openai/codex-win32-x64/vendor/x86_64-pc-windows-msvc/bin',
    )
    await npmInstall(path.join(home, 'global/node_modules'))
    await mkdir(vendor, { recursive: true })
    await symlink(path.join(INSTALLED, CODEX), path.join(vendor, 'codex.exe'))
    await writeFile(path.join(bin(), name), text, { mode: 0o755 })
    const env = { Path: `relative;${bin()}`, RUNNER_TOOL_CACHE: cache, NPM_CONFIG_REGISTRY: NOWHERE }
    const found = await provideCodex(requestTo(NOWHERE, { platform: 'win32', env }))
    expect(found).toMatchObject({ source: 'path', version: VERSION })
  })

  test('the native executable itself is taken as it is', async () => {
    await mkdir(bin())
    await symlink(path.join(INSTALLED, CODEX), path.join(bin(), 'codex'))
    expect(await provideCodex(requestTo(NOWHERE))).toMatchObject({
      source: 'path',
      path: path.join(INSTALLED, CODEX),
    })
  })

  test('another version falls through to the registry', async () => {
    await mkdir(bin())
    await symlink(path.join(INSTALLED, CODEX), path.join(bin(), 'codex'))
    const registry = await registryWith(tarballs.script)
    await registry.publish('0.170.0-linux-x64', { tarball: await packScript('echo codex-cli 0.170.0') })
    const found = await provideCodex(requestTo(registry.url, { version: '0.170.0' }))
    expect(found).toMatchObject({ source: 'registry', version: '0.170.0' })
    expect(log[0]).toContain(`is ${VERSION}, wanted is 0.170.0: not used`)
  })

  test('a script that leads nowhere falls through, and is not run', async () => {
    await writeScript(path.join(bin(), 'codex'), `touch "${home}/ran"; echo codex-cli ${VERSION}`)
    const registry = await registryWith(tarballs.script)
    expect(await provideCodex(requestTo(registry.url))).toMatchObject({ source: 'registry' })
    expect(log[0]).toContain('leads to no native executable')
    expect(existsSync(path.join(home, 'ran'))).toBe(false)
  })
})

describe('the registry', () => {
  test('gives the real Codex, which then runs from the tool cache with no request', async () => {
    const registry = await registryWith(tarballs.real)
    const found = await provideCodex(requestTo(registry.url))
    const executable = path.join(place(), CODEX)
    expect(found).toEqual({
      path: executable,
      version: VERSION,
      source: 'registry',
      directory: path.dirname(executable),
    })
    expect(await run(found.path)).toBe(`codex-cli ${VERSION}`)
    expect(registry.requests).toEqual([
      `GET /@openai%2fcodex/${VERSION}-linux-x64`,
      `GET /@openai/codex/-/codex-${VERSION}-linux-x64.tgz`,
    ])
    expect(await entriesOf(path.join(cache, 'codex'))).toEqual([VERSION])
    expect((await entriesOf(path.dirname(place()))).sort()).toEqual(['x64', 'x64.complete'])
    expect(log[1]).toMatch(/: 295 MB in \d+\.\d s, sha512 verified, unpacked in \d+\.\d s\.$/)

    const again = await provideCodex(requestTo(registry.url))
    expect(again).toEqual({ ...found, source: 'tool-cache' })
    expect(registry.requests).toHaveLength(2)
  }, 30_000)

  test('a path prefix is kept, with or without a slash at the end', async () => {
    const registry = await registryWith(tarballs.script, { prefix: '/api/npm/npm' })
    await provideCodex(requestTo(`${registry.url}/`))
    await rm(cache, { recursive: true })
    await provideCodex(requestTo(registry.url))
    expect(new Set(registry.requests.map(line => line.slice(0, 18)))).toEqual(new Set(['GET /api/npm/npm/@']))
  })

  test('one that knows only whole packages is asked for the whole', async () => {
    const registry = await registryWith(tarballs.script, { packumentOnly: true })
    expect(await provideCodex(requestTo(registry.url))).toMatchObject({ source: 'registry' })
    expect(registry.requests[1]).toBe('GET /@openai%2fcodex')
  })

  test("a mirror that passes on the public registry's manifests is itself asked for the tarball", async () => {
    const registry = await registryWith(tarballs.script, { prefix: '/mirror' })
    const version = `${VERSION}-linux-x64`
    const address = `https://registry.npmjs.org/@openai/codex/-/codex-${version}.tgz`
    await registry.publish(version, { tarball: tarballs.script, address })
    expect(await provideCodex(requestTo(registry.url))).toMatchObject({ source: 'registry' })
  })

  test('a version it does not have', async () => {
    const registry = await registryWith(tarballs.script)
    const error = await refusal(provideCodex(requestTo(registry.url, { version: '0.169.99' })))
    expect(error.code).toBe('CODEX_VERSION_NOT_FOUND')
    expect(error.message).toContain('@openai/codex@0.169.99-linux-x64')
  })

  test.each([
    ['a 500', 500, '/'],
    ['a 503', 503, '.tgz'],
    ['a body cut short', 'cut', '.tgz'],
    ['a transfer that stalls', 'stall', '.tgz'],
  ] as const)('%s is tried again', async (_, fault, faultsAt) => {
    const registry = await registryWith(tarballs.script, { faults: [fault], faultsAt })
    expect(await provideCodex(requestTo(registry.url))).toMatchObject({ source: 'registry' })
    expect(registry.requests).toHaveLength(3)
    expect(log.filter(line => line.includes('Trying again'))).toHaveLength(1)
  })

  test.each([
    ['500 for ever', Array(9).fill(500)],
    ['cut for ever', Array(9).fill('cut')],
  ])('%s ends after the last try', async (_, faults) => {
    const registry = await registryWith(tarballs.script, { faults, faultsAt: '.tgz' })
    const error = await refusal(provideCodex(requestTo(registry.url)))
    expect(error.code).toBe('CODEX_REGISTRY_UNREACHABLE')
    expect(error.message).toContain('in 3 tries')
    expect(await entriesOf(path.join(cache, 'codex', VERSION))).toEqual([])
  })

  test('nobody there', async () => {
    const error = await refusal(provideCodex(requestTo(NOWHERE)))
    expect(error.code).toBe('CODEX_REGISTRY_UNREACHABLE')
    expect(error.message).toContain('ECONNREFUSED')
  })

  test.each(['nonsense', 'file:///etc/'])('an address such as %s', async url => {
    expect((await refusal(provideCodex(requestTo(url)))).code).toBe('CODEX_REGISTRY_INVALID')
  })

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
    const registry = await registryWith(tarballs.script, { authorization })
    expect(await provideCodex(requestTo(withCredentials(registry.url)))).toMatchObject({ source: 'registry' })
    expect(log.join('\n')).not.toMatch(/robot|p%40ss|p@ss/)
  })

  test('are not sent to another host that keeps the tarballs', async () => {
    const files = await registryWith(tarballs.script)
    const registry = await registryWith(tarballs.script, { authorization })
    const version = `${VERSION}-linux-x64`
    const address = `${files.url}/@openai/codex/-/codex-${version}.tgz`
    await registry.publish(version, { tarball: tarballs.script, address })
    await provideCodex(requestTo(withCredentials(registry.url)))
    expect(registry.requests).toEqual([expect.stringContaining('[auth]')])
    expect(files.requests).toEqual([expect.not.stringContaining('[auth]')])
  })

  test('that are wrong are not tried twice, nor printed', async () => {
    const registry = await registryWith(tarballs.script, { authorization: 'Bearer other' })
    const error = await refusal(provideCodex(requestTo(withCredentials(registry.url))))
    expect(error.code).toBe('CODEX_REGISTRY_REFUSED')
    expect(registry.requests).toHaveLength(1)
    expect(error.message + log.join()).not.toMatch(/robot|p%40ss|p@ss/)
  })
})

describe('a package that is not what it should be', () => {
  test.each([
    ['another sha512', `sha512-${Buffer.alloc(64).toString('base64')}`, 'CODEX_INTEGRITY_MISMATCH'],
    ['no integrity', null, 'CODEX_INTEGRITY_MISSING'],
    ['sha1 alone', `sha1-${Buffer.alloc(20).toString('base64')}`, 'CODEX_INTEGRITY_MISSING'],
    ['a sha512 that is none', 'sha512-abc', 'CODEX_INTEGRITY_MISSING'],
  ])('%s: nothing is installed', async (_, integrity, code) => {
    const tarball = await packScript(`touch "${home}/ran"`)
    const registry = await registryWith(tarball, { integrity })
    expect((await refusal(provideCodex(requestTo(registry.url)))).code).toBe(code)
    expect(await entriesOf(path.join(cache, 'codex', VERSION))).toEqual([])
    expect((await entriesOf(path.join(cache, 'codex'))).filter(name => name !== VERSION)).toEqual([])
    expect(existsSync(path.join(home, 'ran'))).toBe(false)
  })

  test.each([
    ['another version', 'echo codex-cli 0.1.0', 'CODEX_WRONG_VERSION'],
    ['no version', 'echo hello', 'CODEX_NOT_RUNNABLE'],
    ['a crash', 'kill -SEGV $$', 'CODEX_NOT_RUNNABLE'],
    ['no end', 'exec sleep 60', 'CODEX_NOT_RUNNABLE'],
  ])('%s: nothing is installed', async (_, body, code) => {
    const registry = await registryWith(await packScript(body))
    const error = await refusal(provideCodex(requestTo(registry.url, { versionTimeout: 500 })))
    expect(error.code).toBe(code)
    expect(await entriesOf(path.dirname(place()))).toEqual([])
  })

  test.each([
    ['a symbolic link', (dir: string) => symlink('/etc/passwd', path.join(dir, 'a-link'))],
    ['a hard link', (dir: string) => link(path.join(dir, CODEX), path.join(dir, 'vendor/a-link'))],
  ])('with %s is refused', async (_, change) => {
    const registry = await registryWith(await packScript(`echo codex-cli ${VERSION}`, change))
    const error = await refusal(provideCodex(requestTo(registry.url)))
    expect(error.code).toBe('CODEX_UNPACK_FAILED')
    expect(error.message).toContain('is a link or leads out')
    expect(await entriesOf(path.dirname(place()))).toEqual([])
  })

  test.each(['package/../../../escaped', '/package/escaped'])(
    'with a path such as %s is refused',
    async name => {
      const tarball = path.join(home, 'evil.tgz')
      await mkdir(path.join(home, 'package'))
      await writeFile(path.join(home, 'package/file'), 'x')
      await create(
        {
          file: tarball,
          cwd: home,
          gzip: true,
          preservePaths: true,
          onWriteEntry: entry => {
            if (entry.path.endsWith('file')) entry.path = name
          },
        },
        ['package'],
      )
      const registry = await registryWith(tarball)
      expect((await refusal(provideCodex(requestTo(registry.url)))).code).toBe('CODEX_UNPACK_FAILED')
      expect(existsSync(path.join(cache, 'codex/escaped'))).toBe(false)
    },
  )

  test('that is no archive', async () => {
    const tarball = path.join(home, 'none.tgz')
    await writeFile(tarball, 'not a tarball')
    const registry = await registryWith(tarball)
    expect((await refusal(provideCodex(requestTo(registry.url)))).code).toBe('CODEX_UNPACK_FAILED')
  })

  test('is tried out fenced, with a closed input and none of our environment', async () => {
    const registry = await registryWith(await packScript(`cat; env > ${home}/env; echo codex-cli ${VERSION}`))
    const request = requestTo(registry.url)
    await provideCodex({ ...request, env: { ...request.env, 'INPUT_AUTH-JSON': 'secret', HOME: home } })
    const env = await readFile(path.join(home, 'env'), 'utf8')
    expect(env).toContain('CODEX_REFRESH_TOKEN_URL_OVERRIDE=https://rotation-fenced.invalid/')
    expect(env).not.toMatch(/secret|^HOME=|^PATH=.*bin$/m)
  })
})

describe('the tool cache', () => {
  /** An installation that an earlier job left. */
  async function earlier(body: string, complete = true): Promise<void> {
    await writeScript(path.join(place(), CODEX), body)
    if (complete) await writeFile(`${place()}.complete`, '')
  }

  test('one without its .complete that works is adopted', async () => {
    await earlier(`echo codex-cli ${VERSION}`, false)
    expect(await provideCodex(requestTo(NOWHERE))).toMatchObject({ source: 'tool-cache' })
    expect(existsSync(`${place()}.complete`)).toBe(true)
  })

  test.each([
    ['a torn one', (file: string) => truncate(file, 3)],
    ['one that has lost its executable', (file: string) => rm(file)],
    ['one of another version', (file: string) => writeScript(file, 'echo codex-cli 0.1.0')],
    [
      'a file in its place',
      (_: string) => rm(place(), { recursive: true }).then(() => writeFile(place(), '')),
    ],
  ])('%s is replaced', async (_, damage) => {
    await earlier(`echo codex-cli ${VERSION}`)
    await damage(path.join(place(), CODEX))
    const registry = await registryWith(tarballs.script)
    const found = await provideCodex(requestTo(registry.url))
    expect(await run(found.path)).toBe(`codex-cli ${VERSION}`)
    expect(await entriesOf(path.join(cache, 'codex'))).toEqual([VERSION])
  })

  test('one that does not answer in time is left alone: others may be running it', async () => {
    await earlier('exec sleep 60')
    const error = await refusal(provideCodex(requestTo(NOWHERE, { versionTimeout: 300 })))
    expect(error.code).toBe('CODEX_NOT_RUNNABLE')
    expect(existsSync(path.join(place(), CODEX))).toBe(true)
  })

  test('that can not be written is found out before the download', async () => {
    await writeFile(path.join(home, 'a-file'), '')
    const registry = await registryWith(tarballs.script)
    const env = { RUNNER_TOOL_CACHE: path.join(home, 'a-file') }
    const error = await refusal(
      provideCodex(requestTo(registry.url, { env: { ...env, NPM_CONFIG_REGISTRY: registry.url } })),
    )
    expect(error.code).toBe('CODEX_TOOL_CACHE_NOT_WRITABLE')
    expect(registry.requests).toEqual([])
  })

  test('with a full disk: nothing is left, and it is not tried again', async () => {
    const registry = await registryWith(tarballs.real)
    // A limit on the size of files fails a write as a full disk does.
    const { answer } = otherProcess(requestTo(registry.url), 'ulimit -f 2000; exec "$@"')
    expect(await answer).toEqual({ code: 'CODEX_UNPACK_FAILED' })
    expect(registry.requests).toHaveLength(2)
    expect(await entriesOf(path.join(cache, 'codex'))).toEqual([VERSION])
    expect(await entriesOf(path.join(cache, 'codex', VERSION))).toEqual([])
  }, 20_000)

  test('six jobs at once all get a working Codex, and one directory stays', async () => {
    const registry = await registryWith(tarballs.real)
    const request = requestTo(registry.url, { stallTimeout: 20_000 })
    const found = await Promise.all(Array.from({ length: 6 }, () => otherProcess(request).answer))
    for (const one of found) {
      expect(one).toMatchObject({ path: path.join(place(), CODEX), version: VERSION })
    }
    expect(await run(path.join(place(), CODEX))).toBe(`codex-cli ${VERSION}`)
    expect(await entriesOf(path.join(cache, 'codex'))).toEqual([VERSION])
    expect((await entriesOf(path.dirname(place()))).sort()).toEqual(['x64', 'x64.complete'])
  }, 60_000)

  test('six jobs at once replace a torn one, and none is without', async () => {
    await earlier('')
    await truncate(path.join(place(), CODEX), 3)
    const registry = await registryWith(tarballs.script)
    const found = await Promise.all(
      Array.from({ length: 6 }, () => otherProcess(requestTo(registry.url)).answer),
    )
    for (const one of found) expect(one).toMatchObject({ path: path.join(place(), CODEX), version: VERSION })
    expect(await run(path.join(place(), CODEX))).toBe(`codex-cli ${VERSION}`)
    expect(await entriesOf(path.join(cache, 'codex'))).toEqual([VERSION])
  }, 30_000)

  test.each([
    ['downloads', 'package.tgz'],
    ['unpacks', `package/${CODEX}`],
  ])(
    'a job killed while it %s harms no other, and its leftovers go after a day',
    async (_, seen) => {
      const registry = await registryWith(tarballs.real)
      const { child, answer } = otherProcess(requestTo(registry.url))
      let staging: string | undefined
      await until(async () => {
        staging = (await entriesOf(path.join(cache, 'codex'))).find(name => name.startsWith('.staging-'))
        return staging !== undefined && existsSync(path.join(cache, 'codex', staging, seen))
      })
      child.kill('SIGKILL')
      expect(await answer).toBeUndefined()
      expect(existsSync(place())).toBe(false)

      const second = await registryWith(tarballs.script)
      expect(await provideCodex(requestTo(second.url))).toMatchObject({ source: 'registry' })
      expect((await entriesOf(path.join(cache, 'codex'))).sort()).toEqual([staging, VERSION])

      await rm(place(), { recursive: true })
      await provideCodex(requestTo(second.url, { now: () => Date.now() + 2 * DAY }))
      expect(await entriesOf(path.join(cache, 'codex'))).toEqual([VERSION])
    },
    30_000,
  )
})
