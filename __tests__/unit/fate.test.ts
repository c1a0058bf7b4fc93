import { expect, test } from '@jest/globals'
import type { Reply } from '../../src/codex/app-server.js'
import { type Evidence, fateOf, isOwnLoss, isTrying } from '../../src/codex/fate.js'

// As Codex 0.169.0 wrote them, each for the answers that its test names.
const URL = 'https://127.0.0.1:41799/oauth/token'
const TRY = '2026-11-28T22:18:22.114752Z  INFO codex_login::auth::manager: Refreshing token'
const answered = (status: string) =>
  `2026-11-28T22:18:22.147710Z ERROR codex_login::auth::manager: Failed to refresh token status=${status}`
const JSON_TYPE = 'application/json'
/** With debug lines for its requests, as the action starts it. */
const completed = (status: string, type: string) =>
  `2026-11-29T01:18:46.735241Z DEBUG codex_http_client::client: Request completed method=POST url=${URL} status=${status} headers={"content-type": "${type}", "date": "Sun, 29 Nov 2026 01:18:46 GMT"} version=HTTP/1.1`
const UNKNOWN =
  '2026-11-29T01:18:46.735351Z  WARN codex_login::auth::manager: Encountered unknown response while refreshing token'
const meets = (status: string, type = JSON_TYPE) => [TRY, completed(status, type), answered(status)]
const PLEASE =
  '2026-11-29T01:18:47.620507Z ERROR codex_login::auth::manager: Failed to refresh token: Your access token could not be refreshed. Please log out and sign in again.'
const failed = (url: string, isConnect: boolean) =>
  `2026-11-28T22:18:25.123513Z DEBUG codex_http_client::client: Request failed method=POST url=${url} is_timeout=false is_connect=${isConnect}`
const OTHERS = [
  '2026-11-28T22:18:24.997648Z DEBUG codex_http_client::client: Request completed method=GET url=https://127.0.0.1:41799/backend-api/codex/models status=401 Unauthorized headers={}',
  '2026-11-28T22:18:22.147734Z  WARN codex_login::auth::manager: Encountered unknown response while refreshing token',
]
const ACCOUNT: Reply = { result: { account: { type: 'chatgpt' } } }
const UNAUTHORIZED: Reply = {
  error: { code: -32603, message: 'workspace routing discovery unauthorized (401)' },
}

const fate = (stderr: readonly string[], rest: Partial<Evidence> = {}) =>
  fateOf({
    ...{ stderr: [...OTHERS, ...stderr], tokenUrl: URL, when: 'forced', startTried: false, reply: ACCOUNT },
    ...rest,
  })
const ENDED = { when: 'if-needed', reply: UNAUTHORIZED } as const

const NO_ACCOUNT: Reply = { result: { account: null } }

