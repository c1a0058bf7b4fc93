import { DAYS, RATES } from './events.js'
import { CAUSES, type Cause } from './ledger.js'
import type { LoginResult, Soak } from './pool.js'
import { outagesInWords } from './tables.js'
import { TITLES, WAYS, type WayName } from './titles.js'

export const HELP = `npm run soak -- [--jobs N] [--seed S] [--seeds K] [--lost PERCENT] [--svg FILE] [--json]

${DAYS} days of jobs, with the same events for three ways of keeping a login:
  ${TITLES.guide}: seed auth.json if it is missing, run Codex, write it back always, one job at a time
  ${TITLES['save at the end']}: restore, run Codex, save if the job succeeded
  ${TITLES['this action']}

  --jobs N    jobs of a seed (300); each login has 300 of them
  --seed S    the first seed (1): the same seed gives the same events, losses and causes
  --seeds K   how many seeds (1)
  --lost P    how many of 100 jobs lose their machine (${RATES['machine is lost during the job'] * 100})
  --svg FILE  draws how many logins are alive on each day, with the losses as data in it
  --json      prints the losses alone
With the variable SOAK_LOG it prints why stages of this action fail.

Real: the action's modules for restoring, refreshing, storing, orphans and post; all stores and both leases, with their
files and the encryption. Simulated: time, runners and processes, Codex, OpenAI's token endpoint, GitHub's API, the
service of the cache, the git server and its client, the shell of a secret manager, and the other two ways.
docs/soak.md has the rest.
`

const ratesWith = (lost: number = RATES['machine is lost during the job']) => ({
  ...RATES,
  'machine is lost during the job': lost,
})

/** What was lost, and why. */
export function reportOf(
  { seed, seeds, jobs, lost: lostRate }: Soak,
  results: readonly LoginResult[],
): string {
  const of = (way: WayName) => results.flatMap(it => it.results.filter(result => result.way === way))
  const row = (name: string, cell: (way: WayName) => string | number) =>
    `${name.padEnd(40)}${WAYS.map(way => String(cell(way)).padStart(28)).join('')}\n`
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
      .filter(cause => WAYS.some(way => lost(way, cause) > 0))
      .map(cause => row(`  ${cause}`, way => lost(way, cause))),
    row('refreshes', way => of(way).reduce((sum, { refreshes }) => sum + refreshes, 0)),
    row('jobs that succeeded, before a loss', way => ended(way, 'succeeded')),
    row('jobs without a login, before a loss', way => ended(way, 'no login')),
    `\nA lost login needs a person. Causes:\n`,
    ...Object.entries(CAUSES).map(([cause, why]) => `  ${cause}: ${why}\n`),
    `\nHow often:\n`,
    ...Object.entries(ratesWith(lostRate)).map(([name, rate]) => `  ${name}: ${rate * 100} %\n`),
    `  no GitHub, no secret manager, no token endpoint: each ${outagesInWords()}\n`,
  ].join('')
}
