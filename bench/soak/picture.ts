import { DAYS } from './events.js'
import type { Loss } from './ledger.js'
import type { LoginResult, Soak } from './pool.js'
import { TITLES, WAYS, type WayName } from './titles.js'

/** Of each way, what was lost: in the order of seeds and logins. */
export type Losses = Readonly<Record<WayName, readonly Loss[]>>

export function lossesOf(results: readonly LoginResult[]): Losses {
  const of = (way: WayName) =>
    results.flatMap(it => it.results.flatMap(result => (result.way === way && result.loss) || []))
  return { guide: of('guide'), 'save at the end': of('save at the end'), 'this action': of('this action') }
}

/** The data that a picture has in it. */
export interface PictureData extends Soak {
  readonly logins: number
  readonly losses: Losses
}

export const pictureDataOf = (asked: Soak, results: readonly LoginResult[]): PictureData => ({
  ...asked,
  logins: results.length,
  losses: lossesOf(results),
})

/** The data of a picture that `pictureOf` made. */
export function dataIn(svg: string): PictureData {
  const [, json] = /<metadata><!\[CDATA\[(.*?)\]\]><\/metadata>/s.exec(svg) ?? []
  return JSON.parse(json ?? '') as PictureData
}

const [WIDTH, HEIGHT] = [800, 325]
const FIELD = { left: 60, top: 56, right: 560, bottom: 290 }
const COLORS: Record<WayName, string> = {
  guide: '#bf5700',
  'save at the end': '#8250df',
  'this action': '#1a7f37',
}

const x = (day: number) => round(FIELD.left + (day / DAYS) * (FIELD.right - FIELD.left))
const y = (share: number) => round(FIELD.bottom - share * (FIELD.bottom - FIELD.top))
const round = (value: number) => Math.round(value * 10) / 10

/** How many logins are alive on each day, a line for each way. */
export function pictureOf(data: PictureData): string {
  const { logins, losses, seeds, jobs } = data
  const alive = (way: WayName) => logins - losses[way].length
  const said = WAYS.map(way => `${TITLES[way]}: ${alive(way)} of ${logins}`).join('. ')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title desc" font-family="-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13">
<title id="title">Logins that are alive after ${DAYS} days</title>
<desc id="desc">${said}.</desc>
<metadata><![CDATA[${JSON.stringify(data)}]]></metadata>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
<text x="${FIELD.left}" y="26" font-size="16" font-weight="600" fill="#1f2328">Logins that are alive, without a person who logs in again</text>
<text x="${FIELD.left}" y="44" fill="#59636e">${logins} logins, ${(seeds * jobs).toLocaleString('en-US')} simulated jobs, the same events for each way</text>
${[0, 0.25, 0.5, 0.75, 1].map(levelLine).join('\n')}
${[0, 30, 60, DAYS].map(dayMark).join('\n')}
${labelsOf(alive, logins).join('\n')}
${WAYS.map(way => `<path d="${curve(losses[way], logins)}" fill="none" stroke="${COLORS[way]}" stroke-width="2.5"/>`).join('\n')}
</svg>
`
}

const levelLine = (share: number) =>
  `<path d="M${FIELD.left} ${y(share)}H${FIELD.right}" stroke="#d1d9e0"/><text x="${FIELD.left - 8}" y="${y(share) + 4}" text-anchor="end" fill="#59636e">${share * 100} %</text>`

const dayMark = (day: number) =>
  `<text x="${x(day)}" y="${FIELD.bottom + 22}" text-anchor="middle" fill="#59636e">${day === 0 ? 'login' : `day ${day}`}</text>`

/** A stair: each loss is a step down. */
function curve(losses: readonly Loss[], all: number): string {
  const days = losses.map(({ day }) => day).sort((a, b) => a - b)
  const steps = days.map((day, at) => `H${x(day)}V${y((all - at - 1) / all)}`)
  return `M${x(0)} ${y(1)}${steps.join('')}H${x(DAYS)}`
}

/** The names at the ends of the lines, far enough apart to be read. */
function labelsOf(alive: (way: WayName) => number, all: number): string[] {
  let below = 0
  return WAYS.toSorted((a, b) => alive(b) - alive(a)).map(way => {
    const at = Math.max(y(alive(way) / all), below)
    below = at + 36
    const share = Math.round((alive(way) / all) * 1000) / 10
    return `<text x="${FIELD.right + 10}" y="${at + 4}" fill="${COLORS[way]}" font-weight="600">${TITLES[way]}<tspan x="${FIELD.right + 10}" dy="16" font-weight="400">${share} % alive</tspan></text>`
  })
}
