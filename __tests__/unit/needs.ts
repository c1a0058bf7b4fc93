import { test } from '@jest/globals'

/** Where the system of a test run can't do what a test needs, the test is skipped and the reason printed. */
export function where(able: boolean, reason: string): typeof test {
  if (able) return test
  process.stderr.write(`Skipped: ${reason}\n`)
  return test.skip as typeof test
}

/** For tests that only root can set up. In continuous integration they are never skipped, so there they fail without. */
export const asRoot = where(
  process.getuid?.() === 0 || process.env.CI === 'true',
  'tests that change owners need root',
)
