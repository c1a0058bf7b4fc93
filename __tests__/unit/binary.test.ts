import { existsSync } from 'node:fs'
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { provideCodex, DEFAULT_CODEX_VERSION as VERSION } from '../../src/codex/install/provide.js'
import { readVersion } from '../../src/codex/install/wanted-version.js'
import { TRIED } from '../../src/codex/tried.js'
import {
  ANSWERS,
  CODEX,
  createMachine,
  INSTALLED,
  type Machine,
  NOWHERE,
  refusal,
  writeScript,
} from '../doubles/codex-machine.js'

let machine: Machine

beforeEach(async () => {
  machine = await createMachine()
})

afterEach(() => machine.remove())

describe('the version asked for', () => {
  const REFUSED = [
    '',
    'next',
    'v0.169.0',
    '^v',
    '0.169.0 or so',
    '00.169.0',
    '../../0.169.0',
    '0.169.0-../..',
    '0.169.0-a/b',
    `0.169.0-${'a'.repeat(57)}`,
    `>0.1.0 ${'|| 0.2.0 '.repeat(20)}`,
  ]
  test.each(REFUSED)('%j is refused, with the reason, before anything is looked at', async version => {
    const error = await refusal(provideCodex(machine.request(NOWHERE, { version })))
    expect(error.code).toBe('codex-version-invalid')
    expect(error.message).toContain('neither a version nor a range')
    expect(existsSync(machine.root)).toBe(false)
  })

  test.each([
    ['=0.169.0', '0.169.0'],
    ['0.169.0+x', '0.169.0'],
    ['0.170.0-alpha.1', '0.170.0-alpha.1'],
  ])('%s is the one version %s', (text, version) => {
    expect(readVersion(text)).toEqual({ kind: 'exact', version })
  })

  test.each(['latest', '*', '^0.169.0', '0.169', '0.169.x', '>=0.169 <0.175', '~0.169.0 || ^0.171.0'])(
    '%s is a range',
    text => {
      expect(readVersion(text).kind).toBe('newest')
    },
  )

  test('the default version is a tried one', () => {
    expect(TRIED).toContain(VERSION)
  })

  test('a prerelease is an exact version too', async () => {
    const registry = await machine.registry()
    const tarball = await machine.pack('echo codex-cli 0.170.0-alpha.1')
    await registry.publish('0.170.0-alpha.1-linux-x64', { tarball })
    const found = await provideCodex(
      machine.request(registry.url, { version: '0.170.0-alpha.1', tried: ['0.170.0-alpha.1'] }),
    )
    expect(found).toMatchObject({ version: '0.170.0-alpha.1', source: 'registry' })
  })

  test.each([
    ['freebsd', 'x64'],
    ['linux', 'ia32'],
  ] as const)('%s on %s has no Codex', async (platform, arch) => {
    const error = await refusal(provideCodex(machine.request(NOWHERE, { platform, arch })))
    expect(error.code).toBe('codex-platform-unsupported')
  })
})

describe('PATH', () => {
  /** npm's global layout, with the real native executable. */
  async function npmInstall(modules: string): Promise<string> {
    const script = path.join(modules, '@openai/codex/bin/codex.js')
    await cp(createRequire(import.meta.url).resolve('@openai/codex/bin/codex.js'), script)
    const native = path.join(modules, '@openai/codex/node_modules/@openai/codex-linux-x64', CODEX)
    await mkdir(path.dirname(native), { recursive: true })
    await symlink(path.join(INSTALLED, CODEX), native)
    await mkdir(machine.bin, { recursive: true })
    return script
  }

  test("npm's script leads to the native executable", async () => {
    await symlink(
      await npmInstall(path.join(machine.home, 'lib/node_modules')),
      path.join(machine.bin, 'codex'),
    )
    const found = await provideCodex(machine.request(NOWHERE))
    const native = path.join(INSTALLED, CODEX)
    expect(found).toEqual({ path: native, version: VERSION, source: 'path', directory: path.dirname(native) })
    expect(existsSync(machine.root)).toBe(false)
  })

  test("pnpm's shell wrapper leads to it too", async () => {
    await npmInstall(path.join(machine.home, 'glöbal x/node_modules'))
    await writeScript(
      path.join(machine.bin, 'codex'),
      'exec node  "$basedir/../glöbal x/node_modules/@openai/codex/bin/codex.js" "$@"',
    )
    expect(await provideCodex(machine.request(NOWHERE))).toMatchObject({
      source: 'path',
      path: path.join(INSTALLED, CODEX),
    })
  })

  test.each([
    ['codex.cmd', '"%_prog%"  "%dp0%\\..\\global\\node_modules\\@openai\\codex\\bin\\codex.js" %*\r\n'],
    ['codex.ps1', '& "node$exe"  "$basedir/../global/node_modules/@openai/codex/bin/codex.js" $args\r\n'],
  ])('on Windows, where PATH may be spelled Path, %s leads to codex.exe', async (name, text) => {
    const vendor = path.join(
      machine.home,
      'global/node_modules/@openai/codex-win32-x64/vendor/x86_64-pc-windows-msvc/bin',
    )
    await npmInstall(path.join(machine.home, 'global/node_modules'))
    await mkdir(vendor, { recursive: true })
    await symlink(path.join(INSTALLED, CODEX), path.join(vendor, 'codex.exe'))
    await writeFile(path.join(machine.bin, name), text, { mode: 0o755 })
    const env = {
      Path: `relative;${machine.bin}`,
      RUNNER_TOOL_CACHE: path.dirname(machine.root),
      NPM_CONFIG_REGISTRY: NOWHERE,
    }
    const found = await provideCodex(machine.request(NOWHERE, { platform: 'win32', env }))
    expect(found).toMatchObject({ source: 'path', version: VERSION })
  })

  test('the native executable itself is taken as it is', async () => {
    await mkdir(machine.bin)
    await symlink(path.join(INSTALLED, CODEX), path.join(machine.bin, 'codex'))
    expect(await provideCodex(machine.request(NOWHERE))).toMatchObject({
      source: 'path',
      path: path.join(INSTALLED, CODEX),
    })
  })

  test('another version falls through to the registry', async () => {
    await mkdir(machine.bin)
    await symlink(path.join(INSTALLED, CODEX), path.join(machine.bin, 'codex'))
    const registry = await machine.registry()
    await registry.publish('0.170.0-linux-x64', { tarball: await machine.pack('echo codex-cli 0.170.0') })
    const found = await provideCodex(
      machine.request(registry.url, { version: '0.170.0', tried: ['0.170.0'] }),
    )
    expect(found).toMatchObject({ source: 'registry', version: '0.170.0' })
    expect(machine.log[0]).toContain(`is ${VERSION}, wanted is 0.170.0: not used`)
  })

  test('a script that leads nowhere falls through, and is not run', async () => {
    await writeScript(path.join(machine.bin, 'codex'), `touch "${machine.home}/ran"; ${ANSWERS}`)
    const registry = await machine.registry()
    expect(await provideCodex(machine.request(registry.url))).toMatchObject({ source: 'registry' })
    expect(machine.log[0]).toContain('leads to no native executable')
    expect(existsSync(path.join(machine.home, 'ran'))).toBe(false)
  })
})
