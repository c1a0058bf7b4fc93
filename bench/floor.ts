import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { labFolder } from '../__tests__/doubles/lab/index.js'
import { createRunner, node24 } from '../__tests__/doubles/runner/index.js'
import { median, type Print, timed } from './measure.js'

const ROUNDS = 21

/** An action that does nothing, with the packages that each stage of ours needs. */
const EMPTY = `import { getInput, info, setOutput } from '@actions/core'
import { exec } from '@actions/exec'
import { object, optional, string } from 'zod/mini'
const { mode } = object({ mode: optional(string()) }).parse({ mode: getInput('mode') })
if (mode === 'never') await exec('true')
info(String(mode))
setOutput('mode', mode)
`
const MANIFEST = `name: empty
description: Does nothing.
runs:
  using: node24
  pre: dist/index.mjs
  main: dist/index.mjs
  post: dist/index.mjs
`

/** What is the least that anything here can take, in milliseconds. */
export interface Floor {
  /** `node -e 0`. */
  readonly node: number
  /** A process of an empty action with the same packages. */
  readonly empty: number
  /** Its three stages, run as ours are. */
  readonly stages: number
}

/** What a process of Node takes to load a stage of ours, beside an empty action with the same packages. */
export async function floor(print: Print): Promise<Floor> {
  const directory = await mkdtemp(join(labFolder(), 'floor-'))
  try {
    const action = await emptyAction(directory)
    const empty = join(action, 'dist', 'index.mjs')
    const ours = `import('${join(process.cwd(), 'dist', 'index.js')}')`

    const starts = { node: ['-e', '0'], empty: [empty], ours: ['-e', ours] }
    const times: Record<keyof typeof starts, number[]> = { node: [], empty: [], ours: [] }
    const stages: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, args] of Object.entries(starts))
        times[name as keyof typeof starts].push(timed(() => spawnSync(node24(), args)))
      stages.push(await stagesOf(action, join(directory, `job-${round}`)))
    }
    const node = median(times.node)
    print('node -e 0', node, node)
    print('an empty action with the same packages', median(times.empty), node)
    print('load of what each stage loads', median(times.ours), node)
    return { node, empty: median(times.empty), stages: median(stages) }
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function emptyAction(directory: string): Promise<string> {
  // Below the root, where the packages are found.
  const source = join(process.cwd(), 'build', 'empty-action.mjs')
  await writeFile(source, EMPTY)
  const [action, dist] = [join(directory, 'action'), join(directory, 'action', 'dist')]
  await mkdir(action)
  await writeFile(join(action, 'action.yml'), MANIFEST)
  const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js')
  execFileSync(process.execPath, [ncc, 'build', source, '--out', dist, '--no-cache', '--quiet'])
  return action
}

/** Milliseconds of the three stages of an action in one job. */
async function stagesOf(actionDir: string, root: string): Promise<number> {
  const runner = createRunner({ root, name: 'floor', actionDir })
  try {
    const { steps } = await runner.job({ steps: [{ uses: 'self' }] })
    return Object.values(steps[0]?.stages ?? {}).reduce((sum, { durationMs }) => sum + durationMs, 0)
  } finally {
    await runner.close()
  }
}
