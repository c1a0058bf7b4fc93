import { expect, test } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import { sealer } from '../../src/stores/age.js'
import { archiveOf, inWorld, keyOf, MINUTE, opened } from '../e2e/cache-world.js'
import { withManagers } from '../e2e/command-job.js'
import { comesToNothing, first, ofAnotherAccount, replaced } from '../e2e/login-stories.js'
import { errorsOf, outputsOf, refreshToken, STORES, typing } from '../e2e/login-world.js'

const { host, cache, command, secret } = STORES
const LOGIN = { mode: 'login' }
const LATE = 90_000

// They wait much, for a person and for Codex to ask again, and so run side by side.
test.concurrent('a dead login in the cache is replaced', cache(replaced), LATE)
test.concurrent('a dead login behind commands is replaced', command(replaced), LATE)
test.concurrent('a dead login in a GitHub secret is replaced', secret(replaced), LATE)
test.concurrent('another account than in the cache is refused, or taken', cache(ofAnotherAccount), LATE)
test.concurrent('another account than behind commands is refused, or taken', command(ofAnotherAccount), LATE)
test.concurrent(
  'another account than in a GitHub secret is refused, or taken',
  secret(ofAnotherAccount),
  LATE,
)
test.concurrent('a login to the cache that comes to nothing changes nothing', cache(comesToNothing), LATE)
test.concurrent('nor does one behind commands', command(comesToNothing), LATE)
test.concurrent('nor one to a GitHub secret', secret(comesToNothing), LATE)
test.concurrent('no login on a host: the first device login makes it', host(first), LATE)
test.concurrent('no login behind commands: the first device login makes it', command(first), LATE)
test.concurrent('a GitHub secret that holds no login: the first device login makes it', secret(first), LATE)

test.concurrent(
  'a lost encryption-key: the login takes the place of what only that key opens',
  inWorld(async ({ lab, cache, job }) => {
    await job({ 'auth-json': lab.openai.login(), mode: 'setup' })
    const key = await generateX25519Identity()
    const own = { 'encryption-key': key }
    const login = await job({ ...LOGIN, ...own }, { during: typing(lab) })
    expect([login.conclusion, errorsOf(login)]).toEqual(['success', ''])
    expect(login.log).toMatch(/sealed with another key.*\n?.*The new login takes its place/s)
    expect(refreshToken(await opened(cache.entries.at(-1), key))).toBe(
      refreshToken(lab.openai.currentAuthJson()),
    )
    const next = await job({ ...own, prompt: 'Say OK' })
    expect(outputsOf(next)['final-message']).toBe('OK')
    expect(lab.openai.revocations).toEqual([])
  }),
  LATE,
)

test.concurrent(
  'entries under later keys, by somebody without the key: the login is stored beside them, and found',
  inWorld(async ({ lab, cache, key, job }) => {
    const later = Date.now() + 50 * MINUTE
    const foreign = Buffer.from(await sealer(await generateX25519Identity()).seal(Buffer.from('lab')))
    const garbage = Buffer.from('lab')
    cache.plant(keyOf(later, foreign), archiveOf(foreign))
    cache.plant(keyOf(later + 1, garbage), garbage)
    const login = await job(LOGIN, { during: typing(lab) })
    expect([login.conclusion, errorsOf(login)]).toEqual(['success', ''])
    expect(login.log).toMatch(/sealed with another key.*\n?.*The new login takes its place/s)
    expect(refreshToken(await opened(cache.entries.at(-1), key))).toBe(
      refreshToken(lab.openai.currentAuthJson()),
    )
    const next = await job({ prompt: 'Say OK' })
    expect(outputsOf(next)['final-message']).toBe('OK')
    expect(next.log).toMatch(/Passed over an entry of the Actions cache/)
  }),
  LATE,
)

test.concurrent(
  'a cache that this job may only read: said before a person is asked',
  inWorld(async ({ lab, cache, job }) => {
    await job({ 'auth-json': lab.openai.login(), mode: 'setup' })
    const access = { ref: 'refs/heads/topic' }
    const [branch, stranger] = await Promise.all([
      job(LOGIN, { ref: access.ref, access }),
      job(LOGIN, { access: { grant: 'read' } }),
    ])
    expect(errorsOf(branch)).toMatch(/stored on the default branch \(main\) only/)
    expect(errorsOf(stranger)).toMatch(/can't store the login in the Actions cache/)
    expect(lab.openai.deviceLogins).toEqual([])
    expect(cache.entries).toHaveLength(1)
  }),
  LATE,
)

test.concurrent(
  'a persist-command that fails: said before a person is asked',
  withManagers(async ({ lab, manager, job }) => {
    const login = lab.openai.login()
    await manager.put(login)
    await manager.make('fail-write')
    const refused = await job(LOGIN)
    expect(refused.conclusion).toBe('failure')
    expect(errorsOf(refused)).toMatch(/persist-command.*exit code 4/s)
    expect(lab.openai.deviceLogins).toEqual([])
    expect(await manager.stored()).toBe(login)
  }),
  LATE,
)

test.concurrent(
  'a persist-command that fails once the person has logged in: the end of the job stores the login',
  withManagers(async ({ lab, manager, job }) => {
    await manager.put(lab.openai.login())
    const during = typing(lab, {}, () => manager.make('fail-write', 4))
    const login = await job(LOGIN, { during })
    expect(errorsOf(login)).toMatch(/The login could not be stored.*The end of the job tries once more/s)
    expect(login.steps[0]?.stages.post?.log).toMatch(/Stored the login in the output of restore-command/)
    expect(refreshToken((await manager.stored()) ?? '')).toBe(refreshToken(lab.openai.currentAuthJson()))
  }),
  LATE,
)

test.concurrent(
  'the same with no login before it',
  withManagers(async ({ lab, manager, job }) => {
    const during = typing(lab, {}, () => manager.make('fail-write', 4))
    const login = await job(LOGIN, { during })
    expect(login.conclusion).toBe('failure')
    expect(refreshToken((await manager.stored()) ?? '')).toBe(refreshToken(lab.openai.currentAuthJson()))
  }),
  LATE,
)
