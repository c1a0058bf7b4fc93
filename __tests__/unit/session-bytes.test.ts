import { describe, expect, test } from '@jest/globals'
import { authJson, base64, labSession } from './auth-json.js'

const withUnknown = authJson({
  later: { b: 1, a: [1.0, 'ü', null] },
  tokens: { login_owner_id: 'lab-owner' },
})
const pretty = JSON.stringify(JSON.parse(withUnknown), null, 2)
const unlike = pretty.replace('"lab-owner"', '"\\u006cab-owner"').replace('1,', '1.0e0 ,')

describe('the bytes of a session', () => {
  test.each([
    ['compact', withUnknown],
    ['pretty-printed', pretty],
    ['with CRLF line ends', pretty.replaceAll('\n', '\r\n')],
    ['with numbers and escapes that JSON.stringify would write otherwise', unlike],
  ])('stay what they were: %s', (_, text) => {
    expect(labSession(text).bytes.toString('latin1')).toBe(Buffer.from(text).toString('latin1'))
    expect(labSession(base64(text)).bytes.toString('latin1')).toBe(Buffer.from(text).toString('latin1'))
  })

  test.each([
    ['line breaks every 76 characters', (text: string) => base64(text).replace(/.{76}/g, '$&\n')],
    ['CRLF line breaks every 64', (text: string) => base64(text).replace(/.{64}/g, '$&\r\n')],
    ['a trailing newline', (text: string) => `${base64(text)}\n`],
    ['a byte-order mark before it', (text: string) => `\uFEFF${base64(text)}`],
    ['no padding', (text: string) => base64(text).replace(/=+$/, '')],
    ['the URL-safe alphabet', (text: string) => Buffer.from(text).toString('base64url')],
  ])('are decoded from base64 with %s', (_, encode) => {
    for (const text of [withUnknown, `${withUnknown} `, `${withUnknown}  `])
      expect(labSession(encode(text)).bytes.toString()).toBe(text)
  })

  test('are those of the JSON alone, without white space and byte-order mark around it', () => {
    for (const text of [`\uFEFF${withUnknown}`, `${withUnknown}\n`, ` \r\n${withUnknown}\t`])
      expect(labSession(text).bytes.toString()).toBe(withUnknown)
  })

  test('are freed of a byte-order mark also where it was encoded with them', () => {
    expect(labSession(base64(`\uFEFF${withUnknown}`)).bytes.toString()).toBe(withUnknown)
  })

  test('are not cut off where a second base64 text follows the padding of the first', () => {
    const padded = [withUnknown, `${withUnknown} `].map(base64).find(text => text.endsWith('='))
    expect(() => labSession(`${padded}${padded}`)).toThrow(
      expect.objectContaining({ name: 'SessionRefused' }),
    )
    expect(() => labSession(`${padded}\n${padded}`)).toThrow(
      expect.objectContaining({ name: 'SessionRefused' }),
    )
  })

  test('must be UTF-8, as Codex demands: a broken character is refused, never replaced', () => {
    const [before = '', after = ''] = authJson({ note: 'lab-here' }).split('lab-here')
    const broken = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)])
    expect(() => labSession(broken.toString('base64'))).toThrow(
      expect.objectContaining({ name: 'SessionRefused' }),
    )
  })
})

describe('the limit of 48 KB', () => {
  const sized = (bytes: number) => {
    const empty = authJson({ note: '' })
    return empty.replace('"note":""', `"note":"${'x'.repeat(bytes - empty.length)}"`)
  }

  test('takes a file of exactly 48 KB, raw and in base64', () => {
    const largest = sized(48 * 1024)
    expect(labSession(largest).bytes).toHaveLength(48 * 1024)
    expect(labSession(base64(largest).replace(/.{76}/g, '$&\n')).bytes).toHaveLength(48 * 1024)
  })

  test.each([1, 1024, 48 * 1024, 2 ** 20])('refuses %i bytes more, raw and in base64', more => {
    const larger = sized(48 * 1024 + more)
    for (const text of [larger, base64(larger)])
      expect(() => labSession(text)).toThrow(expect.objectContaining({ code: 'too-large' }))
  })

  test('counts bytes, not characters', () => {
    const text = authJson({ note: 'ü'.repeat(24 * 1024) })
    expect(text.length).toBeLessThan(48 * 1024)
    expect(() => labSession(text)).toThrow(expect.objectContaining({ code: 'too-large' }))
  })
})
