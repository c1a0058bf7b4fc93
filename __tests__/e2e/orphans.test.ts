import { mkdir, mkdtemp, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import { sealer } from '../../src/stores/age.js'
import { bareStage } from './bare-stage.js'
import { commandsOf, onceEach, refreshToken, withManagers } from './command-job.js'
import { authJsonIn } from './enclosed.js'
import { filesLeft } from './homes-left.js'
import { hostedJob } from './hosted.js'
import { inLab } from './lab.js'
import { errorsOf, HOUR, inLeaseWorld, LATE, logOf, outputsOf, until, warningsOf } from './lease-world.js'

test(
  'worker and node are killed while Codex refreshes: the next job on the machine waits for Codex, stores what it saved, and leaves nothing',
  inLeaseWorld(async world => {
    const { lab } = world
    const { openai } = lab
    const key = await generateX25519Identity()
    const seed = openai.login({ expInMs: HOUR })
    const inputs = { storage: 'command', 'encryption-key': key, 'auth-json': seed, mode: 'setup' }
    openai.delayAfterRefresh(4000)
    const spec = { on: lab.runner(), secrets: [seed, key] }
    const killed = await world.start(inputs, spec)
    await until(() => openai.refreshes.length === 1)
    killed.run.kill('both')
    await killed.result
    openai.delayAfterRefresh(0)
    world.declareOver(killed)

    const next = await world.job(inputs, spec)
    expect([next.conclusion, errorsOf(next), warningsOf(next)]).toEqual(['success', [], []])
    expect(logOf(next, 'main')).toMatch(/may still refresh the login in .*: waiting for it/)
    expect(logOf(next, 'main')).toMatch(/A job that was killed left a newer login in .*Stored the login/s)
    expect(outputsOf(next)).toMatchObject({ 'auth-status': 'healthy' })
    const stored = await sealer(key).open(Buffer.from(await world.stored(), 'base64'))
    expect(refreshToken(authJsonIn(stored.toString()))).toBe(refreshToken(openai.currentAuthJson()))
    expect(openai.acceptedRefreshes).toHaveLength(1)
    expect(onceEach(lab)).toBe(true)
    expect(await filesLeft(lab)).toEqual([])
  }),
  LATE,
)

test(
  'a Codex is killed when it has written the refreshed login beside auth.json: the next job on the host puts it in place',
  inLab(async lab => {
    const { openai } = lab
    const inputs = { 'auth-json': openai.login({ expInMs: HOUR }), 'min-lifetime': '2h', mode: 'setup' }
    const first = await lab.job(inputs)
    expect(outputsOf(first).refreshed).toBe('true')
    // As it would be: its new file has its name, and auth.json is as it was before.
    await rename(lab.authFile, join(lab.home, '.auth-aB3xYz'))
    await writeFile(lab.authFile, inputs['auth-json'], { mode: 0o600 })

    const next = await lab.job({ ...inputs, 'force-refresh': 'true' })
    expect([next.conclusion, errorsOf(next), warningsOf(next)]).toEqual(['success', [], []])
    expect(logOf(next, 'main')).toMatch(/had not put it in place: now it is in/)
    expect(openai.acceptedRefreshes).toHaveLength(2)
    expect(onceEach(lab)).toBe(true)
    expect(refreshToken(await lab.auth())).toBe(refreshToken(openai.currentAuthJson()))
    expect((await readdir(lab.home)).filter(name => name.startsWith('.auth-'))).toEqual([])
  }),
  LATE,
)

test(
  'a home that a killed job left is not used by a job with the same names, whose later step refreshes',
  withManagers(async ({ lab, manager }) => {
    const { openai } = lab
    const seed = openai.login({ expInMs: 4 * 60_000 })
    await manager.put(seed)
    const given = {
      ...commandsOf(manager),
      storage: 'command',
      mode: 'setup',
      'min-lifetime': '1s',
      concurrency: 'exclusive',
      'lease-timeout': '1s',
    }
    const killed = await hostedJob(lab, given, {
      on: lab.act('one'),
      during: async run => {
        await run.line(/Restored the login/)
        run.kill('both')
      },
    })
    expect(killed.workerDied).toBe(true)
    expect(await filesLeft(lab)).toContain('auth.json')

    const job = await hostedJob(
      lab,
      {},
      {
        on: lab.act('two'),
        secrets: [seed],
        steps: [
          { uses: 'self', with: given },
          { run: 'codex exec --skip-git-repo-check "Say OK" </dev/null' },
        ],
      },
    )
    expect([job.conclusion, errorsOf(job)]).toEqual(['success', []])
    expect(openai.acceptedRefreshes).toHaveLength(1)
    expect(refreshToken(await manager.stored())).toBe(refreshToken(openai.currentAuthJson()))
    expect(await filesLeft(lab)).toEqual([])
  }),
  LATE,
)

test(
  'what this action can not read at the end of the job is not removed, if it has tokens: it is left encrypted',
  withManagers(async ({ lab, manager }) => {
    const seed = lab.openai.login({ expInMs: 20 * HOUR })
    await manager.put(seed)
    const key = await generateX25519Identity()
    const given = {
      ...commandsOf(manager),
      storage: 'command',
      'encryption-key': key,
      mode: 'setup',
      'min-lifetime': '1m',
    }
    // Two fields of one name: no auth.json for this action.
    const spoil = 'sed -i \'s/^{/{"agent_identity":null,"agent_identity":null,/\' "$CODEX_HOME/auth.json"'
    const job = await hostedJob(
      lab,
      {},
      { on: lab.runner(), secrets: [seed, key], steps: [{ uses: 'self', with: given }, { run: spoil }] },
    )
    expect(job.conclusion).toBe('failure')
    expect(await filesLeft(lab)).toEqual(['auth.json.age', 'owner.json'])
  }),
  LATE,
)

test(
  'main was killed when a person had logged in: post leaves the new login to the next job',
  inLab(async lab => {
    const machine = await mkdtemp(join(lab.dir, 'bare-'))
    const home = join(machine, 'home', '.codex')
    const loginHome = join(machine, 'home', '.codex-auth-action', 'login-lab')
    for (const directory of [home, loginHome]) await mkdir(directory, { recursive: true })
    const login = lab.openai.login()
    await writeFile(join(loginHome, 'auth.json'), login, { mode: 0o600 })
    const owner = { version: 1, job: 'a'.repeat(32), store: 'b'.repeat(16) }
    const times = { madeAt: Date.now(), until: Date.now() + HOUR }
    await writeFile(join(loginHome, 'owner.json'), JSON.stringify({ ...owner, ...times }))

    const post = await bareStage(lab, { stage: 'post', machine, state: { home, loginHome, storage: 'host' } })
    expect([post.code, post.log]).toEqual([0, expect.stringContaining('the next job on this machine')])
    expect(await readdir(loginHome)).toContain('auth.json')
    expect(await readFile(join(loginHome, 'auth.json'), 'utf8')).toBe(login)
    await writeFile(join(loginHome, 'auth.json'), '')
  }),
  LATE,
)
