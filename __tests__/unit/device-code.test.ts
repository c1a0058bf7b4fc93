import { describe, expect, test } from '@jest/globals'
import { deviceCodeIn } from '../../src/codex/device-code.js'
import { LoginFailed } from '../../src/codex/login-failed.js'

const PAGE = 'https://auth.openai.com/codex/device'
const answer = (changes: object = {}) => ({
  loginId: '0199aaaa-0000-7000-8000-000000000001',
  verificationUrl: PAGE,
  userCode: 'ABCD-12345',
  ...changes,
})

describe('the page of a device login', () => {
  test.each<[string, string | undefined]>([
    [PAGE, undefined],
    ['https://chatgpt.com/codex/device?x=1', undefined],
    ['https://login.eu.openai.com/device', undefined],
    ['https://127.0.0.1:4443/codex/device', 'https://127.0.0.1:4443'],
    ['http://127.0.0.1:8080/codex/device', 'http://127.0.0.1:8080'],
    ['https://gateway.example/codex/device', 'https://gateway.example'],
  ])("of OpenAI's, or of the issuer that was asked, is shown: %s", (verificationUrl, issuer) =>
    expect(deviceCodeIn(answer({ verificationUrl }), issuer)).toEqual({
      url: verificationUrl,
      code: 'ABCD-12345',
    }),
  )

  test.each<[unknown, string | undefined]>([
    ['http://auth.openai.com/codex/device', undefined],
    ['https://auth.openai.com.lab.example/', undefined],
    ['https://openai.com.lab.example/', undefined],
    ['https://notopenai.com/', undefined],
    ['https://lab.example/auth.openai.com', undefined],
    ['https://auth.openai.com@lab.example/', undefined],
    ['https://user:lab@auth.openai.com/', undefined],
    ['https://auth.openai.com:8443/', undefined],
    ['https://auth.openai.com./', undefined],
    ['https://auth.openаi.com/', undefined],
    ['http://gateway.example/codex/device', 'http://gateway.example'],
    ['https://127.0.0.1:4444/', 'https://127.0.0.1:4443'],
    ['http://127.0.0.1/', undefined],
    ['javascript:alert(1)//auth.openai.com', undefined],
    ['data:text/html,lab', undefined],
    ['auth.openai.com/codex/device', undefined],
    ['', undefined],
    [`${PAGE}?${'x'.repeat(400)}`, undefined],
    [7, undefined],
    [null, undefined],
    [[PAGE], undefined],
  ])('of anybody else is not: %s', (verificationUrl, issuer) =>
    expect(deviceCodeIn(answer({ verificationUrl }), issuer)).toBeUndefined(),
  )

  test('has nothing in it that a terminal or a page would take for more', () => {
    const verificationUrl = `${PAGE}\n::stop-commands::lab\u001b[2J"><script>`
    const shown = deviceCodeIn(answer({ verificationUrl }))
    expect(shown?.url ?? '').toMatch(/^[\x21-\x7e]*$/)
    expect(shown?.url ?? '').not.toMatch(/[<>"\n]/)
  })
})

describe('the code of a device login', () => {
  test.each(['ABCD', 'ABCD-12345', '0000-1111-2222-3333X'])('is letters, digits and dashes: %s', userCode =>
    expect(deviceCodeIn(answer({ userCode }))?.code).toBe(userCode),
  )

  test.each([
    ...[
      '',
      'ABC',
      'A'.repeat(21),
      'abcd-12345',
      'ABCD 1234',
      'ABCD-12345\n',
      '\nABCD',
      'ABCD\u200b',
      'ＡＢＣＤ',
    ],
    ...['`ABCD`', '<b>ABCD', 'ABCD\u001b[2J', 12345, null, ['ABCD-12345']],
  ])('is nothing else: %j', userCode => expect(deviceCodeIn(answer({ userCode }))).toBeUndefined())

  test.each([
    [undefined],
    [null],
    ['x'],
    [{}],
    [answer({ loginId: 'x'.repeat(300) })],
    [answer({ loginId: 5 })],
  ])('is in no other answer: %j', result => expect(deviceCodeIn(result)).toBeUndefined())
})

test("Codex's own words are quoted in one short line", () => {
  const { message } = new LoginFailed('refused', `no\n::stop-commands::lab\u001b[2J${'x'.repeat(100_000)}`)
  expect(message.split('\n')).toHaveLength(3)
  expect(message).not.toContain('\u001b')
  expect(message.length).toBeLessThan(800)
})
