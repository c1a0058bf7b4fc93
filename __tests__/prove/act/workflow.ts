import type { Values } from '../../doubles/runner/index.js'

/** The label of the host itself, and the action as a workflow of another repository names it. */
export const LABEL = 'lab-host'
export const ACTION = 'lab/codex-auth-action@v1'

export interface ActStep {
  readonly id?: string
  readonly if?: string | boolean
  readonly shell?: string
  readonly uses?: string
  readonly with?: Values
  readonly run?: string
  readonly env?: Values
}

export interface ActJob {
  readonly needs?: string
  readonly steps: readonly ActStep[]
  /** How many jobs of a matrix run at once; one job without a matrix if it is left out. */
  readonly matrix?: number
}

/** A job that is another workflow. */
export interface ActCall {
  readonly uses: string
  readonly secrets: 'inherit' | Values
}

export type ActJobs = Readonly<Record<string, ActJob | ActCall>>

/** The step under test. The seed is a secret, as in every workflow. */
export const use = (inputs: Values, step: Omit<ActStep, 'uses' | 'with' | 'run'> = {}): ActStep => ({
  ...step,
  uses: ACTION,
  with: { 'auth-json': `\${{ secrets.AUTH_JSON }}`, ...inputs },
})

/** One job with one use of the action, and what comes after it. */
export const oneJob = (inputs: Values, ...later: readonly ActStep[]): ActJobs => ({
  test: { steps: [use(inputs), ...later] },
})

/** That many jobs of one matrix, all at once. */
export const matrixOf = (matrix: number, inputs: Values, ...later: readonly ActStep[]): ActJobs => ({
  test: { matrix, steps: [use(inputs), ...later] },
})

/** The workflow file: JSON, which is YAML. */
export function workflowFile(jobs: ActJobs): string {
  const written = Object.entries(jobs).map(([id, job]) => [id, writtenJob(job)])
  return JSON.stringify({ name: 'lab', on: 'push', jobs: Object.fromEntries(written) }, undefined, 2)
}

/** A workflow for other workflows to call. */
export const calledWorkflow = (job: ActJob): string =>
  JSON.stringify({ name: 'called', on: { workflow_call: {} }, jobs: { called: writtenJob(job) } })

/** The action.yml of an action that is these steps. */
export const compositeAction = (steps: readonly ActStep[], inputs: readonly string[] = []): string =>
  JSON.stringify({
    name: 'composite',
    inputs: Object.fromEntries(inputs.map(name => [name, { description: name }])),
    runs: { using: 'composite', steps },
  })

function writtenJob(job: ActJob | ActCall): object {
  if ('uses' in job) return job
  const { steps, matrix, ...rest } = job
  return { 'runs-on': LABEL, ...rest, ...(matrix && { strategy: strategyOf(matrix) }), steps }
}

/** Without `max-parallel` act runs four of a matrix at once. */
const strategyOf = (count: number): object => ({
  'fail-fast': false,
  'max-parallel': count,
  matrix: { at: Array.from({ length: count }, (_, at) => at + 1) },
})
