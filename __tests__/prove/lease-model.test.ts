import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'
import { labFolder } from '../doubles/lab/index.js'
import { inCi, where } from '../unit/needs.js'

/** The tests run in build/, and what isn't TypeScript is not copied there. */
const MODEL = join(process.cwd(), '__tests__', 'prove', 'lease.pml')
const PATIENCE_MS = 600_000

const isThere = (command: string) =>
  spawnSync(command, [command === 'spin' ? '-V' : '--version']).status === 0
const withSpin = where(
  (isThere('spin') && isThere('gcc')) || inCi,
  'the lease is explored by the model checker `spin`, which needs `gcc`',
)

/** The model's parameters: see the head of lease.pml. */
interface Run {
  readonly JOBS?: number
  readonly STORE?: 'readable' | 'secret' | 'host'
  readonly NO_TIME?: 0 | 1
  readonly FAULTS?: number
  readonly EVENTS?: 0 | 1
  readonly BOLD?: 0 | 1
  readonly MUTANT?: string
  readonly ONLY?: string
}

interface Checked {
  readonly errors: number
  readonly violated: string | undefined
  readonly states: number
  /** Every state was visited: nothing cut short by depth or memory, no hashing that may take two for one. */
  readonly whole: boolean
}

/** The lease of a host: free by the death of its holder alone, and every change is made at once. */
const HOST: Run = { STORE: 'host', NO_TIME: 1, BOLD: 1 }

/** Explores every state of one run, within 3 GB; `searches` are for the compiled checker, `optimise` pays from some 500,000 states. */
async function explore(
  run: Run,
  { optimise = false, defines = ['-DSAFETY', '-DCOLLAPSE'], searches = [] as string[] } = {},
): Promise<Checked> {
  const cwd = await mkdtemp(join(labFolder(), 'model-'))
  const call = async (command: string, args: readonly string[]) =>
    (await promisify(execFile)(command, args, { cwd, timeout: PATIENCE_MS, maxBuffer: 1 << 26 })).stdout
  try {
    const all = {
      JOBS: 3,
      STORE: 'readable',
      NO_TIME: 0,
      FAULTS: 0,
      EVENTS: 1,
      BOLD: 0,
      MUTANT: 'none',
      ...run,
    }
    await call('spin', [...Object.entries(all).map(([name, value]) => `-D${name}=${value}`), '-a', MODEL])
    const compile = [optimise ? '-O2' : '-O0', '-w', ...defines, '-DMEMLIM=3000', '-o', 'pan', 'pan.c']
    await call('gcc', compile)
    return judge(await call(join(cwd, 'pan'), ['-m100000', '-w24', ...searches]))
  } finally {
    await rm(cwd, { recursive: true, force: true })
  }
}

function judge(output: string): Checked {
  const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? Number.NaN)
  return {
    errors: number(/errors: (\d+)/),
    violated: /^pan:1: (?:assertion violated +!\((\w+)\)|(.+?) \()/m.exec(output)?.slice(1).find(Boolean),
    states: number(/^ *(\d+) states, stored/m),
    whole:
      output.includes('Full statespace search for') &&
      !/not completed|too small|out of memory|MEMLIM|hash-compact/i.test(output),
  }
}

const print = (name: string, { states }: Checked, start: number, outcome: string) =>
  process.stdout.write(
    `lease model, ${name}: ${outcome}, ${states.toLocaleString('en')} states, ${((performance.now() - start) / 1000).toFixed(1)} s\n`,
  )

