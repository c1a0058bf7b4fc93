import { resolve } from 'node:path'
import { isRecipe } from './recipes.js'
import type { Finding, Report } from './report.js'
import * as byHand from './rules/by-hand.js'
import { cancelled } from './rules/cancel.js'
import { unknownInputs } from './rules/input-names.js'
import * as rights from './rules/rights.js'
import * as store from './rules/store.js'
import * as strangers from './rules/strangers.js'
import type { WorkflowFiles } from './target.js'
import { type Use, usesOf } from './uses.js'
import { readWorkflow, UnreadableWorkflow, type Workflow } from './workflow.js'

/** Every rule there is for a use of the action; `all` has those of the other workflows too. */
const OF_A_USE: readonly ((use: Use, all: readonly Use[]) => Finding[])[] = [
  unknownInputs,
  store.refusedStore,
  store.cacheForgets,
  store.readTooEarly,
  store.outsideEnvironment,
  rights.missingPermissions,
  rights.cannotWriteSecret,
  rights.halfAnApp,
  strangers.openToStrangers,
  strangers.forks,
  byHand.otherLoginOfUse,
]

/** Throws `UnreadableWorkflow` for a single file; among others it is said beside what they have. */
export async function workflowsReport({ paths, beside }: WorkflowFiles, cwd: string): Promise<Report> {
  const broken: Finding[] = []
  const judged: Workflow[] = []
  for (const file of paths) {
    const workflow = await readWorkflow(file, resolve(cwd, file)).catch(error => {
      if (!(error instanceof UnreadableWorkflow) || paths.length === 1) throw error
      broken.push({ level: 'warning', code: error.code, ...error.explanation })
    })
    if (workflow) judged.push(workflow)
  }
  const others = await Promise.all(
    beside.map(file => readWorkflow(file, resolve(cwd, file)).catch(() => undefined)),
  )
  const uses = judged.flatMap(usesOf)
  const all = [...uses, ...others.flatMap(other => (other ? usesOf(other) : []))]
  const findings = [
    ...broken,
    ...judged.flatMap(workflow => findingsOf(workflow, usesOf(workflow), all)),
    ...store.schedulesEnd(uses),
  ]
  return { verdict: verdict(judged, uses, findings), facts: uses.map(fact), findings, closing: [] }
}

function findingsOf(workflow: Workflow, uses: readonly Use[], all: readonly Use[]): Finding[] {
  const steps = workflow.jobs.flatMap(job => job.steps)
  return [
    ...cancelled(workflow, uses),
    ...workflow.jobs.flatMap(strangers.unguardedRecipe),
    ...uses.flatMap(use => OF_A_USE.flatMap(rule => rule(use, all))),
    ...steps.flatMap(step => [
      ...byHand.seedEachRun(step),
      ...byHand.savedOnSuccessOnly(step),
      ...byHand.laidOpen(step),
      ...byHand.endsLogin(step),
      ...byHand.otherLoginOfScript(step, uses),
    ]),
  ]
}

function verdict(judged: readonly Workflow[], uses: readonly Use[], findings: readonly Finding[]): string {
  const recipes = judged.flatMap(({ jobs }) => jobs).filter(isRecipe).length
  const what = `${count(judged.length, 'workflow')}, ${count(uses.length, 'use')} of this action, ${count(recipes, 'job')} with a login by hand`
  const warnings = findings.filter(({ level }) => level === 'warning').length
  return `${what}: ${warnings === 0 ? 'nothing found that would lose the login' : count(warnings, 'warning')}.`
}

const count = (number: number, name: string) => `${number} ${name}${number === 1 ? '' : 's'}`

function fact({ step, workflow, job, store: kind, inputs, session }: Use): [string, string] {
  const mode = inputs.mode || (inputs.prompt || inputs['prompt-file'] || inputs.review ? 'run' : 'setup')
  const where = `${workflow.file}${step.line === undefined ? '' : `:${step.line}`}`
  return [where, `job ${job.id}, mode ${mode}, storage ${kind ?? 'not known'}, session ${session}`]
}
