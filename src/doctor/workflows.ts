import { resolve } from 'node:path'
import { readWorkflow } from './read-workflow.js'
import type { Finding, Report } from './report.js'
import * as byHand from './rules/by-hand.js'
import { callersUnknown } from './rules/called.js'
import { cancelled } from './rules/cancel.js'
import { scriptOfStrangers } from './rules/injection.js'
import { unknownInputs } from './rules/input-names.js'
import { refusedValues } from './rules/input-values.js'
import { sideBySide } from './rules/matrix.js'
import { allowedPublic } from './rules/public.js'
import { readTooEarly, restoredTooEarly } from './rules/queue.js'
import * as rights from './rules/rights.js'
import { savedOnSuccessOnly } from './rules/saved.js'
import type { Scene } from './rules/scene.js'
import { neverRuns } from './rules/schedules.js'
import * as store from './rules/store.js'
import * as strangers from './rules/strangers.js'
import { unseen } from './rules/unseen.js'
import type { WorkflowFiles } from './target.js'
import { NotJudged, UnreadableWorkflow } from './unreadable.js'
import { type Use, usesOf } from './uses.js'
import { fact, verdict } from './verdict.js'
import type { Workflow } from './workflow.js'

/** Every rule there is for a use of the action, beside what else lies there. */
const OF_A_USE: readonly ((use: Use, scene: Scene) => Finding[])[] = [
  unknownInputs,
  refusedValues,
  store.refusedStore,
  store.cacheForgets,
  readTooEarly,
  store.outsideEnvironment,
  rights.missingPermissions,
  rights.cannotWriteSecret,
  rights.halfAnApp,
  strangers.openToStrangers,
  strangers.unsafeForStrangers,
  strangers.forks,
  byHand.otherLoginOfUse,
]

/** Throws `UnreadableWorkflow` for a single file; among others it is said beside what they have. */
export async function workflowsReport({ paths, beside }: WorkflowFiles, cwd: string): Promise<Report> {
  const broken: Finding[] = []
  const judged: Workflow[] = []
  for (const file of paths) {
    const workflow = await readWorkflow(file, resolve(cwd, file)).catch(error => {
      if (error instanceof NotJudged && paths.length > 1) return
      if (!(error instanceof UnreadableWorkflow) || paths.length === 1) throw error
      broken.push({ level: 'warning', code: error.code, ...error.explanation })
    })
    if (workflow) judged.push(workflow)
  }
  const others = await Promise.all(
    beside.map(file => readWorkflow(file, resolve(cwd, file)).catch(() => undefined)),
  )
  const workflows = [...judged, ...others.filter(other => other !== undefined)]
  const scene = { workflows, uses: workflows.flatMap(workflow => usesOf(workflow, workflows)) }
  const uses = scene.uses.filter(({ workflow }) => judged.includes(workflow))
  const findings = [
    ...broken,
    ...judged.flatMap(workflow => findingsOf(workflow, scene)),
    ...store.schedulesEnd(uses),
    ...allowedPublic(uses),
  ]
  return { verdict: verdict(judged, uses, findings), facts: uses.map(fact), findings, closing: [] }
}

function findingsOf(workflow: Workflow, scene: Scene): Finding[] {
  const all = scene.workflows
  const steps = workflow.jobs.flatMap(job => job.steps)
  const uses = scene.uses.filter(use => use.workflow === workflow)
  return [
    ...callersUnknown(workflow, all),
    ...neverRuns(workflow, all),
    ...cancelled(workflow, all),
    ...workflow.jobs.flatMap(job => [...strangers.unguardedRecipe(job, all), ...unseen(job, all)]),
    ...uses.flatMap(use => OF_A_USE.flatMap(rule => rule(use, scene))),
    ...steps.flatMap(step => [
      ...byHand.seedEachRun(step, all),
      ...byHand.refreshesOutside(step),
      ...sideBySide(step, all),
      ...restoredTooEarly(step, all),
      ...savedOnSuccessOnly(step, all),
      ...scriptOfStrangers(step),
      ...byHand.laidOpen(step),
      ...byHand.endsLogin(step),
      ...byHand.otherLoginOfScript(step, uses),
    ]),
  ]
}
