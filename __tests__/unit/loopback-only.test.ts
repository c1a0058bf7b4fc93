import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { isLoopback } from '../doubles/lab/index.js'

const JEST = join(process.cwd(), 'node_modules', 'jest', 'bin', 'jest.js')

test('a test that would leave the machine fails at once, whatever its code makes of the refusal', async () => {
  const fixtures = ['--testMatch', '**/jest/reaches-out.fixture.js', '--json', '--silent']
  const args = ['--experimental-vm-modules', JEST, ...fixtures]
  const run = promisify(execFile)(process.execPath, args, { cwd: process.cwd() })
  const { stdout } = await run.then(
    () => ({ stdout: '{}' }),
    (failed: { stdout: string }) => failed,
  )
  const [file] = JSON.parse(stdout).testResults
  const results = file.assertionResults as { title: string; status: string; failureMessages: string[] }[]
  expect(results.map(({ title, status }) => [title, status])).toEqual([
    ['the registry, and the test says nothing of it', 'failed'],
    ['fetch', 'failed'],
    ['https', 'failed'],
    ['an address', 'failed'],
  ])
  for (const { title, failureMessages } of results)
    expect(failureMessages.join()).toContain(
      `${title === 'an address' ? '192.0.2.1' : 'registry.npmjs.org'} is not on this machine, and a test tried to reach it.`,
    )
})

test('the loopback is reached by each of its names', async () => {
  const server = createServer((_, response) => response.end('here'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  for (const host of ['127.0.0.1', 'localhost'])
    expect(await (await fetch(`http://${host}:${port}`)).text()).toBe('here')
  server.closeAllConnections()
  await new Promise<void>(resolve => server.close(() => resolve()))
})

describe('what is on this machine', () => {
  test.each(['127.0.0.1', '127.8.8.8', 'localhost', 'github.localhost', '::1', '[::1]', '::ffff:127.0.0.1'])(
    '%s is',
    host => expect(isLoopback(host)).toBe(true),
  )
  test.each(['127.0.0.1.example', 'localhost.example', '10.0.0.1', '::2', 'mylocalhost', '127.1.evil', ''])(
    '%s is not',
    host => expect(isLoopback(host)).toBe(false),
  )
})
