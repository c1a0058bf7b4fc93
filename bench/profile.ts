import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRunner, type Values } from '../__tests__/doubles/runner/index.js'
import { createLab, type Lab } from '../__tests__/e2e/lab.js'

const BUILD = fileURLToPath(new URL('..', import.meta.url))
const MOST = 12

/** Jobs whose stages are looked at, by name. */
const JOBS: Readonly<Record<string, Values>> = {
  setup: { mode: 'setup' },
  'setup with a refresh': { mode: 'setup', 'force-refresh': 'true' },
  run: { prompt: 'Say OK' },
  'keep-fresh': { mode: 'keep-fresh' },
}

/** What V8 writes with `--cpu-prof`. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { functionName: string; url: string }
  }[]
  readonly samples: readonly number[]
  /** Microseconds between two samples. */
  readonly timeDeltas: readonly number[]
}

/**
 * Prints for each stage of each job the modules in which it computes longest. The stages run from `build/src`, not from
 * the bundle, whose modules have no names; loading files one by one takes longer there, and is Node's own part.
 */
export async function profile(): Promise<void> {
  const lab = await createLab()
  try {
    const seed = lab.openai.login()
    await lab.job({ 'auth-json': seed, mode: 'setup' })
    const actionDir = await unbundled(lab)
    for (const [name, inputs] of Object.entries(JOBS)) {
      const directory = await mkdtemp(join(lab.dir, 'profiles-'))
      const env = {
        ...lab.env,
        NODE_OPTIONS: `--cpu-prof --cpu-prof-interval 200 --cpu-prof-dir=${directory}`,
      }
      const root = join(lab.dir, name)
      const on = createRunner({ root, name: 'profile', home: dirname(lab.home), env, actionDir })
      const { conclusion, log } = await lab.job(inputs, { on })
      if (conclusion !== 'success') throw new Error(`a job of the benchmark failed:\n${log}`)
      // In the order of their stages, which their names begin with the time of.
      const files = (await readdir(directory)).sort()
      for (const [at, file] of files.entries())
        print(
          `${name}, ${['pre', 'main', 'post'][at]}`,
          JSON.parse(await readFile(join(directory, file), 'utf8')),
        )
      await rm(directory, { recursive: true })
    }
  } finally {
    await lab.close()
  }
}

/** An action whose stages are the compiled modules. */
async function unbundled({ dir }: Lab): Promise<string> {
  const made = join(dir, 'unbundled')
  await mkdir(join(made, 'dist'), { recursive: true })
  await writeFile(join(made, 'action.yml'), await readFile(join(BUILD, '..', 'action.yml')))
  await writeFile(join(made, 'dist', 'package.json'), '{"type":"module"}')
  for (const stage of ['pre', 'main', 'post'])
    await writeFile(
      join(made, 'dist', `${stage}.js`),
      `import { ${stage} } from '${BUILD}src/index.js'\nawait ${stage}()\n`,
    )
  return made
}

function print(what: string, { nodes, samples, timeDeltas }: Profile): void {
  const modules = new Map(nodes.map(({ id, callFrame }) => [id, moduleOf(callFrame)]))
  const times = new Map<string, number>()
  for (const [at, id] of samples.entries()) {
    const module = modules.get(id) ?? ''
    times.set(module, (times.get(module) ?? 0) + (timeDeltas[at] ?? 0) / 1000)
  }
  const idle = times.get('(idle)') ?? 0
  times.delete('(idle)')
  const total = [...times.values()].reduce((sum, ms) => sum + ms, 0)
  process.stdout.write(`\n${what}: computes ${total.toFixed(0)} ms, waits ${idle.toFixed(0)} ms\n`)
  for (const [module, ms] of [...times].sort(([, a], [, b]) => b - a).slice(0, MOST))
    process.stdout.write(`${ms.toFixed(1).padStart(8)} ms  ${module}\n`)
}

/** A file of ours, a package, a part of Node, or what V8 says instead of a function. */
function moduleOf({ url, functionName }: Profile['nodes'][number]['callFrame']): string {
  const [, ofPackage] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? []
  if (ofPackage !== undefined) return ofPackage
  if (url === '') return functionName
  return url.replace(`file://${BUILD}`, '')
}
