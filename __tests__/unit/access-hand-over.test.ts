import { afterEach, expect, test } from '@jest/globals'
import { AccessHandOver, type AccessHandOverOptions } from '../../src/keeper/access-hand-over.js'
import type { AccessHome } from '../../src/keeper/access-home.js'
import type { Stage } from '../../src/keeper/stage.js'
import { type AccessLogin, deriveAccess, parseAccess } from '../../src/login/access.js'
import { ActionError } from '../../src/system/errors.js'
import { authJson, DAY, HOUR, labJwt, labLogin, NOW } from './auth-json.js'

/** The access login of a login that was refreshed so many ms after NOW. */
function accessAt(ms: number, account = 'lab-account'): AccessLogin {
  const issued = Math.floor((NOW + ms) / 1000)
  const login = labLogin(
    authJson({
      tokens: { access_token: labJwt({ iat: issued, exp: issued + 864_000 }), account_id: account },
      last_refresh: new Date(NOW + ms).toISOString(),
    }),
  )
  return parseAccess(deriveAccess(login, { madeAt: NOW, madeBy: 'lab' }), {
    origin: 'the input auth-json',
    now: NOW,
  })
}

const [OLD, NEW] = [accessAt(-5 * DAY), accessAt(-HOUR)]

/** A worker's home in memory, and the answers of the cache in their order; the last one stays. */
function handOver(answers: (AccessLogin | ActionError)[] | undefined, { allowAccountChange = false } = {}) {
  const placed: AccessLogin[] = []
  const home = {
    read: async () => placed.at(-1) ?? OLD,
    put: async (login: AccessLogin) => void placed.push(login),
  } as unknown as AccessHome
  const newest = async () => {
    const answer = (answers?.length ?? 0) > 1 ? answers?.shift() : answers?.[0]
    if (!answer || answer instanceof ActionError) throw answer
    return answer
  }
  const stage = {
    log: { info: () => undefined },
    now: () => NOW,
    inputs: () => ({ 'allow-account-change': allowAccountChange }),
  } as unknown as Stage
  const options: AccessHandOverOptions = { home, newest: answers && newest }
  const it = new AccessHandOver(stage, options)
  open.push(it)
  return { it, placed }
}

const open: AccessHandOver[] = []
afterEach(async () => {
  for (const it of open.splice(0)) await it.end()
})

const away = new ActionError('cache-unavailable', { what: 'lab', why: 'lab', remedy: 'lab' })

test.each<[string, (AccessLogin | ActionError)[]]>([
  ['at once', [NEW]],
  ['when it is there', [OLD, OLD, NEW]],
  ['after the cache could not be asked', [away, NEW]],
])('a newer access login is put in place %s', async (_, answers) => {
  const { it, placed } = handOver(answers)
  expect(await it.refreshForRestart()).toBe(true)
  expect([placed, it.login, it.failure]).toEqual([[NEW], NEW, undefined])
})

test('many wishes are one search', async () => {
  const { it, placed } = handOver([OLD, NEW])
  for (let at = 0; at < 5; at += 1) it.wanted()
  expect(await it.refreshForRestart()).toBe(true)
  expect(placed).toHaveLength(1)
})

test.each<[string, AccessLogin | ActionError, string]>([
  ['the same one', OLD, 'access-ended'],
  ['an older one', accessAt(-6 * DAY), 'access-ended'],
  ['one of another account', accessAt(-HOUR, 'other'), 'access-account'],
  ['nothing that can be had', away, 'cache-unavailable'],
])('%s does not take its place, and is why the run fails', async (_, answer, code) => {
  const { it, placed } = handOver([answer])
  it.wanted()
  // The run is over, as Codex has given up.
  setTimeout(() => void it.end(), 400)
  expect(await it.refreshForRestart()).toBe(false)
  expect([placed, it.failure?.code]).toEqual([[], code])
})

test('a wish that comes late, when Codex goes on already, is no failure', async () => {
  const { it } = handOver([NEW])
  expect(await it.refreshForRestart()).toBe(true)
  it.wanted()
  it.goesOn()
  await it.end()
  expect([it.failure, it.login]).toEqual([undefined, NEW])
})

test('one of another account does, if that is allowed', async () => {
  const other = accessAt(-HOUR, 'other')
  const { it, placed } = handOver([other], { allowAccountChange: true })
  expect([await it.refreshForRestart(), placed]).toEqual([true, [other]])
})

test('from a secret nothing can come: the failure says to start a new run, and is forgotten if Codex goes on', async () => {
  const { it } = handOver(undefined)
  expect(await it.refreshForRestart()).toBe(false)
  expect(it.failure?.message).toMatch(/Run the workflow again, as a new run/)
  it.goesOn()
  expect(it.failure).toBeUndefined()
})
