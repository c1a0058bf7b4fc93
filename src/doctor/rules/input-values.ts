import { DEFAULT_CODEX_VERSION } from '../../codex/binary.js'
import { notOneVersion } from '../../codex/unavailable.js'
import { ActionError } from '../../errors.js'
import { INPUT_NAMES, parseInputs } from '../../inputs.js'
import { sealer } from '../../stores/envelope.js'
import type { Finding } from '../report.js'
import { isExpression, type Use } from '../uses.js'
import { warningAt } from './finding.js'

/** What the action says of a value at its start. Of an expression nobody knows the value. */
export function refusedValues({ step, inputs }: Use): Finding[] {
  const literal = Object.entries(inputs).filter(
    ([name, value]) => INPUT_NAMES.includes(name) && value.trim() !== '' && !isExpression(value),
  )
  return literal.flatMap(([name, value]) => {
    const refusal = refused(() => judge(name, value.trim()))
    if (!refusal) return []
    const { what, remedy } = refusal.explanation
    const why = 'The action refuses to start with it, so the login is not refreshed either.'
    return [warningAt(step)(refusal.code, { what, why, remedy })]
  })
}

function judge(name: string, value: string): void {
  parseInputs({ [name]: value })
  if (name === 'encryption-key') sealer(value)
  if (name === 'codex-version' && !ONE_VERSION.test(value)) throw notOneVersion(value, DEFAULT_CODEX_VERSION)
}

/** As npm writes them. */
const ONE_VERSION = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/

function refused(attempt: () => void): ActionError | undefined {
  try {
    attempt()
    return undefined
  } catch (error) {
    if (error instanceof ActionError) return error
    throw error
  }
}
