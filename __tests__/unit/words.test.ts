import { expect, test } from '@jest/globals'
import { inWords } from '../../src/report/words.js'
import { DAY, HOUR, MINUTE } from './auth-json.js'

test.each([
  [0, '0 min'],
  [MINUTE - 1, '0 min'],
  [MINUTE, '1 min'],
  [4.9 * MINUTE, '4 min'],
  [HOUR - 1, '59 min'],
  [HOUR, '1 h 0 min'],
  [2 * HOUR + 5 * MINUTE, '2 h 5 min'],
  [DAY - 1, '23 h 59 min'],
  [DAY, '1 d 0 h'],
  [3 * DAY + 4 * HOUR + 59 * MINUTE, '3 d 4 h'],
  [400 * DAY, '400 d 0 h'],
  [-DAY, '0 min'],
])('%i ms are %s', (ms, words) => {
  expect(inWords(ms)).toBe(words)
})
