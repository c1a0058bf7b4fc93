import { otherLogins } from '../../codex/environment.js'
import { isPutBack } from '../holders.js'
import { cachesLogin, uploadsLogin } from '../kept.js'
import { environmentOf, namesLogin, overwritesLogin, refreshesLogin, runsCodex } from '../recipes.js'
import type { Finding } from '../report.js'
import type { Use } from '../uses.js'
import type { Step, Workflow } from '../workflow.js'
import { noteAt, warningAt } from './finding.js'

const USE_THIS =
  'Use this action, which takes the secret as a seed only; or write it only where there is none: `[ -f ~/.codex/auth.json ] || …`.'

/** Harmless only where another step of the job puts the refreshed login back to where it came from. */
export function seedEachRun(step: Step, all: readonly Workflow[]): Finding[] {
  if (!overwritesLogin(step) || isPutBack(step, all)) return []
  return [
    warningAt(step)('seed-each-run', {
      what: 'It writes the login over auth.json in each run.',
      why: 'Once Codex has refreshed it, the stored login is spent: putting it back ends the login at the next refresh.',
      remedy: USE_THIS,
    }),
  ]
}

/** Codex has locks for it, and saves at once; a script has neither. */
export function refreshesOutside(step: Step): Finding[] {
  if (!refreshesLogin(step)) return []
  return [
    warningAt(step)('refreshes-outside', {
      what: 'It refreshes the login without Codex, at `auth.openai.com/oauth/token`.',
      why: 'That spends the refresh token: if the script fails before the new one is stored, or a Codex elsewhere still has the old one, the login is lost.',
      remedy:
        'Leave the refresh to Codex: `mode: keep-fresh` of this action has it done on a schedule, one job at a time, and stores it at once.',
    }),
  ]
}

/** Caches and artifacts can be read by everybody who can run a workflow, or read the repository. */
export function laidOpen(step: Step): Finding[] {
  const where = uploadsLogin(step) ? 'an artifact' : cachesLogin(step) ? 'the cache' : undefined
  if (!where) return []
  return [
    warningAt(step)('laid-open', {
      what: `It puts the login into ${where}, unencrypted.`,
      why: 'Whoever can read the repository, or run a workflow in it, can take the login from there.',
      remedy:
        'Remove it there, and log in again. This action stores the login in the cache encrypted: `encryption-key`.',
    }),
  ]
}

const LOGS_OUT = /\bcodex\s+logout\b/
const LOGS_IN = /\bcodex\s+login\b(?!\s+(?:status|--help|-h\b|--with-(?:api-key|access-token)|--api-key))/

export function endsLogin(step: Step): Finding[] {
  const command = LOGS_OUT.test(step.run)
    ? 'codex logout'
    : LOGS_IN.test(step.run)
      ? 'codex login'
      : undefined
  if (!command) return []
  return [
    warningAt(step)('ends-login', {
      what: `It runs \`${command}\`.`,
      why:
        command === 'codex logout'
          ? 'That revokes the login at the server, for every copy of it.'
          : 'Where an auth.json lies it is revoked at the server first, even if nobody completes the new login.',
      remedy: 'Log in by hand, in an empty CODEX_HOME, and set the secret. A job needs neither.',
    }),
  ]
}

const otherLogin = (step: Step): string[] => otherLogins(environmentOf(step))

/** A Codex that a script starts takes the variable instead of auth.json (facts §8); this action does not pass it on. */
export function otherLoginOfScript(step: Step, uses: readonly Use[]): Finding[] {
  const names = otherLogin(step)
  const meansLogin = uses.some(({ job }) => job === step.job) || step.job.steps.some(namesLogin)
  if (names.length === 0 || !runsCodex(step) || !meansLogin) return []
  return [
    warningAt(step)('other-login', {
      what: `Its environment has ${names.join(', ')}.`,
      why: 'Codex uses that instead of the ChatGPT login, and does not say so.',
      remedy: 'Take it out of the environment of this step, or drop the login.',
    }),
  ]
}

export function otherLoginOfUse({ step }: Use): Finding[] {
  const names = otherLogin(step)
  if (names.length === 0) return []
  return [
    noteAt(step)('other-login', {
      what: `Its environment has ${names.join(', ')}.`,
      why: 'This action does not pass it on to Codex, but a Codex of your own in a later step would use it instead of the login.',
      remedy: 'Take it out if you mean the ChatGPT login.',
    }),
  ]
}
