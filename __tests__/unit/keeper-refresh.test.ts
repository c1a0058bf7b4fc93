import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { refreshRefused } from '../../src/action/keep-fresh.js'
import { AppServerEnded, AppServerStuck } from '../../src/codex/app-server.js'
import { Failure } from '../../src/codex/failure.js'
import { Unsavable } from '../../src/codex/preflight.js'
import { CannotStart, type Codex } from '../../src/codex/process.js'
import type { FailureReason } from '../../src/codex/reasons.js'
import type { Refresh, RefreshRequest } from '../../src/codex/refresh.js'
import type { LoginHome } from '../../src/keeper/login-home.js'
import { type Keeper, type RefreshDue, refresh } from '../../src/keeper/refresh.js'
import { toMark } from '../../src/keeper/to-mark.js'
import { announced, concluded, doubtsOf, type Knowledge, NOTHING } from '../../src/leases/knowledge.js'
import { type HeldLease, type Lease, LeaseLost, LeaseTimeout, NotNeeded } from '../../src/leases/lease.js'
import type { Login } from '../../src/login/login.js'
import { LoginRefused } from '../../src/login/refusal.js'
import { NotStored } from '../../src/stores/put.js'
import { ActionError } from '../../src/system/errors.js'
import { authJson, HOUR, labJwt, labLogin, labToken, NOW } from './auth-json.js'
import { type RunnerFiles, runnerFiles } from './job-stage.js'

/** The keeper with a lease, a home and a Codex that only keep books, so that each outcome takes a millisecond. */
let runner: RunnerFiles
beforeAll(() => {
  runner = runnerFiles()
})
afterAll(() => runner.end())

/** The revisions of one login, an hour apart. */
function revision(number: number, { account = 'lab-account' } = {}): Login {
  const issued = Math.floor((NOW - HOUR) / 1000) + 3600 * (number - 5)
  const claims = { iat: issued, exp: issued + 864_000, number }
  return labLogin(
    authJson({
      tokens: {
        access_token: labJwt(claims),
        refresh_token: `rt_${labToken(`refresh ${number}`)}`,
        account_id: account,
      },
      last_refresh: new Date(issued * 1000).toISOString(),
    }),
  )
}
const [FIRST, SECOND, THIRD] = [1, 2, 3].map(number => revision(number)) as [Login, Login, Login]

interface World {
  /** auth.json, and the store behind it. */
  here: Login
  stored: Login
  /** What a Codex that was killed has written, and not put in place. */
  unfinished?: Login | undefined
  /** auth.json can't be read before that save is finished. */
  isUnreadable?: boolean
  known: Knowledge
  /** Whether somebody holds the lease at the end. */
  isHeld: boolean
  readonly calls: string[]
  readonly cancel: AbortController
}

interface Faults {
  readonly lease?: ActionError
  readonly announce?: ActionError
  readonly prove?: ActionError | 'cancelled'
  readonly store?: ActionError | 'newer there'
  /** What Codex must write can't be written. */
  readonly preflight?: ActionError
  /** Codex can't be started. */
  readonly start?: ActionError
  /** What Codex does when it has been announced: it may change the world, and says what came of it. */
  readonly codex?: (world: World, request: RefreshRequest) => Promise<Refresh>
}

const world = (given: Partial<World> = {}): World => ({
  here: FIRST,
  stored: FIRST,
  known: NOTHING,
  isHeld: false,
  calls: [],
  cancel: new AbortController(),
  ...given,
})

let holdings = 0

/** What each job has said. */
const said = new WeakMap<object, string[]>()
const lines = ({ stage }: Keeper) => said.get(stage)

