import { ActionError } from '../errors.js'
import type { Inputs } from '../inputs.js'
import { storeKind } from '../stores/kind.js'
import type { StoreKind } from '../stores/store.js'
import { isOurs } from './ours.js'
import { type Way, waysTo } from './ways.js'
import type { Job, Step, Workflow } from './workflow.js'

/** A step that uses this action. */
export interface Use {
  readonly step: Step
  readonly job: Job
  readonly workflow: Workflow
  /** How runs come to it; none where the files do not show it. */
  readonly ways: readonly Way[]
  readonly inputs: Readonly<Record<string, string>>
  /** Undefined where the file does not tell, or where there is none. */
  readonly store: StoreKind | undefined
  /** Why the action would refuse to start, as it says itself. */
  readonly refusal: ActionError | undefined
  readonly session: string
}

/** `all`: the workflows that may call this one. */
export function usesOf(workflow: Workflow, all: readonly Workflow[]): Use[] {
  return workflow.jobs.flatMap(job => {
    const ways = waysTo(job, all)
    return job.steps.filter(isOurs).map(step => useOf(job, step, ways))
  })
}

function useOf(job: Job, step: Step, ways: readonly Way[]): Use {
  const { inputs } = step
  const session = inputs.session || 'default'
  return { step, job, workflow: job.workflow, ways, inputs, session, ...judgedStore(job, inputs) }
}

/** The action's own choice of a store, so far as the file tells what it would see. */
function judgedStore(job: Job, inputs: Use['inputs']): Pick<Use, 'store' | 'refusal'> {
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

/** As RUNNER_ENVIRONMENT says it; undefined for a group, a label of somebody's own, or an expression. */
function runner({ labels }: Job): string | undefined {
  if (labels.some(label => label.toLowerCase() === 'self-hosted')) return 'self-hosted'
  if (labels.length === 1 && labels.every(label => /^(ubuntu|windows|macos)-/i.test(label)))
    return 'github-hosted'
  return undefined
}

export const isExpression = (value: string): boolean => value.includes('${{')
