import { isOurs } from './ours.js'
import { isRecipe } from './recipes.js'
import { calledBy } from './ways.js'
import type { Job, Workflow } from './workflow.js'

const NAMES_CODEX = /codex|auth[_-]?json/i

/**
 * Whether a job has the login: by this action, by hand, or in a workflow that it calls. Undefined where that one
 * does not lie here and may have it: a local one, or one that is told of Codex.
 */
export function hasLogin(job: Job, all: readonly Workflow[]): boolean | undefined {
  const jobs = new Set([job])
  // What is added on the way is visited too, and each once.
  for (const one of jobs) for (const inner of calledBy(one, all)?.jobs ?? []) jobs.add(inner)
  const reached = [...jobs]
  if (reached.some(one => isRecipe(one) || one.steps.some(isOurs))) return true
  return reached.some(one => mayHide(one, all)) ? undefined : false
}

const mayHide = (job: Job, all: readonly Workflow[]): boolean =>
  job.uses !== '' &&
  !calledBy(job, all) &&
  (job.uses.startsWith('./') || NAMES_CODEX.test(job.uses + job.handed))
