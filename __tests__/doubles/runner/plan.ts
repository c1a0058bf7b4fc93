import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as environment from './environment.js'
import { interpolate } from './expressions.js'
import type { Job } from './job.js'
import { node24 } from './node24.js'
import type { StageOutput } from './output.js'
import type { At, SentAction } from './protocol.js'
import type { RunStep, Values } from './types.js'

/** What to start for a stage, before the job's own variables are laid over `env`. */
export interface Plan {
  file: string
  args: string[]
  env: Values
  basePath: string | undefined
}

/** An action's stage: its script under Node 24, with the inputs as they are now (ActionRunner.cs). */
export async function planAction(job: Job, at: At, step: SentAction, output: StageOutput): Promise<Plan> {
  const script = step.manifest.scripts[at.stage]
  if (script === undefined) throw new Error(`${step.uses} has no ${at.stage}`)
  if (step.local && step.manifest.scripts.pre !== undefined) {
    output.issue('warning', `\`pre\` execution is not supported for local action from '${step.uses}'`)
  }
  const inputs = await inputsOf(job, at, step, output)
  const base = { ...job.env, ...step.env }
  if (at.stage === 'post') output.say('Post job cleanup.')
  else announce(output, `Run ${step.uses}`, { with: inputs, env: base })
  const state = Object.entries(job.memory[at.step]?.state ?? {}).map(([key, value]) => [
    `STATE_${key}`,
    value,
  ])
  return {
    file: node24(),
    args: [join(step.dir, script)],
    basePath: base.PATH,
    env: {
      ...base,
      ...Object.fromEntries(state),
      ...environment.inputVariables(inputs),
      ...environment.actionVariables(step),
      ...environment.serviceVariables(job.sent),
    },
  }
}

/** A `run` step: `shell: bash`, its script a file in RUNNER_TEMP (ScriptHandler.cs). */
export function planRun(job: Job, step: RunStep, output: StageOutput): Plan {
  const script = join(job.sent.agent.folders.temp, `${randomUUID()}.sh`)
  writeFileSync(script, step.run)
  const own = Object.entries(step.env ?? {}).map(([key, value]) => [key, interpolate(value, job.scope())])
  const base: Values = { ...job.env, ...Object.fromEntries(own) }
  announce(output, `Run ${step.run.split('\n')[0]}`, { env: base })
  const env = { ...base, GITHUB_ACTION: step.id ?? '__run' }
  return {
    file: 'bash',
    args: ['--noprofile', '--norc', '-e', '-o', 'pipefail', script],
    env,
    basePath: base.PATH,
  }
}

/** The head of a step in the log, where GitHub shows inputs and the env that earlier steps set: masked, no more. */
function announce(output: StageOutput, title: string, groups: Record<string, Values>): void {
  output.say(`##[group]${title}`)
  for (const [name, values] of Object.entries(groups)) {
    const filled = Object.entries(values).filter(([, value]) => value !== '')
    if (filled.length > 0) output.say(`${name}:`)
    for (const [key, value] of filled) output.say(`  ${key}: ${value}`)
  }
  output.say('##[endgroup]')
}

/** The step's `with`, or what its function answers, over the defaults of action.yml. */
async function inputsOf(job: Job, at: At, step: SentAction, output: StageOutput): Promise<Values> {
  // A function's answers are data; only what stands in the workflow has expressions in it.
  const asWritten = (value: string) => interpolate(value, job.scope())
  const given = step.inputs ?? (await job.ask(at, job.known()))
  const inputs: Values = {}
  const names = Object.keys(step.manifest.inputs)
  for (const [name, value] of Object.entries(given)) {
    const declared = names.find(known => known.toLowerCase() === name.toLowerCase())
    inputs[declared ?? name] = step.inputs === undefined ? value : asWritten(value)
    const deprecated = step.manifest.deprecated[declared ?? name]
    if (deprecated !== undefined)
      output.issue('warning', `Input '${name}' has been deprecated with message: ${deprecated}`)
  }
  const unknown = Object.keys(inputs).filter(name => !names.includes(name))
  if (unknown.length > 0) {
    output.issue(
      'warning',
      `Unexpected input(s) '${unknown.join("', '")}', valid inputs are ['${names.join("', '")}']`,
    )
  }
  for (const name of names) inputs[name] ??= asWritten(step.manifest.inputs[name] ?? '')
  return inputs
}
