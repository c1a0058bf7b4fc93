import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { systemCode } from '../../src/system/errors.js'
import { endTree, howItFailed, type Program, run, succeeded } from '../../src/system/run.js'

const { PATH } = process.env
let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab run '))
})
afterEach(() => rm(dir, { recursive: true }))

const LIMITS = { timeoutMs: 20_000, maxOutput: 1 << 20 }
const sh = (script: string, more: Partial<Program> = {}) =>
  run({ file: 'sh', args: ['-c', script], env: { PATH }, cwd: dir, ...LIMITS, ...more })

async function timed<T>(work: Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now()
  const result = await work
  return { result, ms: performance.now() - start }
}

/** The pid that a script wrote, once it did. */
async function pidIn(file: string): Promise<number> {
  for (;;) {
    const text = await readFile(join(dir, file), 'utf8').catch(() => '')
    if (text.endsWith('\n')) return Number(text)
    await sleep(10)
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    // A zombie has ended, too: who is to reap it is the machine's affair.
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    if (stat === undefined || /\) Z /.test(stat)) return true
    await sleep(10)
  }
  return false
}

describe('a program that ends by itself', () => {
  test('gets the environment, directory, input and descriptor 3 that it is given, and nothing else', async () => {
    const script = 'cat; cat <&3; pwd; env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= | sort; echo said >&2'
    const result = await sh(script, {
      env: { PATH, LAB: 'x', NONE: undefined },
      input: 'in ',
      descriptor3: 'three ',
    })
    expect(result).toMatchObject({ how: 'exited', code: 0, complete: true })
    expect(String(result.stdout)).toBe(`in three ${dir}\nLAB=x\nPATH=${PATH}\n`)
    expect(String(result.stderr)).toBe('said\n')
    expect(succeeded(result)).toBe(true)
  })

  test.each([
    ['exit 3', { how: 'exited', code: 3 }, 'failed with exit code 3'],
    ['kill -9 $$', { how: 'killed', signal: 'SIGKILL' }, 'was ended by SIGKILL'],
  ])('says how: %s', async (script, end, words) => {
    const result = await sh(script)
    expect(result).toMatchObject(end)
    expect(succeeded(result)).toBe(false)
    expect(howItFailed(result, LIMITS)).toBe(words)
  })

  test('need not read its input', async () => {
    expect(await sh('exit 0', { input: Buffer.alloc(8 << 20) })).toMatchObject({ how: 'exited', code: 0 })
  })

  test('has an empty stdin where no input is given', async () => {
    expect(await sh('cat')).toMatchObject({ how: 'exited', code: 0, stdout: Buffer.alloc(0) })
  })
})

describe('a program that can not be started', () => {
  test.each<[string, Partial<Program>, string]>([
    ['is missing', { file: 'lab-no-such-program' }, 'ENOENT'],
    ['has no directory', { cwd: '/lab/none' }, 'ENOENT'],
    ['may not be run', { file: './plain' }, 'EACCES'],
    // Node throws this one; the others come as an event.
    ['has arguments without end', { args: ['x'.repeat(8 << 20)] }, 'E2BIG'],
  ])('because it %s', async (_, change, code) => {
    await writeFile(join(dir, 'plain'), '')
    const result = await sh('true', change)
    expect(result).toMatchObject({ how: 'not-started', complete: true })
    expect(result.how === 'not-started' && systemCode(result.error)).toBe(code)
    expect(howItFailed(result, LIMITS)).toBe(`could not be started (${code})`)
  })
})

