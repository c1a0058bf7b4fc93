import { execFileSync, spawnSync } from 'node:child_process'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import type { Values } from '../doubles/runner/index.js'
import { inCi, where } from '../unit/needs.js'
import {
  commandsOf,
  errorsOf,
  logOf,
  onceEach,
  outputsOf,
  refreshToken,
  type World,
  watchProcesses,
  withManagers,
} from './command-job.js'
import { authJsonIn } from './enclosed.js'
import { REPOSITORY } from './lab.js'
import { leftOn, watchRenames } from './secret-repository.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A job takes about a second; the slowest test here has five. */
const LATE = 90_000

test.concurrent(
  'the seed is stored at first use, a refreshed login within five seconds; only a later login replaces it',
  withManagers(async ({ lab, manager, job }) => {
    await manager.make('slow') // or no look at the processes would meet it
    const processes = watchProcesses(lab)
    const debug = true
    const seed = lab.openai.login({ expInMs: 2 * DAY })
    const first = await job({ 'auth-json': seed, mode: 'setup' }, { debug })
    expect([first.conclusion, errorsOf(first)]).toEqual(['success', []])
    expect(outputsOf(first)).toMatchObject({ storage: 'command', refreshed: 'false' })
    expect(logOf(first, 'main')).toMatch(/Stored the login in the output of restore-command/)
    expect(await manager.stored()).toBe(seed)

    const on = await lab.fresh()
    const watch = watchRenames(on)
    const second = await job({ 'auth-json': seed, 'force-refresh': 'true', prompt: 'Say OK' }, { debug, on })
    const renamed = (await watch.end()).at(-1) ?? 0
    expect(second.conclusion).toBe('success')
    expect(logOf(second, 'pre')).toMatch(/Restored the login .*the seed is the same/)
    expect(logOf(second, 'main')).toMatch(/Stored the login .*Refreshed and stored/s)
    expect(outputsOf(second)).toMatchObject({
      refreshed: 'true',
      persisted: 'true',
      'auth-status': 'refreshed',
    })
    expect(refreshToken(await manager.stored())).toBe(refreshToken(lab.openai.currentAuthJson()))
    const delay = (await stat(join(manager.dir, 'entry'))).ctimeMs - renamed
    process.stdout.write(`stored ${Math.round(delay)} ms after Codex's rename\n`)
    expect(delay).toBeGreaterThan(0)
    expect(delay).toBeLessThan(5000)

    // Nothing to store: the manager is only read.
    const calls = (await manager.calls()).length
    const third = await job({ 'auth-json': seed, prompt: 'Say OK' }, { debug })
    expect(logOf(third, 'pre')).toMatch(/Restored the login .*the seed is not newer/)
    expect(third.conclusion).toBe('success')
    expect((await manager.calls()).slice(calls)).toEqual(['read'])
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)

    const newLogin = lab.openai.login()
    const fourth = await job({ 'auth-json': newLogin, mode: 'setup' }, { debug })
    expect(logOf(fourth, 'main')).toMatch(/Seeded .* from auth-json: it is a newer login/)
    const fifth = await job({ 'auth-json': seed, mode: 'setup' }, { debug })
    expect(logOf(fifth, 'pre')).toMatch(/Restored the login .*the seed is not newer/)
    expect(await manager.stored()).toBe(newLogin)
    expect(onceEach(lab)).toBe(true)

    // That no token is among the samples, or in the debug log, is seen when the lab is closed.
    const samples = await processes.end()
    for (const one of [/ app-server/, / exec /, /manager (read|write)/])
      expect(samples).toContainEqual(expect.stringMatching(one))
    const commands = samples.filter(sample => /manager (read|write) +in /.test(sample))
    expect(commands.length).toBeGreaterThan(0)
    for (const sample of commands) expect(sample).not.toMatch(/INPUT_|STATE_|ACTIONS_RUNTIME_TOKEN/)
  }),
  LATE,
)

test.concurrent(
  'setup on a machine with a login of its own: later steps have the stored one, in a private CODEX_HOME that post removes',
  withManagers(async ({ lab, manager, job }) => {
    const own = lab.openai.login({ account: '2ab2ab2a-0000-4000-8000-000000000002' })
    await writeFile(lab.authFile, own, { mode: 0o600 })
    await manager.put(lab.openai.login({ expInMs: HOUR }))
    // The credentials come by an earlier step, so pre can't read it yet.
    const commands = {
      restoreCommand: '"$LAB_MANAGER/manager" read',
      persistCommand: '"$LAB_MANAGER/manager" write',
    }
    const inputs = { ...commandsOf(commands), storage: 'command', mode: 'setup' }
    const on = lab.runner()
    const result = await job(inputs, {
      on,
      steps: [
        { run: `echo 'LAB_MANAGER=${manager.dir}' >> "$GITHUB_ENV"` },
        { uses: 'self', with: inputs },
        {
          run: 'test "$CODEX_HOME" != ~/.codex; test "$(stat -c %a "$CODEX_HOME")" = 700; codex login status',
        },
        { run: 'codex exec --skip-git-repo-check "Say OK" </dev/null' },
        { run: 'exit 1' },
      ],
    })
    expect(logOf(result, 'pre', 1)).toMatch(/exit code 1\. It is read again when the step starts/)
    const outcomes = result.steps.map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['success', 'success', 'success', 'success', 'failure'])
    expect(result.log).toMatch(/Logged in using ChatGPT/)
    expect(logOf(result, 'post', 1)).toMatch(/The login was refreshed by this step, and is kept/)
    expect(await leftOn(on)).toEqual([])
    expect(await lab.auth()).toBe(own)
    expect(refreshToken(await manager.stored())).toBe(refreshToken(lab.openai.currentAuthJson()))
    expect(onceEach(lab)).toBe(true)
  }),
  LATE,
)

