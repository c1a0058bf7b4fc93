import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ExecResult } from '../codex/exec/exec.js'
import type { Report } from '../report/report.js'
import { ActionError } from '../system/errors.js'
import { replaceFile } from '../system/files.js'
import type { Task } from './task.js'

/**
 * A failed run has its outputs too, but never an output file: Codex itself would leave an empty one
 * (docs/facts#empty-output-file).
 */
export async function handOut(report: Report, result: ExecResult, { outputFile }: Task): Promise<void> {
  if (result.threadId !== undefined) report.output('thread-id', result.threadId)
  if (result.usage) report.output('usage', result.usage)
  if (result.finalMessage !== undefined) report.output('final-message', result.finalMessage)
  if (result.outcome !== 'succeeded' || !outputFile) return
  // The model may have put a link in its way, to a file that only we may write, such as GITHUB_ENV.
  if ((await realpath(dirname(outputFile)).catch(() => undefined)) !== dirname(outputFile))
    throw new OutputMoved(outputFile)
  await replaceFile(outputFile, result.finalMessage ?? '', 0o644)
}

class OutputMoved extends ActionError {
  override readonly name = 'OutputMoved'

  constructor(file: string) {
    super('output-moved', {
      what: `The directory of \`output-file\` (${file}) was moved or replaced while Codex ran.`,
      why: 'The final message would be written somewhere else, perhaps where the runner takes commands. It is in the output `final-message`.',
      remedy:
        'Look at what Codex did in the log above, or give an `output-file` outside of its working directory.',
    })
  }
}