function keeperIn(it: World, faults: Faults): Keeper {
  const job = runner.job({})
  const stage = { ...job.stage(), now: () => NOW, cancelled: it.cancel.signal }
  said.set(stage, job.said)
  const call = (name: string, fault?: ActionError) => {
    it.calls.push(name)
    if (fault) throw fault
  }
  const home: LoginHome = {
    authFile: '/lab/auth.json',
    readOnly: undefined,
    read: async () => {
      if (it.isUnreadable) throw new LoginRefused('empty', 'the file lab')
      return it.here
    },
    finishSaves: async () => {
      if (it.unfinished) it.here = it.unfinished
      it.unfinished = undefined
      it.isUnreadable = false
    },
    newest: async () => {
      const taken = it.stored !== it.here
      it.here = it.stored
      return { login: it.here, taken }
    },
    async proveWritable() {
      call('prove', faults.prove === 'cancelled' ? undefined : faults.prove)
      if (faults.prove === 'cancelled') it.cancel.abort(LOST)
    },
    noteCodex: async () => undefined,
    async store(login) {
      call('store', faults.store instanceof ActionError ? faults.store : undefined)
      if (faults.store === 'newer there') return false
      it.stored = login
      return true
    },
  }
  return {
    stage,
    kind: 'host',
    home,
    tokenUrl: 'https://lab.invalid/token',
    lease: async () => leaseIn(it, call, faults),
    refreshByCodex: async (_, request) => {
      if (faults.preflight) throw faults.preflight
      await request.watch.announceCodex()
      if (faults.start) {
        await request.watch.codexEnded()
        throw faults.start
      }
      await request.watch.protectCodex({ pid: 1, startedAt: '', scope: { host: '' } })
      const codex = faults.codex ?? (async () => ({ outcome: 'not-needed' }) as const)
      return codex(it, request).finally(() => request.watch.codexEnded())
    },
  }
}

/** It keeps what is known by the leases' own rules. */
function leaseIn(it: World, call: (name: string, fault?: ActionError) => void, faults: Faults): Lease {
  const hold = (): HeldLease => {
    it.isHeld = true
    holdings += 1
    const id = `holding-${holdings}`
    const known = { ...it.known, spending: doubtsOf(it.known, id) }
    const holding = { id, by: 'lab', nested: false, doubts: known.spending }
    return {
      id,
      nested: false,
      known,
      async announceCodex(spending) {
        call('announce', faults.announce)
        if (spending) it.known = announced(it.known, spending, holding, { codex: true })
      },
      announceSteps: async () => undefined,
      protectCodex: async () => undefined,
      codexEnded: async () => undefined,
      async release(outcome) {
        call('release')
        it.known = concluded(it.known, outcome, holding)
        it.isHeld = false
      },
    }
  }
  return {
    async acquire({ isNeeded }) {
      if (isNeeded && !(await isNeeded(it.known))) throw new NotNeeded()
      call('acquire', faults.lease)
      return hold()
    },
    resume: async () => undefined,
    release: async () => false,
    known: async () => it.known,
    end: async () => undefined,
  }
}

const CODEX: Codex = { path: '/lab/codex', home: '/lab', env: {} }

async function play(it: World, faults: Faults, due: Partial<RefreshDue> = {}) {
  const keeper = keeperIn(it, faults)
  const request = { codex: CODEX, when: 'forced', isDue: () => true, waitMs: 0, ...due } as const
  const result = await refresh(keeper, request).catch((error: ActionError) => ({
    kind: `throws ${error.code}` as const,
  }))
  const code = 'failure' in result ? result.failure.code : undefined
  return { kind: result.kind, code, keeper }
}

const saves =
  (login: Login) =>
  async (it: World, { onRefreshed }: RefreshRequest): Promise<Refresh> => {
    it.here = login
    await onRefreshed()
    return { outcome: 'refreshed' }
  }
const fails =
  (reason: FailureReason, fate: 'unspent' | 'refused' | 'unknown') => async (): Promise<Refresh> => ({
    outcome: 'failed',
    failure: new Failure(reason, { reseed: 'lab' }),
    fate,
  })
const throws = (error: ActionError) => async (): Promise<Refresh> => {
  throw error
}
const LOST = new ActionError('lab-fault', { what: 'lab', why: 'lab', remedy: 'lab' })

