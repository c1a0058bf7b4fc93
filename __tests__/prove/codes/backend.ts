import type { Page } from '../../doubles/openai/openai.js'
import type { Row } from './row.js'

const json = (status: number, value: unknown): Page => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
})
/** Cloudflare's check of browsers. */
export const CHALLENGE: Page = {
  status: 403,
  body: '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>',
  headers: { 'cf-mitigated': 'challenge' },
}
const PROXY: Page = { status: 407, body: '<html><head><title>Proxy login</title></head></html>' }
const REGION = json(403, {
  error: {
    code: 'unsupported_country_region_territory',
    message: 'Country, region, or territory not supported',
    type: 'request_forbidden',
  },
})
const DEACTIVATED = json(402, { detail: { code: 'deactivated_workspace' } })
const BARRED = /🔴 OpenAI lets this Codex login do nothing: a person must look at the account/

const KEEP = { mode: 'keep-fresh' }
/** What the model answers to each of Codex's tries. */
const models = (page: Page): Pick<Row, 'make'> => ({
  make: openai => openai.script(Array(80).fill({ page })),
})
/** What keep-fresh is answered when it asks whether the login is accepted. */
const usage = (page: Page): Pick<Row, 'make' | 'inputs'> => ({
  inputs: KEEP,
  make: openai => openai.answerBackend(page, 'usage'),
})
/** The way to the workspace and the models. */
const all = (page: Page): Pick<Row, 'make'> => ({
  make: openai => openai.answerBackend(page, 'usage', 'accounts-check', 'models'),
})

