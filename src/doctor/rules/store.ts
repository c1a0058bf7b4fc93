import { InputError } from '../../system/errors.js'
import { cronsOf, isCalled } from '../call-paths.js'
import { once } from '../once.js'
import type { Finding } from '../report.js'
import { longestGapInDays } from '../schedule.js'
import type { Use } from '../uses.js'
import { isExpression } from '../workflow.js'
import type { Scene } from './context.js'
import { noteAt, REFUSES, said, warningAt } from './finding.js'

/** GitHub removes a cache entry that nobody has read for so long. */
const EVICTED_AFTER_DAYS = 7

/** The action's own error about its store, so far as the file shows what the action would see. */
export function refusedStore({ step, refusal }: Use): Finding[] {
  if (!refusal) return []
  const { what, why, remedy } = refusal.explanation
  // An input's error explains what it means for the job that it ended; that is not true here.
  const meaning = refusal instanceof InputError ? REFUSES : why
  return [warningAt(step)(refusal.code, { what, why: meaning, remedy })]
}

const isKeepFresh = ({ inputs }: Use): boolean => (inputs.mode ?? '').includes('keep-fresh')

/** Where a file does not tell, it may well be: better no word than a wrong one. */
const mayShare = (use: Use, other: Use): boolean =>
  (use.store === 'cache' || (!use.store && !use.refusal && !!use.inputs['encryption-key'])) &&
  (use.login === other.login || isExpression(use.login + other.login)) &&
  new Set([use, other].map(keyOf).filter(key => key !== undefined)).size < 2

/** The key that alone opens the entries; undefined if a caller, or an expression of another kind, decides which it is. */
const keyOf = once(({ inputs, workflow }: Use): string | undefined => {
  const key = inputs['encryption-key'] ?? ''
  if (!isExpression(key)) return key || undefined
  return isCalled(workflow)
    ? undefined
    : /^\$\{\{\s*(secrets\.\w+)\s*\}\}$/.exec(key.trim())?.[1]?.toLowerCase()
})

const cronsOfUse = once(({ ways, step }: Use): string[] => ways.flatMap(way => cronsOf(way, step)))

/** More uses of one login than anybody has. */
const MOST_READERS = 500

/** The cache forgets what is not read; the login is refreshed only by a run of the default branch. */
export function cacheForgets(use: Use, { uses }: Scene): Finding[] {
  // Where others start it that are not here, nobody knows what they keep fresh.
  if (use.store !== 'cache' || use.ways.length === 0) return []
  const { step } = use
  const readers = uses.slice(0, MOST_READERS).filter(other => mayShare(other, use))
  const gap = (some: readonly Use[]) => longestGapInDays(some.flatMap(cronsOfUse))
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
  // A caller from elsewhere may call it each day.
  if (keepers.some(({ ways }) => ways.length === 0)) return [noteAt(step)('keeper-called', KEEPER_CALLED)]
  return [
    warningAt(step)('cache-forgets', {
      what: keepers.some(keeper => cronsOfUse(keeper).length > 0)
        ? 'Seven days or more can pass between two runs of keep-fresh.'
        : 'No workflow beside it keeps this login fresh on a schedule.',
      why: 'GitHub removes a cache entry that nobody has read for 7 days, and with it the only login that still works.',
      remedy:
        "Run `mode: keep-fresh` with the same `login-name` and `encryption-key` more often, such as `cron: '23 4 * * *'`.",
    }),
  ]
}

const KEEPER_CALLED = {
  what: 'The keep-fresh beside it is started by others, which do not lie here.',
  why: 'Whether it runs often enough they say: GitHub removes a cache entry that nobody has read for 7 days.',
  remedy: 'See to it that one of them has a `schedule:` of once a day.',
}

/** Said once for all, in public and private repositories alike: a file can't tell which it is. */
export function schedulesEnd(all: readonly Use[]): Finding[] {
  const keepers = all.filter(isKeepFresh)
  const [way] = keepers.flatMap(({ ways, step }) => ways.filter(one => cronsOf(one, step).length > 0))
  if (!way) return []
  return [
    said('note', way[0].workflow, { place: way[0].workflow.locate(['on', 'schedule']) })('schedules-end', {
      what: 'GitHub disables the schedules of a public repository in which nothing happens for 60 days.',
      why: 'Then nothing refreshes the login any more.',
      remedy: 'Enable the workflow again when GitHub says so by mail.',
    }),
  ]
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
