/** A length of time, given in milliseconds, in words: `3 d 4 h`, `2 h 5 min`, `4 min`. */
export function inWords(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const [d, h, min] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  if (d > 0) return `${d} d ${h} h`
  return h > 0 ? `${h} h ${min} min` : `${min} min`
}
