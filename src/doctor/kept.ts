import type { Step } from './workflow.js'

/** Where a job lays the login, or the directory that it lies in, for whoever comes after. */

/** A CODEX_HOME, by its usual name, by the variable, or as this action gives it out. */
const HOME = String.raw`(?:(?:^|\/)\.codex|\$\{\{[^}\n]*(?:CODEX_HOME|outputs\.codex-home)[^}\n]*\}\}|\$\{?CODEX_HOME\}?)`
/** All of it, or what a pattern takes auth.json with: `~/.codex/**`, `~/.codex/*.json`. */
const WHOLE_HOME = new RegExp(String.raw`${HOME}(?:\/\*\*)*\/?(?:\*(?:\.\*|\.json)?)?$`)
const FILE = /auth\.json(?![\w.-])/

/** No path is as long: a search would go through it again and again. */
const LONGEST_PATH = 1000

/** A list of paths, one a line; a later `!` takes out again what it names. */
function holdsLogin(paths = ''): boolean {
  const lines = paths
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.length <= LONGEST_PATH)
  const isLogin = (path: string) => FILE.test(path) || WHOLE_HOME.test(path)
  const last = lines.findLast(line => isLogin(line))
  return last !== undefined && !last.startsWith('!')
}

const isAction = (step: Step, name: string): boolean => step.uses.toLowerCase().startsWith(`${name}@`)

export const cachesLogin = (step: Step): boolean =>
  ['actions/cache', 'actions/cache/save'].some(name => isAction(step, name)) && holdsLogin(step.inputs.path)
export const uploadsLogin = (step: Step): boolean =>
  isAction(step, 'actions/upload-artifact') && holdsLogin(step.inputs.path)