export const BACKEND: readonly Row[] = [
  {
    code: 'model-unauthorized',
    when: 'a seat is lost, which only the models know',
    ...models(json(401, { detail: 'Unauthorized' })),
    says: /^OpenAI accepts the login, but its models do not: they answer 401\.\n.*\nLook at the account in ChatGPT/,
    status: 'dead',
    title: BARRED,
  },
  {
    code: 'payment-required',
    when: 'the workspace is deactivated, at the model',
    ...models(DEACTIVATED),
    says: /^OpenAI refuses the account: .* It said: 402 Payment Required, deactivated_workspace\n/,
    status: 'dead',
    title: BARRED,
  },
  {
    code: 'payment-required',
    when: 'the same, in keep-fresh',
    ...usage(DEACTIVATED),
    says: /^OpenAI refuses the account: .* It said: 402 Payment Required, deactivated_workspace\nIt is stored, but nothing proves/,
    status: 'dead',
    title: BARRED,
  },
  {
    code: 'payment-required',
    when: 'the same, and Codex keeps the answer to itself',
    ...all(DEACTIVATED),
    says: /402 Payment Required, deactivated_workspace/,
    status: 'dead',
  },
  {
    code: 'blocked',
    when: 'a challenge page, at the model',
    ...models(CHALLENGE),
    says: /^Something between this runner and OpenAI turned the request away\. It said: 403 Forbidden, Just a moment\.\.\.\n/,
  },
  {
    code: 'blocked',
    when: 'a challenge page, in keep-fresh',
    ...usage(CHALLENGE),
    says: /turned the request away\. It said: 403 Forbidden, Just a moment\.\.\.\n.*\nLook at the runner's way/,
  },
  {
    code: 'blocked',
    when: 'a proxy that wants a password, at the model',
    ...models(PROXY),
    says: /It said: 407 Proxy Authentication Required, Proxy login\n/,
  },
  {
    code: 'blocked',
    when: 'the same everywhere, and Codex keeps the answer to itself',
    ...all(PROXY),
    says: /407 Proxy Authentication Required, Proxy login/,
  },
  {
    code: 'region',
    when: 'at the model',
    ...models(REGION),
    says: /^OpenAI does not serve the country or region of the runner's address\. It said: 403 Forbidden, Country, region/,
  },
  {
    code: 'region',
    when: 'in keep-fresh',
    ...usage(REGION),
    says: /Use a runner in a country that OpenAI serves/,
  },
  {
    code: 'backend-refused',
    when: 'a 403 with words, at the model',
    ...models(json(403, { detail: 'Not for you.' })),
    says: /^OpenAI refused the request\. It said: 403 Forbidden, Not for you\.\n/,
  },
  {
    code: 'backend-refused',
    when: 'the same, in keep-fresh',
    ...usage(json(403, { detail: 'Not for you.' })),
    says: /^OpenAI refused the request\. It said: 403 Forbidden, Not for you\.\n/,
  },
  {
    code: 'too-many-requests',
    when: 'at the model',
    ...models(json(429, { detail: 'Slow down.' })),
    says: /too many requests came \(429\)/,
  },
  {
    code: 'too-many-requests',
    when: 'in keep-fresh',
    ...usage(json(429, { detail: 'Slow down.' })),
    says: /Slow down\./,
  },
  {
    code: 'backend-down',
    when: 'in keep-fresh',
    ...usage(json(500, { detail: 'lab' })),
    says: /^OpenAI's backend does not work\. It said: 500 Internal Server Error, lab\n/,
  },
  {
    code: 'backend-down',
    when: 'at the model',
    ...models({ status: 503, body: '<html><title>Service Unavailable</title></html>' }),
    says: /^OpenAI's backend does not work\. It said: 503 Service Unavailable/,
    within: 60,
  },
  {
    code: 'plan-without-codex',
    when: 'the plan is free',
    ...models(json(429, { error: { type: 'usage_not_included', message: 'lab' } })),
    says: /^The account's ChatGPT plan has no Codex, or not this model\. It said: To use Codex with your ChatGPT plan/,
  },
  {
    code: 'model-unavailable',
    when: 'the model is retired',
    ...models(
      json(400, {
        detail: "The 'gpt-5-codex' model is not supported when using Codex with a ChatGPT account.",
      }),
    ),
    inputs: { model: 'gpt-5-codex' },
    says: /^OpenAI does not offer this model to the account\. It said: .*gpt-5-codex.*\n.*\nGive another name as `model`/,
  },
  {
    code: 'codex-too-old',
    when: 'the model needs a newer Codex',
    ...models(
      json(400, {
        detail:
          "The 'gpt-9' model requires a newer version of Codex. Please upgrade to the latest app or CLI and try again.",
      }),
    ),
    inputs: { model: 'gpt-9' },
    says: /^The model needs a newer Codex\. .*\n.*\nGive a newer `codex-version`/,
  },
  {
    code: 'effort-unsupported',
    when: 'an effort that the model does not have',
    ...models(
      json(400, {
        error: {
          message:
            "Unsupported value: 'extreme' is not supported with the 'gpt-5.5' model. Supported values are: 'low', 'medium', 'high', and 'xhigh'.",
          type: 'invalid_request_error',
          param: 'reasoning.effort',
          code: 'unsupported_value',
        },
      }),
    ),
    inputs: { effort: 'extreme' },
    says: /^The model does not have this reasoning effort\. .*'low', 'medium'.*\n.*\nGive an `effort` that/,
  },
  {
    code: 'context-full',
    when: 'too much for the model',
    ...models(
      json(400, {
        error: { code: 'context_length_exceeded', message: 'lab', type: 'invalid_request_error' },
      }),
    ),
    says: /^The task does not fit into the model's context window\./,
  },
  {
    code: 'thread-lost',
    when: 'a thread of another machine',
    inputs: { 'resume-thread': '0199a213-81c0-7800-8aa1-bbab2a035a53' },
    says: /^The thread that `resume-thread` names is not in this CODEX_HOME\. .*no rollout found/,
  },
  {
    code: 'codex-args',
    when: 'an argument that is given already',
    inputs: { 'codex-args': '--json' },
    says: /^Codex does not accept its arguments or settings\. It said: error: the argument '--json' cannot be used multiple times\n/,
  },
  {
    code: 'codex-args',
    when: 'a setting of the wrong type',
    inputs: { 'codex-args': '-c model=3' },
    says: /It said: Error loading config\.toml: invalid type: integer `3`, expected a string/,
  },
]
