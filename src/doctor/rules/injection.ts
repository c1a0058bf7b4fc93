import { meansLogin } from '../holders.js'
import type { Finding } from '../report.js'
import type { Step } from '../workflow.js'
import { warningAt } from './finding.js'

/**
 * Texts that people without write access choose: GitHub puts them into the script before a shell reads it. What
 * belongs to the repository itself, such as the branch that a pull request goes to, they only choose among.
 */
const STRANGERS_TEXT =
  /\$\{\{[^}]*?\b(github\.head_ref|github\.event\.(?!pull_request\.base\.|repository\.|organization\.)[\w.*[\]-]*\.(?:body|title|message|name|email|label|ref|head_branch|display_title|page_name))\b[^}]*\}\}/

/** A script made of a stranger's words, in a job that has the login. */
export function scriptOfStrangers(step: Step): Finding[] {
  const [, text] = STRANGERS_TEXT.exec(step.run) ?? []
  if (!text || !meansLogin(step.job)) return []
  return [
    warningAt(step)('injection', {
      what: `Its script is made of \`${text.slice(0, 64)}\`, which anybody can write.`,
      why: 'GitHub puts the words in before the shell reads them: a quote and a command in them can take the login.',
      remedy: 'Hand it over as a variable: by `env:` of the step, and as `"$TEXT"` in the script.',
    }),
  ]
}
