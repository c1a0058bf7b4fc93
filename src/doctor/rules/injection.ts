import { otherLogins } from '../../codex/environment.js'
import { isOurs } from '../ours.js'
import { isRecipe, runsCodex } from '../recipes.js'
import type { Finding } from '../report.js'
import type { Step } from '../workflow.js'
import { warningAt } from './finding.js'

/** Texts that people without write access choose: GitHub puts them into the script before a shell reads it. */
const STRANGERS_TEXT =
  /\$\{\{[^}]*?\b(github\.head_ref|github\.event\.[\w.*[\]-]*\.(?:body|title|message|name|email|label|ref|head_branch|display_title|page_name))\b[^}]*\}\}/

/** A script made of a stranger's words, in a job that has the login. */
export function scriptOfStrangers(step: Step): Finding[] {
  const [, text] = STRANGERS_TEXT.exec(step.run) ?? []
  if (!text || !meansLogin(step)) return []
  return [
    warningAt(step)('injection', {
      what: `Its script is made of \`${text.slice(0, 64)}\`, which anybody can write.`,
      why: 'GitHub puts the words in before the shell reads them: a quote and a command in them can take the login.',
      remedy: 'Hand it over as a variable: by `env:` of the step, and as `"$TEXT"` in the script.',
    }),
  ]
}

/** Codex with an API key of its own is no login. */
const meansLogin = ({ job }: Step): boolean =>
  isRecipe(job) ||
  job.steps.some(isOurs) ||
  job.steps.some(
    step => runsCodex(step) && otherLogins({ ...job.workflow.env, ...job.env, ...step.env }).length === 0,
  )
