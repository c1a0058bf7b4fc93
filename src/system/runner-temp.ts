import { isAbsolute } from 'node:path'
import { ActionError } from './errors.js'

/** RUNNER_TEMP. @throws NoRunnerTemp */
export function runnerTemp({ RUNNER_TEMP: temp }: Readonly<Record<string, string | undefined>>): string {
  if (temp && isAbsolute(temp)) return temp
  throw new NoRunnerTemp(temp)
}

/** The runner names no directory for temporary files. */
export class NoRunnerTemp extends ActionError {
  override readonly name = 'NoRunnerTemp'

  constructor(temp: string | undefined) {
    super('no-runner-temp', {
      what: `RUNNER_TEMP ${temp ? `is "${temp}", which is not an absolute path` : 'is not set'}.`,
      why: 'The action needs it for files that commands of the model may not write, so it can use neither the workspace nor /tmp.',
      remedy:
        "Set RUNNER_TEMP for the runner to an empty directory outside of the workspace. GitHub's runner does that by itself, so look for a step or a container that unsets it.",
    })
  }
}
