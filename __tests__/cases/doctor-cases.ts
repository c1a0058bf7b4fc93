import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { doctor } from '../../src/doctor/doctor.js'
import type { Machine } from '../../src/doctor/machine.js'

/**
 * A case is a file that someone who writes workflows can read: a workflow, with `# expect: RULE` at the end of each line
 * where the doctor has to find something (`# expect-above: RULE` for the line before it). `#=== PATH` begins another file of the same repository.
 */
export const CASES = join(process.cwd(), '__tests__', 'cases', 'doctor')
const MAIN = '.github/workflows/case.yml'

export interface Case {
  readonly name: string
  /** By path in the repository. */
  readonly files: Readonly<Record<string, string>>
  /** `FILE:LINE RULE`, sorted. */
  readonly expected: readonly string[]
}

export function readCases(directory = CASES): Case[] {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(name =>
    /\.ya?ml$/.test(name),
  )
  return names.sort().map(name => caseOf(name, readFileSync(join(directory, name), 'utf8')))
}

function caseOf(name: string, text: string): Case {
  const [main = '', ...others] = text.split(/^#=== /m)
  // A case that is only an action is judged as an action, not as a workflow.
  const files: Record<string, string> = { [/^runs:/m.test(main) ? 'action.yml' : MAIN]: main }
  for (const part of others) {
    const end = part.indexOf('\n')
    files[part.slice(0, end).trim()] = part.slice(end + 1)
  }
  const expected = Object.entries(files).flatMap(([file, content]) =>
    content.split('\n').flatMap((line, index) => {
      return [...line.matchAll(/# expect(-above)?: ([a-z, -]+)/g)].flatMap(([, above, rules = '']) =>
        rules.split(',').map(rule => `${file}:${index + (above ? 0 : 1)} ${rule.trim()}`),
      )
    }),
  )
  return { name: name.replace(/\.ya?ml$/, ''), files, expected: expected.sort() }
}

export interface Outcome {
  readonly code: number
  /** `FILE:LINE RULE`, sorted. */
  readonly found: readonly string[]
  readonly text: string
}

/** A machine that keeps what is printed. */
export function machineIn(cwd: string): Machine & { out: string; err: string } {
  const machine = {
    env: {},
    now: Date.UTC(2026, 10, 21),
    cwd,
    out: '',
    err: '',
    print(text: string) {
      machine.out += text
    },
    complain(text: string) {
      machine.err += text
    },
    printJson(text: string) {
      machine.out += text
    },
    annotate: () => undefined,
    readInput: async () => '',
  }
  return machine
}

/** Runs the doctor on the repository of a case. */
export async function judge(
  { files }: Pick<Case, 'files'>,
  args: readonly string[] = ['.'],
): Promise<Outcome> {
  return inRepository(files, async directory => {
    const machine = machineIn(directory)
    const code = await doctor([...args, '--format', 'json'], machine)
    const { findings } = JSON.parse(machine.out || '{"findings":[]}') as {
      findings: { file: string; line: number; rule: string }[]
    }
    const found = findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`).sort()
    return { code, found, text: machine.out + machine.err }
  })
}

export async function inRepository<T>(
  files: Readonly<Record<string, string>>,
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'doctor-case-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), content)
    }
    return await use(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** How well the doctor does on cases: by rule, what it should find, what it finds, and what of that is right. */
export function score(
  results: readonly { readonly expected: readonly string[]; readonly found: readonly string[] }[],
) {
  const rules = new Map<string, { expected: number; found: number; right: number }>()
  const of = (entry: string) => {
    const rule = entry.split(' ')[1] ?? ''
    const known = rules.get(rule) ?? { expected: 0, found: 0, right: 0 }
    rules.set(rule, known)
    return known
  }
  for (const { expected, found } of results) {
    for (const entry of expected) of(entry).expected += 1
    for (const entry of found) {
      of(entry).found += 1
      if (expected.includes(entry)) of(entry).right += 1
    }
  }
  return rules
}
