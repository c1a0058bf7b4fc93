import { expect, test } from '@jest/globals'
import { instantInWords, inWords, lifeLeft, usageInWords } from '../../src/report/format.js'
import { DAY, HOUR, MINUTE } from './auth-json.js'

test.each([
  [0, 'less than a minute'],
  [29_999, 'less than a minute'],
  [30_000, '1 min'],
  [4.4 * MINUTE, '4 min'],
  [HOUR - 30_001, '59 min'],
  [HOUR - 1, '1 h'],
  [2 * HOUR + 5 * MINUTE, '2 h 5 min'],
  [DAY - 1, '1 d'],
  [DAY + 5 * MINUTE, '1 d'],
  [3 * DAY + 4 * HOUR + 59 * MINUTE, '3 d 4 h'],
  [10 * DAY, '10 d'],
  [-DAY, 'less than a minute'],
])('%i ms are %s', (ms, words) => {
  expect(inWords(ms)).toBe(words)
})

test('what is left is a length, or nothing', () => {
  expect(lifeLeft(HOUR)).toBe('Its access token lives for another 1 h.')
  expect(lifeLeft(0)).toBe('Its access token has expired.')
  expect(lifeLeft(-DAY)).toBe('Its access token has expired.')
})

test('an instant is told to the second', () => {
  expect(instantInWords(Date.UTC(2026, 10, 21, 8, 50, 1, 999))).toBe('2026-11-21T08:50:01Z')
})

test('usage is told for each window that there is', () => {
  const primary = { usedPercent: 12, windowDurationMins: 300, resetsAt: 1 }
  const secondary = { usedPercent: 34, windowDurationMins: 10_080 }
  expect(usageInWords({ primary, secondary })).toEqual(['12 % of 5 h used', '34 % of 7 d used'])
  expect(usageInWords({ primary: null, secondary, planType: 'pro' })).toEqual(['34 % of 7 d used'])
  expect(usageInWords({ primary: { usedPercent: 'all' } })).toEqual([])
})
