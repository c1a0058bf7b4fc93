import { performance } from 'node:perf_hooks'

/** Prints a time, and its ratio to the unit, both in milliseconds. */
export type Print = (what: string, ms: number, unit: number) => void

export const print: Print = (what, ms, unit) =>
  void process.stdout.write(
    `${what.padEnd(56)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / unit).toFixed(2)} x\n`,
  )

/** Milliseconds on the clock. */
export function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** A loop of 3e8 additions: how fast this machine is just now. */
export function additions(): number {
  return timed(() => {
    let sum = 0
    for (let count = 0; count < 3e8; count += 1) sum += count
    return sum
  })
}
