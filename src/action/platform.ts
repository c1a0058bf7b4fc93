import type { Stage } from '../keeper/stage.js'
import { exportVariable } from '../report/sink.js'
import { InputError } from '../system/errors.js'
import type { Inputs } from './inputs.js'

/** On these systems no CI run has driven the action with the real Codex yet. */
const UNTESTED: Readonly<Record<string, string>> = { win32: 'Windows', darwin: 'macOS' }

/** Set for the rest of a job that has been warned. */
const WARNED_VARIABLE = 'CODEX_AUTH_ACTION_UNTESTED'

/** Warns once in a job that this system is untested. */
export function warnIfUntested({ env, log }: Stage, platform: NodeJS.Platform = process.platform): void {
  const name = UNTESTED[platform]
  if (name === undefined || env[WARNED_VARIABLE]) return
  exportVariable(WARNED_VARIABLE, name)
  log.warning(
    `codex-auth-action is untested on ${name}: so far, its tests run on Linux only. If a refresh goes wrong there, the login is lost, and a person must log in again. Use a login of its own on ${name}.`,
  )
}

/**
 * Only the `elevated` one of Codex's sandboxes for Windows can hide a file, and the probe that proves a sandbox needs a
 * POSIX shell (docs/facts#windows-sandbox).
 * @throws InputError if a task asks for a sandbox there
 */
export function assertSandboxHere(inputs: Inputs, platform: NodeJS.Platform = process.platform): void {
  const strategy = inputs['safety-strategy']
  if (platform !== 'win32' || strategy === 'unsafe') return
  throw new InputError(
    'safety-strategy',
    `is "${strategy}", and this action can't prove yet on Windows that Codex's sandbox hides the login. Only the one that an administrator sets up (\`windows.sandbox = "elevated"\`) can deny reading; Codex refuses with the others`,
    'Run the job on Linux or macOS, or, for a prompt that you trust completely, give `unsafe`.',
  )
}
