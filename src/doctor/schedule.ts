import { Cron } from 'croner'

const DAY_MS = 24 * 3_600_000
/** From a leap year's first day, two years: every order of weekdays and months that makes a gap of a week. */
const [FROM, UNTIL] = [Date.UTC(2024, 0, 1), Date.UTC(2026, 0, 1)]

/** A part of a field, as POSIX has it and GitHub takes it: no `?`, `L`, `W` or `#`, which croner would take too. */
const PART = /^(\*|\d+|[a-z]{3})(-(\d+|[a-z]{3}))?(\/\d+)?$/i
/** Sunday is 0. */
const SEVEN = /(^|[,-])7/

/**
 * The longest time between two runs of schedules that are taken together, in days; Infinity if they never run.
 * Only days are looked at: within one a schedule runs once at least.
 */
export function longestGapInDays(crons: readonly string[]): number {
  const days = [...new Set(crons.flatMap(runDays))].sort((a, b) => a - b)
  const last = days.at(-1)
  if (last === undefined) return Number.POSITIVE_INFINITY
  const gaps = days.map((day, at) => day - (days[at - 1] ?? FROM))
  return Math.max(...gaps, UNTIL - last) / DAY_MS
}

export const everRuns = (cron: string): boolean => runDays(cron).length > 0

/** Whether GitHub takes it: five fields, no nickname such as `@daily`. */
export const isCron = (cron: string): boolean => onItsDays(cron) !== undefined

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
