import { otherLogins } from '../codex/environment.js'
import { cachesLogin, uploadsLogin } from './kept.js'
import { isOurs } from './ours.js'
import { environmentOf, namesLogin, refreshesLogin, runsCodex } from './recipes.js'
import { putsBack, savesBySecret } from './saves.js'
import { calledBy, waysTo } from './ways.js'
import type { Job, Step, Workflow } from './workflow.js'

const NAMES_CODEX = /codex|auth[_-]?json/i

const BY_HAND = [namesLogin, savesBySecret, cachesLogin, uploadsLogin, refreshesLogin]
/** A job that handles a login by hand. */
export const isRecipe = (job: Job): boolean => job.steps.some(step => BY_HAND.some(does => does(step)))

/** Codex on the login that it finds: the machine's own, where nothing gives it an API key. */
const runsOnLogin = ({ steps }: Job): boolean =>
  steps.some(step => runsCodex(step) && !hasKey(step)) && !steps.some(givesKey)

function hasKey(step: Step): boolean {
  const environment = environmentOf(step)
  // Those of a provider of one's own, such as Azure, end in the same words.
  return (
    otherLogins(environment).length > 0 || Object.keys(environment).some(name => /OPENAI_API_KEY$/.test(name))
  )
}

/** What an earlier step has left for all that follow. */
const givesKey = ({ run, inputs }: Step): boolean =>
  /\bcodex\s+login\s[^\n;&|]*(?:--with-api-key|--with-access-token|--api-key)/.test(run) ||
  'openai-api-key' in inputs

/** A job that has a login of its own making, and not by this action. */
export const isByHand = (job: Job): boolean => isRecipe(job) || (runsOnLogin(job) && !job.steps.some(isOurs))

/** Whether its own steps have a ChatGPT login, however they came by it. */
export const meansLogin = (job: Job): boolean => isRecipe(job) || job.steps.some(isOurs) || runsOnLogin(job)

/** A job, and those of the workflows and actions that it calls, as far as they lie here. */
export function reachedBy(job: Job, all: readonly Workflow[]): Job[] {
  const jobs = new Set([job])
  // What is added on the way is visited too, and each once.
  for (const one of jobs)
    for (const inner of calledBy(one, all).flatMap(called => called.jobs)) jobs.add(inner)
  return [...jobs]
}

/**
 * Whether a job has the login: by this action, by hand, or in a workflow that it calls. Undefined where that one
 * does not lie here and may have it: a local one, or one that is told of Codex.
 */
export function hasLogin(job: Job, all: readonly Workflow[]): boolean | undefined {
  const reached = reachedBy(job, all)
  if (reached.some(meansLogin)) return true
  return reached.some(one => mayHide(one, all)) ? undefined : false
}

const mayHide = (job: Job, all: readonly Workflow[]): boolean =>
  job.uses !== '' &&
  calledBy(job, all).length === 0 &&
  (job.uses.startsWith('./') || NAMES_CODEX.test(job.uses + job.handed))

/** Whether the job in which a step runs hands the login on. The steps of a composite action run in those of its callers. */
export function isPutBack({ job }: Step, all: readonly Workflow[]): boolean {
  const callers = waysTo(job, all).flatMap(way => way.findLast(one => !one.workflow.composite) ?? [])
  const runners = job.workflow.composite && callers.length > 0 ? callers : [job]
  return runners.every(one => reachedBy(one, all).some(({ steps }) => steps.some(putsBack)))
}
