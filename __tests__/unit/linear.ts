import { expect } from '@jest/globals'
import { MB, type Shape } from './linear-shapes.js'

const ROUNDS = 3

/** Where a text of 4 KB takes longer than this, something hangs: the loop of `loops`, as a unit. */
const HANGS = 60

/**
 * Four times the text takes about four times as long, which holds on any machine; what grows with the square of
 * the length takes sixteen times as long. Both lengths are measured one after the other, and again where the
 * longer one took too long, so that a load that comes and goes doesn't count: the best of three. Below 100 ms
 * nothing is judged. From short texts to long ones, so that what is slow fails in seconds instead of hours.
 */
export async function expectLinear(work: (text: string) => unknown, shape: Shape): Promise<void> {
  let shorter = shape(MB / 256)
  const first = await loops(() => work(shorter))
  expect({ length: shorter.length, first, linear: first < HANGS }).toMatchObject({ linear: true })
  for (const length of [MB / 64, MB / 16, MB / 4, MB]) {
    const text = shape(length)
    let ms = await timed(() => work(text))
    let growth = ms / 100
    for (let round = 0; round < ROUNDS && growth >= 8; round += 1) {
      const before = await timed(() => work(shorter))
      if (round > 0) ms = await timed(() => work(text))
      growth = Math.min(growth, ms / Math.max(before, 100))
    }
    expect({ length, ms, growth, linear: growth < 8 }).toMatchObject({ linear: true })
    shorter = text
  }
}

/** What `work` computes, as a multiple of a loop of 3e7 additions before it, whose time depends on the machine. */
export async function loops(work: () => unknown): Promise<number> {
  const unit = await timed(() => {
    let sum = 0
    for (let count = 0; count < 3e7; count += 1) sum += count
    return sum
  })
  return (await timed(work)) / Math.max(unit, 1)
}

/** Milliseconds that this process has computed, whatever else the machine does. */
async function timed(work: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
