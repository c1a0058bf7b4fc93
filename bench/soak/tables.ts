import { RATES } from './events.js'
import { CAUSES, type Cause } from './ledger.js'
import type { PictureData } from './picture.js'
import { TITLES } from './report.js'
import type { WayName } from './simulate.js'

const ways = Object.keys(TITLES) as WayName[]
const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`

/** How many logins each way has lost, and by which causes, as Markdown. */
export function lossTable({ logins, losses }: PictureData): string {
  const count = (way: WayName, cause?: Cause) =>
    losses[way].filter(loss => cause === undefined || loss.cause === cause).length
  const causes = (Object.keys(CAUSES) as Cause[]).filter(cause => ways.some(way => count(way, cause) > 0))
  return [
    row('', ...ways.map(way => TITLES[way])),
    row('---', ...ways.map(() => '---:')),
    row(`logins lost, of ${logins}`, ...ways.map(way => count(way))),
    ...causes.map(cause => row(cause, ...ways.map(way => count(way, cause)))),
  ].join('\n')
}

/** What is random, and how often, as Markdown. */
export const rateTable = (): string =>
  [
    row('what', 'how often'),
    row('---', '---:'),
    ...Object.entries(RATES).map(([what, rate]) => row(what, `${rate * 100} %`)),
  ].join('\n')
