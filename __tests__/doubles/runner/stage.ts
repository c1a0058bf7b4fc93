import { dirname } from 'node:path'
import * as environment from './environment.js'
import { type CommandFiles, createCommandFiles, readCommandFiles } from './file-commands.js'
import type { Job, StepMemory } from './job.js'
import { StageOutput } from './output.js'
import { planAction, planRun } from './plan.js'
import { type Ended, runProcess } from './process.js'
import { type At, isAction, type SentStep } from './protocol.js'
import type { Outcome, Values } from './types.js'

type Why = () => 'timeout' | 'cancel' | null

/**
 * One stage of one step, from fresh command files to what they ask for being applied (ActionRunner.cs). A stage
 * that could not be prepared or started is a failed one, as with the runner; it never throws.
 */
export async function runStage(job: Job, at: At, stop: AbortSignal, why: Why): Promise<Outcome> {
  const step = job.sent.steps[at.step] as SentStep
  const memory = job.memory[at.step] as StepMemory
  const files = createCommandFiles(job.sent.agent.folders.temp)
  const begun = performance.now()
  let pid = 0
  let env: Values = {}
  let ended: Ended = { exitCode: null, signal: null }
  let broken = false
  const output = new StageOutput(
    job.masker,
    {
      line: (raw, shown) => job.tell({ type: 'line', ...at, pid, raw, shown }),
      annotation: (level, title, message) => job.tell({ type: 'annotation', ...at, level, title, message }),
      mask: value => job.tell({ type: 'mask', value }),
    },
    job.sent.debug === true,
  )
  try {
    const plan = isAction(step) ? await planAction(job, at, step, output) : planRun(job, step, output)
    // Of the test's own environment there is nothing in here but what the agent was given.
    const { agent } = job.sent
    const { home } = agent.folders
    const defaults = {
      ...environment.systemVariables(home, process.env, process.platform),
      HOME: home,
      CI: 'true',
    }
    env = { ...defaults, ...agent.env, ...plan.env, ...jobVariables(job, files, plan.basePath) }
    ended = await runProcess({
      ...plan,
      cwd: job.workspace,
      env,
      stop,
      timing: job.sent.timing,
      onStart: started => {
        pid = started
        job.tell({ type: 'started', ...at, pid })
      },
      onLine: line => output.process(line),
    })
  } catch (error) {
    broken = true
    output.issue('error', (error as Error).message)
  }
  // In the runner this stands in a `finally`: what a killed stage had written counts.
  const outputs = applyFiles(job, at, memory, files, output)
  if (why() === 'timeout') output.issue('error', 'The action has timed out.')
  if (why() === 'cancel') output.issue('error', 'The operation was canceled.')
  if (!isAction(step) && why() === null && ended.exitCode !== 0) {
    output.issue('error', `Process completed with exit code ${ended.exitCode ?? 137}.`)
  }
  const failed = broken || ended.exitCode !== 0 || output.failed || why() === 'timeout'
  const outcome = why() === 'cancel' ? 'cancelled' : failed ? 'failure' : 'success'
  const durationMs = performance.now() - begun
  job.tell({
    type: 'ended',
    ...at,
    report: { outcome, pid, ...ended, durationMs, env, state: { ...memory.state }, outputs },
  })
  return outcome
}

/** What the job lays over everything else, whatever steps have set. */
function jobVariables(job: Job, files: CommandFiles, basePath: string | undefined): Values {
  return {
    ...environment.contextVariables('GITHUB', job.github),
    ...environment.contextVariables('RUNNER', environment.runnerContext(job.sent)),
    RUNNER_WORKSPACE: dirname(job.workspace),
    ...(job.sent.agent.kind === 'act' ? { ACT: 'true' } : { RUNNER_TRACKING_ID: job.sent.trackingId }),
    ...files,
    PATH: environment.withPath(job.path, basePath ?? job.sent.agent.env.PATH),
    GITHUB_ACTIONS: 'true',
  }
}

function applyFiles(job: Job, at: At, memory: StepMemory, files: CommandFiles, output: StageOutput): Values {
  const requests = readCommandFiles(files)
  for (const error of requests.errors) output.issue('error', error)
  if (requests.errors.some(error => error.startsWith('Unable to process'))) output.failed = true
  Object.assign(job.env, requests.env)
  for (const folder of requests.path) {
    const before = job.path.indexOf(folder)
    if (before >= 0) job.path.splice(before, 1)
    job.path.push(folder)
  }
  Object.assign(memory.state, requests.state)
  if (at.stage === 'main') Object.assign(memory.outputs, requests.outputs)
  if (requests.summary !== '') {
    const shown = requests.summary
      .split('\n')
      .map(line => job.masker.mask(line))
      .join('\n')
    job.tell({ type: 'summary', ...at, raw: requests.summary, shown })
  }
  return requests.outputs
}
