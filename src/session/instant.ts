const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/i

/**
 * Nanoseconds since the epoch of an RFC 3339 instant, or undefined if the text is none. Codex writes
 * `last_refresh` with nine digits of a second, so two rotations can differ where a Date can't tell them apart.
 */
export function parseInstant(text: string): bigint | undefined {
  const match = RFC3339.exec(text)
  if (!match) return undefined
  const local = Date.parse(`${match[1]}Z`)
  // Date.parse takes 30 February for 2 March, and 24:00 for the next day.
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(match[1] ?? ' ')) return undefined
  const milliseconds = Date.parse(`${match[1]}${match[3]}`)
  if (Number.isNaN(milliseconds)) return undefined
  return BigInt(milliseconds) * 1_000_000n + BigInt((match[2] ?? '').padEnd(9, '0'))
}

export const toMilliseconds = (nanoseconds: bigint): number => Number(nanoseconds / 1_000_000n)
export const fromMilliseconds = (milliseconds: number): bigint =>
  BigInt(Math.trunc(milliseconds)) * 1_000_000n
