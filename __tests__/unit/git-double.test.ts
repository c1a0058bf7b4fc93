import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type GitClient, type GitServer, gitClient, startGitServer } from '../doubles/git/index.js'

const REPOSITORY = 'lab/project'
const REF = 'refs/codex-auth/default'
const ZERO = '0'.repeat(40)
const OPENING = `/${REPOSITORY}.git/info/refs?service=git-upload-pack`
const WRITER = 'ghs_labwriter'
const READER = 'ghs_labreader'

let git: GitServer
let job: GitClient

beforeEach(async () => {
  git = await startGitServer({ repositories: [REPOSITORY, 'lab/open', 'lab/hidden'], open: ['lab/open'] })
  git.grant(WRITER, { [REPOSITORY]: 'write' }, { label: 'writer' })
  git.grant(READER, { [REPOSITORY]: 'read', 'lab/hidden': 'none' })
  job = await gitClient(git, WRITER)
})
afterEach(() => git.close())

const at = async (ref = REF) => (await git.repositories.refs(REPOSITORY))[ref]
const kinds = () => git.requests.map(({ kind }) => kind)
const pushes = () => git.requests.filter(({ kind }) => kind === 'push')
const ask = (path: string, authorization?: string) =>
  fetch(git.url + path, authorization ? { headers: { authorization } } : {})
