import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { labFolder } from '../__tests__/doubles/lab/index.js'
import { node24 } from '../__tests__/doubles/runner/index.js'
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

/** What a process of Node takes to load a stage of ours, beside an empty action with the same packages. */
export async function floor(print: Print): Promise<number> {
  const directory = await mkdtemp(join(labFolder(), 'floor-'))
  try {
    // Below the root, where the packages are found.
    const source = join(process.cwd(), 'build', 'empty-action.mjs')
    await writeFile(source, EMPTY)
    const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js')
    execFileSync(process.execPath, [ncc, 'build', source, '--out', directory, '--no-cache', '--quiet'])
    const empty = join(directory, 'index.mjs')
    const ours = `import('${join(process.cwd(), 'dist', 'index.js')}')`

    const starts = { node: ['-e', '0'], empty: [empty], ours: ['-e', ours] }
    const times: Record<keyof typeof starts, number[]> = { node: [], empty: [], ours: [] }
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, args] of Object.entries(starts))
        times[name as keyof typeof starts].push(timed(() => spawnSync(node24(), args)))
    const node = median(times.node)
    print('node -e 0', node, node)
    print('an empty action with the same packages', median(times.empty), node)
    print('load of what each stage loads', median(times.ours), node)
    return node
  } finally {
    await rm(directory, { recursive: true })
  }
}
