import type { Inputs } from '../action/inputs.js'
import { storeKind } from '../keeper/store-kind.js'
import type { StoreKind } from '../stores/store.js'
import { ActionError } from '../system/errors.js'
import { type Way, waysTo } from './call-paths.js'
import type { Repository } from './repository.js'
import { isExpression, type Job, type Step, type Workflow } from './workflow.js'

/** A step that uses this action. */
export interface Use {
  readonly step: Step
  readonly job: Job
  readonly workflow: Workflow
  /** How runs come to it; none where the files do not show it. */
  readonly ways: readonly Way[]
  readonly inputs: Readonly<Record<string, string>>
  /** Undefined if the file doesn't show it, or if the use has no store. */
  readonly store: StoreKind | undefined
  /** Why the action would refuse to start, as it says itself. */
  readonly refusal: ActionError | undefined
  readonly login: string
}

export function usesOf(workflow: Workflow, repository: Repository): Use[] {
  return workflow.jobs.flatMap(job => {
    const ways = waysTo(job, repository.workflows)
    return job.steps.filter(step => repository.isOurs(step)).map(step => useOf(job, step, ways))
  })
}

function useOf(job: Job, step: Step, ways: readonly Way[]): Use {
  const { inputs } = step
  const login = inputs['login-name'] || 'default'
  return { step, job, workflow: job.workflow, ways, inputs, login, ...judgedStore(job, inputs) }
}

/** The action's own choice of a store, so far as the file tells what it would see. */
function judgedStore(job: Job, inputs: Use['inputs']): Pick<Use, 'store' | 'refusal'> {
  if (isWorker(inputs)) return { store: undefined, refusal: undefined }
  const storage = inputs.storage || 'auto'
  const host = runner(job)
  if (isExpression(storage) || (storage === 'auto' && host === undefined))
    return { store: undefined, refusal: undefined }
  try {
    const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''))
    // What is not given is undefined in Inputs too; of the others storeKind looks only whether they are there.
    const store = storeKind({ ...given, storage } as unknown as Inputs, { RUNNER_ENVIRONMENT: host })
    return { store, refusal: undefined }
  } catch (error) {
    return { store: undefined, refusal: error instanceof ActionError ? error : undefined }
  }
}

/** It has an access login, and keeps nothing. A file doesn't tell what is in a secret, only what it is called. */
function isWorker(inputs: Use['inputs']): boolean {
  if (inputs['share-access']) return false
  const [, secret = ''] = /\bsecrets\.(\w+)/i.exec(inputs['auth-json'] ?? '') ?? []
  return Boolean(inputs['access-key']) || secret.toUpperCase().includes('ACCESS')
}

/** As RUNNER_ENVIRONMENT says it; undefined for a group, a label of somebody's own, or an expression. */
function runner({ labels }: Job): string | undefined {
  if (labels.some(label => label.toLowerCase() === 'self-hosted')) return 'self-hosted'
  if (labels.length === 1 && labels.every(label => /^(ubuntu|windows|macos)-/i.test(label)))
    return 'github-hosted'
  return undefined
}

/** The mode, store and login of a use of the action, and its place. */
export function factOf({ step, workflow, job, store: kind, inputs, login }: Use): [string, string] {
  const mode = inputs.mode || (inputs.prompt || inputs['prompt-file'] || inputs.review ? 'run' : 'setup')
  const where = `${workflow.file}:${step.locate().line}`
  return [where, `${job.id && `job ${job.id}, `}mode ${mode}, storage ${kind ?? 'not known'}, login ${login}`]
}