describe('a program that does not end', () => {
  const STUBBORN = `trap '' TERM; (trap '' TERM; echo $BASHPID > child; sleep 300) & echo before; wait; sleep 300`
  const bash = (more: Partial<Program>) => sh('', { file: 'bash', args: ['-c', STUBBORN], ...more })

  test('is killed with all it started when its time is over', async () => {
    const { result, ms } = await timed(bash({ timeoutMs: 700 }))
    expect(result).toMatchObject({ how: 'ended', because: 'timeout' })
    expect(String(result.stdout)).toBe('before\n')
    expect(howItFailed(result, { ...LIMITS, timeoutMs: 1000 })).toBe('did not end within 1 s')
    expect(ms).toBeLessThan(6000)
    expect(await isGone(await pidIn('child'))).toBe(true)
  })

  test('is asked to end first where there is time for it', async () => {
    const script = `trap 'echo last words; exit 0' TERM; echo $$ > pid; while :; do sleep .05; done`
    const result = await sh(script, { timeoutMs: 500, graceMs: 5000 })
    expect(result).toMatchObject({ how: 'ended', because: 'timeout', complete: true })
    expect(String(result.stdout)).toBe('last words\n')
  })

  test('and ignores SIGTERM is killed after that time', async () => {
    const { result, ms } = await timed(bash({ timeoutMs: 700, graceMs: 300 }))
    expect(result).toMatchObject({ how: 'ended', because: 'timeout' })
    expect(ms).toBeLessThan(6000)
    expect(await isGone(await pidIn('child'))).toBe(true)
  })

  test('is ended by a signal, which lets no other start', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const running = bash({ signal })
    const child = await pidIn('child')
    controller.abort()
    expect(await running).toMatchObject({ how: 'ended', because: 'cancelled' })
    expect(await isGone(child)).toBe(true)
    expect(await sh('touch started', { signal })).toMatchObject({ how: 'ended', because: 'cancelled' })
    await expect(readFile(join(dir, 'started'))).rejects.toThrow('ENOENT')
  })

  test('is left where signals do nothing, as with one that root runs', async () => {
    const kill = jest.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' })
    })
    try {
      const { result, ms } = await timed(
        sh('echo $$ > pid; exec sleep 300', { timeoutMs: 300, drainMs: 200 }),
      )
      expect(result).toMatchObject({ how: 'ended', because: 'timeout', complete: false })
      expect(ms).toBeLessThan(6000)
    } finally {
      kill.mockRestore()
      process.kill(await pidIn('pid'), 'SIGKILL')
    }
  })
})

describe('what a program leaves running', () => {
  test.each(['', ' < /dev/null'])(
    'holds up nothing though it has the pipes, and is left alone%s',
    async input => {
      const { result, ms } = await timed(
        sh(`sleep 300 ${input} & echo $! > pid; echo done`, { input: Buffer.alloc(8 << 20), drainMs: 300 }),
      )
      expect(result).toMatchObject({ how: 'exited', code: 0, complete: false })
      expect(String(result.stdout)).toBe('done\n')
      expect(ms).toBeLessThan(6000)
      expect(process.kill(await pidIn('pid'), 'SIGKILL')).toBe(true)
    },
  )
})

describe('a flood', () => {
  test('on stdout ends it, and no more than the limit is kept', async () => {
    const { result, ms } = await timed(sh('yes', { maxOutput: 100_000 }))
    expect(result).toMatchObject({ how: 'ended', because: 'output' })
    expect(result.stdout.length).toBeLessThanOrEqual(100_000)
    expect(howItFailed(result, { ...LIMITS, maxOutput: 96 * 1024 })).toBe('printed more than 96 KB')
    expect(ms).toBeLessThan(6000)
  })

  test('on stderr is cut to its end', async () => {
    const result = await sh('yes | head -c 5000000 >&2; echo last >&2', { maxOutput: 1000 })
    expect(result).toMatchObject({ how: 'exited', code: 0 })
    expect(result.stderr.length).toBe(32 * 1024)
    expect(String(result.stderr).endsWith('y\nlast\n')).toBe(true)
  })

  test('on both ends it where stderr counts, too', async () => {
    const result = await sh('yes | head -c 5000; yes >&2', { maxOutput: 10_000, stderr: 'counted' })
    expect(result).toMatchObject({ how: 'ended', because: 'output' })
    expect(result.stdout.length + result.stderr.length).toBeLessThanOrEqual(10_000)
  })
})

test("on Windows it is `taskkill` that ends the tree, and its own failure doesn't matter", async () => {
  await writeFile(
    join(dir, 'taskkill'),
    `#!/bin/sh\necho "$@" > "${dir}/killed"\necho no such process >&2\nexit 128\n`,
  )
  await chmod(join(dir, 'taskkill'), 0o755)
  process.env.PATH = `${dir}${delimiter}${PATH}`
  try {
    await endTree(4711)
  } finally {
    process.env.PATH = PATH
  }
  expect(await readFile(join(dir, 'killed'), 'utf8')).toBe('/pid 4711 /t /f\n')
})
