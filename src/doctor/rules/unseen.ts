import { reachedBy } from '../holders.js'
import { isOurs } from '../ours.js'
import { placesLogin, refreshesLogin } from '../recipes.js'
import type { Finding } from '../report.js'
import { calledBy } from '../ways.js'
import type { Job, Workflow } from '../workflow.js'
import { said } from './finding.js'

/** In an expression that hands over the value, and does not only ask whether there is one. */
const SECRET = /\bsecrets(?:\.|\[')([\w-]{1,255})(?![\w-]|['\]\s]*[!=]=)/g
const NAMES_LOGIN =
  /(?:codex|chatgpt)\w*(?:auth|home|login|session)|(?:auth|login|session)\w*(?:codex|chatgpt)|auth_?json/i
const ABOUT_CODEX = /codex|chatgpt/i
/** What belongs to it, but is not the login. */
const NO_LOGIN = /_(?:key|id|pat|passphrase|password)$/i

/** Said where a job gets the login, and none of its steps does with it what the other rules know how to judge. */
export function unseen(job: Job, all: readonly Workflow[]): Finding[] {
  const names = handedTo(job)
  if (names.length === 0 || isSeen(job, all)) return []
  return [
    said(
      'note',
      job.workflow,
      job,
    )('unseen', {
      what: `It is handed ${names.join(', ')}, and what is done with the login can not be told from here.`,
      why: 'If Codex refreshes it there and the new one is not stored, the secret is spent, and the login ends at the next refresh.',
      remedy:
        'Look there whether each refreshed login is stored, after a failure too, and two runs never refresh at once. Or use this action, which sees to both.',
    }),
  ]
}

/** A called workflow that lies here speaks for itself; a composite action can not: the names of secrets end at its inputs. */
const isSeen = (job: Job, all: readonly Workflow[]): boolean =>
  (job.uses !== '' && calledBy(job, all).length > 0) ||
  reachedBy(job, all).some(({ steps }) =>
    steps.some(step => isOurs(step) || placesLogin(step) || refreshesLogin(step)),
  )

/** The secrets by whose names they hold this login; others have an auth.json too, so the job must speak of Codex. */
function handedTo(job: Job): string[] {
  const own = JSON.stringify([job.uses, job.handed, job.env, job.steps.map(given)])
  if (!ABOUT_CODEX.test(own)) return []
  const text = own + JSON.stringify(job.workflow.env)
  const names = [...text.matchAll(SECRET)].map(([, name = '']) => name)
  const logins = names
    .filter(name => NAMES_LOGIN.test(name) && !NO_LOGIN.test(name))
    .map(name => `\`${name}\``)
  const inherits = /"inherit"/.test(job.handed) && ABOUT_CODEX.test(job.uses)
  return [...new Set(inherits ? ['all secrets'] : logins)]
}

const given = ({ uses, run, env, inputs }: Job['steps'][number]) => [uses, run, env, inputs]
