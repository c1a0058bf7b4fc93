import { z } from 'zod/mini'
import { harmlessLine } from '../report/harmless.js'

/** Limits of a lease's record. Others can write it, so each text must be short and printable, and each instant near now. */

const HOUR_MS = 3_600_000
/** A self-hosted job may run for 5 days (GitHub's limit), and nobody holds a lease longer. */
export const LONGEST_HOLDING_MS = 5 * 24 * HOUR_MS + HOUR_MS
/** No window of a plan is longer; a clock that was wrong must not stop jobs forever. */
const LONGEST_WINDOW_MS = 40 * 24 * HOUR_MS
const LONGEST_URL = 500
/** Characters of a job's description. This leaves room for the time when the job took the lease. */
export const LONGEST_DESCRIPTION = 150

/** A text for people: one line, nothing invisible in it, cut at `longest` characters. */
export const shownText = (text: string, longest = 200): string => harmlessLine(text).slice(0, longest)

export const Shown = z.pipe(
  z.string(),
  z.transform(text => shownText(text)),
)

/** The address of a page; left out if it is not one that a browser opens. */
export const Page = z.catch(
  z.optional(z.string().check(z.maxLength(LONGEST_URL), z.regex(/^https?:\/\/[\x21-\x7e]+$/))),
  undefined,
)

/** `now`: milliseconds since the epoch. The clocks of two machines may differ by an hour. */
export const isPast = (ms: number, now: number): boolean => ms >= 0 && ms <= now + HOUR_MS
export const mayBeReset = (ms: number, now: number): boolean => ms >= 0 && ms <= now + LONGEST_WINDOW_MS
export const mayBeEnd = (ms: number, now: number): boolean => ms <= now + LONGEST_HOLDING_MS
/** The same of nanoseconds in decimal. */
export const isPastInstant = (nanoseconds: string, now: number): boolean =>
  BigInt(nanoseconds) <= BigInt(Math.trunc(now) + HOUR_MS) * 1_000_000n
