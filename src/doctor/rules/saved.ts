import { type Facts, holds } from '../condition.js'
import { cachesLogin, uploadsLogin } from '../kept.js'
import { refreshesLogin, runsCodex } from '../recipes.js'
import type { Finding } from '../report.js'
import { savesAfterCodex, savesBySecret } from '../saves.js'
import { callingSteps } from '../ways.js'
import type { Job, Step, Workflow } from '../workflow.js'
import { warningAt } from './finding.js'

const LOST =
  'Codex may have refreshed the login before that; the new one is then lost, and the old one spent.'
const ALWAYS =
  'Give the step that saves `if: always()`, or use this action, which stores a refreshed login at once.'

/** Whatever became of Codex, what it made of the login must be saved. */
export function savedOnSuccessOnly(step: Step, all: readonly Workflow[]): Finding[] {
  const inPost = step.uses.toLowerCase().startsWith('actions/cache@') && cachesLogin(step)
  if (!inPost && !savesBySecret(step) && !cachesLogin(step) && !uploadsLogin(step)) return []
  // What it saves it has made itself, not Codex before it; that is another fault.
  if (refreshesLogin(step)) return []
  // A shell's own `trap … EXIT` runs after a failure of its script too.
  if (/\btrap\b/.test(step.run)) return []
  return (inPost ? [step] : deciding(step, all)).flatMap(one => {
    const words = inPost ? ONLY_SUCCESS : (skipped(one) ?? skippedJob(one) ?? inOneScript(one))
    if (!words) return []
    const [what, remedy] = words
    return [warningAt(one)('saved-on-success', { what, why: LOST, remedy })]
  })
}

/**
 * The steps whose conditions say when it is saved. A composite action begins anew: what failed before it does not skip
 * its steps, so those that call it say; none, where they do not lie here.
 */
const deciding = (step: Step, all: readonly Workflow[]): Step[] => {
  const { workflow, steps } = step.job
  return workflow.composite && !steps.some(runsCodex) ? callingSteps(workflow, all) : [step]
}

type Words = readonly [what: string, remedy: string]
const ONLY_SUCCESS: Words = ['It saves the login only if everything before it succeeded.', ALWAYS]

function skipped(step: Step): Words | undefined {
  const [succeeded, failed] = after(step.condition, step.job)
  if (succeeded === false && failed === false)
    return ['Its `if:` never holds: it does not save the login.', ALWAYS]
  if (succeeded === false) return ['It saves the login only if something before it failed.', ALWAYS]
  return failed === false ? ONLY_SUCCESS : undefined
}

/** A job that needs the one with Codex is skipped like a step, whatever its own steps say. */
function skippedJob({ job }: Step): Words | undefined {
  if (job.steps.some(runsCodex) || !needed(job).some(one => one.steps.some(runsCodex))) return undefined
  const [succeeded, failed] = after(job.condition, job)
  if (succeeded !== false && failed !== false) return undefined
  return [
    `Its job is skipped, and the login not saved, if the Codex that it \`needs\` ${failed === false ? 'failed' : 'succeeded'}.`,
    'Give the job that saves `if: always()` too; better, save in the job that runs Codex.',
  ]
}

const inOneScript = (step: Step): Words | undefined =>
  savesAfterCodex(step)
    ? [
        'It runs Codex and saves the login in one script, which ends where Codex fails.',
        'Save in a step of its own with `if: always()`, or by a `trap … EXIT` that is set before Codex runs.',
      ]
    : undefined

/** The jobs that must end before it, and those before them. */
function needed(job: Job, all: Set<Job> = new Set()): Job[] {
  for (const one of job.workflow.jobs)
    if (job.needs.includes(one.id) && !all.has(one)) needed(one, all.add(one))
  return [...all]
}

/** Whether a condition holds after Codex succeeded, and after it failed. */
const after = (condition: string, job: Job): (boolean | undefined)[] =>
  (['success', 'failure'] as const).map(outcome => holds(condition, ended(job, outcome)))

const ended =
  (job: Job, outcome: 'success' | 'failure'): Facts =>
  name => {
    const [, kind, id] = /^(steps|needs)\.([\w-]+)\.(?:outcome|conclusion|result)$/.exec(name) ?? []
    if (!kind) return STATUS(outcome)[name]
    const named = (one: Step | Job) => one.id.toLowerCase() === id
    const steps = kind === 'steps' ? job.steps.filter(named) : job.workflow.jobs.find(named)?.steps
    // What is not there has no outcome; what isn't Codex may have any.
    if (!steps || (kind === 'steps' && steps.length === 0)) return ''
    return steps.some(runsCodex) ? outcome : undefined
  }

const STATUS = (outcome: 'success' | 'failure'): Readonly<Record<string, string | boolean>> => ({
  'always()': true,
  'cancelled()': false,
  'success()': outcome === 'success',
  'failure()': outcome === 'failure',
  'job.status': outcome,
})
