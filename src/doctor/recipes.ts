import type { Job, Step } from './workflow.js'

/** What scripts do with a login by hand. Scripts are text to us: these look for the common forms, no more. */

/** `auth.json.age` is another file. */
const FILE = String.raw`["']?[^\s"'<>|;&]*auth\.json(?![\w.-])`
const RUNS = /(?<![\w.-])codex(?:@\S+)?\s+(?:(?:exec|e|review|app-server)\b|-(?!-version|-help|[Vh]\b))/
const NAMES_LOGIN = /\bauth\.json(?![\w.-])/
const WRITES = [
  new RegExp(String.raw`(?<![>\d])>\|?\s*${FILE}`),
  new RegExp(String.raw`\btee\s+(?:-\S+\s+)*${FILE}`),
  new RegExp(String.raw`\binstall\s[^\n;|&]*/dev/stdin\s+${FILE}`),
  new RegExp(String.raw`\b(?:Out-File|Set-Content)\b[^\n]*${FILE}`, 'i'),
]
const MISSING = [
  new RegExp(String.raw`(?:\[\[?|\btest)\s+!\s*-[efs]\s+${FILE}`),
  new RegExp(String.raw`!\s*(?:\[\[?|test)\s+-[efs]\s+${FILE}`),
  new RegExp(String.raw`(?:\[\[?|\btest)\s+-[efs]\s+${FILE}[^]*?(?:\|\||\belse\b|\bexit\b)`),
  new RegExp(String.raw`Test-Path[^\n]*${FILE}`, 'i'),
]
const SAVES =
  /\bgh\s+secret\s+set\b|\bvault\s+kv\s+put\b|\bsecretsmanager\s+put-secret-value\b|\bsecrets\s+versions\s+add\b/
const NAMES_SECRET = /codex\w*auth|auth[_-]?json/i

/** Composer has an auth.json too: the name alone says nothing. */
export const runsCodex = ({ run }: Step): boolean => RUNS.test(run)
export const namesLogin = (step: Step): boolean => NAMES_LOGIN.test(step.run) && isAboutCodex(step)

const isAboutCodex = ({ run, env, job }: Step): boolean =>
  /codex/i.test(`${run} ${Object.values(env).join(' ')}`) ||
  [env, job.env, job.workflow.env].some(variables => 'CODEX_HOME' in variables) ||
  job.steps.some(runsCodex)

/** A condition that asks an earlier step, or a file: perhaps whether there is a login. */
const ASKS_FIRST = /\bsteps\.|hashFiles/

/** Puts something in the place of auth.json, without a look whether there is one. */
export function overwritesLogin(step: Step): boolean {
  if (!namesLogin(step) || ASKS_FIRST.test(step.condition)) return false
  const at = Math.min(...WRITES.map(form => step.run.search(form)).filter(index => index >= 0))
  if (at === Number.POSITIVE_INFINITY) return false
  return !MISSING.some(form => form.test(step.run.slice(0, at)))
}

export const savesBySecret = (step: Step): boolean =>
  SAVES.test(step.run) && NAMES_SECRET.test(step.run) && /codex|auth\.json/i.test(step.run)

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
