import { z } from 'zod/mini'
import { LAST_SECOND } from '../login/instant.js'

/** A length of time, given in milliseconds, in words, to the minute: `10 d`, `2 h 5 min`, `4 min`. */
export function inWords(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000))
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const
  const first = parts.findIndex(([count]) => count > 0)
  if (first < 0) return 'less than a minute'
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0)
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ')
}

/** What is left of the access token, as a sentence. */
export function lifeLeft(remainingMs: number): string {
  if (remainingMs <= 0) return 'Its access token has expired.'
  return `Its access token lives for another ${inWords(remainingMs)}.`
}

/** An instant, given in milliseconds since the epoch, to the second: `2026-11-21T08:50:01Z`. */
export function instantInWords(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** Ten years. */
const MOST_MINUTES = 10 * 366 * 1440

/** Codex passes on what the backend answers. A window with impossible numbers is left out. */
const Window = z.object({
  usedPercent: z.number().check(z.minimum(0), z.maximum(1000)),
  windowDurationMins: z.number().check(z.minimum(0), z.maximum(MOST_MINUTES)),
  resetsAt: z.nullish(z.number()),
})

export interface UsageWindow {
  /** Percent. */
  readonly used: number
  readonly lengthMs: number
  /** Milliseconds since the epoch. */
  readonly resetsAt?: number
}

/** The usage windows of `account/rateLimits/read` (docs/facts#rate-limits-prove). */
export function windowsOf(rateLimits: Readonly<Record<string, unknown>>): UsageWindow[] {
  return ['primary', 'secondary'].flatMap(name => {
    const window = Window.safeParse(rateLimits[name])
    if (!window.success) return []
    const { usedPercent, windowDurationMins, resetsAt } = window.data
    const isInstant = typeof resetsAt === 'number' && Math.abs(resetsAt) <= LAST_SECOND
    const resets = isInstant ? { resetsAt: resetsAt * 1000 } : {}
    return { used: usedPercent, lengthMs: windowDurationMins * 60_000, ...resets }
  })
}

const Credits = z.object({
  credits: z.object({ hasCredits: z.boolean(), unlimited: z.boolean() }),
})

/** Whether the account has credits: with them it may go on where the plan's windows are full. */
export function hasCredits(rateLimits: Readonly<Record<string, unknown>>): boolean {
  const { data } = Credits.safeParse(rateLimits)
  return data !== undefined && (data.credits.hasCredits || data.credits.unlimited)
}

/** `12 % of 5 h used` of each. */
export const usageInWords = (rateLimits: Readonly<Record<string, unknown>>): string[] =>
  windowsOf(rateLimits).map(({ used, lengthMs }) => `${used} % of ${inWords(lengthMs)} used`)

/** When the windows that are used up begin again: `the window of 5 h ends at 2026-11-21T10:00:00Z`. */
export function resetsInWords(rateLimits: Readonly<Record<string, unknown>>): string[] {
  const windows = windowsOf(rateLimits)
  const full = windows.filter(({ used }) => used >= 100)
  return (full.length > 0 ? full : windows).flatMap(({ lengthMs, resetsAt }) =>
    resetsAt === undefined ? [] : `the window of ${inWords(lengthMs)} ends at ${instantInWords(resetsAt)}`,
  )
}
