import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { CODEX, createMachine, otherProcess, packPublished } from '../__tests__/doubles/codex-machine.js'
import { codexBinary } from '../__tests__/doubles/lab/index.js'
import { createRunner, type JobRun } from '../__tests__/doubles/runner/index.js'
import { createLab } from '../__tests__/e2e/lab.js'
import { bringBubblewrap } from '../__tests__/e2e/wrapped-codex.js'
import { DEFAULT_CODEX_VERSION as VERSION } from '../src/codex/install/provide.js'
import type { Floor } from './floor.js'
import { median, type Print, timed } from './measure.js'

const ROUNDS = 7
/** Each takes some seconds. */
const INSTALLS = 3

/** What a run pays before Codex itself starts, its sandbox proven, and what an empty machine pays for Codex. */
export async function runOverhead(print: Print, { empty }: Floor): Promise<void> {
  const machine = await createMachine()
  const lab = await createLab()
  try {
    const registry = await machine.registry({ tarball: await packPublished(machine.home), longForm: true })
    const installs: Record<'ours' | 'npms', number[]> = { ours: [], npms: [] }
    for (let round = 0; round < INSTALLS; round += 1) {
      await rm(machine.root, { recursive: true, force: true })
      installs.ours.push(await ours(machine, registry.url))
      installs.npms.push(await npms(machine.home, registry.url))
    }
    const [install, npm] = [median(installs.ours), median(installs.npms)]
    const bare: number[] = []
    const sandbox: number[] = []
    const before: number[] = []
    const seed = lab.openai.login()
    // No codex on PATH: the jobs find it in the tool cache, into which `ours` has installed it.
    await bringBubblewrap(join(machine.place, CODEX))
    const env = { ...lab.openai.env, PATH: '/usr/local/bin:/usr/bin:/bin' }
    // The model may write where it is now, and the action would not use it.
    const toolCache = join(lab.dir, 'tools')
    await cp(join(machine.home, 'tools'), toolCache, { recursive: true })
    const on = createRunner({
      root: join(lab.dir, 'bench'),
      name: 'bench',
      home: dirname(lab.home),
      toolCache,
      env,
    })
    await lab.job({ 'auth-json': seed, mode: 'setup' }, { on })
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(timed(() => spawnSync(codexBinary(), ['--version'])))
      sandbox.push(timed(() => emptySandbox(lab.home)))
      before.push(await untilExec(lab.job({ prompt: 'Say OK' }, { on })))
    }
    print('codex --version', median(bare), median(bare))
    print('start of main to start of codex exec, sandbox proven', median(before), median(bare))
    const least = empty + median(bare) + median(sandbox)
    print('floor: an empty action, --version, a sandbox of `true`', least, median(bare))
    print('Codex on an empty machine, from a registry here', install, npm)
    print('npm install -g of the same version, same registry', npm, npm)
  } finally {
    await lab.close()
    await machine.remove()
  }
}

/** A sandbox that does nothing, and that any proof of it starts. */
function emptySandbox(home: string): void {
  const env = { ...process.env, CODEX_HOME: home }
  const { status } = spawnSync(codexBinary(), ['sandbox', '--', 'true'], { env })
  if (status !== 0) throw new Error('there is no sandbox here')
}

async function ours(machine: Awaited<ReturnType<typeof createMachine>>, registry: string): Promise<number> {
  const start = performance.now()
  // As npm, in a process of its own: the registry answers in this one.
  await otherProcess(machine.request(registry)).answer
  return performance.now() - start
}

async function npms(home: string, registry: string): Promise<number> {
  const [prefix, cache] = [join(home, 'npm'), join(home, 'npm-cache')]
  await mkdir(prefix)
  const args = ['install', '--global', '--prefix', prefix, '--cache', cache, '--registry', registry]
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--silent']
  const start = performance.now()
  // Not spawnSync: the registry answers in this very process.
  const npm = spawn('npm', [...args, ...quiet, `@openai/codex@${VERSION}-linux-x64`], { stdio: 'ignore' })
  const [status] = await once(npm, 'close')
  if (status !== 0) throw new Error(`npm could not install it: exit ${status}`)
  const took = performance.now() - start
  await Promise.all([prefix, cache].map(directory => rm(directory, { recursive: true })))
  return took
}

/** Milliseconds from the start of main's process until there is a process of `codex exec`. */
async function untilExec(run: JobRun): Promise<number> {
  await run.started('main')
  const start = performance.now()
  let over = false
  void run.then(() => {
    over = true
  })
  while (!isThere() && !over) await new Promise(resolve => setTimeout(resolve, 2))
  const took = performance.now() - start
  const seen = !over
  const { conclusion, log } = await run
  if (conclusion !== 'success' || !seen) throw new Error(`codex exec was not seen:\n${log}`)
  return took
}

const isThere = () =>
  readdirSync('/proc').some(name => {
    if (!/^\d+$/.test(name)) return false
    try {
      const [file = '', command] = readFileSync(join('/proc', name, 'cmdline'), 'utf8').split('\0')
      return file.endsWith('/codex') && command === 'exec'
    } catch {
      return false
    }
  })
