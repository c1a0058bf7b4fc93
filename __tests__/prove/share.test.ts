import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'
import { archiveOf, sealedIn } from '../e2e/cache-world.js'
import { ACCESS_SECRET, errorsOf, type Fleet, inFleet, warningsOf } from '../e2e/fleet.js'
import { inLab } from '../e2e/lab.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const tokensIn = (text: string) =>
  (JSON.parse(text) as { tokens: Record<'access_token' | 'refresh_token', string> }).tokens
const noteIn = (text: string) => JSON.parse(text).codex_auth_action
const current = ({ lab }: Fleet) => tokensIn(lab.openai.currentAuthJson())
const toSecret = (fleet: Fleet) => ({
  'share-access': `secret:${ACCESS_SECRET}`,
  'share-organization': 'lab',
  ...fleet.app,
})
const toCache = ({ accessKey }: Fleet) => ({ 'share-access': 'cache', 'access-key': accessKey })

test.concurrent(
  'an ordinary job that refreshes publishes too; one that does not, publishes nothing',
  inFleet(async fleet => {
    const run = { mode: 'run', prompt: 'Say OK', ...toSecret(fleet) }
    const idle = await fleet.keeper({ 'auth-json': fleet.lab.openai.login(), ...run })
    expect([idle.conclusion, fleet.secret()]).toEqual(['success', 'none yet'])
    const refreshing = await fleet.keeper({ ...run, 'force-refresh': 'true' })
    expect(refreshing.conclusion).toBe('success')
    expect(tokensIn(fleet.secret()).access_token).toBe(current(fleet).access_token)
  }),
  90_000,
)

test.concurrent(
  'a publication that fails is an error of keep-fresh and a warning elsewhere; the login is kept, and the next keep-fresh publishes',
  inFleet(async fleet => {
    const { lab, github } = fleet
    const seed = lab.openai.login()
    // It may read what it is to write.
    const weak = github.tokens.addApp({
      permissions: { organization_secrets: 'read' },
      repositories: ['lab/project'],
      organization: 'lab',
    })
    const failing = {
      ...toSecret(fleet),
      'app-id': String(weak.id),
      'app-private-key': weak.privateKey,
      'force-refresh': 'true',
    }
    const failed = await fleet.keeper({ 'auth-json': seed, ...failing }, { secrets: [weak.privateKey, seed] })
    expect(failed.conclusion).toBe('failure')
    expect(errorsOf(failed).join()).toMatch(
      /could not be published in the secret CODEX_ACCESS of organization lab: .*The login itself is stored.*next run of keep-fresh/s,
    )
    expect(failed.steps[0]?.outputs).toMatchObject({
      refreshed: 'true',
      persisted: 'true',
      'auth-reason': 'share-failed',
    })
    const warned = await fleet.keeper({ mode: 'run', prompt: 'Say OK', ...failing })
    expect([warned.conclusion, warningsOf(warned).join()]).toEqual([
      'success',
      expect.stringMatching(/could not be published/),
    ])
    expect(fleet.secret()).toBe('none yet')
    expect(lab.openai.acceptedRefreshes).toHaveLength(2)

    const next = await fleet.keeper(toSecret(fleet))
    expect([next.conclusion, tokensIn(fleet.secret()).access_token]).toEqual([
      'success',
      current(fleet).access_token,
    ])
    expect(lab.openai.acceptedRefreshes).toHaveLength(2)
  }),
  120_000,
)

test.concurrent(
  'a refused refresh is told to workers while the access token lives',
  inFleet(async fleet => {
    const { lab } = fleet
    const seed = lab.openai.login({ expInMs: 4 * DAY })
    lab.openai.revokeRefreshToken()
    const keeper = await fleet.keeper({ 'auth-json': seed, ...toSecret(fleet) })
    expect([keeper.conclusion, keeper.steps[0]?.outputs['auth-status']]).toEqual(['failure', 'stale'])
    expect(noteIn(fleet.secret()).refresh_refused).toMatch(/^(revoked|refused)$/)
    const worker = await fleet.worker({ 'auth-json': fleet.secret() })
    expect([worker.conclusion, warningsOf(worker).join()]).toEqual([
      'success',
      expect.stringMatching(/OpenAI has refused to refresh the login .*in again/s),
    ])
  }),
  90_000,
)

