import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { LeaseRefused } from '../../src/leases/git/refusal.js'
import { RETRIES } from '../../src/leases/git/register.js'
import { git } from '../doubles/git/git.js'
import type { Protection } from '../doubles/git/index.js'
import {
  type Bench,
  type BenchJob,
  heldBy,
  ONCE,
  READER,
  REF,
  REPOSITORY,
  startBench,
  TOKEN,
} from './git-lease-harness.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

/** The refusal that a job's acquire ends with. */
async function refusal(job: BenchJob = {}): Promise<LeaseRefused> {
  const error = await bench
    .lease('a', job)
    .acquire({ waitMs: 60_000 })
    .then(
      () => new Error('it was not refused'),
      (reason: unknown) => reason,
    )
  if (!(error instanceof LeaseRefused)) throw error
  for (const secret of [TOKEN, READER, Buffer.from(`x-access-token:${TOKEN}`).toString('base64')])
    expect(JSON.stringify([error.message, error.stack, error.explanation])).not.toContain(secret)
  return error
}

const withToken = (token: string): BenchJob => ({ git: { token } })
const pushes = () => bench.git.requests.filter(({ kind }) => kind === 'push' || kind === 'push-refs')

describe('what the token may not', () => {
  test('write: said at once with the exact permissions', async () => {
    const refused = await refusal(withToken(READER))
    expect(refused.code).toBe('lease-forbidden')
    expect(refused.message).toMatch(/may not write refs\/codex-auth\/default in lab\/project/)
    expect(refused.message).toMatch(/\npermissions:\n {2}contents: write\n {2}actions: read\n/)
    expect(refused.message).toMatch(/Permission to lab\/project\.git denied/)
    expect(pushes()).toHaveLength(1)
  })

  test('see the repository', async () => {
    bench.git.grant('ghs_labother', { [REPOSITORY]: 'none' })
    const refused = await refusal(withToken('ghs_labother'))
    expect([refused.code, pushes()]).toEqual(['lease-repository', []])
    expect(refused.message).toMatch(/does not see the repository lab\/project.*`lease-repository`/s)
  })

  test('be known: one that has ended, or none', async () => {
    for (const token of ['ghs_labunknown', '']) {
      const refused = await refusal(withToken(token))
      expect([token, refused.code, pushes()]).toEqual([token, 'lease-token', []])
      expect(refused.message).toMatch(/does not accept the token for lab\/project/)
    }
  })

  test('be used any more, since it ended while the lease was held: the release says so', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    bench.git.revoke(TOKEN)
    await expect(held.release()).rejects.toMatchObject({ code: 'lease-token' })
  })
})

test.each<[Protection, string]>([
  ['rules', REF],
  ['branch', 'refs/heads/codex-auth-lease'],
  ['hidden', 'refs/pull/1/head'],
])('a ref protected by %s is said at once, with the way out', async (by, ref) => {
  bench.git.protect(ref.split('/').slice(0, 2).join('/'), by)
  const refused = await refusal({ ref })
  expect(refused.code).toBe('lease-protected')
  expect(refused.message).toMatch(/does not let refs\/.* be written in lab\/project.*`lease-ref`.*rule set/s)
  expect(pushes()).toHaveLength(2)
})

describe('what lies at the ref was written by something else', () => {
  const FOREIGN: Record<string, string> = {
    'a commit of a person': 'Fix the build\n\nIt was broken.',
    'a commit with one line': 'wip',
    'other JSON': 'state\n\n{"holder":"somebody"}',
    'a newer version of the action': heldBy({}).replace('"version":1', '"version":2'),
    'a record cut short': heldBy({}).slice(0, -20),
  }
  test.each(Object.keys(FOREIGN))('%s: it is left as it is', async what => {
    const sha = await bench.git.repositories.put(REPOSITORY, REF, FOREIGN[what] ?? '')
    const refused = await refusal()
    expect([refused.code, pushes()]).toEqual(['lease-foreign', []])
    expect(refused.message).toMatch(/same version of the action.*another `lease-ref`/s)
    expect((await bench.git.repositories.refs(REPOSITORY))[REF]).toBe(sha)
  })

  test('an object that is no commit', async () => {
    const dir = bench.git.repositories.directory(REPOSITORY)
    const sha = (await git(dir, 'hash-object', '-t', 'blob', '-w', '/dev/null')).trim()
    await git(dir, 'update-ref', REF, sha)
    expect((await refusal()).code).toBe('lease-foreign')
  })
})

