import type { Values } from '../../doubles/runner/index.js'

/** The label of the host itself, and the action as a workflow of another repository names it. */
export const LABEL = 'lab-host'
export const ACTION = 'lab/codex-auth-action@v1'

export interface ActStep {
  readonly if?: string | boolean
  readonly uses?: string
  readonly with?: Values
  readonly run?: string
}

export interface ActJob {
  readonly steps: readonly ActStep[]
  /** How many jobs of a matrix run at once; one job without a matrix if it is left out. */
  readonly matrix?: number
}

export type ActJobs = Readonly<Record<string, ActJob>>

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
  const written = Object.entries(jobs).map(([id, { steps, matrix }]) => [
    id,
    { 'runs-on': LABEL, ...(matrix && { strategy: strategyOf(matrix) }), steps },
  ])
  return JSON.stringify({ name: 'lab', on: 'push', jobs: Object.fromEntries(written) }, undefined, 2)
}

/** Without `max-parallel` act runs four of a matrix at once. */
const strategyOf = (count: number): object => ({
  'fail-fast': false,
  'max-parallel': count,
  matrix: { at: Array.from({ length: count }, (_, at) => at + 1) },
})
