import { parseArgs } from 'node:util'
import { ActionError, systemCode } from '../system/errors.js'
import { UnusablePlace } from '../system/unusable-place.js'
import type { Machine } from './machine.js'
import { printReport } from './output/print.js'
import { EXIT, isWarning } from './report.js'
import { findTargets, type LoginFile, targetFromText, type WorkflowFile } from './target.js'

const USAGE = `Usage: codex-auth-doctor [OPTIONS] PATH...

Judges what each PATH is, changes nothing and asks no network:
  an auth.json      as it is or in base64: would it serve as a seed, how long does it live, how to store it
  a workflow        a .yml or .yaml file, also a composite action.yml: does it lose the login
  a directory       a repository or its .github/workflows: all workflows, with its own actions; or a CODEX_HOME
  -                 a workflow on standard input, named by --stdin-filename

Options:
  --format FORMAT        plain (default), json, sarif, or github (annotations of a run)
  --strict               exit code 3 if something can't be judged
  --overview             print which workflows and jobs use which login, and who saves it
  --suggest              print steps and a workflow that replace what was found
  --fix                  repair what can be repaired safely; with --dry-run print the change as a diff
  --stdin-filename NAME  default: .github/workflows/stdin.yml

Exit code: 0 no warning, 1 a warning, 2 a PATH can't be read, 3 with --strict: no warning, but not all can be judged.
Each rule has its section in docs/doctor.md. To ignore a finding, write "# codex-auth-doctor: ignore RULE -- reason" in
its line or the line above it.
`

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  format: { type: 'string', default: 'plain' },
  strict: { type: 'boolean' },
  overview: { type: 'boolean' },
  suggest: { type: 'boolean' },
  fix: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'stdin-filename': { type: 'string', default: '.github/workflows/stdin.yml' },
} as const
const FORMATS = ['plain', 'json', 'sarif', 'github']

type Arguments = NonNullable<ReturnType<typeof argumentsOf>>

/** Judges the paths in the arguments, prints the findings, and returns the exit code. Writes files only for `--fix`. */
export async function doctor(args: readonly string[], machine: Machine): Promise<number> {
  const given = argumentsOf(args)
  if (given?.values.help) {
    machine.print(USAGE)
    return EXIT.well
  }
  if (
    !given ||
    given.positionals.length === 0 ||
    given.positionals.includes('') ||
    !FORMATS.includes(given.values.format)
  ) {
    machine.complain(USAGE)
    return EXIT.unreadable
  }
  const { logins, workflows, failures } = await targetsOf(given, machine)
  for (const failure of failures) machine.complain(`${failure}\n`)
  const codes: number[] = failures.length > 0 ? [EXIT.unreadable] : []
  for (const login of logins)
    codes.push(await complained(login.path, machine, () => judgeLogin(login, given, machine)))
  if (workflows.length > 0)
    codes.push(
      await complained(workflows[0]?.path ?? '', machine, async () =>
        (await import('./judge.js')).judgeFiles(workflows, given.values, machine),
      ),
    )
  return worst(codes)
}

/** An unreadable file weighs more than a warning only if nothing was judged. */
const worst = (codes: readonly number[]): number =>
  [EXIT.found, EXIT.unreadable, EXIT.unsure].find(code => codes.includes(code)) ?? EXIT.well

/** Undefined for arguments that we don't know. */
function argumentsOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch {
    return undefined
  }
}

async function targetsOf({ positionals, values }: Arguments, machine: Machine) {
  const logins: LoginFile[] = []
  const workflows: WorkflowFile[] = []
  const failures: string[] = []
  for (const path of positionals) {
    try {
      const targets =
        path === '-'
          ? [await fromInput(values['stdin-filename'], machine)]
          : await findTargets(path, machine.cwd)
      for (const target of targets) target.kind === 'login' ? logins.push(target) : workflows.push(target)
    } catch (error) {
      failures.push(wordsOf(path, error))
    }
  }
  return { logins, workflows, failures }
}

async function fromInput(name: string, machine: Machine): Promise<WorkflowFile> {
  const text = await machine.readInput()
  if (text === undefined) throw Object.assign(new Error('standard input'), { code: 'EFBIG' })
  return targetFromText(text, name, machine.cwd)
}

async function judgeLogin(login: LoginFile, { values }: Arguments, machine: Machine): Promise<number> {
  const { loginReport } = await import('./login.js')
  const report = await loginReport(login, machine)
  await printReport(report, values.format, machine)
  return report.findings.some(isWarning) ? EXIT.found : EXIT.well
}

async function complained(path: string, machine: Machine, judge: () => Promise<number>): Promise<number> {
  try {
    return await judge()
  } catch (error) {
    machine.complain(`${wordsOf(path, error)}\n`)
    return EXIT.unreadable
  }
}

function wordsOf(path: string, error: unknown): string {
  if (!(error instanceof ActionError) && systemCode(error) === undefined) throw error
  // A place that can't be used has words for a job; here somebody has named it.
  const isWorded = error instanceof ActionError && !(error instanceof UnusablePlace)
  return isWorded ? error.message : `${path} can't be read (${systemCode(error)}).`
}
