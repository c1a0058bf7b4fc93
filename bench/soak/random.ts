/** Numbers that look random, and are the same for the same seed: the "mulberry32" generator. */
export type Random = () => number

/** Any text is a seed. */
export function randomOf(seed: string): Random {
  let state = 2166136261
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const between = (random: Random, least: number, most: number): number =>
  least + random() * (most - least)

export function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

/** Exponential, in whole milliseconds: what comes at any time with the same chance. */
export const waitOf = (random: Random, meanMs: number): number => Math.round(-Math.log(1 - random()) * meanMs)