describe('a machine', () => {
  /** PATH with one directory, in which there is this `git` or none. */
  async function pathWith(script?: string): Promise<BenchJob> {
    const bin = join(bench.home, 'bin')
    await mkdir(bin, { recursive: true })
    if (script) await writeFile(join(bin, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    return { git: { env: { PATH: bin, HOME: bench.home } } }
  }

  test('without git', async () => {
    const refused = await refusal(await pathWith())
    expect(refused.code).toBe('lease-no-git')
    expect(refused.message).toMatch(/no `git` on this runner.*Install git/s)
  })

  test.each(['git version 2.25.1', 'git version 2.31.8 (Apple Git-140)', 'git version 1.8.3'])(
    'with an old git: %s',
    async version => {
      const refused = await refusal(await pathWith(`echo ${JSON.stringify(version)}`))
      expect(refused.code).toBe('lease-no-git')
      expect(refused.message).toMatch(
        /has git \d+\.\d+\.\d+, and the lease needs 2\.32\.0.*Install a newer git/s,
      )
      expect(await readdir(bench.temp)).toEqual([])
    },
  )

  test.each(['git version 2.32.0', 'git version 2.54.0.windows.1', 'git version 2.47.rc1.123.gabc'])(
    'with a git that is new enough: %s',
    async version => {
      const real = process.env.PATH
      const job = await pathWith(
        `[ "$1" = version ] && echo ${JSON.stringify(version)} && exit; PATH=${JSON.stringify(real)} exec git "$@"`,
      )
      expect(await bench.lease('a', job).acquire(ONCE)).toBeDefined()
    },
  )

  test.each([
    [
      'in which a library is missing',
      'echo "git: error while loading shared libraries: libz.so.1" >&2; exit 127',
      0o755,
      /failed with exit code 127 \(git: error while loading/,
    ],
    ['that may not be run', 'exit', 0o644, /could not be started \(EACCES\)/],
    ['that is no program', undefined, 0o755, /could not be started \(E\w+\)|failed with exit code/],
  ])('with a git %s', async (_, script, mode, how) => {
    const job = await pathWith(script ?? '')
    const file = join(bench.home, 'bin', 'git')
    if (script === undefined) await writeFile(file, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]))
    await chmod(file, mode)
    const refused = await refusal(job)
    expect(refused.code).toBe('lease-git-broken')
    expect(refused.message).toMatch(how)
  })

  test('whose RUNNER_TEMP a step has removed is not said to have no git', async () => {
    await rm(bench.temp, { recursive: true })
    expect(await bench.lease('a').acquire(ONCE)).toBeDefined()
  })
})

test('a server that can not be reached is said after a few tries within seconds', async () => {
  expect(RETRIES).toEqual({ retries: 5, minTimeout: 300, factor: 2, randomize: true })
  const pauses = { ...RETRIES, minTimeout: 5 }
  const portal = createHttpServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in</p>'),
  )
  bench.git.fault('fetch-refs', { status: 503, message: `busy with ${TOKEN}` }, { times: 99 })
  const refusals = await Promise.all([
    refusal({ pauses }),
    refusal({ pauses, git: { url: `${await nobody()}/${REPOSITORY}` } }),
    refusal({ pauses, git: { url: `${await listening(portal)}/${REPOSITORY}` } }),
  ])
  portal.close()
  expect(bench.asked()).toHaveLength(6)
  const words = [/error: 503/, /Could ?n.t connect to server/i, /could not be reached/]
  for (const [at, { code, message }] of refusals.entries()) {
    expect(code).toBe('lease-unreachable')
    expect(message).toMatch(words[at] ?? /never/)
    expect(message).toMatch(/The git server of lab\/project could not be reached: .*githubstatus\.com/s)
  }
})

async function listening(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** An address at which nobody listens. */
async function nobody(): Promise<string> {
  const server = createServer()
  const url = await listening(server)
  await new Promise(resolve => server.close(resolve))
  return url
}
