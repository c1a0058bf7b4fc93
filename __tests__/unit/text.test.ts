import { expect, test } from '@jest/globals'
import { decodeText } from '../../src/system/text.js'
import { fromHome } from '../../src/system/user-path.js'

const TEXT = 'Say “OK”, and nothing else.\r\nÄ 😀\n'
const little = (text: string) => Buffer.from(text, 'utf16le')
const big = (text: string) => little(text).swap16()

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16 with a mark', little(`\uFEFF${TEXT}`)],
  ['UTF-16 with a mark, big end first', big(`\uFEFF${TEXT}`)],
  ['UTF-16 without a mark', little(TEXT)],
  ['UTF-16 without a mark, big end first', big(TEXT)],
])('%s is read', (_, bytes) => {
  expect(decodeText(bytes)).toEqual({ text: TEXT })
})

test('nothing is nothing, with a mark too', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('\uFEFF'), little('\uFEFF'), big('\uFEFF')])
    expect(decodeText(bytes)).toEqual({ text: '' })
})

test.each([
  ['a code page of Windows', Buffer.from('Grüße', 'latin1'), /not text in UTF-8/],
  ['UTF-16, cut off', little(`\uFEFF${TEXT}`).subarray(0, -1), /in UTF-16, and damaged/],
  ['UTF-16, big end first, cut off', big(`\uFEFF${TEXT}`).subarray(0, -1), /in UTF-16, and damaged/],
  ['half a character of UTF-16', little('\uFEFFa\uD83D'), /in UTF-16, and damaged/],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), /in UTF-32/],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]), /not text/],
  ['an archive', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), /not text|damaged/],
])('%s is refused with the reason', (_, bytes, why) => {
  expect(decodeText(bytes)).toEqual({ unreadable: expect.stringMatching(why) })
})

test.each([
  ['~', '/lab'],
  ['~/x', '/lab/x'],
  ['~x', '~x'],
  ['a/~', 'a/~'],
  ['/x/~/y', '/x/~/y'],
])('%s is %s', (path, is) => {
  expect(fromHome(path, { HOME: '/lab' })).toBe(is)
})

test('an empty HOME is none', () => {
  expect(fromHome('~/x', { HOME: '' })).toMatch(/^\/.+\/x$/)
})
