import { INPUT_NAMES } from '../inputs.js'
import type { Step } from './workflow.js'

const OURS = /^[\w.-]+\/[\w.-]*codex-auth-action(\/[^@]*)?@/i
const LOCAL = /^(\.|\$)\//
/** Inputs that no other action is likely to have. */
const TELLTALE = [
  'auth-json',
  'seed-policy',
  'restore-command',
  'persist-command',
  'lease-ref',
  'force-rotate',
]
const MODES = /^(run|keep-fresh|setup|login|\$\{\{.*)$/
/** Others have a `mode`, or one of these; hardly one has both. */
const WITH_MODE = ['encryption-key', 'storage', 'session']

/** A step that uses this action, by its name, or by its inputs where it is a local one or has been given another name. */
export function isOurs(step: Step): boolean {
  const { uses, inputs } = step
  if (OURS.test(uses)) return true
  // Others have an `auth-json` too: what lies in the repository can be asked.
  if (step.declared) return step.declared.includes('seed-policy')
  if (uses === '' || !hasTelltale(inputs)) return false
  // A local action with a telltale is ours, with all its misspellings; a foreign one may be anything.
  if (isNamedOurs(step)) return true
  const names = Object.keys(inputs)
  return (
    MODES.test(inputs.mode ?? 'run') &&
    2 * names.filter(name => INPUT_NAMES.includes(name)).length > names.length
  )
}

/** By a path or a name that this action has. */
export const isNamedOurs = ({ uses }: Step): boolean => LOCAL.test(uses) || OURS.test(uses)

const hasTelltale = (inputs: Step['inputs']): boolean =>
  inputs.mode === 'keep-fresh' ||
  TELLTALE.some(name => name in inputs) ||
  ('mode' in inputs && WITH_MODE.some(name => name in inputs))
