import { INPUT_NAMES, parseInputs } from '../../action/inputs.js'
import { readVersion } from '../../codex/install/wanted-version.js'
import { sealer } from '../../stores/age.js'
import { ActionError } from '../../system/errors.js'
import type { Finding } from '../report.js'
import type { Use } from '../uses.js'
import { isExpression } from '../workflow.js'
import { REFUSES, warningAt } from './finding.js'

/** Values that the action refuses at its start. Nobody knows the value of an expression. */
export function refusedValues({ step, inputs }: Use): Finding[] {
  const literal = Object.entries(inputs).filter(
    ([name, value]) => INPUT_NAMES.includes(name) && value.trim() !== '' && !isExpression(value),
  )
  return literal.flatMap(([name, value]) => {
    const refusal = refused(() => judge(name, value.trim()))
    if (!refusal) return []
    const { what, remedy } = refusal.explanation
    return [warningAt(step, step.locate(['with', name]))(refusal.code, { what, why: REFUSES, remedy })]
  })
}

function judge(name: string, value: string): void {
  parseInputs({ [name]: value })
  if (name === 'encryption-key') sealer(value)
  if (name === 'codex-version') readVersion(value)
}

function refused(attempt: () => void): ActionError | undefined {
  try {
    attempt()
    return undefined
  } catch (error) {
    if (error instanceof ActionError) return error
    throw error
  }
}
