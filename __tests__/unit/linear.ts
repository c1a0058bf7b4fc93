import { expect } from '@jest/globals'
import { MB, type Shape } from './linear-shapes.js'

const ROUNDS = 4

/**
 * Four times the text takes about four times as long, and a megabyte well below a second. The bounds are wide, for
 * loaded machines: what grows with the square of the length is beyond them by far. Where a round is over them
 * memory may have been collected, so the best of four counts. Below 100 ms nothing is measured. From short texts to
 * long ones, so that what is slow fails in seconds instead of hours. `within`: milliseconds for the megabyte.
 */
export async function expectLinear(
  work: (text: string) => unknown,
  shape: Shape,
  within = 1000,
): Promise<void> {
  let before = Number.POSITIVE_INFINITY
  for (const length of [MB / 64, MB / 16, MB / 4, MB]) {
    const text = shape(length)
    const bound = Math.min(within, 8 * Math.max(before, 100))
    let ms = Number.POSITIVE_INFINITY
    for (let round = 0; round < ROUNDS && ms >= bound; round += 1)
      ms = Math.min(ms, await timed(() => work(text)))
    expect({ length, ms, inTime: ms < bound }).toEqual({ length, ms, inTime: true })
    before = ms
  }
}

/** Milliseconds that this process has computed, whatever else the machine does. */
async function timed(work: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
