import { commands, resolved } from './shell.js'
import type { Job, Step } from './workflow.js'

/** What scripts do with a login by hand. Scripts are text to us: these look for the common forms, no more. */

/** `auth.json.age` is another file. Quotes may stand in the middle: `"$CODEX_HOME"/auth.json`. */
const FILE = String.raw`(?:\$\{\{[^}]*\}\}|(?!\$\{\{)[^\s<>|;&()])*auth\.json(?![\w.-])["']?`
const RUNS = /(?<![\w.-])codex(?:@\S+)?\s+(?:(?:exec|e|review|app-server)\b|-(?!-version|-help|[Vh]\b))/
const NAMES_LOGIN = /\bauth\.json(?![\w.-])/
const WRITES = [
  new RegExp(String.raw`(?<![>\d])>\|?\s*${FILE}`),
  new RegExp(String.raw`\btee\s+(?:-\S+\s+)*${FILE}`),
  new RegExp(String.raw`\bdd\s[^\n;|&]*\bof=${FILE}`),
  new RegExp(String.raw`\s(?:-o|-out|--out|--output)(?:\s+|=)${FILE}`),
  new RegExp(String.raw`\b(?:Out-File|Set-Content)\b[^\n]*${FILE}`, 'i'),
  new RegExp(String.raw`\b(?:Copy-Item|Move-Item)\b[^\n;|]*\s${FILE}\s*(?:$|[\n;|])`, 'i'),
]
/** `cp FROM TO`, and its like: what comes before the last operand, and that. A `-n` leaves alone what is there. */
const COPIES = new RegExp(
  String.raw`\b(?:install|cp|mv)\s+(?!(?:\S+\s+)*(?:-\w*n\b|--no-clobber))(.*?)\s(${FILE}|\S*\.codex["']?/?["']?)\s*(?:$|[<>)])`,
)
const CODEX_HOME = /(?:\.codex|CODEX_HOME)["'}]*(?:\/|$)/
const MISSING = [
  new RegExp(String.raw`(?:\[\[?|\btest)\s+!\s*-[efs]\s+${FILE}`),
  new RegExp(String.raw`!\s*(?:\[\[?|test)\s+-[efs]\s+${FILE}`),
  new RegExp(String.raw`(?:\[\[?|\btest)\s+-[efs]\s+${FILE}[^]*?(?:\|\||\belse\b|\bexit\b)`),
  new RegExp(String.raw`Test-Path[^\n]*${FILE}`, 'i'),
]
const SAVES_AT_GITHUB = /\bgh\s+secret\s+set\b|\/(?:actions|environments\/[^\s/]+)\/secrets\/(?!public-key)/
const SAVES_ELSEWHERE =
  /\bvault\s+kv\s+put\b|\bsecretsmanager\s+put-secret-value\b|\bsecrets\s+versions\s+add\b/
/** What is encrypted is meant to be kept. */
const ENCRYPTS = new RegExp(
  String.raw`(?<![\w.-])(?:age|gpg2?|openssl\s+enc|sops)(?!.*\s(?:-d|--decrypt|decrypt)\b)[ \t].*(?<!(?:>|-o|-out|--output)\s*)[\s<]${FILE}`,
)
const NAMES_SECRET = /codex\w*auth|auth[_-]?json|auth\.json/i

/** A step's script, with the variables put in that name the login's place. */
const scriptOf = ({ run, env, job }: Step): string =>
  resolved(run, { ...job.workflow.env, ...job.env, ...env })

/** Composer has an auth.json too: the name alone says nothing. */
export const runsCodex = ({ run }: Step): boolean => RUNS.test(run)
export const namesLogin = (step: Step): boolean => NAMES_LOGIN.test(scriptOf(step)) && isAboutCodex(step)

const isAboutCodex = ({ run, env, job }: Step): boolean =>
  /codex/i.test(`${run} ${Object.values(env).join(' ')}`) ||
  [env, job.env, job.workflow.env].some(variables => 'CODEX_HOME' in variables) ||
  job.steps.some(runsCodex)

/** A condition that asks an earlier step, or a file: perhaps whether there is a login. */
const ASKS_FIRST = /\bsteps\.|hashFiles/

/** Puts something in the place of auth.json, without a look whether there is one. */
export function overwritesLogin(step: Step): boolean {
  if (!namesLogin(step) || ASKS_FIRST.test(step.condition)) return false
  const script = scriptOf(step)
  const places = [...WRITES.map(form => script.search(form)), copiesAt(script)].filter(index => index >= 0)
  if (places.length === 0) return false
  return !MISSING.some(form => form.test(script.slice(0, Math.min(...places))))
}

/** Where the login is copied to where Codex looks for it; a copy of it laid somewhere else is no restoring. */
function copiesAt(script: string): number {
  const copy = commands(script).find(command => {
    const [, from = '', to = ''] = COPIES.exec(command) ?? []
    const [source, place] = [NAMES_LOGIN.test(from), CODEX_HOME.test(to)]
    return NAMES_LOGIN.test(to) ? place || !source : source && place
  })
  return copy === undefined ? -1 : script.indexOf(copy.trim())
}

export const savesToGitHub = (step: Step): boolean => saves(step, SAVES_AT_GITHUB)
export const savesBySecret = (step: Step): boolean => savesToGitHub(step) || saves(step, SAVES_ELSEWHERE)
const saves = (step: Step, how: RegExp): boolean =>
  how.test(step.run) && NAMES_SECRET.test(scriptOf(step)) && isAboutCodex(step)

/** Whether a step hands the login, as Codex has left it, to where a later run takes it from. */
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

const holdsLogin = (paths = ''): boolean =>
  /auth\.json(?![\w.-])|(^|\/)\.codex\/?\s*$|CODEX_HOME/m.test(paths)
const isAction = (step: Step, name: string): boolean => step.uses.toLowerCase().startsWith(`${name}@`)
export const cachesLogin = (step: Step): boolean =>
  ['actions/cache', 'actions/cache/save'].some(name => isAction(step, name)) && holdsLogin(step.inputs.path)
export const uploadsLogin = (step: Step): boolean =>
  isAction(step, 'actions/upload-artifact') && holdsLogin(step.inputs.path)

/** A job that handles a login by hand. Codex with an API key of its own is no login. */
export const isRecipe = (job: Job): boolean =>
  job.steps.some(step => namesLogin(step) || savesBySecret(step) || cachesLogin(step) || uploadsLogin(step))
