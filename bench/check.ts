import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { codexBinary } from '../__tests__/doubles/lab/index.js'
import { createLab, type Lab } from '../__tests__/e2e/lab.js'
import { checkCodex } from '../src/codex/check/check.js'
import { digestOfFiles, stampOfFiles } from '../src/codex/check/verdict.js'
import type { Print } from './measure.js'

const ROUNDS = 5

/** What a job pays for a Codex that nobody has tried: once for a machine, and then for each job. */
export async function selfCheck(print: Print): Promise<void> {
  const lab = await createLab()
  const executable = codexBinary()
  const env = { ...process.env, ...lab.env, HOME: join(lab.dir, 'home') }
  const check = async () => {
    const signal = new AbortController().signal
    const { outcome } = await checkCodex({ executable, env, log: () => undefined, signal })
    if (outcome !== 'passed') throw new Error('the Codex of the tests has not passed')
  }
  try {
    await writeFile(lab.authFile, lab.openai.login())
    const version = await median(() => codex(lab, ['--version']))
    const exec = await median(() => codex(lab, ['exec', '--skip-git-repo-check', 'Say OK']))
    const checked = await median(check)
    print('codex --version', version, version)
    print('the same codex exec, bare, with a model that answers at once', exec, version)
    print('check of an untried Codex, against codex --version', checked, version)
    print('check of an untried Codex, against that codex exec', checked, exec)
    print('a kept verdict', await median(() => stampOfFiles(executable)), version)
    print(
      'a kept verdict whose files may have changed',
      await median(() => digestOfFiles(executable)),
      version,
    )
  } finally {
    await lab.close()
  }
}

async function codex({ dir, home, env }: Lab, args: readonly string[]): Promise<void> {
  const cwd = join(dir, 'bench')
  await mkdir(cwd, { recursive: true })
  const child = spawn(codexBinary(), args, {
    cwd,
    env: { ...env, HOME: join(dir, 'home'), CODEX_HOME: home },
    stdio: 'ignore',
  })
  const [status] = await once(child, 'close')
  if (status !== 0) throw new Error(`codex ${args[0]} ended with ${status}`)
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN
}
