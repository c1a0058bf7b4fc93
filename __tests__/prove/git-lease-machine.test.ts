import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type Bench,
  type BenchJob,
  markAt,
  ONCE,
  REPOSITORY,
  startBench,
  startForwardProxy,
  TOKEN,
} from '../unit/git-lease-harness.js'

const BASIC = Buffer.from(`x-access-token:${TOKEN}`).toString('base64')

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

/** All that a holder does, on a machine with this environment besides. */
async function useLease(env: Record<string, string> = {}): Promise<void> {
  const job: BenchJob = { git: { env: { PATH: process.env.PATH, HOME: bench.home, ...env } } }
  const lease = bench.lease('a', job)
  const held = await lease.acquire(ONCE)
  await held.announceCodex(markAt(1))
  expect(await bench.lease('a', job).resume(held.id)).toBeDefined()
  await held.release({ newest: markAt(2) })
  await lease.end()
}

/** As the test wrote it, the configuration that every git of this machine's user reads. */
const configure = (text: string): Promise<void> => writeFile(join(bench.home, '.gitconfig'), text)

/** A program that leaves a trace when it is run. */
async function trap(name: string): Promise<string> {
  const file = join(bench.home, name)
  await writeFile(
    file,
    `#!/bin/sh\necho "$0 $*" >> ${JSON.stringify(join(bench.home, 'trapped'))}\necho lab\n`,
    {
      mode: 0o755,
    },
  )
  return file
}
const trapped = () => readFile(join(bench.home, 'trapped'), 'utf8').catch(() => '')

describe("of the machine's own configuration", () => {
  test('rewritten addresses, helpers, prompts, hooks and headers are not used', async () => {
    const hooks = join(bench.home, 'hooks')
    await mkdir(hooks)
    for (const hook of ['pre-push', 'reference-transaction', 'post-checkout', 'pre-auto-gc'])
      await writeFile(join(hooks, hook), await readFile(await trap('hook'), 'utf8'), { mode: 0o755 })
    const helper = await trap('helper')
    await configure(`
[url "http://127.0.0.1:9/"]
	insteadOf = ${bench.git.url}/
	pushInsteadOf = ${bench.git.url}/
[credential]
	helper = ${helper}
[core]
	askPass = ${helper}
	hooksPath = ${hooks}
	fsmonitor = ${helper}
	sshCommand = ${helper}
[http]
	extraHeader = "Authorization: Basic bGFiOmxhYg=="
	cookieFile = ${join(bench.home, 'cookies')}
[push]
	gpgSign = true
	followTags = true
[commit]
	gpgSign = true
[gpg]
	program = ${helper}
[fetch]
	prune = true
[user]
	useConfigOnly = true
[transfer]
	hideRefs = refs
[protocol]
	allow = never
`)
    const env = {
      GIT_ASKPASS: helper,
      SSH_ASKPASS: helper,
      GIT_SSH_COMMAND: helper,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.http://127.0.0.1:9/.insteadOf`,
      GIT_CONFIG_VALUE_0: `${bench.git.url}/`,
      GIT_CONFIG_PARAMETERS: "'protocol.allow=never'",
      GIT_DIR: '/nowhere',
      GIT_WORK_TREE: '/nowhere',
      GIT_NAMESPACE: 'lab',
      GIT_TRACE_REDACT: '0',
      GIT_TRACE: join(bench.home, 'trace'),
      GIT_EXEC_PATH: '/nowhere',
    }
    await useLease(env)
    // Nor where a token is not accepted: nobody is asked for another.
    await expect(
      bench
        .lease('b', {
          git: { token: 'ghs_labunknown', env: { PATH: process.env.PATH, HOME: bench.home, ...env } },
        })
        .acquire(ONCE),
    ).rejects.toMatchObject({ code: 'lease-token' })
    expect(await trapped()).toBe('')
    expect(new Set(bench.git.requests.map(({ as }) => as))).toEqual(new Set(['writer', 'a stranger']))
    expect((await readdir(bench.home)).sort()).toEqual(['.gitconfig', 'helper', 'hook', 'hooks'])
  })

  test('another login for that server (.netrc) is not used', async () => {
    await writeFile(join(bench.home, '.netrc'), 'machine 127.0.0.1 login lab password wrong\n', {
      mode: 0o600,
    })
    await useLease()
    expect(new Set(bench.git.requests.map(({ as }) => as))).toEqual(new Set(['writer']))
  })

  test.each<[string, (proxy: string) => Promise<Record<string, string>>]>([
    ['http.proxy', async proxy => configure(`[http]\n\tproxy = ${proxy}\n`).then(() => ({}))],
    [
      'http.<url>.proxy',
      async proxy => configure(`[http "${bench.git.url}"]\n\tproxy = ${proxy}\n`).then(() => ({})),
    ],
    ['the environment', async proxy => ({ http_proxy: proxy })],
  ])('the proxy of %s is used', async (_, configured) => {
    const proxy = await startForwardProxy()
    try {
      await useLease(await configured(proxy.url))
      expect(proxy.passed).toHaveLength(bench.git.requests.length)
      expect(bench.git.requests.length).toBeGreaterThan(8)
    } finally {
      await proxy.close()
    }
  })
})

