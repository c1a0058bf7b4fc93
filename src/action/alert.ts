import type { Send } from '../github/request.js'
import { type Alert, alertOf } from '../keeper/alert.js'
import { underLease } from '../keeper/under-lease.js'
import type { Lease } from '../leases/lease.js'
import { InputError } from '../system/errors.js'
import { type Inputs, modeOf } from './inputs.js'
import type { Stage } from './stage.js'

/** An alert is made while nothing else waits, so a lease that is busy for longer is gone without. Milliseconds. */
const LEASE_WAIT_MS = 20_000
const COMMAND_TIMEOUT_MS = 60_000
const MOST_OUTPUT = 64 * 1024
/** Without another try: what is asked could be done twice. */
const ONCE = { retries: 0, minTimeout: 0, factor: 1, maxTimeout: 0, tryTimeout: 15_000, total: 15_000 }
/** An alert is worth half a minute of waiting. */
const PATIENT = {
  retries: 4,
  minTimeout: 500,
  factor: 2,
  maxTimeout: 5000,
  tryTimeout: 10_000,
  total: 30_000,
}

/** Throws `InputError` for inputs of an alert that would have no effect. */
export function checkAlert(inputs: Inputs): void {
  const { alert } = inputs
  const isWanted = alert === 'issue' || inputs['alert-command'] !== undefined
  const mode = modeOf(inputs)
  if (isWanted && mode !== 'keep-fresh' && mode !== 'login')
    throw new InputError(
      alert === 'issue' ? 'alert' : 'alert-command',
      `has no effect with \`mode: ${mode}\``,
      'Give it to the keep-fresh workflow alone (`mode: keep-fresh` or `login`): one alert for each login is enough.',
    )
  const rest = ['alert-repository', 'alert-assignees', 'alert-labels'] as const
  const idle = rest.find(name => inputs[name] !== undefined && inputs[name].length > 0)
  if (idle && alert !== 'issue')
    throw new InputError(
      idle,
      'has no effect without `alert: issue`',
      'Give `alert: issue`, or leave it out.',
    )
}

/**
 * Tells people how this run found the login, as `alert` and `alert-command` say. Never throws: the job's own verdict
 * stands, and an alert that can't be given is a warning.
 * @param failure what the run ended with; undefined if it succeeded
 * @param lease the lease of the login, if the run came to know it
 */
export async function tellPeople(
  stage: Stage,
  failure: unknown,
  lease: (() => Promise<Lease>) | undefined,
): Promise<void> {
  const inputs = stage.inputs()
  if (inputs.alert !== 'issue' && inputs['alert-command'] === undefined) return
  const alert = alertOf(stage, failure)
  if (!alert) return

  const ways = [
    ...(inputs.alert === 'issue' ? [() => tellByIssue(stage, alert, lease)] : []),
    ...(inputs['alert-command'] ? [() => tellByCommand(stage, alert, inputs['alert-command'] ?? '')] : []),
  ]
  for (const tell of ways)
    await tell().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      stage.log.warning(
        `The alert could not be given; the verdict of this job is not changed by that. ${why}`,
      )
    })
}

async function tellByIssue(
  stage: Stage,
  alert: Alert,
  lease: (() => Promise<Lease>) | undefined,
): Promise<void> {
  const { env, log } = stage
  const inputs = stage.inputs()
  const { sender } = await import('../github/request.js')
  const { Issues } = await import('../github/issues.js')
  const { settleIssue } = await import('../keeper/alert-issue.js')
  const repository = inputs['alert-repository'] ?? env.GITHUB_REPOSITORY ?? ''
  const apiUrl = env.GITHUB_API_URL ?? 'https://api.github.com'
  // Not the App's: that may write the secret, and need not be allowed more.
  const token = inputs.token?.trim() ?? ''
  const [send, sendOnce] = [PATIENT, ONCE].map(pace =>
    sender({ apiUrl, pace, log: () => undefined }, token),
  ) as [Send, Send]

  const done = await settleIssue(new Issues(send, sendOnce, repository), alert, {
    labels: inputs['alert-labels'],
    assignees: inputs['alert-assignees'],
    now: stage.now(),
    alone: work => alone(stage, lease, work),
  })
  if (done) log.info(`Alert: ${done} in ${repository}.`)
  if (done) stage.report.changed(`${done} in ${repository}`)
}

/** Two keepers at once make one issue: they take turns by the login's own lease, as far as it can be had. */
async function alone(
  stage: Stage,
  lease: (() => Promise<Lease>) | undefined,
  work: () => Promise<void>,
): Promise<void> {
  if (!lease) return work()
  const goesOnAfter = () => 'The alert is given without the lease.'
  await underLease(stage, { lease, waitMs: LEASE_WAIT_MS, goesOnAfter }, async () => {
    await work()
    return undefined
  })
}

/** The whole alert as JSON on standard input; the command decides what is worth saying. */
async function tellByCommand(stage: Stage, alert: Alert, script: string): Promise<void> {
  const { runInShell } = await import('../stores/command/shell.js')
  const { until, ...rest } = alert
  const told = { ...rest, ...(until === undefined ? {} : { until: new Date(until).toISOString() }) }
  const ending = await runInShell({
    script,
    input: Buffer.from(`${JSON.stringify(told)}\n`),
    env: stage.env,
    cwd: process.cwd(),
    timeoutMs: COMMAND_TIMEOUT_MS,
    maxOutput: MOST_OUTPUT,
  })
  if (ending.failure === undefined) return
  const last = ending.stderr.toString('utf8').trim().split('\n').at(-1) ?? ''
  throw new Error(`The command in \`alert-command\` ${ending.failure}. ${last}`.trim())
}
