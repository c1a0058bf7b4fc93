import { isQueued } from '../call-paths.js'
import type { Finding } from '../report.js'
import type { Use } from '../uses.js'
import { noteAt, warningAt } from './finding.js'

/** A secret of a repository or organization is read when the run is queued, one of an environment when the job starts. */
export function readTooEarly({ step, ways, store, inputs }: Use): Finding[] {
  if (store !== 'github-secret' || inputs['secret-environment']) return []
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
      why: 'Such a secret is read when the run is queued: after a refresh in between, the run starts with a login whose refresh token was already used, and stops.',
      remedy:
        'Move the secret into an environment, with `environment:` on the job and `secret-environment` here.',
    }),
  ]
}
