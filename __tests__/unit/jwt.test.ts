import { describe, expect, test } from '@jest/globals'
import { readClaims } from '../../src/login/claims.js'
import { labJwt } from './auth-json.js'

const AUTH = 'https://api.openai.com/auth'

test('reads times as milliseconds, and who, which account and what plan it is', () => {
  const auth = { chatgpt_user_id: 'lab-user', chatgpt_plan_type: 'pro', chatgpt_account_id: 'lab-account' }
  expect(
    readClaims(labJwt({ exp: 1_796_000_000, iat: 1_795_000_000, sub: 'lab-sub', [AUTH]: auth })),
  ).toEqual({
    expiresAt: 1_796_000_000_000,
    issuedAt: 1_795_000_000_000,
    userId: 'lab-user',
    subject: 'lab-sub',
    accountId: 'lab-account',
    plan: 'pro',
  })
})

test('takes `sub` for the person where the token names no ChatGPT user', () => {
  expect(readClaims(labJwt({ sub: 'lab-sub', [AUTH]: {} }))).toEqual({
    userId: 'lab-sub',
    subject: 'lab-sub',
  })
})

test.each([
  ['an opaque text', 'lab_opaque'],
  ['nothing', ''],
  ['a part that is no base64url', 'lab.\u0000!.lab'],
  ['a part that is no JSON', `lab.${Buffer.from('{"exp":1').toString('base64url')}.lab`],
  ['a JSON value that is no object', `lab.${Buffer.from('[1]').toString('base64url')}.lab`],
  ['null', `lab.${Buffer.from('null').toString('base64url')}.lab`],
])('finds no claims in %s', (_, token) => {
  expect(readClaims(token)).toEqual({})
})

describe('one odd claim takes nothing away from the others', () => {
  const exp = 1_796_000_000
  // Codex reads such a token's `exp` all the same (0.169.0 takes a login whose plan, user and sub are null).
  test.each([
    ['a plan that is null', { [AUTH]: { chatgpt_plan_type: null, chatgpt_user_id: null } }],
    ['a plan that is a list', { [AUTH]: { chatgpt_plan_type: ['pro'] } }],
    ['a subject that is null', { sub: null }],
    ['no object of OpenAI’s', { [AUTH]: null }],
    ['an issue time that is a text', { iat: 'lab' }],
  ])('%s', (_, odd) => {
    expect(readClaims(labJwt({ exp, ...odd }))).toMatchObject({ expiresAt: exp * 1000 })
  })

  test('an unreadable end, for the user', () => {
    expect(readClaims(labJwt({ exp: 'never', sub: 'lab-sub' }))).toEqual({
      userId: 'lab-sub',
      subject: 'lab-sub',
    })
  })
})

test.each(['1e300', '1e17', '-1e17'])(
  'a time of %s s is no date that anyone could print, so it is none',
  time => {
    const payload = Buffer.from(`{"exp":${time},"iat":${time},"sub":"lab-sub"}`).toString('base64url')
    expect(readClaims(`lab.${payload}.lab`)).toEqual({ userId: 'lab-sub', subject: 'lab-sub' })
  },
)
