import type { Repository } from '../repository.js'
import type { Job, Step } from '../workflow.js'
import type { Act, Value } from './acts.js'
import { followAction } from './follow-action.js'
import { followScript } from './follow-script.js'
import { plainPath } from './names.js'
import { environment, type Scope, toValue } from './scope.js'
import type { JobState } from './state.js'

/** Composite actions that use composite actions. */
const DEEPEST = 8
const ABOUT_CODEX = /codex|chatgpt/i

/** Follows a job's login step by step, through composite actions and scripts of the repository. */
export function followJob(job: Job, repository: Repository): readonly Act[] {
  const state: JobState = {
    acts: [],
    env: new Map(),
    outputs: new Map(),
    files: new Map(),
    homes: new Set(),
    looked: new Set(),
    aboutCodex: isAboutCodex(job, repository),
    script: repository.script,
    packageScript: repository.packageScript,
  }
  const scope = {
    repository,
    state,
    inputs: new Map<string, Value>(),
    env: new Map<string, Value>(),
    depth: 0,
  }
  const env = environment([job.workflow.env, job.env], scope)
  for (const step of job.steps) follow(step, [], { ...scope, env })
  return state.acts
}

/** Composer has an auth.json too: the name alone says nothing. */
function isAboutCodex(job: Job, repository: Repository): boolean {
  const { workflow } = job
  if (!ABOUT_CODEX.test(workflow.text))
    return job.steps.some(({ uses, run }) =>
      /^\.\//.test(uses)
        ? ABOUT_CODEX.test(repository.action(uses)?.text ?? '')
        : ABOUT_CODEX.test(scriptsIn(run, repository)),
    )
  if (workflow.jobs.length === 1) return true
  return (
    ABOUT_CODEX.test(
      JSON.stringify([
        job.id,
        job.env,
        workflow.env,
        job.steps.map(({ name, uses, run, env, inputs }) => [name, uses, run, env, inputs]),
      ]),
    ) || job.steps.some(({ uses }) => uses.startsWith('./'))
  )
}

const scriptsIn = (run: string, repository: Repository): string =>
  [...run.matchAll(/[\w./-]{1,200}\.(?:sh|py|[cm]?js|ts)\b/g)]
    .slice(0, 20)
    .map(([path]) => repository.script(plainPath(path))?.text ?? '')
    .join('\n')

function follow(step: Step, outer: readonly Step[], scope: Scope): void {
  const chain = [...outer, step] as unknown as readonly [Step, ...Step[]]
  const env = environment([step.env], { ...scope, env: new Map([...scope.env, ...scope.state.env]) })
  const inner = { ...scope, env }
  if (step.run !== '') followScript(step, chain, inner, step.run)
  if (step.run !== '' || step.uses === '') return
  const action = scope.repository.action(step.uses)
  if (scope.repository.isOurs(step)) return
  const own = action?.jobs[0]
  if (action?.kind === 'action' && own && scope.depth < DEEPEST) {
    const inputs = new Map(action.inputs.map(name => [name, { text: '' }] as [string, Value]))
    for (const [name, text] of Object.entries(step.inputs)) inputs.set(name, toValue(text, inner))
    for (const part of own.steps) follow(part, chain, { ...inner, inputs, depth: scope.depth + 1 })
    return
  }
  followAction(step, chain, inner)
}
