import { describe, expect, test } from '@jest/globals'
import { identityDigest, sameAccount, sameIdentity } from '../../src/login/account.js'
import { labJwt, labLogin } from './auth-json.js'

const AUTH = 'https://api.openai.com/auth'

describe('one login or two', () => {
  const login = (account_id: string, claims: object) =>
    labLogin({ tokens: { account_id, id_token: labJwt(claims) } })
  const anna = login('lab-1', { sub: 'anna' })

  test('the same account and person are one, also in another generation', () => {
    expect(sameAccount(anna, login('lab-1', { sub: 'anna', iat: 5 }))).toBe(true)
  })

  test('another account, or another person in one workspace, are two', () => {
    expect(sameAccount(anna, login('lab-2', { sub: 'anna' }))).toBe(false)
    expect(sameAccount(anna, login('lab-1', { sub: 'bert' }))).toBe(false)
    expect(sameAccount(anna, login('lab-1', { sub: 'anna', [AUTH]: { chatgpt_user_id: 'bert' } }))).toBe(
      false,
    )
  })

  test('a person who is not named may be the same, in the same account', () => {
    const nobody = login('lab-1', {})
    for (const [a, b] of [
      [anna, nobody],
      [nobody, anna],
      [nobody, nobody],
    ] as const)
      expect(sameAccount(a, b)).toBe(true)
    expect(sameAccount(nobody, login('lab-2', {}))).toBe(false)
  })

  test('have digests that say so, and do not say who', () => {
    const digest = identityDigest(anna)
    expect(digest).toMatch(/^[0-9a-f]{16}-[0-9a-f]{16}$/)
    expect(identityDigest(login('lab-1', { sub: 'anna', iat: 5 }))).toBe(digest)
    const others = [login('lab-2', { sub: 'anna' }), login('lab-1', { sub: 'bert' }), login('lab-1anna', {})]
    expect(new Set([digest, ...others.map(other => identityDigest(other))]).size).toBe(4)
    for (const other of [anna, ...others])
      expect(sameIdentity(digest, identityDigest(other))).toBe(sameAccount(anna, other))
    expect(sameIdentity(digest, identityDigest(login('lab-1', {})))).toBe(true)
  })
})