/** In continuous integration the command must be there. */
const hasAge = spawnSync('age', ['--version']).error === undefined

where(hasAge || inCi, 'the command `age` is not installed')(
  'with an encryption-key the manager sees only what `age` opens, and a wrong key is said to be one',
  withManagers(async ({ lab, manager, job }) => {
    const key = await generateX25519Identity()
    const seed = lab.openai.login({ expInMs: HOUR })
    const opened = async (): Promise<string> => {
      const stored = (await manager.stored()) ?? ''
      // Searched for parts of tokens when the lab is closed, as it is and decoded.
      await writeFile(join(lab.dir, 'stored'), stored + Buffer.from(stored, 'base64').toString('latin1'))
      const file = join(manager.dir, 'key.txt')
      await writeFile(file, `${key}\n`)
      const opening = `base64 -d | age -d -i '${file}'`
      const plain = execFileSync('bash', ['-o', 'pipefail', '-c', opening], { input: stored }).toString()
      // As docs/secret-managers.md says it.
      const asSaid = `${opening} | tail -n +3`
      const authJson = execFileSync('bash', ['-o', 'pipefail', '-c', asSaid], { input: stored }).toString()
      expect(authJsonIn(plain)).toBe(authJson)
      return authJson
    }
    const first = await job({ 'auth-json': seed, 'encryption-key': key, mode: 'setup', 'min-lifetime': '1m' })
    expect([first.conclusion, errorsOf(first)]).toEqual(['success', []])
    expect(await opened()).toBe(seed)
    const second = await job({ 'encryption-key': key, mode: 'setup' })
    expect(outputsOf(second)).toMatchObject({ storage: 'command', refreshed: 'true', persisted: 'true' })
    expect(refreshToken(await opened())).toBe(refreshToken(lab.openai.currentAuthJson()))

    const before = await manager.stored()
    const [wrong, none] = await Promise.all([
      job({ 'auth-json': seed, 'encryption-key': await generateX25519Identity(), mode: 'setup' }),
      job({ 'auth-json': seed, mode: 'setup' }),
    ])
    expect(errorsOf(wrong)[0]).toMatch(/sealed with another key than `encryption-key`/)
    expect(errorsOf(none)[0]).toMatch(/is encrypted, and there is no `encryption-key`.*Give the/s)
    expect([wrong.conclusion, none.conclusion]).toEqual(['failure', 'failure'])
    expect(await manager.stored()).toBe(before)
    expect(onceEach(lab)).toBe(true)
    for (const { rawLog } of lab.results) expect(rawLog).not.toContain(key)
  }),
  LATE,
)

test.concurrent(
  'a login that another job has refreshed and stored meanwhile is taken, and not refreshed again',
  withManagers(async ({ lab, manager, job }) => {
    await manager.put(lab.openai.login({ expInMs: HOUR }))
    const slow = await job(
      {},
      {
        steps: [
          {
            uses: 'self',
            async with(stage) {
              if (stage === 'main') expect(outputsOf(await job({ mode: 'setup' })).refreshed).toBe('true')
              return { ...commandsOf(manager), mode: 'setup' }
            },
          },
        ],
      },
    )
    expect(slow.conclusion).toBe('success')
    expect(slow.log).toMatch(/Another job has refreshed the login in the meantime/)
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
  }),
  LATE,
)

test.concurrent.each([
  ['by the mark of the lease', 'write', /Not stored: another job has refreshed the login since/],
  ['where no lease is to be had', 'none', /Not stored: .* holds a newer login/],
] as const)(
  'posts of two jobs out of order: the newer generation stays, %s',
  (_, right, words) =>
    withManagers(async world => {
      const { lab, manager } = world
      const token = 'ghs_labolder'
      ;(await lab.git()).grant(token, { [REPOSITORY]: right })
      await manager.put(lab.openai.login())
      const [second, third] = [await nextGeneration(world), await nextGeneration(world)]
      const newer = leaving(world, third)
      const older = await leaving(world, second, { token }, () => newer)
      expect(logOf(await newer, 'post')).toMatch(/Stored the login/)
      expect((await newer).summary).toMatch(/🟢 The end of the job stored the Codex login\n/)
      expect(logOf(older, 'post')).toMatch(words)
      expect(older.conclusion).toBe('success')
      expect(await manager.stored()).toBe(third)
    })(),
  LATE,
)

async function nextGeneration({ lab }: World): Promise<string> {
  await sleep(20)
  return lab.openai.refreshElsewhere()
}

/** A job whose later step leaves another generation in CODEX_HOME; its post may begin when the gate opens. */
async function leaving(
  { lab, manager, job }: World,
  authJson: string,
  given: Values = {},
  gate = async (): Promise<unknown> => undefined,
) {
  const on = await lab.fresh()
  await writeFile(join(on.folders.home, 'auth.json'), authJson)
  const step = {
    uses: 'self',
    async with(stage: string) {
      if (stage === 'post') await gate()
      return { ...commandsOf(manager), ...given, mode: 'setup' }
    },
  }
  return job(given, { on, steps: [step, { run: 'cp ~/auth.json "$CODEX_HOME/auth.json"' }] })
}
