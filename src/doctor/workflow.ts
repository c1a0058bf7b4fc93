export type Fields = Readonly<Record<string, unknown>>

/** Where something is written. Lines and columns count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface Locate {
  /** The place of a part, by its keys; with `offset`, of a character in that part's text. The whole if there is no such part. */
  (path?: readonly (string | number)[], offset?: number): Place
  /** From the beginning of a part's key to the end of its value, in characters of the file. */
  span(path: readonly (string | number)[]): { readonly from: number; readonly to: number } | undefined
}

export interface Step {
  readonly job: Job
  readonly id: string
  /** Its name or id, otherwise its number, counted from 1. */
  readonly name: string
  readonly locate: Locate
  readonly uses: string
  readonly run: string
  /** Its own, otherwise the default of its job or workflow. */
  readonly shell: string
  readonly directory: string
  readonly condition: string
  readonly continues: boolean
  /** Values as text, by lower-case name: the runner doesn't tell `Auth-Json` from `auth-json`. */
  readonly inputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
}

export interface Job {
  readonly workflow: Workflow
  /** Empty for the steps of a composite action. */
  readonly id: string
  readonly locate: Locate
  /** The workflow that it calls instead of steps, and what it hands over. */
  readonly uses: string
  readonly inputs: Readonly<Record<string, string>>
  readonly secrets: 'inherit' | Readonly<Record<string, string>>
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
  /** The mounts of the job's container. */
  readonly volumes: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

export interface Workflow {
  /** As the user would name it. */
  readonly file: string
  /** Absolute. */
  readonly path: string
  readonly name: string
  readonly text: string
  readonly locate: Locate
  /** `action`: its steps run in a job of somebody else's. `code`: an action in JavaScript or a container. */
  readonly kind: 'workflow' | 'action' | 'code'
  readonly events: readonly string[]
  readonly crons: readonly string[]
  /** To which a push starts it. */
  readonly branches: readonly string[]
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly env: Readonly<Record<string, string>>
  /** The inputs that an action or a called workflow declares, in lower case. */
  readonly inputs: readonly string[]
  readonly jobs: readonly Job[]
}

/** The fields of a mapping; none of anything else. */
export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

export const isExpression = (value: string): boolean => value.includes('${{')
