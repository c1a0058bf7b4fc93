import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { labFolder } from '../lab/index.js'
import { Access, type Bearer } from './access.js'
import { Backend } from './backend.js'
import { exchange } from './exchange.js'
import { Faults } from './faults.js'
import { type Protected, type Protection, protecting } from './protection.js'
import { Repositories } from './repositories.js'
import type { GitRequest, How, Often, Rights, Which } from './types.js'

export interface GitServer {
  /** GITHUB_SERVER_URL: a repository is at `url/owner/name`, with or without `.git`. */
  readonly url: string
  /** Where all of it lies, the repositories in `repositories/`. */
  readonly dir: string
  readonly requests: GitRequest[]
  readonly repositories: Repositories
  /** Milliseconds by which this server's clock, the Date of its answers, is ahead of the machine's. */
  readonly clock: { offsetMs: number }
  /** From now on the token has these rights, by `owner/name`, and no others. */
  grant(token: string, rights: Rights, as?: Partial<Omit<Bearer, 'rights'>>): void
  revoke(token: string): void
  /** True if it was granted anything. */
  knows(token: string): boolean
  /** From now on nobody may push to that ref and those under it, whatever their rights. */
  protect(prefix: string, by?: Protection): void
  fault(which: Which, how: How, often?: Often): void
  /** Forgets the faults that are left. */
  heal(): void
  /** Throws if a request was none that a git makes. */
  assertClean(): void
  /** Breaks every connection, the hanging ones too, and ends every git. */
  close(): Promise<void>
}

export interface GitServerOptions {
  /** `owner/name` of each repository there is; all private but those in `open`. */
  readonly repositories: readonly string[]
  readonly open?: readonly string[]
  /** Where to lie; without it a directory of its own, which goes with it. */
  readonly dir?: string
}

/** A git server on the loopback as GitHub is one: git's own HTTP backend behind GitHub's answers. */
export async function startGitServer(options: GitServerOptions): Promise<GitServer> {
  const dir = options.dir ?? (await ownDirectory())
  const root = join(dir, 'repositories')
  await mkdir(root, { recursive: true })
  const repositories = await Repositories.create(root, options.repositories)
  const backend = new Backend(root)
  const access = new Access(repositories.has, name => options.open?.includes(name) ?? false)
  const faults = new Faults()
  const requests: GitRequest[] = []
  const unexpected: string[] = []
  const protectedRefs: Protected[] = []
  const clock = { offsetMs: 0 }
  const closing = new AbortController()
  const desk = {
    ...{ access, backend, faults, requests, unexpected, closing: closing.signal },
    env: () => protecting(protectedRefs),
    now: () => Date.now() + clock.offsetMs,
  }
  const server = createServer((request, response) => {
    exchange(desk, request, response).catch((error: unknown) => {
      // A client that goes away while it sends was killed, and a git that ends while we close was ended by us.
      if (!request.errored && !closing.signal.aborted) unexpected.push(`the double failed: ${error}`)
      response.destroy()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ dir, requests, repositories, clock },
    grant: (token, rights, as) => access.grant(token, rights, as),
    revoke: token => access.revoke(token),
    knows: token => access.knows(token),
    protect: (prefix, by = 'rules') => void protectedRefs.push({ prefix, by }),
    fault: (which, how, often) => faults.add(which, how, often),
    heal: () => faults.heal(),
    assertClean() {
      if (unexpected.length > 0) throw new Error(`the git double was asked for: ${unexpected.join(', ')}`)
    },
    async close() {
      closing.abort()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await Promise.all([closed, backend.end()])
      if (options.dir === undefined) await rm(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const ownDirectory = (): Promise<string> => mkdtemp(join(labFolder(), 'git-'))
