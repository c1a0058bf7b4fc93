import { Cron } from 'croner'

const DAY_MS = 24 * 3_600_000
/** Eight years hold every order of weekdays and leap years that matters. */
const [FROM, UNTIL] = [Date.UTC(2024, 0, 1), Date.UTC(2032, 0, 1)]

/**
 * The longest time between two runs of schedules that are taken together, in days; Infinity if they never run, or
 * can't be read. Only days are looked at: within one a schedule runs once at least.
 */
export function longestGapInDays(crons: readonly string[]): number {
  const schedules = crons.flatMap(cron => parsed(cron) ?? [])
  let [last, longest] = [FROM, 0]
  for (let day = FROM; day < UNTIL; ) {
    const next = Math.min(UNTIL, ...schedules.map(schedule => nextRun(schedule, day)))
    day = next - (next % DAY_MS)
    longest = Math.max(longest, (day - last) / DAY_MS)
    last = day
    day += DAY_MS
  }
  return longest >= (UNTIL - FROM) / DAY_MS ? Number.POSITIVE_INFINITY : longest
}

/** From this instant on, in milliseconds since the epoch. */
const nextRun = (schedule: Cron, from: number): number =>
  schedule.nextRun(new Date(from - 1000))?.getTime() ?? Number.POSITIVE_INFINITY

/** Undefined if it is none of the five fields that GitHub takes. */
function parsed(cron: string): Cron | undefined {
  if (cron.trim().split(/\s+/).length !== 5) return undefined
  try {
    return new Cron(cron, { timezone: 'UTC', paused: true, sloppyRanges: true })
  } catch {
    return undefined
  }
}
