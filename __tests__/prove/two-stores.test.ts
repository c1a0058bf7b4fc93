import { writeFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { commandsOf, errorsOf, logOf, refreshToken, withManagers } from '../e2e/command-job.js'
import { hostedJob } from '../e2e/hosted.js'
import { inLab } from '../e2e/lab.js'

const HOUR = 3_600_000

test(
  "a login of the host's own beside a stored one in a job: each is refreshed where it lives",
  withManagers(async ({ lab, manager }) => {
    const stored = lab.openai.login({ expInMs: HOUR })
    await manager.put(stored)
    const own = lab.openai.login({ account: '4ab4ab4a-0000-4000-8000-000000000004' })
    await writeFile(lab.authFile, own, { mode: 0o600 })
    const job = await hostedJob(
      lab,
      {},
      {
        on: lab.runner(),
        secrets: [stored, own],
        steps: [
          {
            uses: 'self',
            with: { storage: 'command', mode: 'setup', 'min-lifetime': '1m', ...commandsOf(manager) },
          },
          { uses: 'self', with: { storage: 'host', mode: 'keep-fresh', 'force-refresh': 'true' } },
        ],
      },
    )
    expect(job.conclusion).toBe('success')
    expect(job.steps[1]?.outputs).toMatchObject({
      'codex-home': lab.home,
      refreshed: 'true',
      persisted: 'true',
    })
    expect(refreshToken(await lab.auth())).not.toBe(refreshToken(own))
    expect(JSON.parse((await manager.stored()) ?? '')).toEqual(JSON.parse(stored))
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
  }),
  60_000,
)

test(
  'two stores with the same `login-name` and account in one job: neither login gets into the other store',
  withManagers(async ({ lab, manager, another }) => {
    const first = lab.openai.login({ expInMs: HOUR })
    const second = lab.openai.login({ expInMs: 20 * HOUR })
    await manager.put(first)
    const other = await another(second)
    const given = { storage: 'command', mode: 'setup', 'min-lifetime': '2h' }
    const job = await hostedJob(
      lab,
      {},
      {
        on: lab.runner(),
        secrets: [first, second],
        steps: [
          { uses: 'self', with: { ...given, ...commandsOf(manager) } },
          { uses: 'self', with: { ...given, ...commandsOf(other) } },
        ],
      },
    )
    expect(job.conclusion).toBe('success')
    const [one, two] = job.steps.map(({ outputs }) => outputs)
    expect(await other.stored()).toBe(second)
    expect([one?.refreshed, two?.refreshed]).toEqual(['true', 'false'])
    expect(one?.['codex-home']).not.toBe(two?.['codex-home'])
    const refreshed = refreshToken(await manager.stored())
    expect([first, second].map(refreshToken)).not.toContain(refreshed)
    expect(lab.openai.allTokens()).toContain(refreshed)
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
  }),
  60_000,
)

test(
  'on a self-hosted runner, inputs of another store without `storage` are asked about; beside `storage: host` they are reported',
  inLab(async lab => {
    const seed = lab.openai.login()
    const given = { 'auth-json': seed, 'persist-command': 'cat > /dev/null', mode: 'setup' }
    const unclear = await lab.job(given)
    expect([unclear.conclusion, errorsOf(unclear).join()]).toEqual([
      'failure',
      expect.stringMatching(
        /`storage` is `auto` on a self-hosted runner.*`storage: command`.*`storage: host`/s,
      ),
    ])
    await expect(lab.auth()).rejects.toThrow('ENOENT')

    const clear = await lab.job({ ...given, storage: 'host' })
    expect(clear.conclusion).toBe('success')
    expect(logOf(clear, 'pre')).not.toContain('Without effect')
    const warnings = clear.annotations
      .filter(({ level }) => level === 'warning')
      .map(({ message }) => message)
    expect(warnings).toEqual(['Without effect where `storage` is `host`: `persist-command`.'])
    expect(await lab.auth()).toBe(seed)
  }),
  60_000,
)

test(
  'an exclusive use of one store before a shared use of another: later steps are fenced for the login of the other',
  withManagers(async ({ lab, manager, another }) => {
    const first = lab.openai.login({ expInMs: 20 * HOUR })
    const second = lab.openai.login({ account: '4ab4ab4a-0000-4000-8000-000000000004', expInMs: 20 * HOUR })
    await manager.put(first)
    const other = await another(second)
    const given = { storage: 'command', mode: 'setup', 'min-lifetime': '1m' }
    const job = await hostedJob(
      lab,
      {},
      {
        on: lab.runner(),
        secrets: [first, second],
        steps: [
          { uses: 'self', with: { ...given, ...commandsOf(manager), concurrency: 'exclusive' } },
          { run: 'echo "one: $CODEX_REFRESH_TOKEN_URL_OVERRIDE"' },
          { uses: 'self', with: { ...given, ...commandsOf(other) } },
          { run: 'echo "two: $CODEX_REFRESH_TOKEN_URL_OVERRIDE"' },
        ],
      },
    )
    expect([job.conclusion, errorsOf(job)]).toEqual(['success', []])
    expect(job.log).toMatch(/one: https:\/\/127/)
    expect(job.log).toMatch(/two: https:\/\/rotation-fenced\.invalid/)
  }),
  60_000,
)

test(
  'an exclusive use after a shared one of the same store: the next job may refresh',
  withManagers(async ({ lab, manager, job }) => {
    const seed = lab.openai.login({ expInMs: 20 * HOUR })
    await manager.put(seed)
    const given = { storage: 'command', mode: 'setup', 'min-lifetime': '1m', ...commandsOf(manager) }
    const both = await hostedJob(
      lab,
      {},
      {
        secrets: [seed],
        steps: [
          { uses: 'self', with: given },
          { uses: 'self', with: { ...given, concurrency: 'exclusive' } },
        ],
      },
    )
    expect([both.conclusion, errorsOf(both)]).toEqual(['success', []])
    const next = await job({ mode: 'keep-fresh' }, { secrets: [seed] })
    expect([next.conclusion, errorsOf(next)]).toEqual(['success', []])
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
  }),
  60_000,
)
