import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { Header } from 'tar'
import { provideCodex, DEFAULT_CODEX_VERSION as VERSION } from '../../src/codex/install/provide.js'
import { ANSWERS, createMachine, entriesOf, type Machine, refusal, until } from '../doubles/codex-machine.js'

let machine: Machine

beforeEach(async () => {
  machine = await createMachine()
})

afterEach(() => machine.remove())

/** A package with many empty files. */
async function manyFiles(count: number): Promise<string> {
  const headers = Array.from({ length: count }, (_, at) => {
    const header = new Header({ path: `package/other-${at}`, type: 'File', size: 0, mode: 0o644 })
    header.encode()
    return header.block ?? Buffer.alloc(0)
  })
  const file = path.join(machine.home, 'many.tgz')
  await writeFile(file, gzipSync(Buffer.concat(headers)))
  return file
}

test('what a try that broke off has unpacked is not in the package that another try brings', async () => {
  const integrity = `sha512-${createHash('sha512')
    .update(await readFile(machine.script))
    .digest('base64')}`
  let tries = 0
  const registry = await machine.registry({
    tarball: await manyFiles(9000),
    integrity,
    faults: ['cut'],
    faultsAt: '.tgz',
    sendOn: at =>
      at.includes(VERSION) && at.endsWith('.tgz') && tries++ > 0 ? { to: rightOne() } : undefined,
  })
  const rightOne = () => `${registry.url}/@openai/codex/-/codex-0.0.1.tgz`
  await registry.publish('0.0.1', { tarball: machine.script })

  const found = await provideCodex(machine.request(registry.url))
  expect(found.source).toBe('registry')
  expect(await entriesOf(machine.place)).toEqual(['vendor'])
})

test('with more files than Codex could have: no more of them are made', async () => {
  const registry = await machine.registry({ tarball: await manyFiles(200_000) })
  const error = await refusal(provideCodex(machine.request(registry.url)))
  expect(error.code).toBe('codex-unpack-failed')
  expect(error.message).toContain('more than 5000 files')
  expect(await entriesOf(machine.root)).toEqual([VERSION])
})

test('a body that does not end is left', async () => {
  const piece = Buffer.alloc(2 ** 20)
  const endless = createServer((_, response) => {
    Readable.from(
      (function* () {
        for (;;) yield piece
      })(),
    )
      .on('error', () => undefined)
      .pipe(response)
  })
  await new Promise<void>(resolve => endless.listen(0, '127.0.0.1', resolve))
  try {
    const registry = await machine.registry()
    const address = `http://127.0.0.1:${(endless.address() as AddressInfo).port}/codex.tgz`
    await registry.publish(`${VERSION}-linux-x64`, { tarball: machine.script, address })
    const error = await refusal(provideCodex(machine.request(registry.url)))
    expect(error.code).toBe('codex-unpack-failed')
    expect(error.message).toContain('more than 1 GB')
  } finally {
    endless.closeAllConnections()
    endless.close()
  }
}, 120_000)

/** Files that were deleted and take room on the disk until this process closes them. */
async function openDeleted(): Promise<string[]> {
  const numbers = await readdir('/proc/self/fd')
  const files = await Promise.all(numbers.map(number => readlink(`/proc/self/fd/${number}`).catch(() => '')))
  return files.filter(file => file.startsWith(machine.home) && file.endsWith(' (deleted)'))
}

test('a try that broke off leaves no file open', async () => {
  const tarball = await machine.pack(ANSWERS, directory =>
    writeFile(path.join(directory, 'aaa-large'), randomBytes(4 * 2 ** 20)),
  )
  const registry = await machine.registry({ tarball, faults: ['cut'], faultsAt: '.tgz' })
  await provideCodex(machine.request(registry.url))
  await until(async () => (await openDeleted()).length === 0)
})
