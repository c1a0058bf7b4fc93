import { expect, test } from '@jest/globals'
import type { ModelAnswer } from '../doubles/openai/openai.js'
import {
  errorsOf,
  HOLD,
  inLeaseWorld,
  LATE,
  type LeasedJob,
  type LeaseWorld,
  logOf,
  outputsOf,
  presented,
  until,
} from '../e2e/lease-world.js'

/** Codex's own time for it (docs/facts §3). */
const CODEX_WAITS_MS = 6000
/** The model runs a command, so that a turn has a second call. */
const BUSY = { prompt: 'Work', sandbox: 'danger-full-access' }
const wait = (world: LeaseWorld): ModelAnswer => ({
  command: `until [ -e '${world.lab.dir}/store/go' ]; do sleep 0.05; done`,
  yieldTimeMs: 60_000,
})

/** Milliseconds from the first call that OpenAI refused to the first one that it took with the next generation. */
function pause({ lab }: LeaseWorld): number {
  const calls = lab.openai.log.filter(({ kind }) => kind === 'responses')
  const refused = calls.find(({ status, generation }) => status === 401 && generation === 1)
  const accepted = calls.find(({ status, generation }) => status === 200 && generation === 2)
  return (accepted?.at ?? Number.NaN) - (refused?.at ?? Number.NaN)
}

const report = (what: string, ms: number) => process.stdout.write(`${what}: ${Math.round(ms)} ms\n`)

test.each<[string, NonNullable<LeasedJob['permissions']>]>([
  ['with the right to the lease', { contents: 'write', actions: 'read' }],
  ['without', { contents: 'read' }],
])(
  'a run whose token ends because another job has refreshed goes on with what that one stored: %s',
  (_, permissions) =>
    inLeaseWorld(async world => {
      const { openai } = world.lab
      const seed = openai.login()
      await world.put(seed)
      openai.script([wait(world), { message: 'Went on.' }])
      const run = await world.start({ 'auth-json': seed, ...BUSY }, { permissions })
      await until(() => openai.modelCalls === 1)
      const other = await world.job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
      expect(other.conclusion).toBe('success')
      await world.letGo()
      const result = await run.result
      expect([result.conclusion, outputsOf(result)]).toMatchObject([
        'success',
        { 'final-message': 'Went on.', refreshed: 'false' },
      ])
      expect(logOf(result, 'main')).toMatch(
        /Another job has refreshed the login in the meantime: using that one/,
      )
      expect([presented(world), await world.history()]).toEqual([
        [1, 0],
        [1, 2],
      ])
      report('hand-over of what another job stored', pause(world))
      expect(pause(world)).toBeLessThan(CODEX_WAITS_MS)
    })(),
  LATE,
)

test(
  'a run whose token ends otherwise takes the lease, refreshes, stores and goes on',
  inLeaseWorld(async world => {
    const { openai } = world.lab
    const seed = openai.login()
    await world.put(seed)
    openai.script([{ ...wait(world), endAccessToken: true }, { message: 'Went on.' }])
    const run = await world.start({ 'auth-json': seed, ...BUSY })
    await until(() => openai.modelCalls === 1)
    await world.letGo()
    const result = await run.result
    expect([result.conclusion, outputsOf(result)]).toMatchObject([
      'success',
      { 'final-message': 'Went on.', refreshed: 'true', persisted: 'true' },
    ])
    expect([presented(world), await world.history()]).toEqual([
      [1, 0],
      [1, 2],
    ])
    expect(await world.record()).toMatchObject({ marks: [{ changedAt: expect.any(String) }] })
    expect(await world.record()).toMatchObject({ spending: [] })
    expect(await world.record()).not.toHaveProperty('holder')
    report('hand-over with a refresh of its own', pause(world))
    expect(pause(world)).toBeLessThan(CODEX_WAITS_MS)
  }),
  LATE,
)

test(
  'one of eight fenced runs on eight empty disks refreshes in the middle, which ends the token of all: all go on',
  inLeaseWorld(async world => {
    const { openai } = world.lab
    const seed = openai.login()
    await world.put(seed)
    openai.script([...Array(7).fill(wait(world)), { ...wait(world), endAccessToken: true }])
    const runs = await Promise.all(
      Array.from({ length: 8 }, () => world.start({ 'auth-json': seed, ...BUSY })),
    )
    await until(() => openai.modelCalls === 8)
    await world.letGo()
    const results = await Promise.all(runs.map(({ result }) => result))
    expect(results.map(({ conclusion }) => conclusion)).toEqual(Array(8).fill('success'))
    expect(results.filter(result => outputsOf(result).refreshed === 'true')).toHaveLength(1)
    expect([presented(world), await world.history()]).toEqual([
      [1, 0],
      [1, 2],
    ])
    expect(await world.record()).not.toHaveProperty('holder')
  }),
  2 * LATE,
)

test.concurrent(
  'while another job holds the lease to its end, the run that needs it says for whom it waited in vain',
  inLeaseWorld(async world => {
    const { openai } = world.lab
    const seed = openai.login()
    await world.put(seed)
    openai.script([{ message: 'Slow.', delayMs: 60_000 }])
    const holder = await world.start(
      { 'auth-json': seed, mode: 'setup', concurrency: 'exclusive' },
      { later: [HOLD], runId: '71' },
    )
    await holder.run.line(/^held/)
    openai.endAccessToken()
    const result = await world.job({ 'auth-json': seed, prompt: 'Say OK' })
    expect(result.conclusion).toBe('failure')
    expect(errorsOf(result).join()).toMatch(/still held after [67] s: job test of run 71 .*actions\/runs\/71/)
    expect(presented(world)).toEqual([0])
    await world.letGo()
    await holder.result
  }),
  LATE,
)

test.concurrent(
  'while the git server hangs, the run that needs it says so, and does not hang with it',
  inLeaseWorld(async world => {
    const { openai } = world.lab
    const seed = openai.login()
    await world.put(seed)
    openai.endAccessToken()
    world.git.fault('fetch-refs', 'hang', { times: 99 })
    const start = performance.now()
    const result = await world.job({ 'auth-json': seed, prompt: 'Say OK' })
    report('a run that can have no lease since git hangs', performance.now() - start)
    expect(result.conclusion).toBe('failure')
    expect(errorsOf(result).join()).toMatch(/git server of lab\/project could not be reached/)
    expect(presented(world)).toEqual([0])
    expect(performance.now() - start).toBeLessThan(40_000)
  }),
  4 * LATE,
)