const basic = (token: string, user = 'x-access-token') =>
  `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 20_000
  while (!holds()) {
    if (performance.now() > end) throw new Error(`never: ${holds}\n${JSON.stringify(git.requests, null, 1)}`)
    await sleep(5)
  }
}

/** A zombie is dead, whoever has not looked after it. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** A promise and the way to settle it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open }
}

describe('a real git', () => {
  test.each(['0', '2'])('pushes, lists and fetches by protocol %s', async version => {
    const options = { env: { GIT_CONFIG_PARAMETERS: `'protocol.version=${version}'` } }
    const sha = await job.commit('{"holder":"lab"}\n\nand more')
    const url = `${git.url}/${REPOSITORY}`
    expect(await job.run(['push', url, `${sha}:${REF}`], options)).toMatchObject({ code: 0 })
    expect((await job.run(['ls-remote', `${url}.git`, REF], options)).stdout).toBe(`${sha}\t${REF}\n`)
    const other = await gitClient(git, READER)
    expect(await other.run(['fetch', url, REF], options)).toMatchObject({ code: 0 })
    const shown = await other.run(['log', '-1', '--format=%B', 'FETCH_HEAD'])
    expect(shown.stdout.trim()).toBe('{"holder":"lab"}\n\nand more')
    expect(await at()).toBe(sha)
    expect(await git.repositories.history(REPOSITORY, REF)).toEqual([
      { sha, message: '{"holder":"lab"}\n\nand more' },
    ])
    const list = version === '2' ? ['list'] : []
    expect(kinds()).toEqual(['push-refs', 'push', 'fetch-refs', ...list, 'fetch-refs', ...list, 'fetch'])
    expect(git.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: `/${REPOSITORY}/git-upload-pack`,
      repository: REPOSITORY,
      protocol: version === '2' ? 'version=2' : '',
      as: 'token 2',
      status: 200,
      userAgent: expect.stringMatching(/^git\//),
    })
    expect(pushes()).toMatchObject([
      { as: 'writer', updates: [{ ref: REF, old: ZERO, new: sha, result: 'ok' }] },
    ])
    git.assertClean()
  })

  test('sends a big push in chunks, after four bytes that try the credentials', async () => {
    const blob = join(job.dir, 'big')
    writeFileSync(blob, randomBytes(1 << 20))
    const oid = (await job.run(['hash-object', '-w', blob])).stdout.trim()
    const small = ['-c', 'http.postBuffer=65536', 'push', `${git.url}/${REPOSITORY}`]
    expect(await job.run([...small, `${oid}:refs/lab/blob`])).toMatchObject({ code: 0 })
    expect(await at('refs/lab/blob')).toBe(oid)
    expect(pushes().map(({ updates }) => updates.length)).toEqual([0, 1])
  })

  test('compresses a long request, which git inflates', async () => {
    const refs = await Promise.all(
      Array.from({ length: 25 }, (_, i) => git.repositories.put(REPOSITORY, `refs/lab/${i}`, `number ${i}`)),
    )
    const { code } = await job.run(['fetch', `${git.url}/${REPOSITORY}`, 'refs/lab/*:refs/lab/*'])
    expect(code).toBe(0)
    expect((await job.run(['rev-parse', 'refs/lab/24'])).stdout.trim()).toBe(refs[24])
    expect(git.requests.at(-1)).toMatchObject({ kind: 'fetch', encoding: 'gzip', status: 200 })
  })

  test('a compressed push is read, too', async () => {
    const line = `${await git.repositories.put(REPOSITORY, REF, 'lab')} ${ZERO} ${REF}\0report-status`
    const body = gzipSync(`${(line.length + 4).toString(16).padStart(4, '0')}${line}0000`)
    const headers = {
      authorization: basic(WRITER),
      'content-type': 'application/x-git-receive-pack-request',
      'content-encoding': 'gzip',
    }
    await fetch(`${git.url}/${REPOSITORY}/git-receive-pack`, { method: 'POST', headers, body })
    expect(pushes()).toMatchObject([{ updates: [{ ref: REF, new: ZERO, result: 'ok' }] }])
    expect(await at()).toBeUndefined()
  })
})

describe('compare and swap', () => {
  test('takes what names the old value, refuses what does not, and forgets a ref that is deleted', async () => {
    const [one, two] = [await job.commit('one'), await job.commit('two')]
    expect(await job.swap(REPOSITORY, REF, '', one)).toMatchObject({ code: 0 })
    const stale = await job.swap(REPOSITORY, REF, '', two)
    expect(stale).toMatchObject({ code: 1, stdout: expect.stringContaining('(stale info)') })
    expect(pushes()).toHaveLength(1)
    expect(await job.swap(REPOSITORY, REF, one, two)).toMatchObject({ code: 0 })
    const held = await git.repositories.history(REPOSITORY, REF)
    expect(held.map(({ message }) => message)).toEqual(['one', 'two'])
    expect(await job.swap(REPOSITORY, REF, two, '')).toMatchObject({ code: 0 })
    expect(await at()).toBeUndefined()
    expect(await git.repositories.history(REPOSITORY, REF)).toEqual([])
    const results = pushes().flatMap(({ updates }) => updates)
    expect(results).toMatchObject([
      { old: ZERO, new: one },
      { old: one, new: two },
      { old: two, new: ZERO, result: 'ok' },
    ])
  })

  test('of two that saw the same, the second to arrive is refused by the server', async () => {
    const { opened, open } = gate()
    git.fault(({ kind, as }) => kind === 'push' && as === 'late', { delay: opened })
    git.grant('ghs_lablate', { [REPOSITORY]: 'write' }, { label: 'late' })
    const late = await gitClient(git, 'ghs_lablate')
    const losing = late.swap(REPOSITORY, REF, '', await late.commit('late'))
    await until(() => pushes().length === 1)
    const sha = await job.commit('early')
    expect(await job.swap(REPOSITORY, REF, '', sha)).toMatchObject({ code: 0 })
    open()
    expect(await losing).toMatchObject({ code: 1, stdout: expect.stringContaining('[remote rejected]') })
    expect(await at()).toBe(sha)
    const [lost, won] = pushes()
    expect(lost).toMatchObject({ as: 'late', fault: 'delay until told', status: 200 })
    expect(lost?.updates[0]?.result).toMatch(/lock|failed|exists/)
    expect(won?.updates[0]?.result).toBe('ok')
  })

  test('of six at once, one wins', async () => {
    const jobs = await Promise.all(Array.from({ length: 6 }, () => gitClient(git, WRITER)))
    const shas = await Promise.all(jobs.map((one, i) => one.commit(`job ${i}`)))
    const results = await Promise.all(jobs.map((one, i) => one.swap(REPOSITORY, REF, '', shas[i] ?? '')))
    const won = results.flatMap(({ code }, i) => (code === 0 ? [shas[i]] : []))
    expect(won).toEqual([await at()])
    expect(pushes().filter(({ updates }) => updates[0]?.result === 'ok')).toHaveLength(1)
  })
})

describe('faults', () => {
  test.each(['drop-reply', 'half-reply'] as const)('%s: git fails, and the ref has moved', async how => {
    git.fault('push', how)
    const sha = await job.commit('lost')
    expect((await job.swap(REPOSITORY, REF, '', sha)).code).not.toBe(0)
    expect(await at()).toBe(sha)
    expect(pushes()[0]).toMatchObject({ status: 0, fault: how, updates: [{ result: 'ok' }] })
    expect((await job.run(['ls-remote', `${git.url}/${REPOSITORY}`, REF])).stdout).toContain(sha)
  })

  test('half-reply: git does not try again', async () => {
    git.fault('push', 'half-reply')
    await job.swap(REPOSITORY, REF, '', await job.commit('half'))
    expect(pushes()).toHaveLength(1)
  })

  test('drop-reply: git tries again by itself, and is told that its own push was refused', async () => {
    git.fault('push', 'drop-reply')
    const sha = await job.commit('lost')
    const told = await job.swap(REPOSITORY, REF, '', sha)
    expect(told).toMatchObject({ code: 1, stdout: expect.stringContaining('[remote rejected]') })
    expect(pushes()).toMatchObject([{ status: 0 }, { status: 200, updates: [{ old: ZERO, new: sha }] }])
    expect(await at()).toBe(sha)
  })

  test('cut-before: git fails, and the ref has not moved', async () => {
    git.fault('push', 'cut-before', { times: 9 })
    const sha = await job.commit('cut')
    expect((await job.swap(REPOSITORY, REF, '', sha)).code).not.toBe(0)
    expect(await at()).toBeUndefined()
    expect(pushes()[0]).toMatchObject({ status: 0, fault: 'cut-before', updates: [{ ref: REF, new: sha }] })
    expect(pushes()[0]?.updates[0]).not.toHaveProperty('result')
    git.heal()
    expect(await job.swap(REPOSITORY, REF, '', sha)).toMatchObject({ code: 0 })
  })

  test('hang: no answer until the client is killed', async () => {
    git.fault('push', 'hang')
    const killer = new AbortController()
    const pushing = job.swap(REPOSITORY, REF, '', await job.commit('hung'), killer.signal)
    await until(() => pushes()[0]?.fault === 'hang')
    await sleep(100)
    expect(pushes()[0]?.endedAt).toBeUndefined()
    killer.abort()
    expect(await pushing).toMatchObject({ code: -1 })
    await until(() => pushes()[0]?.endedAt !== undefined)
    expect(await at()).toBeUndefined()
  })

  test('a push gets through though its client is killed: nobody is told', async () => {
    const { opened, open } = gate()
    git.fault('push', { delay: opened })
    const killer = new AbortController()
    const sha = await job.commit('orphan')
    const pushing = job.swap(REPOSITORY, REF, '', sha, killer.signal)
    await until(() => pushes()[0]?.fault !== undefined)
    killer.abort()
    await pushing
    await until(() => pushes()[0]?.endedAt !== undefined)
    expect(await at()).toBeUndefined()
    open()
    await until(() => pushes()[0]?.updates[0]?.result === 'ok')
    expect(await at()).toBe(sha)
    expect(pushes()).toMatchObject([{ status: 0 }])
    git.assertClean()
  })

  test('delay: acted upon late; delayReply: at once, and told late', async () => {
    git.fault('fetch-refs', { delay: 250 })
    const start = performance.now()
    expect((await ask(OPENING, basic(READER))).status).toBe(200)
    expect(performance.now() - start).toBeGreaterThan(245)
    const { opened, open } = gate()
    git.fault('push', { delayReply: opened })
    const sha = await job.commit('late')
    const pushing = job.swap(REPOSITORY, REF, '', sha)
    await until(() => pushes()[0]?.updates[0]?.result === 'ok')
    expect(await at()).toBe(sha)
    expect(pushes()[0]?.status).toBe(0)
    open()
    expect(await pushing).toMatchObject({ code: 0 })
  })

  test.each([403, 404, 429, 500])('status %d is what git says it was', async status => {
    git.fault('push-refs', { status, retryAfter: 7, message: 'Slow down, lab.' }, { times: 2 })
    const failed = await job.swap(REPOSITORY, REF, '', await job.commit('refused'))
    expect(failed.code).toBe(128)
    expect(failed.stderr).toContain('remote: Slow down, lab.\n')
    const words = status === 404 ? 'not found' : `The requested URL returned error: ${status}`
    expect(failed.stderr).toContain(words)
    const again = await ask(OPENING.replace('upload', 'receive'), basic(WRITER))
    expect([again.status, again.headers.get('retry-after')]).toEqual([status, '7'])
    expect(git.requests.map(({ fault }) => fault)).toEqual([`status ${status}`, `status ${status}`])
  })

  test('meet the requests that they are for, spare the first, and are forgotten', async () => {
    const statuses = async (count: number) => {
      const seen: number[] = []
      for (let i = 0; i < count; i++) seen.push((await ask(OPENING)).status)
      return seen
    }
    git.fault('push', { status: 500 }, { times: 9 })
    git.fault(({ as }) => as === 'writer', { status: 500 }, { times: 9 })
    git.fault('fetch-refs', { status: 503 }, { after: 1, times: 2 })
    expect(await statuses(4)).toEqual([401, 503, 503, 401])
    expect((await ask(OPENING, basic(WRITER))).status).toBe(500)
    git.heal()
    expect((await ask(OPENING, basic(WRITER))).status).toBe(200)
  })

  test('meet a rate of them, the same for the same seed', async () => {
    const round = async (seed: number) => {
      git.heal()
      git.fault('fetch-refs', { status: 500 }, { rate: 0.25, seed })
      const hit: number[] = []
      for (let i = 0; i < 80; i++) if ((await ask(OPENING)).status === 500) hit.push(i)
      return hit
    }
    const first = await round(7)
    expect(first.length).toBeGreaterThan(8)
    expect(first.length).toBeLessThan(32)
    expect(await round(7)).toEqual(first)
    expect(await round(8)).not.toEqual(first)
  })

  test('a delay comes before the rest', async () => {
    git.fault('fetch-refs', 'cut-before')
    git.fault('fetch-refs', { delay: 150 })
    const start = performance.now()
    await expect(ask(OPENING)).rejects.toThrow()
    expect(performance.now() - start).toBeGreaterThan(145)
    expect(git.requests[0]?.fault).toBe('cut-before + delay 150')
  })
})

describe('credentials', () => {
  const list = (client: GitClient, repository: string, url = git.url) =>
    client.run(['ls-remote', `${url}/${repository}`])
  const push = async (client: GitClient, repository: string) =>
    client.swap(repository, REF, '', await client.commit('mine'))

  test('without any, a private repository is 401, an open one can be read', async () => {
    const nobody = await gitClient(git)
    expect((await list(nobody, REPOSITORY)).stderr).toContain('could not read Username')
    const asked = await ask(OPENING)
    expect([asked.status, asked.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="GitHub"'])
    expect(await list(nobody, 'lab/open')).toMatchObject({ code: 0 })
    expect((await push(nobody, 'lab/open')).stderr).toContain('could not read Username')
    expect(git.requests.map(({ as, status }) => `${as} ${status}`)).toEqual([
      'nobody 401',
      'nobody 401',
      'nobody 200',
      'nobody 200',
      'nobody 401',
    ])
  })

  test('a token that is not known is 401, wherever it stands', async () => {
    const stranger = await gitClient(git, 'ghs_labstranger')
    expect((await list(stranger, 'lab/open')).stderr).toContain('could not read Username')
    const url = git.url.replace('//', '//x-access-token:ghs_labstranger@')
    const { stderr } = await list(await gitClient(git), REPOSITORY, url)
    expect(stderr).toContain('remote: Invalid username or token.')
    expect(stderr).toContain('Authentication failed')
    expect(git.requests.at(-1)).toMatchObject({ as: 'a stranger', status: 401 })
    git.revoke(READER)
    expect((await ask(OPENING, basic(READER))).status).toBe(401)
    expect((await ask(OPENING, basic(WRITER, 'somebody'))).status).toBe(401)
    expect((await ask(OPENING, `Bearer ${WRITER}`)).status).toBe(200)
  })

  test('a token that may only read is 403 when it pushes', async () => {
    const reader = await gitClient(git, READER)
    expect(await list(reader, REPOSITORY)).toMatchObject({ code: 0 })
    const refused = await push(reader, REPOSITORY)
    expect(refused.code).toBe(128)
    expect(refused.stderr).toContain(
      `remote: Permission to ${REPOSITORY}.git denied to github-actions[bot].\nfatal: unable to access '${git.url}/${REPOSITORY}/': The requested URL returned error: 403`,
    )
    const path = `/${REPOSITORY}/git-receive-pack`
    const sent = await fetch(git.url + path, { method: 'POST', headers: { authorization: basic(READER) } })
    expect(sent.status).toBe(403)
    expect(await at()).toBeUndefined()
    git.grant(READER, { [REPOSITORY]: 'write' })
    expect(await push(reader, REPOSITORY)).toMatchObject({ code: 0 })
  })

  test.each(['lab/hidden', 'lab/nowhere', 'lab/open'])(
    'push to %s without a right to it',
    async repository => {
      const reader = await gitClient(git, READER)
      const { stderr } = await push(reader, repository)
      const words = repository === 'lab/open' ? 'denied to' : 'remote: Repository not found.'
      expect(stderr).toContain(words)
      expect((await list(reader, repository)).code).toBe(repository === 'lab/open' ? 0 : 128)
    },
  )

  test('no token is in the log', async () => {
    await list(job, REPOSITORY)
    await list(await gitClient(git), REPOSITORY, git.url.replace('//', `//x-access-token:${READER}@`))
    const log = JSON.stringify(git.requests)
    for (const token of [WRITER, READER])
      for (const form of [token, basic(token).slice(6)]) expect(log).not.toContain(form)
  })
})