/** What the next holder knows of the revisions 1, 2 and 3. */
function knownOf({ known }: World, keeper: Keeper) {
  const number = (digest: string) =>
    [FIRST, SECOND, THIRD].findIndex(login => toMark(keeper.stage, login).digest === digest) + 1
  return {
    newest: known.marks.map(({ digest }) => number(digest)),
    doubted: known.spending.map(({ digest }) => number(digest)),
    refused: known.refused.map(({ digest }) => number(digest)),
  }
}

interface Row {
  readonly name: string
  readonly given?: () => Partial<World>
  readonly faults?: Faults
  readonly due?: Partial<RefreshDue>
  readonly result: string
  readonly calls: string
  readonly known: { newest: number[]; doubted: number[]; refused: number[] }
  /** Revisions in auth.json and in the store. */
  readonly left?: [Login, Login]
  readonly isHeld?: true
}

const ROWS: Row[] = [
  {
    name: 'Codex refreshes and saves, and it is stored',
    faults: { codex: saves(SECOND) },
    result: 'refreshed',
    calls: 'acquire prove announce store release',
    known: { newest: [2], doubted: [], refused: [] },
    left: [SECOND, SECOND],
  },
  {
    name: 'Codex is killed when it has written the new login, before it has put it in place',
    faults: {
      codex: async (it, { watch, onRefreshed }) => {
        it.unfinished = SECOND
        await watch.codexEnded()
        await onRefreshed()
        return { outcome: 'refreshed' }
      },
    },
    result: 'refreshed',
    calls: 'acquire prove announce store release',
    known: { newest: [2], doubted: [], refused: [] },
    left: [SECOND, SECOND],
  },
  {
    name: 'a killed job has left a newer login, not put in place: that one is refreshed',
    given: () => ({ unfinished: SECOND, stored: SECOND }),
    faults: { codex: saves(THIRD) },
    result: 'refreshed',
    calls: 'acquire prove announce store release',
    known: { newest: [3], doubted: [], refused: [] },
    left: [THIRD, THIRD],
  },
  {
    name: 'it is not due any more when the lease is ours',
    due: { isDue: () => false },
    result: 'current',
    calls: 'acquire release',
    known: { newest: [1], doubted: [], refused: [] },
  },
  {
    name: 'another job has stored a newer one, and a run waits for it',
    given: () => ({ stored: SECOND }),
    due: { when: 'if-needed' },
    result: 'current',
    calls: 'acquire release',
    known: { newest: [2], doubted: [], refused: [] },
    left: [SECOND, SECOND],
  },
  {
    name: 'another job holds the lease',
    faults: { lease: new LeaseTimeout({ description: 'job lab' }, 10) },
    result: 'failed lease-timeout',
    calls: 'acquire',
    known: { newest: [], doubted: [], refused: [] },
  },
  {
    name: 'another job has taken the lease over',
    faults: { announce: new LeaseLost('lab') },
    result: 'failed lease-lost',
    calls: 'acquire prove announce release',
    known: { newest: [1], doubted: [], refused: [] },
  },
  {
    name: 'the store can not be written: Codex is not started',
    faults: { prove: LOST, codex: saves(SECOND) },
    result: 'failed lab-fault',
    calls: 'acquire prove release',
    known: { newest: [1], doubted: [], refused: [] },
  },
  {
    name: 'what Codex must write can not be written',
    faults: { preflight: new Unsavable('/lab/auth.json', 'is read-only') },
    result: 'failed unsavable',
    calls: 'acquire prove release',
    known: { newest: [1], doubted: [], refused: [] },
  },
  {
    name: 'Codex can not be started',
    faults: { start: new CannotStart(new Error('lab')) },
    result: 'failed cannot-start',
    calls: 'acquire prove announce release',
    known: { newest: [1], doubted: [], refused: [] },
  },
  {
    name: 'Codex needs no refresh',
    due: { when: 'if-needed' },
    result: 'current',
    calls: 'acquire prove announce release',
    known: { newest: [1], doubted: [], refused: [] },
  },
  {
    name: 'the endpoint answers with an error: it is as it was',
    faults: { codex: fails('endpoint-down', 'unspent') },
    result: 'failed endpoint-down',
    calls: 'acquire prove announce release',
    known: { newest: [1], doubted: [], refused: [] },
  },
  {
    name: 'the endpoint does not answer: it stays in doubt',
    faults: { codex: fails('endpoint-hangs', 'unknown') },
    result: 'failed endpoint-hangs',
    calls: 'acquire prove announce release',
    known: { newest: [], doubted: [1], refused: [] },
  },
  {
    name: 'OpenAI refuses it for good: that is remembered',
    faults: { codex: fails('revoked', 'refused') },
    result: 'failed revoked',
    calls: 'acquire prove announce release',
    known: { newest: [1], doubted: [], refused: [1] },
  },
  {
    name: 'Codex dies before it has answered: it stays in doubt',
    faults: { codex: throws(new AppServerEnded('account/read', { code: null, signal: 'SIGKILL' })) },
    result: 'throws app-server-ended',
    calls: 'acquire prove announce release',
    known: { newest: [], doubted: [1], refused: [] },
  },
  {
    name: 'Codex is still there: the lease stays held',
    faults: {
      codex: async (_, { watch }) => {
        // It does not end, so nobody is told that it has.
        Object.assign(watch, { codexEnded: async () => undefined })
        throw new AppServerStuck()
      },
    },
    result: 'throws app-server-stuck',
    calls: 'acquire prove announce',
    known: { newest: [], doubted: [1], refused: [] },
    isHeld: true,
  },
  {
    name: 'the lease is lost when Codex runs already: it stays in doubt',
    faults: { codex: throws(new LeaseLost('lab')) },
    result: 'failed lease-lost',
    calls: 'acquire prove announce release',
    known: { newest: [], doubted: [1], refused: [] },
  },
  {
    name: 'it can not be stored: others are told that theirs is spent',
    faults: { store: new NotStored('lab', LOST), codex: saves(SECOND) },
    result: 'throws not-stored',
    calls: 'acquire prove announce store release',
    known: { newest: [2], doubted: [], refused: [] },
    left: [SECOND, FIRST],
  },
  {
    name: 'something newer is stored by then, and stays',
    faults: { store: 'newer there', codex: saves(SECOND) },
    result: 'refreshed',
    calls: 'acquire prove announce store release',
    known: { newest: [2], doubted: [], refused: [] },
    left: [SECOND, FIRST],
  },
  {
    name: 'auth.json is of another account afterwards',
    faults: {
      codex: async it => {
        it.here = revision(2, { account: 'lab-other' })
        return { outcome: 'not-needed' }
      },
    },
    result: 'throws other-account',
    calls: 'acquire prove announce release',
    known: { newest: [], doubted: [1], refused: [] },
  },
]

