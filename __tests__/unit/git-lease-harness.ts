import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GitOptions } from '../../src/leases/git/git.js'
import { GitLease, type GitLeaseOptions } from '../../src/leases/git/git-lease.js'
import type { LeaseHolder, LeaseRecord } from '../../src/leases/git/record.js'
import { recordIn } from '../../src/leases/git/record.js'
import { RETRIES, RefRegister } from '../../src/leases/git/register.js'
import { type GitServer, type Kind, startGitServer } from '../doubles/git/index.js'

export { markAt } from './lease-marks.js'

export const REPOSITORY = 'lab/project'
export const REF = 'refs/codex-auth/default'
export const TOKEN = 'ghs_labwriter0123456789abcdef'
export const READER = 'ghs_labreader0123456789abcdef'
export const MINUTE = 60_000
/** How long a holding lives in these tests. */
export const LIFE_MS = 15 * MINUTE
export const ONCE = { waitMs: 0 }

export interface BenchJob extends Partial<Pick<GitLeaseOptions, 'lifeMs' | 'isOver'>> {
  readonly description?: string
  readonly url?: string
  readonly ref?: string
  readonly git?: Partial<GitOptions> & { readonly warn?: (line: string) => void }
  /** Between two tries of the same request. */
  readonly pauses?: typeof RETRIES
}

/** A git server, and leases of jobs on machines whose git has no configuration but what a test gives it. */
export interface Bench {
  readonly git: GitServer
  /** RUNNER_TEMP of all jobs; nothing else lies in it. */
  readonly temp: string
  readonly home: string
  register(job?: Pick<BenchJob, 'ref' | 'git' | 'pauses'>): RefRegister
  lease(name: string, job?: BenchJob): GitLease
  /** What the ref holds; undefined if there is none. */
  record(): Promise<LeaseRecord | undefined>
  /** Kinds of the requests since the last call. */
  asked(): Kind[]
  close(): Promise<void>
}

export async function startBench(): Promise<Bench> {
  const git = await startGitServer({ repositories: [REPOSITORY, 'lab/hidden'] })
  git.grant(TOKEN, { [REPOSITORY]: 'write' }, { label: 'writer' })
  git.grant(READER, { [REPOSITORY]: 'read' }, { label: 'reader' })
  const dir = await mkdtemp(join(tmpdir(), 'lab git-lease '))
  const [temp, home] = [join(dir, 'temp'), join(dir, 'home')]
  await Promise.all([mkdir(temp), mkdir(home)])
  const ends: (() => Promise<void>)[] = []
  const bench: Bench = {
    git,
    temp,
    home,
    register({ ref = REF, git: options = {}, pauses = RETRIES } = {}) {
      const register = new RefRegister(
        {
          url: `${git.url}/${REPOSITORY}`,
          token: TOKEN,
          directory: temp,
          env: { PATH: process.env.PATH, HOME: home },
          ...options,
        },
        { repository: REPOSITORY, ref },
        pauses,
      )
      ends.push(register.end)
      return register
    },
    lease(name, { lifeMs = LIFE_MS, isOver = async () => false, description, url, ...job } = {}) {
      const claimant = {
        job: name,
        description: description ?? `job ${name} of run 1 on runner r`,
        repository: REPOSITORY,
        jobId: '5001',
        ...(url ? { url } : {}),
      }
      return new GitLease({ register: bench.register(job), claimant, lifeMs, isOver })
    },
    async record() {
      const message = (await git.repositories.history(REPOSITORY, REF)).at(-1)?.message
      return message === undefined ? undefined : recordIn(message)?.record
    },
    asked: () => git.requests.splice(0).map(({ kind }) => kind as Kind),
    async close() {
      await Promise.all(ends.map(end => end()))
      await git.close()
      await rm(dir, { recursive: true, force: true })
      git.assertClean()
    },
  }
  return bench
}

/** A record with that holder, as a job of another machine wrote it. */
export const heldBy = (holder: Partial<LeaseHolder>, rest: Partial<LeaseRecord> = {}): string =>
  `codex-auth lease: held by a test\n\n${JSON.stringify({
    version: 1,
    holder: {
      id: 'lab-id',
      job: 'another',
      description: 'job another of run 9 on runner far',
      repository: REPOSITORY,
      takenAt: Date.now(),
      expiresAt: Date.now() + LIFE_MS,
      ...holder,
    },
    ...rest,
  })}`

export interface ForwardProxy {
  readonly url: string
  /** Paths that went through it. */
  readonly passed: string[]
  close(): Promise<void>
}

/** A plain HTTP proxy; what goes through it comes back without the header `Date` if it is told so. */
export async function startForwardProxy({ withoutDate = false } = {}): Promise<ForwardProxy> {
  const passed: string[] = []
  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/')
    passed.push(url.pathname)
    const onward = ask(url, { method: incoming.method, headers: incoming.headers }, answer => {
      const { date: _, ...headers } = answer.headers
      outgoing.sendDate = false
      outgoing.writeHead(answer.statusCode ?? 500, withoutDate ? headers : answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