describe('a protected namespace', () => {
  test.each([
    ['rules', 'push declined due to repository rule violations', 'remote: error: GH013: '],
    ['branch', 'protected branch hook declined', 'remote: error: GH006: '],
    ['hidden', 'deny updating a hidden ref', ''],
  ] as const)('by %s refuses every push to it, and no other', async (by, reason, said) => {
    git.protect('refs/codex-auth', by)
    const sha = await job.commit('mine')
    const refused = await job.swap(REPOSITORY, REF, '', sha)
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(said) })
    expect(refused.stdout).toContain(`[remote rejected] (${reason})`)
    expect(pushes()).toMatchObject([{ status: 200, updates: [{ ref: REF, result: reason }] }])
    expect(await at()).toBeUndefined()
    expect(await job.swap(REPOSITORY, 'refs/codex-auth-too/x', '', sha)).toMatchObject({ code: 0 })
    const { stdout } = await job.run(['ls-remote', `${git.url}/${REPOSITORY}`])
    expect(stdout).toContain('refs/codex-auth-too/x')
  })
})

describe('the server', () => {
  test('dates every answer by its own clock', async () => {
    const ahead = async (authorization?: string) => {
      const { headers } = await ask(OPENING, authorization)
      return Math.round((Date.parse(headers.get('date') ?? '') - Date.now()) / 60_000) + 0
    }
    expect(await ahead()).toBe(0)
    git.clock.offsetMs = 600_000
    git.fault(({ as }) => as === 'writer', { status: 500 })
    expect([await ahead(), await ahead(basic(READER)), await ahead(basic(WRITER))]).toEqual([10, 10, 10])
    git.clock.offsetMs = -600_000
    expect(await ahead()).toBe(-10)
    expect(Math.abs((git.requests.at(-1)?.at ?? 0) - Date.now())).toBeLessThan(5000)
  })

  test('takes a request that no git makes for a fault', async () => {
    expect((await ask(`/${REPOSITORY}.git/HEAD`, basic(WRITER))).status).toBe(404)
    expect(() => git.assertClean()).toThrow(`GET /${REPOSITORY}.git/HEAD`)
  })

  test('is not bothered by the configuration of this machine', async () => {
    const system = join(git.dir, 'system')
    for (const file of [system, join(job.dir, '.gitconfig'), join(git.repositories.root, '.gitconfig')])
      writeFileSync(file, '[receive]\n\thideRefs = refs\n[lab]\n\tmachine = yes\n')
    const env = { GIT_CONFIG_SYSTEM: system }
    expect((await job.run(['config', 'lab.machine'], { env })).stdout).toBe('')
    expect(await job.swap(REPOSITORY, REF, '', await job.commit('mine'))).toMatchObject({ code: 0 })
  })

  test('is written to by others: put and remove', async () => {
    const sha = await git.repositories.put(REPOSITORY, REF, 'not JSON')
    expect((await job.run(['ls-remote', `${git.url}/${REPOSITORY}`, REF])).stdout).toBe(`${sha}\t${REF}\n`)
    await git.repositories.remove(REPOSITORY, REF)
    expect((await job.run(['ls-remote', `${git.url}/${REPOSITORY}`, REF])).stdout).toBe('')
  })

  test('leaves nothing when it closes: no request, no process of git, no directory', async () => {
    git.fault(({ as }) => as === 'nobody', 'hang')
    const hanging = ask(OPENING).catch(() => 'broken')
    const pidFile = join(git.dir, 'pid')
    const hook = join(git.repositories.directory(REPOSITORY), 'hooks', 'pre-receive')
    writeFileSync(hook, `#!/bin/sh\necho $$ > '${pidFile}'\nexec sleep 60\n`, { mode: 0o755 })
    const pushing = job.swap(REPOSITORY, REF, '', await job.commit('slow'))
    await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8').endsWith('\n'))
    const pid = Number(readFileSync(pidFile, 'utf8'))
    expect(isAlive(pid)).toBe(true)
    await git.close()
    expect(await hanging).toBe('broken')
    expect((await pushing).code).not.toBe(0)
    // A killed process dies a moment after the call.
    await until(() => !isAlive(pid))
    expect(existsSync(git.dir)).toBe(false)
    git = await startGitServer({ repositories: [] })
  })
})
