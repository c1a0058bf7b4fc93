import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { JOB_VARIABLE } from '../../src/keeper/job-identity.js'
import { settleCodex } from '../../src/keeper/orphaned-codex.js'
import { type RunnerFiles, runnerFiles } from './job-stage.js'
import { where } from './needs.js'

const STORE = 'a'.repeat(16)

let home: string
let files: RunnerFiles
let children: ChildProcess[]
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'orphaned-codex-'))
  files = runnerFiles()
  children = []
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  files.end()
  rmSync(home, { recursive: true })
})

/** A process that can be taken for a Codex of this home. */
async function codex(env: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  const program = join(home, `codex-${children.length}`)
  symlinkSync('/bin/sleep', program)
  const child = spawn(program, ['60'], { env: { CODEX_HOME: home, ...env }, stdio: 'ignore' })
  children.push(child)
  await once(child, 'spawn')
  return child
}

/** The end of an exclusive use, on a host unless told otherwise. */
function atEnd(storage: 'host' | 'command' = 'host') {
  const job = files.job({ CODEX_AUTH_ACTION_UNFENCED: STORE, [JOB_VARIABLE]: 'lab-job' })
  const { state } = job.stage()
  for (const [key, value] of Object.entries({ home, storage, store: STORE, lease: 'lab' }))
    state.set(key as 'home', value)
  return { job, stage: job.stage({ name: 'post' }) }
}

const isSettled = (result: Promise<boolean>) => Promise.race([result, sleep(400, 'waits' as const)])

const onLinux = where(process.platform === 'linux', 'only Linux shows the environment of a process')

onLinux('post waits for a Codex that a step of an exclusive job has left in the background', async () => {
  const child = await codex({ [JOB_VARIABLE]: 'lab-job' })
  const { job, stage } = atEnd()
  const result = settleCodex(stage)
  expect(await isSettled(result)).toBe('waits')
  child.kill('SIGKILL')
  expect(await result).toBe(true)
  expect(job.said).toEqual([expect.stringContaining('left in the background may be refreshing')])
})

onLinux("not for a fenced one, and on a host for nobody else's", async () => {
  await codex({
    [JOB_VARIABLE]: 'lab-job',
    CODEX_REFRESH_TOKEN_URL_OVERRIDE: 'https://rotation-fenced.invalid/',
  })
  await codex()
  expect(await isSettled(settleCodex(atEnd().stage))).toBe(true)
  // In a private home there is no Codex but the job's own.
  expect(await isSettled(settleCodex(atEnd('command').stage))).toBe('waits')
})

onLinux('a Codex that was announced and never started is not waited for', async () => {
  const { stage } = atEnd()
  stage.state.set('lease', undefined)
  stage.state.set('appServer', { announcedAt: Date.now() })
  const start = performance.now()
  expect(await settleCodex(stage)).toBe(true)
  expect(performance.now() - start).toBeLessThan(10_000)
})

onLinux.each([
  ['was started without being named', undefined],
  ["can't be looked at", { pid: 4711, startedAt: '', scope: { host: '' } }],
])('one that %s is', async (_, named) => {
  const child = await codex()
  const { stage } = atEnd()
  stage.state.set('lease', undefined)
  stage.state.set('appServer', { announcedAt: Date.now(), ...(named && { process: named }) })
  const result = settleCodex(stage)
  await sleep(1200)
  expect(await isSettled(result)).toBe('waits')
  child.kill('SIGKILL')
  expect(await result).toBe(true)
})
