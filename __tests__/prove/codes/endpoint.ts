import type { TokenAnswer } from '../../doubles/openai/openai.js'
import { CHALLENGE } from './backend.js'
import type { Row } from './row.js'

const HOUR = 3_600_000
const KEEP = { mode: 'keep-fresh' }
const EXPIRED = { expInMs: -HOUR }
const answers = (answer: TokenAnswer, times?: number): Pick<Row, 'make' | 'inputs'> => ({
  inputs: KEEP,
  make: openai => openai.answerTokenEndpoint(answer, times),
})
const LOG_IN = 'A person must log in once more: '

/** What the token endpoint answers, or what is in its place, to a login that is due (it lives for an hour more) or has ended. */
export const ENDPOINT: readonly Row[] = (
  [
    ['reused', 'reused', 'already used\\.\nIt was used by'],
    ['expired', 'expired', 'its refresh token has expired'],
    ['invalidated', 'revoked', 'it was revoked'],
    ['other-401', 'refused', 'OpenAI refused to refresh the login\\.\n'],
  ] as const
)
  .map(
    ([answer, code, says]): Row => ({
      code,
      when: 'the token has ended',
      login: EXPIRED,
      ...answers(answer),
      says: new RegExp(`${says}[^]*${LOG_IN}`),
      status: 'dead',
      title: /The Codex login is dead/,
    }),
  )
  .concat([
    {
      code: 'lost-answer',
      when: 'the server has ended the token, and the first answer is lost',
      inputs: KEEP,
      make: openai => {
        openai.endAccessToken()
        openai.answerTokenEndpoint('lost', 1)
      },
      says: /most likely by an earlier try of this action/,
      status: 'dead',
    },
    {
      code: 'unproven',
      when: 'the answer is lost',
      login: { expInMs: HOUR },
      ...answers('lost', 1),
      says: /auth\.json did not change/,
      status: 'stale',
    },
    {
      code: 'endpoint-down',
      when: '500',
      login: { expInMs: HOUR },
      ...answers(500),
      says: /answered with an error \(500 Internal Server Error\)\.\n.*\nNothing needs to be done now/,
    },
    {
      code: 'endpoint-down',
      when: 'a gateway’s page',
      login: { expInMs: HOUR },
      ...answers({ status: 503, body: '<html><title>Service Unavailable</title></html>' }),
      says: /answered with an error \(503 Service Unavailable\)\./,
    },
    ...([403, CHALLENGE, { status: 401, body: '<html>' }, { status: 400, body: '<html>' }] as const).map(
      (answer): Row => ({
        code: 'endpoint-blocked',
        when: typeof answer === 'number' ? String(answer) : `a page with ${answer.status}`,
        login: { expInMs: HOUR },
        ...answers(answer),
        says: /turned away \(40\d [A-Z][A-Za-z ]+(, a web page)?\)\.\n.*\nLook at the runner's way to auth\.openai\.com/,
      }),
    ),
    {
      code: 'endpoint-blocked',
      when: 'a page with 401, and the token has ended',
      login: EXPIRED,
      ...answers({ status: 401, body: '<html>' }),
      says: /turned away \(401, a web page\)/,
      status: 'stale',
    },
    {
      code: 'endpoint-unreachable',
      when: 'nobody listens',
      login: { expInMs: HOUR },
      inputs: KEEP,
      env: { CODEX_REFRESH_TOKEN_URL_OVERRIDE: 'https://127.0.0.1:9/oauth/token' },
      says: /could not be reached: 127\.0\.0\.1: the connection is refused \(ECONNREFUSED\)\.\n/,
    },
    {
      code: 'endpoint-unreachable',
      when: 'the same, and the token has ended',
      login: EXPIRED,
      inputs: KEEP,
      env: { CODEX_REFRESH_TOKEN_URL_OVERRIDE: 'https://127.0.0.1:9/oauth/token' },
      says: /could not be reached: 127\.0\.0\.1: the connection is refused/,
      status: 'stale',
    },
  ])
