import { describe, expect, test } from '@jest/globals'
import { authJson, base64, labLogin } from './auth-json.js'

const withUnknown = authJson({
  later: { b: 1, a: [1.0, 'ü', null] },
  tokens: { login_owner_id: 'lab-owner' },
})
const pretty = JSON.stringify(JSON.parse(withUnknown), null, 2)
const unlike = pretty.replace('"lab-owner"', '"\\u006cab-owner"').replace('1,', '1.0e0 ,')

describe('the bytes of a login', () => {
  test.each([
    ['compact', withUnknown],
    ['pretty-printed', pretty],
    ['with CRLF line ends', pretty.replaceAll('\n', '\r\n')],
    ['with numbers and escapes that JSON.stringify would write otherwise', unlike],
  ])('stay what they were: %s', (_, text) => {
    expect(labLogin(text).bytes.toString('latin1')).toBe(Buffer.from(text).toString('latin1'))
    expect(labLogin(base64(text)).bytes.toString('latin1')).toBe(Buffer.from(text).toString('latin1'))
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
      expect(labLogin(encode(text)).bytes.toString()).toBe(text)
  })

  test('are those of the JSON alone, without white space and byte-order mark around it', () => {
    for (const text of [`\uFEFF${withUnknown}`, `${withUnknown}\n`, ` \r\n${withUnknown}\t`])
      expect(labLogin(text).bytes.toString()).toBe(withUnknown)
  })

  test('are freed of a byte-order mark also where it was encoded with them', () => {
    expect(labLogin(base64(`\uFEFF${withUnknown}`)).bytes.toString()).toBe(withUnknown)
  })

  const utf16 = (text: string, isBig = false) => {
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le')
    return isBig ? little.swap16() : little
  }
  test.each([
    ['UTF-16 of PowerShell', (text: string) => utf16(text).toString('base64')],
    ['UTF-16, big end first', (text: string) => utf16(text, true).toString('base64')],
    ['UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le').toString('base64')],
    [
      'the armor of certutil',
      (text: string) =>
        `-----BEGIN CERTIFICATE-----\r\n${base64(text).replace(/.{64}/g, '$&\r\n')}\r\n-----END CERTIFICATE-----\r\n`,
    ],
    [
      'the armor of certutil, of UTF-16',
      (text: string) =>
        `-----BEGIN CERTIFICATE-----\n${utf16(text).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`,
    ],
  ])('are decoded from base64 with %s', (_, encode) => {
    expect(labLogin(encode(withUnknown)).bytes.toString()).toBe(withUnknown)
  })

  test('are not cut off where a second base64 text follows the padding of the first', () => {
    const padded = [withUnknown, `${withUnknown} `].map(base64).find(text => text.endsWith('='))
    expect(() => labLogin(`${padded}${padded}`)).toThrow(expect.objectContaining({ name: 'LoginRefused' }))
    expect(() => labLogin(`${padded}\n${padded}`)).toThrow(expect.objectContaining({ name: 'LoginRefused' }))
  })

  test('must be UTF-8, as Codex demands: a broken character is refused, never replaced', () => {
    const [before = '', after = ''] = authJson({ note: 'lab-here' }).split('lab-here')
    const broken = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)])
    expect(() => labLogin(broken.toString('base64'))).toThrow(
      expect.objectContaining({ name: 'LoginRefused' }),
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
    expect(labLogin(largest).bytes).toHaveLength(48 * 1024)
    expect(labLogin(base64(largest).replace(/.{76}/g, '$&\n')).bytes).toHaveLength(48 * 1024)
  })

  test.each([1, 1024, 48 * 1024, 2 ** 20])('refuses %i bytes more, raw and in base64', more => {
    const larger = sized(48 * 1024 + more)
    for (const text of [larger, base64(larger)])
      expect(() => labLogin(text)).toThrow(expect.objectContaining({ code: 'too-large' }))
  })

  test('counts bytes, not characters', () => {
    const text = authJson({ note: 'ü'.repeat(24 * 1024) })
    expect(text.length).toBeLessThan(48 * 1024)
    expect(() => labLogin(text)).toThrow(expect.objectContaining({ code: 'too-large' }))
  })
})
