import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { LeaseRefused } from '../../src/leases/git/refusal.js'
import { type GitServer, startGitServer } from '../doubles/git/index.js'
import { type Bench, markAt, ONCE, REPOSITORY, startBench, TOKEN } from './git-lease-harness.js'

const OLD = 'lab/old-name'
let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

const of = (repository: string) => ({ git: { url: `${bench.git.url}/${repository}` } })
const renamed = (target: string) => target.replace(`/${OLD}/`, `/${REPOSITORY}.git/`)

async function refusal(work: Promise<unknown>): Promise<LeaseRefused> {
  const error = await work.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof LeaseRefused)) throw error
  expect(JSON.stringify([error.message, error.stack])).not.toContain(TOKEN)
  return error
}

describe('a redirect on the server', () => {
  test.each([301, 302, 307, 308] as const)(
    'to the new name of a repository is followed, and asked for once: %i',
    async as => {
      const isOld = ({ repository }: { repository: string }) => repository === OLD
      bench.git.fault(isOld, { sendOn: renamed, as }, { times: 99 })
      const held = await bench.lease('a', of(OLD)).acquire(ONCE)
      await held.announceCodex(markAt(1))
      await held.release({ newest: markAt(2) })
      expect(await bench.record()).toMatchObject({ marks: [markAt(2)] })
      expect(bench.git.requests.filter(isOld)).toHaveLength(1)
      expect(new Set(bench.git.requests.map(request => request.as))).toEqual(new Set(['writer']))
    },
  )

  test('of a push alone is followed, too, though its path is relative', async () => {
    const sendOn = (target: string) => target.replace(`/${REPOSITORY}/`, `/${REPOSITORY}.git/`)
    bench.git.fault('push', { sendOn, as: 307 })
    await bench.lease('a').acquire(ONCE)
    expect(await bench.record()).toMatchObject({ holder: { job: 'a' } })
  })

  test.each<[string, (target: string) => string, RegExp]>([
    ['in a circle', target => target, /without end/],
    ['to a page for people', () => '/login?return_to=x', /to a page that is not a repository/],
  ])('%s ends', async (_, sendOn, words) => {
    bench.git.fault('fetch-refs', { sendOn }, { times: 99 })
    const refused = await refusal(bench.lease('a').acquire({ waitMs: 60_000 }))
    expect(refused.code).toBe('lease-redirected')
    expect(refused.message).toMatch(words)
    expect(bench.git.requests.length).toBeLessThan(8)
  })
})

describe('a redirect to another server', () => {
  let other: GitServer
  beforeEach(async () => {
    other = await startGitServer({ repositories: [REPOSITORY] })
    other.grant(TOKEN, { [REPOSITORY]: 'write' })
  })
  afterEach(() => other.close())

  test.each(['fetch-refs', 'list', 'push-refs', 'push'] as const)(
    'is refused, and that one never asked: of %s',
    async kind => {
      const lease = bench.lease('a')
      // The first look is a fetch; `ls-remote` comes later.
      const held = kind === 'list' ? await lease.acquire(ONCE) : undefined
      bench.git.fault(kind, { sendOn: target => other.url + target, as: 307 }, { times: 99 })
      const refused = await refusal(held ? lease.resume(held.id) : lease.acquire({ waitMs: 60_000 }))
      expect(refused.code).toBe('lease-redirected')
      expect(refused.message).toMatch(
        new RegExp(
          `server ${bench.git.url} redirects the lease's request to ${other.url}\\..*get the token`,
          's',
        ),
      )
      expect(other.requests).toEqual([])
    },
  )

  test.each([
    'https://127.0.0.1',
    'file:///etc',
    '//lab.invalid/x',
    'ext::sh -c lab',
    'http://[',
    'javascript:1',
  ])('or to what is none is refused: %s', async location => {
    bench.git.fault('fetch-refs', { sendOn: () => location }, { times: 99 })
    const refused = await refusal(bench.lease('a').acquire({ waitMs: 60_000 }))
    expect(refused.code).toBe('lease-redirected')
    expect(refused.message).not.toContain('sh -c')
  })

  test('with its own port alone another is refused, too: it is another server', async () => {
    let asked = 0
    const plain = createServer((_, response) => {
      asked += 1
      response.end()
    })
    await new Promise<void>(resolve => plain.listen(0, '127.0.0.1', resolve))
    const { port } = plain.address() as AddressInfo
    bench.git.fault('fetch-refs', { sendOn: target => `http://127.0.0.1:${port}${target}` }, { times: 99 })
    await refusal(bench.lease('a').acquire({ waitMs: 60_000 }))
    plain.close()
    expect(asked).toBe(0)
  })
})

test('git itself has the token for that server alone', async () => {
  const bin = join(bench.home, 'git')
  const seen = join(bench.home, 'seen')
  const { PATH } = process.env
  await writeFile(
    bin,
    `#!/bin/sh
export PATH=${JSON.stringify(PATH)}
if [ "$1" = fetch ]; then
  for url in ${bench.git.url}/${REPOSITORY} http://127.0.0.1:9/${REPOSITORY} https://127.0.0.1/x http://lab.invalid/; do
    echo "$url $(git config --get-urlmatch http.extraheader "$url" | wc -l)" >> ${JSON.stringify(seen)}
  done
fi
exec git "$@"
`,
    { mode: 0o755 },
  )
  await bench.lease('a', { git: { env: { PATH: bench.home, HOME: bench.home } } }).acquire(ONCE)
  const counts = (await readFile(seen, 'utf8'))
    .trim()
    .split('\n')
    .map(line => line.split(' ')[1])
  expect(counts).toEqual(['1', '0', '0', '0'])
})
