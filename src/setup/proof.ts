import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod/mini'
import { quote } from '../system/quote.js'
import type { Context } from './context.js'
import { succeeded } from './gh.js'
import { SetupEnded, SetupRefused } from './refused.js'
import type { Target } from './repository.js'
import { KEEP_FRESH } from './workflows.js'

const Run = z.object({
  id: z.number(),
  status: z.nullable(z.string()),
  conclusion: z.nullable(z.string()),
  html_url: z.string(),
})
type Run = z.infer<typeof Run>
const Runs = z.object({ workflow_runs: z.array(Run) })
const Jobs = z.object({ jobs: z.array(z.object({ id: z.number() })) })

const EVERY_MS = 2000
/** After a merge GitHub takes some seconds to know a workflow, and after a start some to show its run. */
const KNOWN_MS = 90_000
/** keep-fresh has 20 minutes, and a queue may be before it. */
const RUN_MS = 30 * 60_000
/** Lines of the log that show a proof, or an error. */
const REFRESHED = 'Refreshed and stored the login'
const PROOF = /(Refreshed and stored the login|OpenAI accepts the login|access login)/
const MOST_LINES = 20

/**
 * Starts keep-fresh with a forced refresh, watches it, and says what it proved. One that runs already may prove it too.
 * @throws SetupRefused if it can't be started, or fails
 */
export async function prove(context: Context, target: Target): Promise<void> {
  const before = context.isDry ? [] : await runsOf(target)
  const running = before.find(({ status }) => status !== 'completed')
  if (running && (await refreshedBy(context, target, running))) return
  const started = await startRun(context, target, Math.max(0, ...before.map(({ id }) => id)))
  if (!started || (await refreshedBy(context, target, started))) return
  context.say(
    `✓ keep-fresh succeeded. GitHub doesn't show its log: look there whether it refreshed the login.`,
  )
}

/** Watches a run to its end and says what it proved; false if its log says nothing of a refresh. */
async function refreshedBy(context: Context, target: Target, run: Run): Promise<boolean> {
  context.say(`  keep-fresh runs: ${run.html_url}`)
  const ended = await watch(context, target, run)
  const log = await logOf(target, ended)
  if (ended.conclusion !== 'success') throw failedRun(ended, log)
  if (!log.some(line => line.includes(REFRESHED))) return false
  context.say(
    '✓ Proven by this run: lease and store can be written, Codex has refreshed the login, it is stored, and OpenAI accepts it.',
  )
  for (const line of log.filter(line => PROOF.test(line)).slice(0, MOST_LINES)) context.say(`  | ${line}`)
  return true
}

async function runsOf({ gh, repository }: Target): Promise<readonly Run[]> {
  const query = new URLSearchParams({ event: 'workflow_dispatch', per_page: '20' })
  const reply = await gh.get(`repos/${repository}/actions/workflows/${KEEP_FRESH}/runs?${query}`)
  return Runs.safeParse(reply.body).data?.workflow_runs ?? []
}

/** Undefined in a dry run. `last`: the highest id of a run before this one. */
async function startRun(context: Context, target: Target, last: number): Promise<Run | undefined> {
  const { repository, defaultBranch, gh } = target
  const request = { repository, ref: defaultBranch, inputs: { 'force-refresh': 'true' } }
  const end = context.now() + KNOWN_MS
  for (;;) {
    const result = await gh.runWorkflow(KEEP_FRESH, request)
    if (!result) return undefined
    if (succeeded(result)) break
    if (context.now() > end) throw notStarted(quote(result.stderr.toString(), 300))
    await pause(context)
  }
  while (context.now() < end) {
    const run = (await runsOf(target)).find(({ id }) => id > last)
    if (run) return run
    await pause(context)
  }
  throw notStarted('GitHub shows no run of it')
}

async function watch(context: Context, { gh, repository }: Target, run: Run): Promise<Run> {
  const end = context.now() + RUN_MS
  let seen = run
  while (seen.status !== 'completed') {
    if (context.now() > end) throw tooLong(run, seen.status)
    await pause(context)
    const found = Run.safeParse((await gh.get(`repos/${repository}/actions/runs/${run.id}`)).body)
    if (found.success && found.data.status !== seen.status) context.say(`  ${found.data.status}`)
    seen = found.data ?? seen
  }
  return seen
}

/** The lines of its one job's log, without their dates; none if GitHub doesn't give it. */
async function logOf({ gh, repository }: Target, { id }: Run): Promise<string[]> {
  const { data } = Jobs.safeParse((await gh.get(`repos/${repository}/actions/runs/${id}/jobs`)).body)
  const job = data?.jobs[0]
  if (!job) return []
  const reply = await gh.get(`repos/${repository}/actions/jobs/${job.id}/logs`)
  return reply.status === 200 ? reply.text.split(/\r?\n/).map(line => line.replace(/^\S+Z /, '')) : []
}

const pause = ({ signal }: Context): Promise<void> =>
  sleep(EVERY_MS, undefined, { signal }).catch(() => {
    throw new SetupEnded()
  })

const AGAIN = 'then run the same command again: it starts keep-fresh once more.'

const notStarted = (said: string) =>
  new SetupRefused('setup-proof', {
    what: `keep-fresh could not be started: ${said || 'gh said nothing'}.`,
    why: 'Nothing is proven yet. The login is stored.',
    remedy: `Look at the Actions tab (are workflows allowed there?), ${AGAIN}`,
  })

const tooLong = ({ html_url }: Run, status: string | null) =>
  new SetupRefused('setup-proof', {
    what: `keep-fresh is still ${status} after 30 minutes.`,
    why: 'Nothing is proven yet. A job that waits so long has no runner with its label, or an environment that waits for a person.',
    remedy: `Look at ${html_url}, ${AGAIN}`,
  })

function failedRun({ conclusion, html_url }: Run, log: readonly string[]): SetupRefused {
  const errors = log
    .filter(line => line.includes('##[error]'))
    .map(line => line.replace(/^.*?##\[error\]/, ''))
  return new SetupRefused('setup-proof', {
    what: `keep-fresh ended with ${conclusion}.${errors
      .map(line => `\n  | ${quote(line, 600)}`)
      .slice(0, MOST_LINES)
      .join('')}`,
    why: 'So the set-up is not proven: it is better to know now than on the day of the first refresh.',
    remedy: `Look at ${html_url}, repair what it says, ${AGAIN}`,
  })
}
