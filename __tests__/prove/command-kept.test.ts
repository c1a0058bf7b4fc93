import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { commandJob, errorsOf, outputsOf, refreshToken, withManagers } from '../e2e/command-job.js'

const HOUR = 3_600_000

// A proof that fails half-way may leave a broken entry: what was there is put back.
test(
  'a failed write proof does not cost the stored login',
  withManagers(async ({ lab, another }) => {
    const login = lab.openai.login({ expInMs: HOUR })
    const manager = await another(login)
    // As `cat > file` on a full disk, or `pass insert` whose gpg dies: cut off, exit code 1; well again after 4 tries.
    const persistCommand = `cd '${manager.dir}'; echo >> tries
    if [ "$(wc -l < tries)" -le 4 ]; then head -c 100 > entry; exit 1; fi; cat > entry`
    await commandJob(lab, { restoreCommand: manager.restoreCommand, persistCommand }, { mode: 'keep-fresh' })
    // It was tried, and failed each time of the proof.
    expect((await readFile(join(manager.dir, 'tries'), 'utf8')).length).toBeGreaterThan(4)
    expect(refreshToken(await manager.stored())).toBe(refreshToken(login))
  }),
  60_000,
)

// A secret may stand in the text of a command (docs/secret-managers.md).
test(
  'the text of the commands is in no file and no state',
  withManagers(async ({ lab, manager }) => {
    await manager.put(lab.openai.login())
    const secret = 'lab-vault-password-4711'
    const commands = {
      restoreCommand: `: ${secret}; ${manager.restoreCommand}`,
      persistCommand: manager.persistCommand,
    }
    const job = await commandJob(lab, commands, { mode: 'setup' })
    expect(job.conclusion).toBe('success')
    const files = Object.entries(job.files())
      .filter(([, text]) => text.includes(secret))
      .map(([path]) => path)
    const states = JSON.stringify(
      job.steps.map(({ stages }) => Object.values(stages).map(({ state }) => state)),
    )
    expect([files, states.includes(secret)]).toEqual([[], false])
  }),
  60_000,
)

// A shell that has its script and not yet its input would store nothing at all over the login.
test('a kill between the two pipes stores nothing empty', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lab-feed-'))
  try {
    const entry = join(dir, 'entry')
    await writeFile(entry, 'the lab login')
    const shell = new URL('../../src/stores/command/shell.js', import.meta.url).href
    const code = `
      import { Socket } from 'node:net'
      import { runInShell } from ${JSON.stringify(shell)}
      const { end } = Socket.prototype
      let ends = 0
      Socket.prototype.end = function (...args) {
        if (++ends === 2) process.kill(process.pid, 'SIGKILL')
        return end.apply(this, args)
      }
      await runInShell({ script: "cat > '${entry}'", input: Buffer.from('the newer lab login'), env: process.env,
        cwd: ${JSON.stringify(dir)}, timeoutMs: 5000, maxOutput: 1000 })`
    const died = await new Promise<{ signal?: unknown } | null>(resolve =>
      execFile(process.execPath, ['--input-type=module', '-e', code], resolve),
    )
    expect(died).toMatchObject({ signal: 'SIGKILL' })
    await new Promise(resolve => setTimeout(resolve, 500))
    const left = await readFile(entry, 'utf8')
    expect(left).not.toBe('')
  } finally {
    await rm(dir, { recursive: true })
  }
}, 30_000)

// Three calls of the manager come before the refresh, of the 6 to 8 s that Codex waits.
test(
  'a run whose token has ended goes on with a manager of 0.3 s a call',
  withManagers(async ({ lab, manager }) => {
    await manager.put(lab.openai.login())
    const call = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'update_plan' }
    const plan = JSON.stringify({ plan: [{ step: 'Work', status: 'in_progress' }] })
    lab.openai.script([{ endAccessToken: true, items: [{ ...call, arguments: plan }] }])
    const commands = {
      restoreCommand: `sleep 0.3; ${manager.restoreCommand}`,
      persistCommand: `sleep 0.3; ${manager.persistCommand}`,
    }
    const job = await commandJob(lab, commands, { prompt: 'Say OK' })
    expect([job.conclusion, errorsOf(job)]).toEqual(['success', []])
    expect(outputsOf(job)).toMatchObject({ refreshed: 'true', persisted: 'true' })
  }),
  60_000,
)

// Where restore-command wrongly says that nothing is stored, the lease's mark knows better.
test(
  'a seed older than the mark is not stored over what could not be seen',
  withManagers(async ({ lab, manager, job }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    await job({ 'auth-json': seed, mode: 'setup' })
    const newest = await manager.stored()
    expect(refreshToken(newest)).not.toBe(refreshToken(seed))
    const [entry, unseen] = [join(manager.dir, 'entry'), join(manager.dir, 'unseen')]
    await copyFile(entry, unseen)
    const blind = {
      restoreCommand: `'${manager.dir}/manager' read > /dev/null; cmp -s '${entry}' '${unseen}' || cat '${entry}'`,
      persistCommand: manager.persistCommand,
    }
    await commandJob(lab, blind, { 'auth-json': seed, mode: 'setup', 'min-lifetime': '1m' })
    expect(refreshToken(await manager.stored())).toBe(refreshToken(newest))
  }),
  60_000,
)
