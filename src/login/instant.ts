/**
 * An instant as Codex reads it: its date library takes more than RFC 3339, and less (docs/facts#last-refresh-forms).
 * White space may be around it and before each part; `T` may be small or a space; month, day, hour, minute and second
 * may have one digit; a year of other than four digits needs a sign; the zone may be `+0000`, `Z` or `UTC`.
 */
const INSTANT =
  /^\s*([+-]\d{1,6}|\d{1,4})\s{0,9}-\s{0,9}(\d\d?)\s{0,9}-\s{0,9}(\d\d?)[Tt ]\s{0,9}(\d\d?)\s{0,9}:\s{0,9}(\d\d?)\s{0,9}:\s{0,9}(\d\d?)(?:\.(\d{1,9})\d*)?\s*(z|utc|[+\u2212-]\d\d[\s:]{0,9}[0-5]\d)\s*$/i
const LONGEST = 100

/**
 * Nanoseconds since the epoch, or undefined if Codex would not take the text for an instant. Codex writes
 * `last_refresh` with nine digits of a second, so two refreshes can differ where a Date can't tell them apart.
 */
export function parseInstant(text: string): bigint | undefined {
  const match = text.length > LONGEST ? null : INSTANT.exec(text)
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const leap = second === 60
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isDay || hour > 23 || minute > 59 || second > 60) return undefined
  date.setUTCHours(hour, minute, leap ? 59 : second)
  const offset = offsetOf(match[8] ?? '')
  if (offset === undefined || Number.isNaN(date.getTime())) return undefined
  const whole = BigInt(date.getTime() - offset) * 1_000_000n + (leap ? 1_000_000_000n : 0n)
  return whole + BigInt((match[7] ?? '').padEnd(9, '0'))
}

/** Milliseconds by which a zone is ahead of UTC; undefined for a day or more. */
function offsetOf(zone: string): number | undefined {
  if (/^[zu]/i.test(zone)) return 0
  const [hours = 0, minutes = 0] = [zone.slice(1, 3), zone.slice(-2)].map(Number)
  if (hours > 23) return undefined
  return (zone.startsWith('+') ? 1 : -1) * (hours * 60 + minutes) * 60_000
}

/** The furthest instant that a Date can hold, in seconds since the epoch. */
export const LAST_SECOND = 8.64e12

export const toMilliseconds = (nanoseconds: bigint): number => Number(nanoseconds / 1_000_000n)
export const fromMilliseconds = (milliseconds: number): bigint =>
  BigInt(Math.trunc(milliseconds)) * 1_000_000n
