import { quote } from './quote.js'

const LONGEST = 100
const MOST = 50
const DEEPEST = 4
/** Instants in seconds, counts and percentages are far below. */
const LARGEST = 1e12

/**
 * A copy of another program's answer that is safe to pass on: its numbers, words and lists, if they are within bounds.
 * Everything else is left out.
 */
export function bounded(value: unknown, depth = 0): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return Math.abs(value) <= LARGEST ? value : undefined
  if (typeof value === 'string') return quote(value, LONGEST)
  if (typeof value !== 'object' || depth === DEEPEST) return undefined
  const inner = (entry: unknown) => bounded(entry, depth + 1)
  if (Array.isArray(value))
    return value
      .slice(0, MOST)
      .map(inner)
      .filter(entry => entry !== undefined)
  const entries = Object.entries(value).slice(0, MOST)
  return Object.fromEntries(
    entries.flatMap(([name, entry]) => {
      const kept = /^\w{1,64}$/.test(name) ? inner(entry) : undefined
      return kept === undefined ? [] : [[name, kept]]
    }),
  )
}
