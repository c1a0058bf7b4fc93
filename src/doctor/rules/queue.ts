import { overwritesLogin } from '../recipes.js'
import type { Finding } from '../report.js'
import { savesIntoEnvironment, savesToGitHub } from '../saves.js'
import type { Use } from '../uses.js'
import { isQueued, type Way, waysTo } from '../ways.js'
import type { Step, Workflow } from '../workflow.js'
import { noteAt, warningAt } from './finding.js'
import { sideBySide } from './matrix.js'

/** A secret of a repository or organisation is read when the run is queued, one of an environment when the job starts. */
export function readTooEarly({ step, ways, store, inputs }: Use): Finding[] {
  if (store !== 'github-secret' || inputs['secret-environment']) return []
  return tooEarly(
    step,
    ways,
    'and stops.',
    'Move the secret into an environment, with `environment:` on the job and `secret-environment` here.',
  )
}

/** The same by hand: restored from the secret, and saved back into it. */
export function restoredTooEarly(step: Step, all: readonly Workflow[]): Finding[] {
  const saves = step.job.steps.filter(savesToGitHub)
  if (!overwritesLogin(step) || saves.length === 0 || sideBySide(step, all).length > 0) return []
  if (step.job.environment && saves.every(savesIntoEnvironment)) return []
  return tooEarly(
    step,
    waysTo(step.job, all),
    'and its next refresh ends it for good.',
    'Move the secret into an environment, with `environment:` on the job and `gh secret set --env`; or use this action.',
  )
}

function tooEarly(step: Step, ways: readonly Way[], end: string, remedy: string): Finding[] {
  const queue = [[step.job] as const, ...ways].some(isQueued)
    ? 'Its runs wait for one another (`concurrency:`)'
    : [step.job, ...ways.flat()].some(({ matrix }) => matrix)
      ? 'The jobs of its matrix wait for a runner, or for one another'
      : undefined
  const triggers = ways.flatMap(([{ workflow }]) => workflow.events)
  if (!queue && triggers.length < 2) return []
  return [
    (queue ? warningAt : noteAt)(step)('read-too-early', {
      what: `${queue ?? 'Its several triggers can start runs together'}, and the secret belongs to no environment.`,
      why: `Such a secret is read when the run is queued: after a refresh in between, the run starts with a login that is spent, ${end}`,
      remedy,
    }),
  ]
}
