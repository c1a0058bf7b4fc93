import { describe, expect, test } from '@jest/globals'
import {
  errorsOf,
  HOLD,
  HOUR,
  inLeaseWorld,
  LATE,
  logOf,
  noticesOf,
  outputsOf,
  presented,
  warningsOf,
} from '../e2e/lease-world.js'

const EXCLUSIVE = { mode: 'setup', concurrency: 'exclusive' }
const CODEX = 'codex exec --skip-git-repo-check "Say OK" < /dev/null'

test.concurrent(
  'the second of two machines waits for the first one’s post, is told for whom, and then finds what it left',
  inLeaseWorld(async world => {
    const seed = world.lab.openai.login({ expInMs: HOUR })
    const first = await world.start({ ...EXCLUSIVE, 'auth-json': seed }, { later: [HOLD], runId: '71' })
    await first.run.line(/^held/)
    expect(await world.record()).toMatchObject({ holder: { jobId: String(first.id), run: '71' } })
    const second = await world.start(
      { ...EXCLUSIVE, 'auth-json': seed },
      {
        later: [{ run: 'echo "fenced by $CODEX_REFRESH_TOKEN_URL_OVERRIDE"' }],
        contexts: { strategy: { 'job-total': 4 } },
      },
    )
    const { text } = await second.run.line(/Waiting for the right to refresh/)
    expect(text).toMatch(
      /^Waiting .* \(\d s\): held by job test of run 71 on runner hosted, since 20\d\d-\S+Z \(http:.*\/lab\/project\/actions\/runs\/71\)\.$/,
    )
    await world.letGo()
    const [one, two] = await Promise.all([first.result, second.result])
    expect([one.conclusion, two.conclusion]).toEqual(['success', 'success'])
    expect(two.log).toContain(`fenced by ${world.lab.openai.tokenUrl}`)
    expect(noticesOf(two).join()).toMatch(
      /in a matrix of 4 jobs: they run one after another.*10 min.*`lease-timeout`/,
    )
    expect(noticesOf(one).join()).not.toMatch(/matrix/)
    expect([outputsOf(one).refreshed, outputsOf(two).refreshed]).toEqual(['true', 'false'])
    expect(presented(world)).toEqual([1, 0])
    expect(await world.record()).not.toHaveProperty('holder')
  }),
  LATE,
)

test.concurrent(
  "a later step's own Codex may refresh, post stores it, and the next job knows of it",
  inLeaseWorld(async world => {
    const { openai } = world.lab
    const seed = openai.login()
    const job = await world.start({ ...EXCLUSIVE, 'auth-json': seed }, { later: [HOLD, { run: CODEX }] })
    await job.run.line(/^held/)
    openai.endAccessToken()
    await world.letGo()
    const result = await job.result
    expect(result.conclusion).toBe('success')
    expect(logOf(result, 'post')).toMatch(
      /Stored the login in .*\n.*refreshed while the job ran, and the newer one is kept/,
    )
    expect(await world.history()).toEqual([1, 2])
    expect(await world.record()).toMatchObject({ marks: [{ changedAt: expect.any(String) }] })
    expect(await world.record()).toMatchObject({ spending: [] })
    const next = await world.job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
    expect([next.conclusion, presented(world)]).toEqual(['success', [1, 1, 0]])
  }),
  LATE,
)

test.concurrent(
  'without `contents: write` the later steps stay fenced, and the lines are said; nothing is refreshed',
  inLeaseWorld(async world => {
    const seed = world.lab.openai.login()
    const job = await world.job(
      { ...EXCLUSIVE, 'auth-json': seed },
      { permissions: { contents: 'read' }, later: [{ run: 'echo "by $CODEX_REFRESH_TOKEN_URL_OVERRIDE"' }] },
    )
    expect([job.conclusion, errorsOf(job)]).toEqual(['success', []])
    expect(warningsOf(job).join()).toMatch(/stay fenced.*permissions:\n {2}contents: write\n/s)
    expect(job.log).toContain('by https://rotation-fenced.invalid/')
    expect(presented(world)).toEqual([0])
  }),
  LATE,
)

describe('a holder whose machine is lost, with no post', () => {
  test.concurrent(
    'is replaced at once when GitHub knows that its job is over, and waited for before',
    inLeaseWorld(async world => {
      const seed = world.lab.openai.login()
      const lost = await world.start({ ...EXCLUSIVE, 'auth-json': seed }, { later: [HOLD] })
      await lost.run.line(/^held/)
      await lost.powerOff()
      await lost.result
      const force = { 'auth-json': seed, mode: 'setup', 'force-refresh': 'true' }
      const early = await world.job({ ...force, 'lease-timeout': '2s' })
      expect(errorsOf(early).join()).toMatch(
        /still held after 2 s: job test of run 4001 .*actions\/runs\/4001/,
      )
      expect(world.github.requests.map(({ operation }) => operation)).toEqual([
        'actions/get-job-for-workflow-run',
      ])
      world.declareOver(lost)
      const start = performance.now()
      const next = await world.job({ ...force, 'lease-timeout': '2s' })
      expect(performance.now() - start).toBeLessThan(8000)
      expect(next.conclusion).toBe('success')
      expect(outputsOf(next)).toMatchObject({ refreshed: 'true' })
      expect(await world.record()).not.toHaveProperty('holder')
    }),
    LATE,
  )

  test.concurrent(
    'is waited for where `actions: read` is missing, which is said once',
    inLeaseWorld(async world => {
      const seed = world.lab.openai.login()
      const lost = await world.start({ ...EXCLUSIVE, 'auth-json': seed }, { later: [HOLD] })
      await lost.run.line(/^held/)
      await lost.powerOff()
      await lost.result
      world.declareOver(lost)
      const late = await world.job(
        { 'auth-json': seed, mode: 'setup', 'force-refresh': 'true', 'lease-timeout': '4s' },
        { permissions: { contents: 'write' } },
      )
      expect(errorsOf(late).join()).toMatch(/still held after 4 s/)
      expect(
        logOf(late, 'main').match(/can be asked only with the permission `actions: read`/g),
      ).toHaveLength(1)
      expect(presented(world)).toEqual([0])
      expect(await world.record()).toMatchObject({ holder: { jobId: String(lost.id) } })
      // After its time by the git server's clock nobody needs to be asked.
      world.git.clock.offsetMs = 6 * HOUR + 2 * 60_000
      const next = await world.job(
        { 'auth-json': seed, mode: 'setup', 'force-refresh': 'true', 'lease-timeout': '4s' },
        { permissions: { contents: 'write' } },
      )
      expect(next.conclusion).toBe('success')
    }),
    LATE,
  )
})
