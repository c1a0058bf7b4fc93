import { expect, test } from '@jest/globals'
import { fromMilliseconds, parseInstant, toMilliseconds } from '../../src/session/instant.js'

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

test.each([
  '',
  'now',
  '1795172400',
  '2026-11-21',
  '2026-11-21T00:00Z',
  '2026-11-21T00:00:00',
  '2026-11-21T00:00:00.Z',
  '2026-11-21T00:00:00,5Z',
  '2026-11-21T00:00:00+0100',
  '2026-11-21T25:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-21T00:00:00+25:00',
  ' 2026-11-21T00:00:00Z',
  '2026-11-21T00:00:00Z\n',
  'Sat, 21 Nov 2026 00:00:00 GMT',
  // Codex refuses a file with a day or an hour that there isn't (tried with 0.169.0).
  '2026-02-30T00:00:00Z',
  '2026-11-20T24:00:00Z',
])('%j is none', text => {
  expect(parseInstant(text)).toBeUndefined()
})

test('milliseconds go there and back', () => {
  const now = 1_795_215_861_668
  expect(fromMilliseconds(now)).toBe(1_795_215_861_668_000_000n)
  expect(toMilliseconds(fromMilliseconds(now) + 999_999n)).toBe(now)
  expect(fromMilliseconds(now + 0.75)).toBe(fromMilliseconds(now))
})
