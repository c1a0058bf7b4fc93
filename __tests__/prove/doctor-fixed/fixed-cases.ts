import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { doctor } from '../../../src/doctor/doctor.js'
import { type Case, inRepository, machineIn, readCases } from '../../cases/doctor-cases.js'

/** A bad case after a person has run `--fix`, pasted what `--suggest` prints, and run `--fix` once more. */
export interface FixedCase {
  readonly name: string
  readonly before: Case['files']
  readonly after: Readonly<Record<string, string>>
  /** The rules that still find something, each once. */
  readonly left: readonly string[]
  /** Whether the doctor asks for a change of a script or of an action, which only a person can make. */
  readonly isForPerson: boolean
}

const KEEPER = '.github/workflows/codex-keep-fresh.yml'
export const CASE = '.github/workflows/case.yml'
export const keeperOf = ({ after }: FixedCase): string => after[KEEPER] ?? ''

/** All bad cases. */
export async function fixedCases(): Promise<FixedCase[]> {
  const fixed: FixedCase[] = []
  for (const one of readCases())
    if (one.expected.length > 0 && !one.name.includes('/good-')) fixed.push(await fix(one))
  return fixed
}

const fix = ({ name, files }: Case): Promise<FixedCase> =>
  inRepository(files, async directory => {
    const run = async (...args: string[]) => {
      const machine = machineIn(directory)
      await doctor([...args, '.'], machine)
      if (machine.err !== '') throw new Error(`${name}: ${machine.err}`)
      return machine.out
    }
    await run('--fix')
    const printed = await run('--suggest')
    const suggested = sections(printed)
    for (const [file, text] of Object.entries(suggested)) {
      await mkdir(dirname(join(directory, file)), { recursive: true })
      await writeFile(join(directory, file), text)
    }
    await run('--fix')
    const { findings } = JSON.parse(await run('--format', 'json')) as { findings: { rule: string }[] }
    const after = { ...suggested }
    for (const file of [...Object.keys(files), ...Object.keys(suggested)])
      after[file] = await readFile(join(directory, file), 'utf8')
    return {
      name,
      before: files,
      after,
      left: [...new Set(findings.map(({ rule }) => rule))],
      isForPerson: /^# (?:Job \S+: split the script|This composite action|Take CODEX_HOME out) /m.test(
        printed,
      ),
    }
  })

/** What `--suggest` prints, by file, with its remarks as comments. */
export function sections(printed: string): Record<string, string> {
  const [, ...parts] = printed.split(/^# ===== (\S+) =====\n/m)
  return Object.fromEntries(
    parts.flatMap((file, at) => (at % 2 === 0 ? [[file, `${parts[at + 1]?.trimEnd()}\n`]] : [])),
  )
}