const ROWS: readonly [string, string, readonly string[], Partial<Evidence>?][] = [
  ['500', 'unspent', [TRY, answered('500 Internal Server Error')]],
  ['a status that nobody knows', 'unspent', [TRY, answered('418 I am a teapot')]],
  ...[
    '408 Request Timeout',
    '520 <unknown status code>',
    '522 <unknown status code>',
    '524 <unknown status code>',
  ].map((status): [string, string, string[]] => [
    `${status}, for a server that may have done its part`,
    'unknown',
    [TRY, answered(status)],
  ]),
  ['no connection', 'unspent', [TRY, failed(URL, true)]],
  [
    'no connection, to an override as Codex parses it',
    'unspent',
    [TRY, failed('http://localhost:9/', true)],
    { tokenUrl: 'http://LOCALHOST:9' },
  ],
  ['two times 403', 'unspent', [TRY, answered('403 Forbidden'), TRY, answered('403 Forbidden')], ENDED],
  ['nothing, and the connection ended', 'unknown', [TRY, failed(URL, false)]],
  ['nothing in time', 'unknown', [TRY]],
  ['403, and then nothing', 'unknown', [TRY, answered('403 Forbidden'), TRY, failed(URL, false)], ENDED],
  ['nothing, and then 403', 'unknown', [TRY, failed(URL, false), TRY, answered('403 Forbidden')], ENDED],
  ['no connection to another address', 'unknown', [TRY, failed('https://127.0.0.1:1/other', true)]],
  ['what a Codex that logs nothing keeps to itself', 'unknown', []],
  ['the same, though its token was refused', 'unknown', [], ENDED],
  ['no question, since the access token works', 'unspent', [], { when: 'if-needed' }],
  ['nothing to a Codex that gave no answer either', 'unknown', [TRY], { reply: undefined }],
  [
    '500, and who knows what to a try before it could log',
    'unknown',
    [TRY, answered('500')],
    { startTried: true },
  ],
  [
    '500, in a plan with a workspace',
    'unknown',
    [TRY, answered('500')],
    {
      reply: {
        error: {
          code: -32603,
          message: 'failed to load workspace requirements: cloud config: request failed',
        },
      },
    },
  ],
  ['401', 'refused', meets('401 Unauthorized'), { reply: NO_ACCOUNT }],
  ['401 without a reason', 'refused', [...meets('401 Unauthorized'), UNKNOWN], { reply: NO_ACCOUNT }],
  ['400 with a reason', 'refused', meets('400 Bad Request'), { reply: NO_ACCOUNT }],
  ['400 without a reason', 'unspent', [...meets('400 Bad Request'), UNKNOWN]],
  ['400 by the page of a proxy', 'unspent', [...meets('400 Bad Request', 'text/html'), UNKNOWN]],
  [
    '401 by the page of a proxy, which Codex takes for a refusal',
    'unspent',
    [...meets('401 Unauthorized', 'text/html'), UNKNOWN],
    { reply: NO_ACCOUNT },
  ],
  [
    'the same, and Codex says that it was refused',
    'unspent',
    [...meets('401 Unauthorized', 'text/html; charset=utf-8'), UNKNOWN, PLEASE],
    { ...ENDED, reply: NO_ACCOUNT },
  ],
  [
    'a page first, and then the server itself',
    'refused',
    [...meets('401 Unauthorized', 'text/html'), UNKNOWN, ...meets('401 Unauthorized')],
    { reply: NO_ACCOUNT },
  ],
  ['what a Codex kept to itself that was refused at its start', 'unknown', [PLEASE], { startTried: true }],
  ['401 to a start', 'refused', meets('401 Unauthorized').slice(1), { startTried: true }],
  [
    'nothing, and then that it was used already',
    'refused',
    [TRY, failed(URL, false), TRY],
    { ...ENDED, reply: { error: { code: -32603, message: 'because your refresh token was already used.' } } },
  ],
  [
    'no question, since auth.json is another account’s',
    'unspent',
    ['ERROR codex_login::auth::manager: you have since logged out or signed in to another account.'],
  ],
  ['no account, without a word why', 'unknown', [TRY], { reply: { result: { account: null } } }],
]

test.each(ROWS.map(([answer, is, stderr, rest = {}]) => ({ answer, is, stderr, rest })))(
  'the endpoint answered $answer: $is',
  ({ is, stderr, rest }) => {
    expect(fate(stderr, rest)).toBe(is)
  },
)

test.each([
  ['none', [], false],
  ['one', [TRY], true],
  ['one that was answered', [TRY, answered('500')], false],
  ['one that failed', [TRY, failed(URL, false)], false],
  ['one that could not be sent', [TRY, failed(URL, true)], false],
  ['another after one that was answered', [TRY, answered('500'), TRY], true],
  ['one, while another request failed', [TRY, failed('https://127.0.0.1:1/other', false)], true],
])('a try in flight: %s', (_, stderr, is) => {
  expect(isTrying([...OTHERS, ...stderr], URL)).toBe(is)
})

test.each([
  ['no try got lost', meets('401 Unauthorized'), false],
  ['one got no answer', [TRY, failed(URL, false), ...meets('401 Unauthorized')], true],
  ['a gateway gave up on one', [TRY, answered('504 Gateway Timeout'), ...meets('401 Unauthorized')], true],
  ['one was not sent', [TRY, failed(URL, true), ...meets('401 Unauthorized')], false],
])('the token was used already, and %s', (_, stderr, is) => {
  expect(isOwnLoss({ stderr, tokenUrl: URL })).toBe(is)
})
