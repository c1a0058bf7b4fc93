import { expect, test } from '@jest/globals'
import { fromMilliseconds, parseInstant, toMilliseconds } from '../../src/login/instant.js'

test('reads the nine digits of a second that Codex writes', () => {
  expect(parseInstant('2026-11-20T23:04:21.668566095Z')).toBe(1_795_215_861_668_566_095n)
})

test('tells instants apart that a Date can not', () => {
  const [earlier, later] = ['2026-11-20T23:04:21.668566095Z', '2026-11-20T23:04:21.668566096Z'].map(
    parseInstant,
  )
  expect((later ?? 0n) - (earlier ?? 0n)).toBe(1n)
})

test.each([
  ['2026-11-21T00:00:00Z', 0n],
  ['2026-11-21T00:00:00.0Z', 0n],
  ['2026-11-21T01:00:00+01:00', 0n],
  ['2026-11-20T12:00:00-12:00', 0n],
  ['2026-11-21T05:45:00+05:45', 0n],
  ['2026-11-21T00:00:00-00:00', 0n],
  ['2026-11-21T00:00:00.5Z', 500_000_000n],
  ['2026-11-21T00:00:00.05Z', 50_000_000n],
  ['2026-11-21T00:00:00.000000001Z', 1n],
  ['2026-11-21T00:00:00.1234567899Z', 123_456_789n],
  ['2026-11-20T23:59:59.999999999Z', -1n],
])('%s lies %s ns after midnight', (text, offset) => {
  const midnight = BigInt(Date.UTC(2026, 10, 21)) * 1_000_000n
  expect(parseInstant(text)).toBe(midnight + offset)
})

test('counts on to the past of the epoch', () => {
  expect(parseInstant('1969-12-31T23:59:59.5Z')).toBe(-500_000_000n)
})

// All that follows was tried with Codex 0.169.0: what it takes, and what it refuses.
test.each([
  '2026-11-20T23:04:21+0000',
  '2026-11-20 23:04:21Z',
  '2026-11-20 23:04:21 Z',
  '2026-11-20t23:04:21z',
  '2026-11-20T23:04:21 +0000',
  '2026-11-20T23:04:21 UTC',
  '2026-11-20T23:04:21utc',
  ' 2026-11-20T23:04:21Z ',
  '2026-11-20T23:04:21Z\n',
  '+2026-11-20T23:04:21Z',
  '2026-11-20  23:04:21Z',
  '2026 - 11-20T 23 : 04:21Z',
  '2026-11-21T00:04:21\u221201:00'.replace('21T00', '20T22'),
  '2026-11-21T00:04:21+01 00',
  '2026-11-21T00:04:21+01: 00',
  '2026-11-21T00:04:21+01 :00',
  '2026-11-21T00:04:21.000000000999+0100',
])('%j is an instant to Codex', text => {
  expect(parseInstant(text)).toBe(1_795_215_861_000_000_000n)
})

test.each([
  ['2026-1-2T3:4:5Z', Date.UTC(2026, 0, 2, 3, 4, 5)],
  [
    '99-11-20T23:04:21Z',
    Date.UTC(2026, 10, 20, 23, 4, 21) - Date.UTC(2026, 0) + Date.parse('0099-01-01T00:00Z'),
  ],
  ['0000-01-01T00:00:00Z', Date.parse('0000-01-01T00:00Z')],
  ['-0001-11-20T23:04:21Z', Date.parse('-000001-11-20T23:04:21Z')],
  ['+12026-11-20T23:04:21Z', Date.parse('+012026-11-20T23:04:21Z')],
  ['2026-11-20T23:04:60Z', Date.UTC(2026, 10, 20, 23, 5)],
  ['2026-11-20T23:04:21+23:59', Date.UTC(2026, 10, 19, 23, 5, 21)],
])('so is %j', (text, ms) => {
  expect(parseInstant(text)).toBe(BigInt(ms) * 1_000_000n)
})

test.each([
  '',
  'now',
  '1795172400',
  '2026-11-21',
  '2026-11-21T00:00Z',
  '2026-11-21T00:00:00',
  '2026-11-21T00:00:00.Z',
  '2026-11-21T00:00:00.\u0661Z',
  '2026-11-21T00:00:00. 5Z',
  '2026-11-21T00:00:00,5Z',
  '2026-11-21T00:00:00+00',
  '2026-11-21T00:00:00+1:00',
  '2026-11-21T00:00:00+0000Z',
  '2026-11-21T00:00:00z+00',
  '2026-11-21T25:00:00Z',
  '2026-11-20T24:00:00Z',
  '2026-11-20T+3:04:21Z',
  '2026-13-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-11-+2T23:04:21Z',
  '2026-11-21T00:00:00+24:00',
  '2026-11-21T00:00:00+25:99',
  '2026-11-21_00:00:00Z',
  '2026-11-20\t23:04:21Z',
  '2026-11-20\u00a023:04:21Z',
  '12026-11-20T23:04:21Z',
  '02026-11-20T23:04:21Z',
  '20261120T230421Z',
  'Fri, 20 Nov 2026 23:04:21 +0000',
  `2026-11-21T00:00:00Z${' '.repeat(100_000)}`,
])('%j is none', text => {
  expect(parseInstant(text)).toBeUndefined()
})

test('milliseconds go there and back', () => {
  const now = 1_795_215_861_668
  expect(fromMilliseconds(now)).toBe(1_795_215_861_668_000_000n)
  expect(toMilliseconds(fromMilliseconds(now) + 999_999n)).toBe(now)
  expect(fromMilliseconds(now + 0.75)).toBe(fromMilliseconds(now))
})
