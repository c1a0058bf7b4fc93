import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { run } from '../../src/system/run.js'
import { tellLongWaits, waitFor } from '../../src/system/waits.js'

const said: string[] = []
beforeEach(() => {
  said.length = 0
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] })
  tellLongWaits(line => void said.push(line))
})
afterEach(() => void jest.useRealTimers())

test('says what is waited for within 10 seconds, and again after half a minute; not of what is over', async () => {
  let end = (_: string) => {}
  const work = new Promise<string>(resolve => {
    end = resolve
  })
  const long = waitFor('lab.invalid', work)
  await waitFor('something quick', Promise.resolve())
  await jest.advanceTimersByTimeAsync(7000)
  expect(said).toEqual([])
  await jest.advanceTimersByTimeAsync(3000)
  expect(said).toEqual(['Waiting for lab.invalid, for 8 s by now.'])
  await jest.advanceTimersByTimeAsync(30_000)
  expect(said).toHaveLength(2)
  end('done')
  expect(await long).toBe('done')
  await jest.advanceTimersByTimeAsync(60_000)
  expect(said).toHaveLength(2)
})

test('work that fails is over, and fails', async () => {
  await expect(waitFor('lab', Promise.reject(new Error('lab')))).rejects.toThrow('lab')
  await jest.advanceTimersByTimeAsync(60_000)
  expect(said).toEqual([])
})

test('a program is called by its name and its first word, and by nothing else of its arguments', async () => {
  const controller = new AbortController()
  const start = (file: string, args: readonly string[]) =>
    run({
      ...{ file, args, env: { PATH: process.env.PATH }, timeoutMs: 60_000, maxOutput: 1000 },
      signal: controller.signal,
    })
  const programs = [
    start('/bin/sh', ['-c', 'sleep 30 # lab']),
    start('sleep', ['30']),
    start('tail', ['-f', '/dev/null']),
  ]
  // They start in real time.
  await new Promise(resolve => setImmediate(resolve))
  await jest.advanceTimersByTimeAsync(10_000)
  controller.abort()
  jest.useRealTimers()
  await Promise.all(programs)
  expect(said.sort()).toEqual(
    ['sh -c', 'sleep', 'tail -f'].map(name => `Waiting for ${name}, for 8 s by now.`),
  )
})
