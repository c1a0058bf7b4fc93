import { describe, expect, test } from '@jest/globals'
import { backendAnswer, saidBy } from '../../src/codex/backend-answer.js'
import { backendReason } from '../../src/codex/backend-refusals.js'
import { judgeRun } from '../../src/codex/run-reason.js'

// As Codex 0.169.0 printed them in `turn.failed`, each for an answer of the model that prove/codes gives it again.
const URL = ', url: https://127.0.0.1:42993/backend-api/codex/responses'
const CHALLENGE =
  '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>'

const failed = (failure: string, stderr: readonly string[] = []) =>
  judgeRun({ outcome: 'failed', exitCode: 1, threadId: 'lab', failure, stderr })

test.each([
  [
    `unexpected status 402 Payment Required: {"detail":{"code":"deactivated_workspace"}}${URL}`,
    'payment-required',
  ],
  [`unexpected status 403 Forbidden: ${CHALLENGE}${URL}, cf-ray: 8abc-LHR`, 'blocked'],
  [`unexpected status 403 Forbidden: Country, region, or territory not supported${URL}`, 'region'],
  [
    `unexpected status 403 Forbidden: Access blocked by Cloudflare. This usually happens when connecting from a restricted region (status 403 Forbidden)${URL}`,
    'region',
  ],
  [`unexpected status 403 Forbidden: {"detail":"Forbidden"}${URL}`, 'backend-refused'],
  [`unexpected status 403 Forbidden: Usage not included${URL}`, 'plan-without-codex'],
  [`unexpected status 404 Not Found: <html><body>Not here</body></html>${URL}`, 'blocked'],
  [`unexpected status 407 Proxy Authentication Required: no${URL}`, 'blocked'],
  [`unexpected status 413 Payload Too Large: <html><body>413</body></html>${URL}`, 'blocked'],
  [`unexpected status 302 Found: Unknown error${URL}`, 'blocked'],
  [`unexpected status 503 Service Unavailable: <html>Service Unavailable</html>${URL}`, 'backend-down'],
  ['exceeded retry limit, last status: 429 Too Many Requests', 'too-many-requests'],
  ['stream disconnected before completion: stream closed before response.completed', 'backend-down'],
  [
    'stream disconnected before completion: error sending request for url (https://x.invalid/)',
    'backend-unreachable',
  ],
  ['workspace routing discovery failed', 'backend-down'],
  ['workspace routing discovery unauthorized (401)', 'token-ended'],
  ['error sending request for url (https://rotation-fenced.invalid/)', 'token-ended'],
  [
    `{"detail":"The 'gpt-5-codex' model is not supported when using Codex with a ChatGPT account."}`,
    'model-unavailable',
  ],
  ["The model 'gpt-5.9' does not exist or you do not have access to it.", 'model-unavailable'],
  [
    `{"detail":"The 'gpt-6' model requires a newer version of Codex. Please upgrade to the latest app or CLI and try again."}`,
    'codex-too-old',
  ],
  [
    'To use Codex with your ChatGPT plan, upgrade to Plus: https://chatgpt.com/explore/plus.',
    'plan-without-codex',
  ],
  [
    `{"error":{"message":"Unsupported value: 'extreme' is not supported with the 'gpt-5.5' model. Supported values are: 'low', 'medium', 'high', and 'xhigh'.","type":"invalid_request_error","param":"reasoning.effort","code":"unsupported_value"}}`,
    'effort-unsupported',
  ],
  [
    "Codex ran out of room in the model's context window. Start a new thread or clear earlier history before retrying.",
    'context-full',
  ],
  ['something that nobody knows', 'run-failed'],
])('%s: %s', (said, reason) => {
  expect(failed(said).reason).toBe(reason)
})

const MODELS =
  '2026-11-29T01:33:38.774231Z ERROR codex_models_manager::manager: failed to refresh available models: '

test.each([
  [
    `${MODELS}unexpected status 402 Payment Required: {"detail":{"code":"deactivated_workspace"}}${URL}`,
    'payment-required',
  ],
  [`${MODELS}unexpected status 403 Forbidden: ${CHALLENGE}${URL}?client_version=0.169.0`, 'blocked'],
  [`${MODELS}Connection failed: error sending request`, 'backend-unreachable'],
])('the way to the workspace is not found, and of the models Codex said %s: %s', (line, reason) => {
  expect(failed('workspace routing discovery failed', [line]).reason).toBe(reason)
})

test.each([
  [
    2,
    ["error: the argument '--json' cannot be used multiple times", 'Usage: codex exec [OPTIONS]'],
    'codex-args',
  ],
  [
    1,
    ['Error loading config.toml: invalid type: integer `3`, expected a string', 'in `model`'],
    'codex-args',
  ],
  [1, ['Error: Unknown feature flag: nonsense_feature'], 'codex-args'],
  [
    1,
    [
      'Reading prompt from stdin...',
      'Error: thread/resume: thread/resume failed: no rollout found for thread id 0199a213-81c0-7800-8aa1-bbab2a035a53 (code -32600)',
    ],
    'thread-lost',
  ],
])('exit %i without a thread, and %j: %s', (exitCode, stderr, reason) => {
  const { reason: is, said } = judgeRun({ outcome: 'failed', exitCode, stderr })
  expect(is).toBe(reason)
  expect(stderr).toContain(said)
})

describe('what the server said is shown', () => {
  test.each([
    [
      `unexpected status 402 Payment Required: {"detail":{"code":"deactivated_workspace"}}${URL}`,
      '402 Payment Required, deactivated_workspace',
    ],
    [
      `unexpected status 403 Forbidden: ${CHALLENGE}${URL}, cf-ray: 8abc-LHR`,
      '403 Forbidden, Just a moment...',
    ],
    [
      `failed to fetch codex rate limits: GET https://x.invalid/wham/usage failed: 403 Forbidden; content-type=text/html; body=${CHALLENGE}`,
      '403 Forbidden, Just a moment...',
    ],
    [
      'failed to fetch codex rate limits: GET https://x.invalid/wham/usage failed: 402 Payment Required; content-type=application/json; body={"detail":{"code":"deactivated_workspace"}}',
      '402 Payment Required, deactivated_workspace',
    ],
    ['{"error":{"message":"No such thing.","code":"x"}}', 'No such thing.'],
  ])('%s', (said, shown) => {
    expect(saidBy(backendAnswer(said))).toBe(`It said: ${shown}`)
  })

  test('without mail addresses, ids and tokens, in one line, and not at any length', () => {
    const body = JSON.stringify({
      detail: `lab@example.com of 1ab1ab1a-0000-4000-8000-000000000001\n::error::x with eyJhbGciOiJIUzI1NiJ9${'a'.repeat(40)} ${'long '.repeat(999)}`,
    })
    const { words } = backendAnswer(`unexpected status 403 Forbidden: ${body}${URL}`)
    expect(words).toMatch(/^\*\*\* of \*\*\* ::error::x with \*\*\* long/)
    expect(words.length).toBeLessThanOrEqual(200)
  })

  test('a 401 of the backend says nothing by itself', () => {
    const said =
      'failed to fetch codex rate limits: GET https://x.invalid/ failed: 401 Unauthorized; content-type=application/json; body={"detail":"Unauthorized"}'
    expect(backendReason(said, backendAnswer(said))).toBeUndefined()
  })
})
