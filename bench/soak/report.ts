import { DAYS, OUTAGES, RATES } from './events.js'
import { CAUSES, type Cause } from './ledger.js'
import type { LoginResult, Soak } from './pool.js'
import type { WayName } from './simulate.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

export const TITLES: Record<WayName, string> = {
  guide: "OpenAI's CI guide",
  'save at the end': 'Save at the end of the job',
  'this action': 'This action',
}

export const HELP = `npm run soak -- [--jobs N] [--seed S] [--seeds K] [--svg FILE] [--json]

${DAYS} days of jobs, with the same events for three ways of keeping a login:
  ${TITLES.guide}: seed auth.json if it is missing, run Codex, write it back always, one job at a time
  ${TITLES['save at the end']}: restore, run Codex, save if the job succeeded
  ${TITLES['this action']}

  --jobs N    jobs of a seed (300); each login has 300 of them
  --seed S    the first seed (1): the same seed gives the same events, losses and causes
  --seeds K   how many seeds (1)
  --svg FILE  draws how many logins are alive on each day, with the losses as data in it
  --json      prints the losses alone

Real: the action's modules for restoring, refreshing, storing, orphans and post; all stores and both leases, with their
files and the encryption. Simulated: time, runners and processes, Codex, OpenAI's token endpoint, GitHub's API, the
service of the cache, the git server and its client, the shell of a secret manager, and the other two ways.
docs/soak.md has the rest.
`

/** What was lost, and why. */
export function reportOf({ seed, seeds, jobs }: Soak, results: readonly LoginResult[]): string {
  const ways = Object.keys(TITLES) as WayName[]
  const of = (way: WayName) => results.flatMap(it => it.results.filter(result => result.way === way))
  const row = (name: string, cell: (way: WayName) => string | number) =>
    `${name.padEnd(40)}${ways.map(way => String(cell(way)).padStart(28)).join('')}\n`
  const lost = (way: WayName, cause?: Cause) =>
    of(way).filter(({ loss }) => loss && (cause === undefined || loss.cause === cause)).length
  const ended = (way: WayName, end: 'succeeded' | 'no login') =>
    of(way).reduce((sum, { ends }) => sum + (ends[end] ?? 0), 0)

  const last = seed + seeds - 1
  return [
    `${seeds > 1 ? `Seeds ${seed} to ${last}` : `Seed ${seed}`}, ${jobs} jobs each: ${results.length} logins, ${DAYS} days.\n\n`,
    row('', way => TITLES[way]),
    row('logins lost', way => `${lost(way)} of ${results.length}`),
    ...(Object.keys(CAUSES) as Cause[])
      .filter(cause => ways.some(way => lost(way, cause) > 0))
      .map(cause => row(`  ${cause}`, way => lost(way, cause))),
    row('refreshes', way => of(way).reduce((sum, { refreshes }) => sum + refreshes, 0)),
    row('jobs that succeeded, before a loss', way => ended(way, 'succeeded')),
    row('jobs without a login, before a loss', way => ended(way, 'no login')),
    `\nA lost login needs a person. Causes:\n`,
    ...Object.entries(CAUSES).map(([cause, why]) => `  ${cause}: ${why}\n`),
    `\nHow often:\n`,
    ...Object.entries(RATES).map(([name, rate]) => `  ${name}: ${rate * 100} %\n`),
    `  no GitHub, no secret manager, no token endpoint: each every ${OUTAGES.everyMs / DAY} days, for ${OUTAGES.lastMs / MINUTE} minutes on average\n`,
  ].join('')
}
