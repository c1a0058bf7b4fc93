import { commands, resolved } from './shell.js'
import type { Step } from './workflow.js'

/** What scripts do with a login by hand. Scripts are text to us: these look for the common forms, no more. */

/** `auth.json.age` is another file. Quotes may stand in the middle: `"$CODEX_HOME"/auth.json`. */
export const FILE = String.raw`(?:\$\{\{[^}]*\}\}|(?!\$\{\{)[^\s<>|;&()])*auth\.json(?![\w.-])["']?`
export const RUNS =
  /(?<![\w.-])codex(?:@\S+)?\s+(?:(?:exec|e|review|app-server)\b|-(?!-version|-help|[Vh]\b))/
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
/** A secret by whose name it holds this login. */
export const NAMES_SECRET = /codex\w*auth|auth[_-]?json|auth\.json/i

/** What a step's commands find in their environment, as far as the file sets it. */
export const environmentOf = ({ env, job }: Step): Step['env'] => ({
  ...job.workflow.env,
  ...job.env,
  ...env,
})

/** A step's script, with the variables put in that name the login's place. */
export const scriptOf = (step: Step): string => resolved(step.run, environmentOf(step))

/** Composer has an auth.json too: the name alone says nothing. */
export const runsCodex = ({ run }: Step): boolean => RUNS.test(run)
export const namesLogin = (step: Step): boolean => NAMES_LOGIN.test(scriptOf(step)) && isAboutCodex(step)

export const isAboutCodex = ({ run, env, job }: Step): boolean =>
  /codex/i.test(`${run} ${Object.values(env).join(' ')}`) ||
  [env, job.env, job.workflow.env].some(variables => 'CODEX_HOME' in variables) ||
  job.steps.some(runsCodex)

/** A condition that asks an earlier step, or a file: perhaps whether there is a login. */
const ASKS_FIRST = /\bsteps\.|hashFiles/

/** Puts something in the place of auth.json. */
export const placesLogin = (step: Step): boolean => namesLogin(step) && placedAt(scriptOf(step)) >= 0

/** The same without a look whether there is one. */
export function overwritesLogin(step: Step): boolean {
  if (!placesLogin(step) || ASKS_FIRST.test(step.condition)) return false
  const script = scriptOf(step)
  return !MISSING.some(form => form.test(script.slice(0, placedAt(script))))
}

/** Where in a script that is; -1 if nowhere. */
function placedAt(script: string): number {
  const places = [...WRITES.map(form => script.search(form)), copiesAt(script)].filter(index => index >= 0)
  return places.length === 0 ? -1 : Math.min(...places)
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

/** The server takes a refresh token once, from whoever asks; Codex asks there under its own locks only. */
const REFRESHES = /\bauth\.openai\.com\/oauth\/token\b/
/** Asks for a new login without Codex, in a script of any language. */
export const refreshesLogin = ({ run, inputs }: Step): boolean =>
  REFRESHES.test(run) || REFRESHES.test(inputs.script ?? '')
