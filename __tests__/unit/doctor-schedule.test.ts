import { expect, test } from '@jest/globals'
import { everRuns, isCron, longestGapInDays } from '../../src/doctor/schedule.js'

test.each<[string[], number]>([
  [['23 4 * * *'], 1],
  [['*/5 * * * *'], 1],
  [['23 4 * * 1'], 7],
  [['23 4 * * MON,thu'], 4],
  [['23 4 * * 1-5'], 3],
  [['23 4 * * FRI-SAT,0'], 5],
  [['23 4 * * SUN'], 7],
  [['23 4 * * */2'], 2],
  [['23 4 */3 * *'], 3],
  [['23 4 1-31/6 * *'], 6],
  [['23 4 2/6 * *'], 7],
  [['23 4 1,15 * *'], 17],
  [['23 4 1 * *'], 31],
  [['23 4 1 * 1'], 7],
  [['23 4 * JAN-NOV *'], 32],
  [['23 4 1 1 *'], 366],
  [['23 4 29 2 *'], 672],
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

test.each([
  '*/15 * * * *',
  '20/15 4 * * *',
  '5-59/10 0,12 1-7 * *',
  '  23  4 * * Mon-fri ',
  '0 0 1,15 JAN-mar,12 0-6',
  '59 23 31 12 6',
  '0 0 31 2 *',
])('%j: GitHub takes it', cron => expect(isCron(cron)).toBe(true))

test.each([
  '0 4 ? * *',
  '0 4 L * *',
  '0 4 * * 5L',
  '0 4 15W * *',
  '0 4 * * MON#1',
  '0 4 * * 7',
  '0 4 * * 5-7',
  '@daily',
  '@yearly',
  '0 0 4 * * *',
  '0 4 * *',
  '60 4 * * *',
  '0 24 * * *',
  '0 4 0 * *',
  '0 4 * 13 *',
  '0 4 20-10 * *',
  '0 4 * * FRI-MON',
  '0 4 * MON *',
  '0 4 */0 * *',
  '0 4 *-5 * *',
  '0 4 1, * *',
  '-1 4 * * *',
  '',
])('%j: GitHub takes no such schedule', cron => {
  expect(isCron(cron)).toBe(false)
  expect(everRuns(cron)).toBe(false)
})

test.each([
  ['0 0 31 2 *', false],
  ['0 0 31 4,6,9,11 *', false],
  ['0 0 29 2 *', true],
])('%s: whether it ever runs', (cron, runs) => expect(everRuns(cron)).toBe(runs))
