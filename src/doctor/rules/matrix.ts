import { isPutBack } from '../holders.js'
import { overwritesLogin } from '../recipes.js'
import type { Finding } from '../report.js'
import { waysTo } from '../ways.js'
import type { Step, Workflow } from '../workflow.js'
import { warningAt } from './finding.js'

/** Restored in several jobs at once, wherever it comes from: saving it back helps none of the others. */
export function sideBySide(step: Step, all: readonly Workflow[]): Finding[] {
  const jobs = [step.job, ...waysTo(step.job, all).flat()]
  if (!jobs.some(({ parallel }) => parallel) || !overwritesLogin(step)) return []
  // Where nobody saves it, that is said already.
  if (!isPutBack(step, all)) return []
  return [
    warningAt(step)('side-by-side', {
      what: 'The jobs of its matrix run side by side, each with its own copy of one login.',
      why: 'A refresh token can be spent once: the first job that refreshes ends the login for the others, and the last one to save may put back what is spent.',
      remedy:
        'Run Codex in one job; or use this action, with which one job at a time refreshes, and the others take over what it made.',
    }),
  ]
}
