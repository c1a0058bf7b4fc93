import { load } from 'js-yaml'
import { evaluate, holds, interpolate, type Scope } from '../../doubles/runner/expressions.js'
import type { Step, Values } from '../../doubles/runner/index.js'

interface YamlStep {
  readonly id?: string
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly if?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, unknown>>
}

interface YamlJob {
  readonly if?: string
  readonly needs?: string
  readonly 'runs-on': string | readonly string[]
  readonly environment?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> }
  readonly outputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly steps: readonly YamlStep[]
}

/** One job as GitHub would start it. */
export interface PlannedJob {
  readonly name: string
  readonly needs: string | undefined
  readonly labels: readonly string[]
  readonly environment: string | undefined
  readonly permissions: Readonly<Record<string, string>>
  readonly contexts: Record<string, Record<string, unknown>>
  readonly env: Values
  readonly outputs: Readonly<Record<string, string>>
  readonly steps: Step[]
  /** Whether its `if` holds, with what the jobs that it needs have given. */
  isDue(needs: Record<string, unknown>): boolean
}

/** What the steps of other actions do, as steps of the runner double. Throws for one that it doesn't know. */
export type Replace = (action: string, inputs: Values) => { readonly run: string; readonly env?: Values }

interface Known {
  /** `secrets` by environment. */
  readonly secrets: (environment: string | undefined) => Values
  readonly vars: Values
  readonly inputs: Readonly<Record<string, unknown>>
  readonly github: Readonly<Record<string, unknown>>
  readonly replace: Replace
}

/** The jobs of a workflow in their order, one for each value of a matrix. */
export function planned(text: string, { secrets, vars, inputs, github, replace }: Known): PlannedJob[] {
  const workflow = load(text) as { permissions?: Values; jobs: Record<string, YamlJob> }
  return Object.entries(workflow.jobs).flatMap(([name, job]) =>
    matrixOf(job).map(matrix => {
      const contexts = { secrets: secrets(job.environment), vars, inputs, matrix, github }
      const scope: Scope = { status: 'success', contexts }
      const fill = (value: string) => interpolate(value, scope)
      return {
        ...{ name, needs: job.needs, environment: job.environment, outputs: job.outputs ?? {} },
        labels: [job['runs-on']].flat().map(fill),
        permissions: job.permissions ?? workflow.permissions ?? {},
        contexts,
        env: Object.fromEntries(
          Object.entries(job.env ?? {}).map(([key, value]) => [key, fill(String(value))]),
        ),
        steps: job.steps.map(step => stepOf(step, replace, scope)),
        isDue: needs =>
          job.if === undefined || holds(job.if, { status: 'success', contexts: { ...contexts, needs } }),
      }
    }),
  )
}

function matrixOf({ strategy }: YamlJob): Record<string, string>[] {
  const [entry] = Object.entries(strategy?.matrix ?? {})
  return entry ? entry[1].map(value => ({ [entry[0]]: value })) : [{}]
}

function stepOf(
  { id, uses = '', run, if: condition, with: given = {}, env = {} }: YamlStep,
  replace: Replace,
  scope: Scope,
): Step {
  const inputs = texts(given)
  const named = { ...(id !== undefined && { id }), ...(condition !== undefined && { if: condition }) }
  if (/\/codex-auth-action@/.test(uses)) return { ...named, uses: 'self', with: inputs }
  if (run !== undefined && !/apt-get/.test(run)) return { ...named, run, env: texts(env) }
  const filled = Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, interpolate(value, scope)]),
  )
  return { ...named, ...replace(run === undefined ? uses.replace(/@.*/, '') : 'apt-get', filled) }
}

const texts = (values: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))

/** The values of a job's outputs. */
export const outputsOf = (outputs: PlannedJob['outputs'], steps: Record<string, unknown>): Values =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [
      name,
      String(evaluate(value.replace(/^\$\{\{|\}\}$/g, ''), { status: 'success', contexts: { steps } }) ?? ''),
    ]),
  )
