import { expect, test } from '@jest/globals'
import { longestGapInDays } from '../../src/doctor/schedule.js'

test.each<[string[], number]>([
  [['23 4 * * *'], 1],
  [['*/5 * * * *'], 1],
  [['23 4 * * 1'], 7],
  [['23 4 * * MON,thu'], 4],
  [['23 4 * * 1-5'], 3],
  [['23 4 * * 5-7'], 5],
  [['23 4 * * 0,7'], 7],
  [['23 4 * * */2'], 2],
  [['23 4 */3 * *'], 3],
  [['23 4 1-31/6 * *'], 6],
  [['23 4 2/6 * *'], 7],
  [['23 4 1,15 * *'], 17],
  [['23 4 1 * *'], 31],
  [['23 4 1 * 1'], 7],
  [['23 4 * JAN-NOV *'], 32],
  [['23 4 1 1 *'], 366],
  [['23 4 29 2 *'], 1461],
  [['23 4 * * 1', '23 4 * * 4'], 4],
  [['23 4 * * 1', 'nonsense'], 7],
  [[], Number.POSITIVE_INFINITY],
  [['nonsense'], Number.POSITIVE_INFINITY],
  [['@daily'], Number.POSITIVE_INFINITY],
  [['23 4 * *'], Number.POSITIVE_INFINITY],
  [['23 4 * * * *'], Number.POSITIVE_INFINITY],
  [['23 4 0 * *'], Number.POSITIVE_INFINITY],
  [['23 4 32 * *'], Number.POSITIVE_INFINITY],
  [['23 4 */0 * *'], Number.POSITIVE_INFINITY],
  [['23 4 * 13 *'], Number.POSITIVE_INFINITY],
  [['23 4 * * monday'], Number.POSITIVE_INFINITY],
  [['23 4 30 2 *'], Number.POSITIVE_INFINITY],
])('%j: %d days', (crons, days) => {
  expect(longestGapInDays(crons)).toBe(days)
})
