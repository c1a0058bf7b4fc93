import type { Finding } from '../report.js'
import { longestGapInDays } from '../schedule.js'
import { isExpression, type Use } from '../uses.js'
import { fields } from '../workflow.js'
import { noteAt, noteIn, warningAt } from './finding.js'

/** GitHub removes a cache entry that nobody has read for so long. */
const EVICTED_AFTER_DAYS = 7

/** What the action itself would say, so far as the file tells what it would see. */
export function refusedStore({ step, refusal }: Use): Finding[] {
  return refusal ? [warningAt(step)(refusal.code, refusal.explanation)] : []
}

const isKeepFresh = ({ inputs }: Use): boolean => (inputs.mode ?? '').includes('keep-fresh')

/** Where a file does not tell, it may well be: better no word than a wrong one. */
const mayShare = (use: Use, session: string): boolean =>
  (use.store === 'cache' || (!use.store && !use.refusal && !!use.inputs['encryption-key'])) &&
  (use.session === session || isExpression(use.session + session))

/** The cache forgets what is not read; the login is refreshed only by a run of the default branch. */
export function cacheForgets({ step, store, session }: Use, all: readonly Use[]): Finding[] {
  if (store !== 'cache') return []
  const readers = all.filter(use => mayShare(use, session))
  const gap = (uses: readonly Use[]) => longestGapInDays(uses.flatMap(({ workflow }) => workflow.crons))
  const keepers = readers.filter(isKeepFresh)
  if (gap(keepers) < EVICTED_AFTER_DAYS) return []
  if (gap(readers) < EVICTED_AFTER_DAYS)
    return [
      noteAt(step)('no-keep-fresh', {
        what: 'No scheduled workflow beside it has `mode: keep-fresh`, only ordinary ones.',
        why: 'They keep the login in the cache, and refresh it late: a dead one shows when there is no time left.',
        remedy: 'Add a workflow with `schedule:` once a day and `mode: keep-fresh`, as in the README.',
      }),
    ]
  return [
    warningAt(step)('cache-forgets', {
      what: keepers.some(({ workflow }) => workflow.crons.length > 0)
        ? 'Seven days or more can pass between two runs of keep-fresh.'
        : 'No workflow beside it keeps this login fresh on a schedule.',
      why: 'GitHub removes a cache entry that nobody has read for 7 days, and with it the only login that is not spent.',
      remedy:
        "Run `mode: keep-fresh` with the same `session` and `encryption-key` more often, such as `cron: '23 4 * * *'`.",
    }),
  ]
}

/** Said once for all, in public and private repositories alike: a file can't tell which it is. */
export function schedulesEnd(all: readonly Use[]): Finding[] {
  const keeper = all.find(use => isKeepFresh(use) && use.workflow.crons.length > 0)
  if (!keeper) return []
  return [
    noteIn(keeper.workflow)('schedules-end', {
      what: 'GitHub disables the schedules of a public repository in which nothing happens for 60 days.',
      why: 'Then nothing refreshes the login any more.',
      remedy: 'Enable the workflow again when GitHub says so by mail.',
    }),
  ]
}

const isOfRepository = ({ store, inputs }: Use): boolean =>
  store === 'github-secret' && !inputs['secret-environment']

/** A secret of a repository or organisation is read when the run is queued, one of an environment when the job starts. */
export function readTooEarly(use: Use): Finding[] {
  if (!isOfRepository(use)) return []
  const { step, job, workflow } = use
  const queue = [workflow.concurrency, job.concurrency].some(waits)
    ? 'Its runs wait for one another (`concurrency:`)'
    : job.matrix
      ? 'The jobs of its matrix wait for a runner, or for one another'
      : undefined
  if (!queue && workflow.events.length < 2) return []
  return [
    (queue ? warningAt : noteAt)(step)('read-too-early', {
      what: `${queue ?? 'Its several triggers can start runs together'}, and the secret belongs to no environment.`,
      why: 'Such a secret is read when the run is queued: after a refresh in between, the run starts with a login that is spent, and stops.',
      remedy:
        'Move the secret into an environment, with `environment:` on the job and `secret-environment` here.',
    }),
  ]
}

function waits(concurrency: unknown): boolean {
  const grouped = typeof concurrency === 'string' || fields(concurrency).group !== undefined
  return grouped && String(fields(concurrency)['cancel-in-progress'] ?? false) !== 'true'
}

/** Without it the job reads the repository's secret of that name, or none. */
export function outsideEnvironment({ step, job, inputs, store }: Use): Finding[] {
  const wanted = inputs['secret-environment'] ?? ''
  if (store !== 'github-secret' || !wanted || isExpression(wanted + job.environment)) return []
  if (job.environment.toLowerCase() === wanted.toLowerCase()) return []
  return [
    warningAt(step)('outside-environment', {
      what: `The job does not run in the environment "${wanted}" that its secret belongs to.`,
      why: 'It reads another secret than the one it writes, or none: what is refreshed is never used again.',
      remedy: `Give the job \`environment: ${wanted}\`.`,
    }),
  ]
}