test.each(ROWS)('$name', async ({ given, faults = {}, due, result, calls, known, left, isHeld }) => {
  const it = world(given?.())
  const { kind, code, keeper } = await play(it, faults, due)
  expect([kind, code].filter(Boolean).join(' ')).toBe(result)
  expect(it.calls.join(' ')).toBe(calls)
  expect(knownOf(it, keeper)).toEqual(known)
  expect([it.here, it.stored].map(login => login.generation)).toEqual(
    (left ?? [it.here, it.stored]).map(login => login.generation),
  )
  expect(it.isHeld).toBe(isHeld ?? false)
})

test.each([
  ['stored a newer one', { stored: SECOND }, { when: 'if-needed' }, 'Another job has refreshed the login'],
  [
    'put a newer one there',
    { here: SECOND, stored: SECOND },
    { isDue: () => false },
    'The login was refreshed',
  ],
] as const)('who has %s is said only as far as it is known', async (_, given, due, said) => {
  const { keeper } = await play(world(given), {}, due)
  expect(lines(keeper)).toEqual([`${said} in the meantime: using that one.`])
})

test('a cancel before Codex is started spends nothing', async () => {
  const it = world()
  const { kind, keeper } = await play(it, { prove: 'cancelled', codex: saves(SECOND) })
  expect([kind, it.calls.join(' ')]).toEqual(['throws lab-fault', 'acquire prove release'])
  expect(knownOf(it, keeper)).toEqual({ newest: [1], doubted: [], refused: [] })
})

