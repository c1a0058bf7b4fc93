import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { readCases } from '../__tests__/cases/doctor-cases.js'
import { node24 } from '../__tests__/doubles/runner/index.js'
import { median, type Print } from './measure.js'

const WORKFLOWS = 2000
const ROUNDS = 7

/** What the doctor costs on one workflow, and on a repository with 2,000 that all have to do with a login. */
export function doctor(print: Print): void {
  const texts = readCases().flatMap(({ files }) => files['.github/workflows/case.yml'] ?? [])
  const directory = mkdtempSync(join(tmpdir(), 'doctor-bench-'))
  try {
    const [one, many] = [join(directory, 'one'), join(directory, 'many')]
    write(one, texts, 1)
    write(many, texts, WORKFLOWS)
    const times = { bare: [] as number[], one: [] as number[], many: [] as number[] }
    for (let round = 0; round < ROUNDS; round += 1) {
      times.bare.push(timed(['-e', '0']))
      times.one.push(timed([join('dist', 'doctor.js'), one]))
      times.many.push(timed([join('dist', 'doctor.js'), many]))
    }
    const bare = median(times.bare)
    print('doctor, one workflow', median(times.one), bare)
    print(`doctor, ${WORKFLOWS} workflows`, median(times.many), bare)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function write(repository: string, texts: readonly string[], count: number): void {
  const folder = join(repository, '.github', 'workflows')
  mkdirSync(folder, { recursive: true })
  for (let at = 0; at < count; at += 1)
    writeFileSync(join(folder, `${at}.yml`), `# ${at}\n${texts[at % texts.length]}`)
}

function timed(args: readonly string[]): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(node24(), args, { stdio: ['ignore', 'ignore', 'pipe'] })
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - start
}
