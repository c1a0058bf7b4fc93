import { test } from '@jest/globals'

/** `.ci/run` installs all that a test needs, on Linux: there nothing is skipped, and what lacks its program fails. */
export const inCi = process.env.CI === 'true' && process.platform === 'linux'

/** Where the system of a test run can't do what a test needs, the test is skipped and the reason printed. */
export function where(able: boolean, reason: string): typeof test {
  if (able) return test
  process.stderr.write(`Skipped: ${reason}\n`)
  return test.skip as typeof test
}

/** For tests that only root can set up. */
export const asRoot = where(process.getuid?.() === 0 || inCi, 'tests that change owners need root')
