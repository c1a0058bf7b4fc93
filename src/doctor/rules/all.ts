import type { LoginJob } from '../logins.js'
import type { Finding } from '../report.js'
import type { Workflow } from '../workflow.js'
import { cancelled, restoredTooEarly, twoAtOnce } from './concurrent.js'
import type { JobRule, Scene } from './context.js'
import * as exposed from './exposed.js'
import { savedOnSuccess } from './saved.js'
import { neverRuns, seldom } from './schedules.js'
import { seedEachRun } from './seeds.js'
import * as strangers from './strangers.js'
import * as hidden from './unseen.js'

/** Every rule for a job that has a login. */
const OF_A_JOB: readonly JobRule[] = [
  cancelled,
  strangers.unguardedRecipe,
  twoAtOnce,
  seedEachRun,
  savedOnSuccess,
  restoredTooEarly,
  seldom,
  exposed.refreshesOutside,
  exposed.endsLogin,
  exposed.laidOpen,
  exposed.inCheckout,
  exposed.otherHome,
  exposed.otherLogin,
  exposed.scriptOfStrangers,
  exposed.onCommandLine,
  hidden.unseen,
]

const OF_A_WORKFLOW: readonly ((workflow: Workflow, scene: Scene) => Finding[])[] = [
  hidden.callersUnknown,
  hidden.codeWithLogin,
  neverRuns,
]

/** The findings of all rules in a repository, each once. */
export async function findingsIn(scene: Scene): Promise<Finding[]> {
  const { named, uses } = scene
  // A fault of a composite action is found in the jobs that use it.
  const hasNamed = ({ workflow, acts }: LoginJob) =>
    named.includes(workflow) ||
    acts.some(({ chain }) => chain.some(({ job }) => named.includes(job.workflow)))
  const found = [
    ...named.flatMap(workflow => OF_A_WORKFLOW.flatMap(rule => rule(workflow, scene))),
    ...scene.logins.filter(hasNamed).flatMap(login => OF_A_JOB.flatMap(rule => rule(login, scene))),
    // Few workflows use this action, and these rules load how it reads its inputs.
    ...(uses.length > 0 ? (await import('./own.js')).findingsOfUses(scene) : []),
  ]
  const known = new Map<string, Finding>()
  for (const finding of found) {
    const { place, code, what } = finding
    const key = `${place?.file}:${place?.line}:${place?.column} ${code} ${what}`
    const before = known.get(key)
    // A fault of a composite action concerns every workflow that uses it.
    const files = [...new Set([...(before?.files ?? []), ...(finding.files ?? [])])]
    known.set(key, { ...(before ?? finding), files })
  }
  return [...known.values()]
}
