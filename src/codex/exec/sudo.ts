import { programEnvironment } from '../../system/program-environment.js'
import { type RunResult, run } from '../../system/run.js'

/** Milliseconds and bytes: far more than what is asked of sudo here takes and prints. */
const LIMITS = { timeoutMs: 60_000, maxOutput: 64 * 1024 }

/** Runs sudo. Its environment has none of this job's inputs and tokens. */
export const sudo = (args: readonly string[], input?: Buffer): Promise<RunResult> =>
  run({ file: 'sudo', args, input, env: programEnvironment(process.env), group: 'ours', ...LIMITS })

/** The error of sudo, or of the program that it ran: one line. */
export function saidBy(result: RunResult): string {
  if (result.how === 'not-started') return result.error.message
  if (result.how === 'ended') return 'sudo gave no answer'
  return result.stderr.toString().trim().split('\n')[0] ?? ''
}
