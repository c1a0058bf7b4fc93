import type { Step, Workflow } from './workflow.js'

const OURS = /^[\w.-]+\/[\w.-]*codex-auth-action(\/(?!doctor\b)[^@]*)?@/i
const LOCAL = /^(\.|\$)\//
/** Inputs that few other actions are likely to have. */
const TELLTALE = [
  'auth-json',
  'seed-policy',
  'restore-command',
  'persist-command',
  'lease-ref',
  'force-refresh',
]
const MODES = /^(run|keep-fresh|setup|login|\$\{\{.*)$/
/** Others have a `mode`, or one of these; hardly one has both. */
const WITH_MODE = ['encryption-key', 'storage', 'login-name']

/**
 * A step that uses this action: by its name, by what the file of a local one declares, or, without such a file, by more
 * than one telltale and no input of somebody else's.
 */
export function isOurs(
  { uses, inputs }: Step,
  { action, names: known }: { action: Workflow | undefined; names: readonly string[] },
): boolean {
  if (OURS.test(uses)) return true
  if (action) return action.inputs.includes('seed-policy')
  const names = Object.keys(inputs)
  if (uses === '' || !names.every(name => known.includes(name))) return false
  const telltales = TELLTALE.filter(name => name in inputs).length
  const hasMode = 'mode' in inputs && MODES.test(inputs.mode ?? '')
  const withMode = WITH_MODE.filter(name => name in inputs).length
  if (LOCAL.test(uses) && inputs.mode === 'keep-fresh') return true
  // One telltale among several inputs that are all ours, or two.
  if (telltales > 0 && names.length > 2 && !('mode' in inputs)) return true
  return (
    telltales + Number(hasMode) + withMode > 1 &&
    (telltales > 0 || 'mode' in inputs) &&
    (!('mode' in inputs) || hasMode || LOCAL.test(uses))
  )
}

/** Whether a workflow can have a step that is found by its inputs. */
export const mayUseOurs = (text: string): boolean =>
  TELLTALE.some(name => text.includes(name)) || /\bmode:/.test(text)

/** By a path or a name that this action has. */
export const isNamedOurs = ({ uses }: Step): boolean => LOCAL.test(uses) || OURS.test(uses)