withSpin.each<[string, Run]>([
  ['a push without an answer', { FAULTS: 1, EVENTS: 0 }],
  ['a login or an eviction', {}],
  ['a secret, a login, a push without an answer', { STORE: 'secret', FAULTS: 1 }],
  ['a holding that ends only with its job', { NO_TIME: 1, FAULTS: 1 }],
  ['the same with a secret', { NO_TIME: 1, STORE: 'secret', FAULTS: 1 }],
  ['two jobs, everything, three pushes without an answer', { JOBS: 2, FAULTS: 3, BOLD: 1 }],
  ['refusals, and jobs that try what may be spent', { BOLD: 1, EVENTS: 0 }],
  ['refusals and such jobs with a secret', { BOLD: 1, EVENTS: 0, STORE: 'secret' }],
  ['refusals and such jobs on a host', HOST],
])(
  'the protocol keeps what it promises: %s',
  async (name, run) => {
    const start = performance.now()
    const checked = await explore(run, { optimise: true })
    print(name, checked, start, 'no error')
    expect(checked).toMatchObject({ errors: 0, violated: undefined, whole: true })
  },
  PATIENCE_MS,
)

// With no cycle and no deadlock each run ends, so whoever waits for a dead holder gets the lease.
withSpin(
  'no job goes round for ever',
  async () => {
    const start = performance.now()
    const run: Run = { STORE: 'secret', FAULTS: 1, EVENTS: 0 }
    const checked = await explore(run, { optimise: true, defines: ['-DNP', '-DCOLLAPSE'], searches: ['-l'] })
    print('endless rounds', checked, start, 'none')
    expect(checked).toMatchObject({ errors: 0, violated: undefined, whole: true })
  },
  PATIENCE_MS,
)

/** What each guard is for: the property that is broken without it. */
const MUTANTS: readonly [name: string, breaks: string, run?: Run][] = [
  ['BLIND_ACQUIRE', 'refreshed_without_lease'],
  ['BLIND_ANNOUNCE', 'spent_twice'],
  ['BLIND_RELEASE', 'spent_twice'],
  ['BLIND_STORE', 'older_over_newer', { STORE: 'secret' }],
  ['NO_REREAD', 'turned_away_in_vain'],
  ['NO_MARK_CHECK', 'spent_twice', { STORE: 'secret' }],
  ['NO_NOTE_CHECK', 'spent_twice'],
  ['NO_MARK_LEFT', 'spent_twice', { STORE: 'secret' }],
  ['NOTE_ALONE', 'spent_twice', { STORE: 'secret' }],
  ['LOST_IS_DONE', 'spent_twice', { FAULTS: 1 }],
  ['LOST_IS_FAILED', 'waits_for_itself', { FAULTS: 1 }],
  ['TAKES_LIVE', 'refreshed_without_lease'],
  ['NEVER_TAKES', 'invalid end state', { NO_TIME: 1 }],
  ['OWN_CLOCK', 'refreshed_without_lease'],
  ['PROOF_UNHELD', 'older_over_newer'],
  ['POST_UNHELD', 'older_over_newer'],
  ['SEED_UNHELD', 'older_over_newer'],
  ['POST_FORGETS', 'spent_twice'],
  ['LOST_IS_UNSPENT', 'spent_twice'],
  ['HOST_FORGETS', 'spent_twice', { ...HOST, BOLD: 0 }],
  ['TRY_SETTLES', 'spent_twice', HOST],
  ['REFUSAL_FORGOTTEN', 'refused_twice', HOST],
  ['NO_REFUSAL_CHECK', 'refused_twice', HOST],
]

withSpin.each(MUTANTS)(
  'without its guard it breaks: %s, %s',
  async (MUTANT, breaks, run = {}) => {
    const start = performance.now()
    // Deadlocks alone, or that property alone: a mutant breaks others as well.
    const [only, searches] = breaks.includes(' ') ? [{}, ['-A']] : [{ ONLY: breaks }, ['-E']]
    const checked = await explore({ MUTANT, ...run, ...only }, { searches })
    print(MUTANT, checked, start, checked.violated ?? 'no error')
    expect(checked).toMatchObject({ errors: 1, violated: breaks })
  },
  PATIENCE_MS,
)

test('every mutant of the model is tried', async () => {
  const used = [...(await readFile(MODEL, 'utf8')).matchAll(/\bmutant\(([A-Z_]+)\)/g)].map(([, name]) => name)
  expect([...new Set(used)].sort()).toEqual(MUTANTS.map(([name]) => name).sort())
})
