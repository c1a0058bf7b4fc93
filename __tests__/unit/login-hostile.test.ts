import { describe, expect, test } from '@jest/globals'
import type { Login } from '../../src/login/login.js'
import { LoginRefused } from '../../src/login/refusal.js'
import { authJson, labLogin, labToken } from './auth-json.js'

/** A good auth.json with more in it, at its end. */
const withMember = (member: string) => `${authJson().slice(0, -1)},${member}}`

const judge = (text: string): Login | LoginRefused => {
  try {
    return labLogin(text)
  } catch (error) {
    if (error instanceof LoginRefused) return error
    throw error
  }
}

describe('a key twice in one object', () => {
  test.each([
    ['at the top, with equal values', withMember('"auth_mode":"chatgpt"')],
    ['in tokens', authJson().replace('"account_id"', '"account_id":"lab-other","account_id"')],
    ['the tokens', authJson().replace('"tokens":', '"tokens":null,"tokens":')],
    ['written with an escape', withMember('"l\\u0061st_refresh":null')],
    [
      'in oauth_provenance',
      authJson({ tokens: { oauth_provenance: { issuer: 'lab' } } }).replace(
        '"issuer"',
        '"issuer":"","issuer"',
      ),
    ],
  ])('is refused where Codex reads it: %s', (_, text) => {
    expect(judge(text)).toMatchObject({ code: 'duplicate-keys' })
  })

  // So does Codex (tried with 0.169.0).
  test.each([
    ['in an unknown object', withMember('"later":{"a":{"b":1,"b":1}}')],
    ['in an object in an array', withMember('"later":[[{"a":1,"a":1}]]')],
    ['that is unknown', withMember('"later":1,"l\\u0061ter":1')],
    ['that is unknown, in tokens', authJson().replace('"account_id"', '"later":1,"later":2,"account_id"')],
    ['named by nothing', withMember('"":1,"":1')],
    ['named __proto__', withMember('"__proto__":{},"__proto__":{}')],
    ['named like a method of every object', withMember('"toString":1,"toString":2')],
  ])('is accepted elsewhere: %s', (_, text) => {
    expect(judge(text)).toHaveProperty('bytes')
  })

  test('and the same key in two objects is not', () => {
    expect(judge(withMember('"later":[{"a":1},{"a":1},"a","a"],"more":{"later":1}'))).toHaveProperty('bytes')
  })
})

describe('a key named __proto__', () => {
  test('gives a login no field that Codex would not see', () => {
    const before = Object.prototype
    const text = authJson({ last_refresh: undefined }).replace(
      /}$/,
      ',"__proto__":{"last_refresh":"2026-11-21T11:00:00Z","auth_mode":"apikey"}}',
    )
    expect(labLogin(text).lastRefresh).toBeUndefined()
    expect(judge('{"__proto__":{"tokens":{}}}')).toMatchObject({ code: 'not-a-login' })
    expect(
      judge(authJson().replace('"account_id":', '"__proto__":{"account_id":"lab"},"no":')),
    ).toMatchObject({
      code: 'no-account-id',
    })
    expect(Object.getPrototypeOf({})).toBe(before)
    expect({}).not.toHaveProperty('last_refresh')
  })

  test('survives in the bytes', () => {
    const text = withMember('"__proto__":{"a":1},"constructor":{"prototype":null}')
    expect(labLogin(text).bytes.toString()).toBe(text)
  })
})

describe('what is nested 10,000 deep is a login or refused, never a crash', () => {
  test.each([
    ['arrays', withMember(`"later":${'['.repeat(10_000)}${']'.repeat(10_000)}`)],
    ['objects', withMember(`"later":${'{"a":'.repeat(7000)}1${'}'.repeat(7000)}`)],
    ['arrays that never end', withMember(`"later":${'['.repeat(10_000)}`)],
    ['arrays alone, in base64', Buffer.from('['.repeat(10_000) + ']'.repeat(10_000)).toString('base64')],
    ['arrays as the tokens', `{"tokens":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
  ])('%s', (_, text) => {
    expect(crashOf(text)).toBe('none')
  })
})

/** Only the name: jest would print each of the thousands of frames. */
function crashOf(text: string): string {
  try {
    judge(text)
    return 'none'
  } catch (error) {
    return String(error)
  }
}

test('whatever JSON.parse reads, the search for keys reads too: no other error gets out', () => {
  const values = [
    '-0',
    '1E5',
    '1e400',
    '0.1e-7',
    '"\u2028\u2029\u007f"',
    '"\\ud800"',
    '"\\/\\b\\f"',
    '"😀"',
    '[ ]',
    '{ }',
  ]
  for (const value of values) expect(judge(withMember(`"later":${value}`))).toHaveProperty('bytes')
  for (const value of ['01', '.5', "'a'", 'NaN', '+1', '[1,]', '"\t"', '"\\x41"', 'undefined', '//', '/**/1'])
    expect(judge(withMember(`"later":${value}`))).toMatchObject({ code: 'not-json' })
})

test('every damage of one character is a login or refused, and no error tells what it read', () => {
  const text = authJson({ tokens: { refresh_token: `rt_${labToken('damaged')}` } })
  const secret = labToken('damaged').slice(4)
  let refused = 0
  for (let at = 0; at < text.length; at += 3)
    for (const char of ['', '"', '}', '\\', '\0', ',']) {
      const outcome = judge(text.slice(0, at) + char + text.slice(at + 1))
      if (!(outcome instanceof LoginRefused)) continue
      refused += 1
      const told = `${outcome.stack} ${String(outcome.cause)} ${JSON.stringify(outcome)}`
      for (let part = 0; part + 8 <= secret.length; part += 8)
        if (told.includes(secret.slice(part, part + 8))) throw new Error(`told at ${at}: ${told}`)
    }
  expect(refused).toBeGreaterThan(100)
})
