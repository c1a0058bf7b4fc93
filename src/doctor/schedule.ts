import { Cron } from 'croner'

const DAY_MS = 24 * 3_600_000
/** From a leap year's first day, two years: every order of weekdays and months that makes a gap of a week. */
const [FROM, UNTIL] = [Date.UTC(2024, 0, 1), Date.UTC(2026, 0, 1)]

/** A part of a field, as POSIX has it and GitHub takes it: no `?`, `L`, `W` or `#`, which croner would take too. */
const PART = /^(\*|\d+|[a-z]{3})(-(\d+|[a-z]{3}))?(\/\d+)?$/i
/** Longer than five fields that list every minute, hour, day, month and weekday. */
const LONGEST = 400
/** Sunday is 0. */
const SEVEN = /(^|[,-])7/

/**
 * The longest time between two runs of schedules that are taken together, in days; Infinity if they never run.
 * Only days are looked at: within one a schedule runs once at least.
 */
export function longestGapInDays(crons: readonly string[]): number {
  const different = [...new Set(crons)].sort()
  const key = different.join('\n')
  const known = GAPS.get(key) ?? gapOf(different)
  GAPS.set(key, known)
  return known
}
const GAPS = new Map<string, number>()

function gapOf(crons: readonly string[]): number {
  const days = [...new Set(crons.flatMap(runDays))].sort((a, b) => a - b)
  const last = days.at(-1)
  if (last === undefined) return Number.POSITIVE_INFINITY
  const gaps = days.map((day, at) => day - (days[at - 1] ?? FROM))
  return Math.max(...gaps, UNTIL - last) / DAY_MS
}

export const everRuns = remembered((cron: string): boolean => {
  const first = onItsDays(cron)?.nextRun(new Date(FROM - 1000))
  return first !== undefined && first !== null && first.getTime() < UNTIL
})

/** Whether GitHub takes it: five fields, no nickname such as `@daily`. */
export const isCron = remembered((cron: string): boolean => onItsDays(cron) !== undefined)

/** The days of the two years on which it runs, in milliseconds since the epoch. Many uses ask for the same few schedules. */
function runDays(cron: string): readonly number[] {
  const known = KNOWN.get(cron)
  if (known) return known
  const schedule = onItsDays(cron)
  const days: number[] = []
  const next = () => schedule?.nextRun(new Date(days.at(-1) ?? FROM - 1000))?.getTime() ?? UNTIL
  for (let day = next(); day < UNTIL; day = next()) days.push(day)
  KNOWN.set(cron, days)
  return days
}
const KNOWN = new Map<string, readonly number[]>()

/** The schedule, but at midnight of each of its days. */
function onItsDays(cron: string): Cron | undefined {
  if (cron.length > LONGEST) return undefined
  const fields = cron.trim().split(/\s+/)
  const isPosix = fields.every(field => field.split(',').every(part => PART.test(part)))
  if (fields.length !== 5 || !isPosix || SEVEN.test(fields[4] ?? '')) return undefined
  const parse = (pattern: string) => new Cron(pattern, { timezone: 'UTC', paused: true, sloppyRanges: true })
  try {
    parse(cron)
    return parse(['0', '0', ...fields.slice(2)].join(' '))
  } catch {
    return undefined
  }
}

/** The shortest time between two runs, in milliseconds, over the next of each schedule; Infinity for fewer than two. */
export const shortestGap = (crons: readonly string[]): number =>
  gapBetween([...new Set(crons)].slice(0, 20).join('\n'))

const gapBetween = remembered((crons: string): number => {
  const runs = crons
    .split('\n')
    .filter(isCron)
    .flatMap(cron => {
      const schedule = new Cron(cron, { timezone: 'UTC', paused: true, sloppyRanges: true })
      return schedule.nextRuns(30, new Date(FROM)).map(run => run.getTime())
    })
  const times = [...new Set(runs)].sort((a, b) => a - b)
  return Math.min(Number.POSITIVE_INFINITY, ...times.slice(1).map((time, at) => time - (times[at] ?? time)))
})

/** A function that is computed once for each text. Many workflows have the same few schedules. */
function remembered<V>(compute: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>()
  return text => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = compute(text)
    known.set(text, value)
    return value
  }
}
