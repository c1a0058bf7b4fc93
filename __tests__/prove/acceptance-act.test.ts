import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { DEFAULT_CODEX_VERSION } from '../../src/codex/install/provide.js'
import { type AcceptanceWorld, type Accepted, inAcceptance, type Store } from './acceptance/world.js'
import { withAct } from './act/with-act.js'

const MINUTE = 60_000

const test = withAct()

const USED = 'the other job used that'
/** What each store's report must say of what was tried, in order: as people read it, and the status in each job. */
const EXPECTED: Record<Store, readonly (readonly [tried: string, found: string, ...statuses: string[]])[]> = {
  cache: [
    ['refresh', 'as expected', 'refreshed'],
    ['worker', 'as expected', 'healthy'],
    ['next', 'as expected', 'healthy'],
    ['lease', `1 refresh; ${USED}`, 'healthy', 'refreshed'],
  ],
  'github-secret': [
    ['refresh', 'as expected', 'refreshed'],
    ['next', 'as expected', 'healthy'],
    ['lease', '1 refresh; the old copy was not used', 'refreshed', 'stale stale-copy'],
  ],
  command: [
    ['refresh', 'as expected', 'refreshed'],
    ['next', 'as expected', 'healthy'],
    ['lease', `1 refresh; ${USED}`, 'healthy', 'refreshed'],
  ],
  host: [
    ['refresh', 'as expected', 'refreshed'],
    ['next', 'as expected', 'healthy'],
    ['lease', `1 refresh; ${USED}`, 'healthy', 'refreshed'],
  ],
}

/** The report has these rows and no other, each as a line of the text, which the summary shows too. */
function assertReported({ report, text, log }: Accepted, store: Store, expected: (typeof EXPECTED)[Store]) {
  const statusOf = (row: Record<string, string>) => `${row['auth-status']} ${row['auth-reason']}`.trim()
  expect(report.tried.map(({ tried, found, rows }) => [tried, found, ...rows.map(statusOf).sort()])).toEqual(
    expected,
  )
  expect(text.match(/^\| \S+ \| [^|]+ \| 🟢 .+ \|$/gm)?.map(line => line.split(' | ')[2])).toEqual(
    expected.map(([, found]) => `🟢 ${found}`),
  )
  expect(report.tried.every(each => each.store === store)).toBe(true)
  expect(report.codex).toEqual([DEFAULT_CODEX_VERSION])
  // act prints the summary of a step.
  expect(log).toContain(`Summary - ${text.trim()}`)
}

test.concurrent.each(Object.keys(EXPECTED) as Store[])(
  'store %s: all is as expected, and the report says so row by row',
  store =>
    inAcceptance(async world => {
      const { openai } = world.machine.lab
      const accepted = await world.run(store)
      expect([accepted.exit, accepted.report.passed]).toEqual([0, true])
      assertReported(accepted, store, EXPECTED[store])
      expect(accepted.report.action).toBe(world.action)
      expect(openai.acceptedRefreshes).toHaveLength(2)
      expect(openai.refreshes).toHaveLength(2)
      expect(openai.modelCalls).toBe(EXPECTED[store].filter(([tried]) => /worker|next/.test(tried)).length)
    })(),
  5 * MINUTE,
)

test.concurrent(
  'with a device login, the report has it as the first row',
  inAcceptance(async world => {
    const accepted = await world.run('host', { logsIn: true })
    expect(accepted.exit).toBe(0)
    const [, ...later] = EXPECTED.host
    assertReported(accepted, 'host', [['login', 'as expected', 'healthy'], ...later])
    expect(world.machine.lab.openai.acceptedRefreshes).toHaveLength(1)
  }),
  5 * MINUTE,
)

interface Break {
  readonly store: Store
  readonly how: string
  /** Breaks it before the first job. */
  readonly before?: (world: AcceptanceWorld) => Promise<void> | void
  /** Breaks it when that one has stored the login. */
  readonly after?: (world: AcceptanceWorld) => Promise<void> | void
  /** The rows that must fail, and why; no other may. */
  readonly failed: Readonly<Record<string, string>>
}

const NOTHING_STORED = { next: '`empty`', lease: '`empty`' }

const BREAKS: readonly Break[] = [
  {
    store: 'cache',
    how: 'saves nothing',
    before: ({ cache }) => cache.fault('reserve', 403, 999),
    failed: { refresh: '`cache-read-only`', worker: '`access-missing`', ...NOTHING_STORED },
  },
  {
    store: 'cache',
    how: 'drops what was saved',
    after: ({ cache }) => cache.evict(({ key }) => key.startsWith('codex-auth/')),
    failed: NOTHING_STORED,
  },
  {
    store: 'cache',
    how: 'drops the access login',
    after: ({ cache }) => cache.evict(({ key }) => key.startsWith('codex-access/')),
    failed: { worker: '`access-missing`' },
  },
  {
    store: 'github-secret',
    how: 'may not be written',
    before: ({ github }) => github.fault({ at: 'PUT /', times: 999, fault: { status: 403 } }),
    failed: { refresh: '`secret-forbidden`', next: '`secret-forbidden`', lease: '0 of the two refreshed' },
  },
  {
    store: 'github-secret',
    how: 'has the older login again',
    after: ({ restoreSeed }) => restoreSeed(),
    failed: { next: '`stale-copy`', lease: '0 of the two refreshed' },
  },
  {
    store: 'command',
    how: 'ignores what it is given',
    before: ({ machine }) => machine.manager.make('ignore'),
    failed: { refresh: '`not-stored`', ...NOTHING_STORED },
  },
  {
    store: 'command',
    how: 'loses what it had stored',
    after: ({ machine }) => machine.manager.put(''),
    failed: NOTHING_STORED,
  },
  {
    store: 'command',
    how: "can't reach the git server of its lease any more",
    after: async ({ machine }) => (await machine.lab.git()).fault(() => true, 'cut-before', { rate: 1 }),
    failed: { lease: '`lease-unreachable`' },
  },
  {
    store: 'host',
    how: "can't save",
    before: async ({ machine }) => void (await mkdir(join(machine.lab.home, 'auth.json.lock'))),
    failed: { refresh: '`unsavable`', next: '`unsavable`', lease: '`unsavable`' },
  },
  {
    store: 'host',
    how: 'loses auth.json',
    after: ({ machine }) => rm(machine.lab.authFile),
    failed: NOTHING_STORED,
  },
]

test.concurrent.each(BREAKS.map(each => [each.store, each.how, each] as const))(
  'store %s %s: the run fails, and the report says where',
  (store, _, { before, after, failed }) =>
    inAcceptance(async world => {
      const { openai } = world.machine.lab
      await before?.(world)
      const { exit, report, text, log } = await world.run(store, { broken: after && (() => after(world)) })

      expect([exit, report.passed]).toEqual([1, false])
      const problems = report.tried.filter(each => each.problems.length > 0)
      expect(Object.fromEntries(problems.map(each => [each.tried, each.problems.join('; ')]))).toEqual(
        Object.fromEntries(
          Object.entries(failed).map(([tried, reason]) => [tried, expect.stringContaining(reason)]),
        ),
      )
      expect(report.tried.map(({ tried }) => tried)).toEqual(EXPECTED[store].map(([tried]) => tried))
      expect(text.match(/^\| .* 🔴 .*$/gm)).toHaveLength(problems.length)
      expect(log).toContain(`Summary - ${text.trim()}`)
      // What can't be stored is not refreshed.
      if (before) expect(openai.refreshes).toEqual([])
      expect(openai.presentations().filter(({ times }) => times > 1)).toEqual([])
    })(),
  5 * MINUTE,
)