describe('the token', () => {
  test('is in no argument of any process, and in no file', async () => {
    const lines = new Set<string>()
    const look = () => {
      for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name)))
        try {
          if (!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HOME=${bench.home}`)) continue
          lines.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))
        } catch {
          // It has ended meanwhile.
        }
    }
    // Each answer is late, so that each git is there to be looked at.
    bench.git.fault(() => true, { delay: 60 }, { rate: 1 })
    const timer = setInterval(look, 5)
    const lease = bench.lease('a')
    try {
      const held = await lease.acquire(ONCE)
      await held.announceCodex(markAt(1))
      await held.release({ newest: markAt(2) })
      await lease.resume('none')
    } finally {
      clearInterval(timer)
    }
    const seen = [...lines].join('\n')
    for (const command of ['git fetch', 'git push', 'git ls-remote', 'git-remote-http'])
      expect(seen).toContain(command)
    expect(seen).not.toMatch(new RegExp(`${TOKEN}|${BASIC}`))
    const files = await readdir(bench.temp, { recursive: true, withFileTypes: true })
    expect(files.length).toBeGreaterThan(10)
    for (const file of files.filter(entry => entry.isFile()))
      expect(await readFile(join(file.parentPath, file.name), 'latin1')).not.toMatch(
        new RegExp(`${TOKEN}|${BASIC}`),
      )
  })

  test('is nothing that the record tells, nor anything by which to guess it', async () => {
    await useLease()
    const states = await bench.git.repositories.history(REPOSITORY, 'refs/codex-auth/default')
    expect(states).toHaveLength(3)
    for (const { message } of states) expect(message).not.toMatch(/ghs_|eyJ|rt_/)
  })
})

describe('what lies on the disk', () => {
  test('is one repository of its own while the lease is used, and nothing after its end', async () => {
    const lease = bench.lease('a')
    const held = await lease.acquire(ONCE)
    expect(await readdir(bench.temp)).toEqual([expect.stringMatching(/^codex-auth-lease-/)])
    await held.release()
    await lease.end()
    expect(await readdir(bench.temp)).toEqual([])
    await lease.end()
  })

  test('is removed after a refusal and a cancel, too, and made anew for one more use', async () => {
    const lease = bench.lease('a', { git: { token: 'ghs_labunknown' } })
    await expect(lease.acquire(ONCE)).rejects.toMatchObject({ code: 'lease-token' })
    await lease.end()
    expect(await readdir(bench.temp)).toEqual([])
    const another = bench.lease('a')
    const held = await another.acquire(ONCE)
    await another.end()
    await held.release({ newest: markAt(1) })
    expect(await bench.record()).toMatchObject({ marks: [markAt(1)] })
    await another.end()
    expect(await readdir(bench.temp)).toEqual([])
  })
})