test.concurrent(
  'by the cache: keeper and workers have keys that do not open what the other has',
  inFleet(async fleet => {
    const { cache, key, accessKey, lab } = fleet
    const keeper = await fleet.keeper({ 'auth-json': lab.openai.login(), ...toCache(fleet) })
    expect([keeper.conclusion, keeper.annotations]).toEqual(['success', []])
    const worker = await fleet.worker({ 'access-key': accessKey })
    expect([worker.conclusion, worker.annotations]).toEqual(['success', []])

    const entry = (family: string) => cache.entries.find(({ key }) => key.startsWith(`${family}/`))
    const full = await sealedIn(entry('codex-auth') as never)
    const access = await sealedIn(entry('codex-access') as never)
    const sealed = access.subarray(access.indexOf('age-encryption.org'))
    expect(await openedByAge(lab.dir, full, key)).toContain(current(fleet).refresh_token)
    const { access_token, refresh_token } = current(fleet)
    const opened = (await openedByAge(lab.dir, sealed, accessKey)) ?? ''
    expect(tokensIn(opened)).toMatchObject({ access_token, refresh_token: '' })
    expect(opened).not.toContain(refresh_token)
    expect(await openedByAge(lab.dir, full, accessKey)).toBeUndefined()
    expect(await openedByAge(lab.dir, sealed, key)).toBeUndefined()
  }),
  90_000,
)

test.concurrent(
  'an entry that is forged, replayed or foreign is refused with its message, and a good one is used in its place',
  inFleet(async fleet => {
    const { cache, accessKey, lab } = fleet
    await fleet.keeper({ 'auth-json': lab.openai.login(), ...toCache(fleet) })
    const good = cache.entries.find(({ key }) => key.startsWith('codex-access/'))
    if (!good) throw new Error('nothing was published')
    const content = await sealedIn(good)
    const later = (key: string) => key.replace(/\/[01]{52}\/\d{17}-/, instantOf(Date.now()))
    const store = (key: string, bytes: Buffer) => cache.plant(key, archiveOf(bytes))
    store(later(good.key), content)
    const replayed = await fleet.worker({ 'access-key': accessKey })
    expect([replayed.conclusion, warningsOf(replayed).join()]).toEqual([
      'success',
      expect.stringMatching(
        /Passed over an entry of the Actions cache\. The keeper has published the entry .* at another time/,
      ),
    ])
    cache.evict(() => true)
    const flipped = Buffer.from(content)
    flipped[flipped.length - 5] = (flipped.at(-5) ?? 0) ^ 1
    store(good.key, flipped)
    const forged = await fleet.worker({ 'access-key': accessKey })
    expect(errorsOf(forged).join()).toMatch(/The keeper has not made the entry in the Actions cache/)
    cache.evict(() => true)
    store(good.key, content)
    const foreign = await fleet.worker({ 'access-key': accessKey }, { repository: 'lab/one' })
    expect(errorsOf(foreign).join()).toMatch(/for another repository or `login-name`/)
    cache.evict(() => true)
    const missing = await fleet.worker({ 'access-key': accessKey })
    expect(errorsOf(missing).join()).toMatch(/has no access login \(login default\).*`share-access: cache`/s)
    expect(lab.openai.modelCalls).toBe(1)
  }),
  120_000,
)

test.concurrent(
  "the end of an exclusive job publishes what a later step's Codex has refreshed",
  inLab(async lab => {
    const file = join(lab.dir, 'published-auth.json')
    const seed = lab.openai.login()
    const sharing = { 'share-access': 'command', 'share-command': `cat > '${file}'` }
    lab.openai.script([{ command: 'true', endAccessToken: true }])
    const result = await lab.runner().job({
      secrets: [seed],
      steps: [
        { uses: 'self', with: { 'auth-json': seed, mode: 'setup', concurrency: 'exclusive', ...sharing } },
        { run: 'codex exec --skip-git-repo-check "say OK" < /dev/null' },
      ],
    })
    lab.results.push(result)
    expect([result.conclusion, result.annotations]).toEqual(['success', []])
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    const { access_token } = tokensIn(lab.openai.currentAuthJson())
    expect(tokensIn(await readFile(file, 'utf8'))).toMatchObject({ access_token, refresh_token: '' })
  }),
  90_000,
)

/** What the command `age` makes of it; undefined if this identity doesn't open it. */
async function openedByAge(directory: string, sealed: Buffer, identity: string): Promise<string | undefined> {
  const file = join(directory, `identity-${Math.random()}`)
  await writeFile(file, `${identity}\n`)
  const running = promisify(execFile)('age', ['-d', '-i', file], { encoding: 'buffer' })
  running.child.stdin?.end(sealed)
  return running.then(
    ({ stdout }) => stdout.toString(),
    error => {
      if (!/no identity matched/.test(String(error.stderr))) throw error
      return undefined
    },
  )
}

/** The part of a key that says when, for an instant in milliseconds. */
const instantOf = (ms: number) =>
  `/${(ms * 1000).toString(2).padStart(52, '0')}/${new Date(ms).toISOString().replaceAll(/\D/g, '')}-`
