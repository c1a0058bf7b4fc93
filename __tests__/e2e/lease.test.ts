import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { inLab, type Lab } from './lab.js'

const HOUR = 3_600_000
const LATE = 60_000

/** A later step stays until the test lets it go. */
const hold = ({ dir }: Lab) => `until [ -e '${join(dir, 'go')}' ]; do sleep 0.05; done`
const letGo = ({ dir }: Lab) => writeFile(join(dir, 'go'), '')

test(
  'exclusive: a second job waits for the first one to end, and says for whom; later steps may refresh',
  inLab(async lab => {
    const seed = lab.openai.login()
    const first = lab.runner('first').job({
      secrets: [seed],
      runId: '71',
      steps: [
        { uses: 'self', with: { 'auth-json': seed, mode: 'setup', concurrency: 'exclusive' } },
        {
          run: `test "$CODEX_REFRESH_TOKEN_URL_OVERRIDE" = ${lab.openai.tokenUrl} && echo unfenced && ${hold(lab)}`,
        },
      ],
    })
    await first.line(/^unfenced/)
    const second = lab.job({ mode: 'setup', concurrency: 'exclusive' }, { on: lab.runner('second') })
    await second.line(
      /Waiting for the right to refresh the login .*: held by job test of run 71 on runner first, since 20/,
    )
    await letGo(lab)
    const ended: string[] = []
    await Promise.all([first.then(() => ended.push('first')), second.then(() => ended.push('second'))])
    expect(ended).toEqual(['first', 'second'])
    lab.results.push(await first)
    expect([(await first).conclusion, (await second).conclusion]).toEqual(['success', 'success'])
  }),
  LATE,
)

test(
  'the action used twice in one job: the second use needs no lease of its own, and each post gives back its own',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    const job = lab.runner('first').job({
      secrets: [seed],
      steps: [
        { uses: 'self', with: { 'auth-json': seed, mode: 'setup', concurrency: 'exclusive' } },
        { uses: 'self', with: { mode: 'keep-fresh', 'force-refresh': 'true' } },
        { uses: 'self', with: { mode: 'setup', concurrency: 'exclusive' } },
        { run: `echo "still held" && ${hold(lab)}` },
      ],
    })
    await job.line(/^still held/)
    const other = lab.job({ mode: 'setup', 'force-refresh': 'true' }, { on: lab.runner('second') })
    await other.line(/Waiting for the right/)
    await letGo(lab)
    expect((await job).conclusion).toBe('success')
    lab.results.push(await job)
    expect((await other).conclusion).toBe('success')
    expect(lab.openai.presentations().every(({ times }) => times <= 1)).toBe(true)
    expect(lab.openai.acceptedRefreshes).toHaveLength(3)
  }),
  LATE,
)

test(
  'lease-timeout: an error that names the holder, and no token is spent',
  inLab(async lab => {
    const seed = lab.openai.login()
    const holder = lab.runner('first').job({
      secrets: [seed],
      steps: [
        { uses: 'self', with: { 'auth-json': seed, mode: 'setup', concurrency: 'exclusive' } },
        { run: `echo held && ${hold(lab)}` },
      ],
    })
    await holder.line(/^held/)
    const late = await lab.job(
      { mode: 'keep-fresh', 'force-refresh': 'true', 'lease-timeout': '1s' },
      { on: lab.runner('second') },
    )
    expect(late.conclusion).toBe('failure')
    expect(late.annotations.at(-1)?.message).toMatch(
      /still held after 1 s: job test of run .* on runner first.*`lease-timeout`/s,
    )
    expect(lab.openai.refreshes).toHaveLength(0)
    await letGo(lab)
    lab.results.push(await holder)
  }),
  LATE,
)

test(
  'exclusive with a due login: this step refreshes it at once, and does not wait for itself',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    const job = await lab.job({ 'auth-json': seed, mode: 'setup', concurrency: 'exclusive' })
    expect([job.conclusion, job.steps[0]?.outputs.refreshed]).toEqual(['success', 'true'])
    expect(job.log).not.toMatch(/Waiting/)
  }),
  LATE,
)

test(
  'a worker that is killed frees the lease it held',
  inLab(async lab => {
    const seed = lab.openai.login()
    const holder = lab.runner('first').job({
      secrets: [seed],
      steps: [
        { uses: 'self', with: { 'auth-json': seed, mode: 'setup', concurrency: 'exclusive' } },
        { run: `echo held && ${hold(lab)}` },
      ],
    })
    await holder.line(/^held/)
    holder.kill('both')
    const next = await lab.job(
      { mode: 'setup', 'force-refresh': 'true', 'lease-timeout': '5s' },
      { on: lab.runner('second') },
    )
    expect(next.conclusion).toBe('success')
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    await letGo(lab)
    lab.results.push(await holder)
  }),
  LATE,
)
