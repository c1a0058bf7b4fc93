import { isOurs } from './ours.js'
import { FILE, isAboutCodex, NAMES_SECRET, namesLogin, RUNS, scriptOf } from './recipes.js'
import type { Step } from './workflow.js'

/** How a job hands the login, as Codex has left it, to where a later run takes it from. */

const SAVES_AT_GITHUB = /\bgh\s+secret\s+set\b|\/(?:actions|environments\/[^\s/]+)\/secrets\/(?!public-key)/
const SAVES_ELSEWHERE =
  /\bvault\s+kv\s+put\b|\bsecretsmanager\s+put-secret-value\b|\bsecrets\s+versions\s+add\b/
/** What is encrypted is meant to be kept. */
const ENCRYPTS = new RegExp(
  String.raw`(?<![\w.-])(?:age|gpg2?|openssl\s+enc|sops)(?!.*\s(?:-d|--decrypt|decrypt)\b)[ \t].*(?<!(?:>|-o|-out|--output)\s*)[\s<]${FILE}`,
)
const IN_ENVIRONMENT = /\s(?:--env|-e)\b|\/environments\//

export const savesToGitHub = (step: Step): boolean => saves(step, SAVES_AT_GITHUB) || savesByAction(step)
export const savesBySecret = (step: Step): boolean => savesToGitHub(step) || saves(step, SAVES_ELSEWHERE)
const saves = (step: Step, how: RegExp): boolean =>
  how.test(step.run) && NAMES_SECRET.test(scriptOf(step)) && isAboutCodex(step)

/** Somebody's action that sets a secret: it is told the name, and a value that a step has made. */
function savesByAction(step: Step): boolean {
  if (step.uses === '' || isOurs(step)) return false
  const given = Object.entries(step.inputs)
  const [names, values] = [given.filter(isPlain), given.filter(entry => !isPlain(entry))]
  return (
    names.some(([, value]) => NAMES_SECRET.test(value) && (/codex/i.test(value) || isAboutCodex(step))) &&
    values.some(([name]) => /value|plaintext|^secret$/.test(name))
  )
}
const isPlain = ([, value]: readonly [string, string]): boolean => !value.includes('${{')

/** Such a secret is read when the job starts, not when its run is queued. */
export const savesIntoEnvironment = ({ run, inputs }: Step): boolean =>
  IN_ENVIRONMENT.test(run) || Object.keys(inputs).some(name => /environment/.test(name))

/** Whether a step hands the login on in any of these ways. */
export const putsBack = (step: Step): boolean =>
  savesBySecret(step) || (namesLogin(step) && ENCRYPTS.test(scriptOf(step)))

/** Whether Codex comes before the saving in one script, which ends with the first command that fails. */
export function savesAfterCodex({ run, shell }: Step): boolean {
  const codex = run.search(RUNS)
  const save =
    [SAVES_AT_GITHUB, SAVES_ELSEWHERE].map(form => run.search(form)).find(index => index >= 0) ?? -1
  if (codex < 0 || save < codex || (shell !== '' && !/^(?:ba)?sh$/.test(shell))) return false
  const line = run.slice(run.lastIndexOf('\n', codex) + 1, save)
  return !/\bset\s+\+e\b/.test(run) && !/^\s*(?:if|!|until|while)\s/.test(line) && !/^[^\n]*\|\|/.test(line)
}
