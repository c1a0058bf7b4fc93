export type Fields = Readonly<Record<string, unknown>>

export interface Step {
  readonly job: Job
  readonly id: string
  /** Its name or id, else its number, counted from 1. */
  readonly name: string
  /** Counted from 1. */
  readonly line: number | undefined
  readonly uses: string
  /** The inputs that a local action declares; undefined for any other, and where it does not lie here. */
  readonly declared: readonly string[] | undefined
  /** Without its lines of comment and its very long words. */
  readonly run: string
  readonly shell: string
  readonly condition: string
  /** Values as text, by lower-case name: the runner doesn't tell `Auth-Json` from `auth-json`. */
  readonly inputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
}

export interface Job {
  readonly workflow: Workflow
  /** Empty for the steps of a composite action. */
  readonly id: string
  /** The workflow that it calls instead of steps, and what it hands over, as text. */
  readonly uses: string
  readonly handed: string
  readonly needs: readonly string[]
  readonly condition: string
  /** The labels of `runs-on`; none if it is a group, or left out. */
  readonly labels: readonly string[]
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly environment: string
  readonly matrix: boolean
  /** Whether several jobs of its matrix may run at the same time. */
  readonly parallel: boolean
  readonly env: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

export interface Workflow {
  readonly file: string
  /** An action.yml, whose steps run in a job of somebody else's. */
  readonly composite: boolean
  readonly events: readonly string[]
  readonly crons: readonly string[]
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly env: Readonly<Record<string, string>>
  readonly jobs: readonly Job[]
}

/** The fields of a mapping; none of anything else. */
export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
