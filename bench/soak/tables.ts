import { DAY, OUTAGES, RATES } from './events.js'
import { CAUSES, type Cause } from './ledger.js'
import type { PictureData } from './picture.js'
import { TITLES, WAYS, type WayName } from './titles.js'

const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`

/** How many logins each way has lost, and by which causes, as Markdown. */
export function lossTable({ logins, losses }: PictureData): string {
  const count = (way: WayName, cause?: Cause) =>
    losses[way].filter(loss => cause === undefined || loss.cause === cause).length
  const causes = (Object.keys(CAUSES) as Cause[]).filter(cause => WAYS.some(way => count(way, cause) > 0))
  return [
    row('', ...WAYS.map(way => TITLES[way])),
    row('---', ...WAYS.map(() => '---:')),
    row(`logins lost, of ${logins}`, ...WAYS.map(way => count(way))),
    ...causes.map(cause => row(cause, ...WAYS.map(way => count(way, cause)))),
  ].join('\n')
}

/** Of each service. */
export const outagesInWords = (): string =>
  `every ${OUTAGES.everyMs / DAY} days, for ${OUTAGES.lastMs / 60_000} minutes on average`

/** What is random, and how often, as Markdown. */
export const rateTable = (): string =>
  [
    row('what', 'how often'),
    row('---', '---:'),
    ...Object.entries(RATES).map(([what, rate]) => row(what, `${rate * 100} %`)),
    row('no GitHub, no secret manager, no token endpoint: each', outagesInWords()),
  ].join('\n')
