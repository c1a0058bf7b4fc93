import { parseArgs } from 'node:util'
import { ActionError, systemCode } from '../errors.js'
import { loginReport } from './login.js'
import { EXIT, exitCode, type Report, reportText } from './report.js'
import { findTarget } from './target.js'
import { workflowsReport } from './workflows.js'

export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly cwd: string
  print(text: string): void
}

const USAGE = `Usage: codex-auth-doctor PATH

Judges what PATH is, changes nothing and asks no network:
  an auth.json          as it is or in base64: would it serve as a seed, how long does it live, how to store it
  a workflow            a .yml or .yaml file, also a composite action.yml: does it lose the login
  a directory           a repository or its .github/workflows: all workflows, with its own actions; or a CODEX_HOME

Exit code: 0 no warning, 1 something would lose or refuse the login, 2 PATH can't be read.
`

/** Prints what is to be said of the PATH in the arguments, and returns the exit code. Never writes a file. */
export async function doctor(args: readonly string[], machine: Machine): Promise<number> {
  const path = onlyPath(args)
  if (path === undefined) {
    machine.print(USAGE)
    return args.includes('--help') || args.includes('-h') ? EXIT.well : EXIT.unreadable
  }
  try {
    const report = await reportOn(path, machine)
    machine.print(reportText(report))
    return exitCode(report)
  } catch (error) {
    if (!(error instanceof ActionError) && systemCode(error) === undefined) throw error
    machine.print(`${error instanceof ActionError ? error.message : unreadable(path, error)}\n`)
    return EXIT.unreadable
  }
}

/** Undefined if the arguments ask for help, or are none that we know. */
function onlyPath(args: readonly string[]): string | undefined {
  try {
    const options = { help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    return values.help || positionals.length !== 1 ? undefined : positionals[0] || undefined
  } catch {
    return undefined
  }
}

async function reportOn(path: string, machine: Machine): Promise<Report> {
  const target = await findTarget(path, machine.cwd)
  return target.kind === 'login' ? loginReport(target, machine) : workflowsReport(target, machine.cwd)
}

const unreadable = (path: string, error: unknown) => `${path} can not be read (${systemCode(error)}).`