describe('what one job leaves, the next one finds:', () => {
  const afterwards = async (codex: Faults['codex'], due?: Partial<RefreshDue>) => {
    const it = world()
    await play(it, { ...(codex ? { codex } : {}) })
    it.calls.length = 0
    const { kind, code, keeper } = await play(it, { codex: saves(SECOND) }, due)
    return {
      said: [kind, code].filter(Boolean).join(' '),
      calls: it.calls.join(' '),
      known: knownOf(it, keeper),
    }
  }
  const dies = throws(new AppServerEnded('account/read', { code: null, signal: 'SIGKILL' }))

  test('a doubt is no reason to try again', async () => {
    expect(await afterwards(dies)).toEqual({
      said: 'failed maybe-spent',
      calls: 'acquire release',
      known: { newest: [], doubted: [1], refused: [] },
    })
  })

  test('a doubt may be tried by somebody who has nothing to lose, and ends with the revision that comes of it', async () => {
    expect(await afterwards(dies, { despiteDoubt: () => true })).toEqual({
      said: 'refreshed',
      calls: 'acquire prove announce store release',
      known: { newest: [2], doubted: [], refused: [] },
    })
  })

  test('so it is by a job whose access token OpenAI refuses, once that has ended by its own time too', async () => {
    for (const [here, said] of [
      [FIRST, 'throws maybe-spent'],
      [revision(-240), 'refreshed'],
    ] as const) {
      const it = world({ here, stored: here })
      await play(it, { codex: dies })
      const result = await refreshRefused(keeperIn(it, { codex: saves(SECOND) }), CODEX, 0).then(
        () => 'refreshed',
        ({ code }: ActionError) => `throws ${code}`,
      )
      expect(result).toBe(said)
    }
  })

  test('what was refused is never tried again', async () => {
    const found = await afterwards(fails('reused', 'refused'), { despiteDoubt: () => true })
    expect(found).toMatchObject({ said: 'failed refused-before', calls: 'acquire release' })
  })

  test('an older revision than the newest one is not tried', async () => {
    const it = world()
    await play(it, { codex: saves(SECOND) })
    Object.assign(it, { here: FIRST, stored: FIRST })
    it.calls.length = 0
    const { kind, code } = await play(it, { codex: saves(THIRD) }, { despiteDoubt: () => true })
    expect([kind, code, it.calls.join(' ')]).toEqual(['failed', 'stale-copy', 'acquire release'])
  })
})

describe('a later revision than this job has is known', () => {
  /** Another job has refreshed and stored the second revision. */
  async function refreshedElsewhere(due: Partial<RefreshDue>) {
    const it = world()
    await play(it, { codex: saves(SECOND) })
    it.here = FIRST
    it.calls.length = 0
    const { kind } = await play(it, { codex: saves(THIRD) }, due)
    return [kind, it.calls.join(' '), it.here]
  }

  test('and is fresh: it is used, and the lease not asked for', async () => {
    const due = { isDue: (login: Login) => login === FIRST }
    expect(await refreshedElsewhere(due)).toEqual(['current', '', SECOND])
  })

  test('and is due as well: it is refreshed under the lease', async () => {
    const calls = 'acquire prove announce store release'
    expect(await refreshedElsewhere({})).toEqual(['refreshed', calls, THIRD])
  })
})

test('an auth.json that only the holder of the lease can repair is refreshed', async () => {
  const it = world({ isUnreadable: true })
  const { kind } = await play(it, { codex: saves(SECOND) })
  expect([kind, it.here]).toEqual(['refreshed', SECOND])
})
