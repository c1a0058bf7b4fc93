import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { modeOf, readInputs } from '../../src/action/inputs.js'
import { InputError } from '../../src/system/errors.js'
import { readManifest } from '../doubles/runner/manifest.js'
import { authJson } from './auth-json.js'

const set = (values: Record<string, string>) => {
  for (const [name, value] of Object.entries(values)) process.env[`INPUT_${name.toUpperCase()}`] = value
}
const clear = () => {
  for (const name of Object.keys(process.env)) if (name.startsWith('INPUT_')) delete process.env[name]
}
const read = (values: Record<string, string>) => {
  clear()
  set(values)
  return readInputs()
}
beforeEach(clear)
afterEach(clear)

/** As the runner gives them where the workflow gives none: defaults filled in, the others empty. */
const { inputs: declared } = readManifest(process.env.LAB_ACTION_DIR ?? process.cwd())

test('every input of action.yml can be given, and is told apart from all others', () => {
  const special: Record<string, string> = {
    'seed-policy': 'missing',
    storage: 'host',
    'login-name': 'lab-login',
    concurrency: 'exclusive',
    'on-unavailable': 'skip',
    mode: 'setup',
    sandbox: 'read-only',
    'lease-timeout': '7m',
    'min-lifetime': '8h',
    'timeout-minutes': '9',
    'allow-account-change': 'true',
    'force-refresh': 'true',
    'lease-ref': 'refs/lab/lease',
    'lease-repository': 'lab/leases',
    'permission-profile': ':workspace',
    'safety-strategy': 'drop-sudo',
    'codex-user': 'lab-user',
    'resume-thread': 'lab-thread',
    review: 'base:lab/main',
    'allow-public-repository': 'true',
    'allow-bots': 'true',
    'allow-users': 'lab-one, lab-two,',
    'allow-bot-users': '',
    'show-account': 'true',
    'login-timeout': '5m',
    alert: 'issue',
    'alert-repository': 'lab/alerts',
    'alert-assignees': 'lab-one,lab-two',
    'alert-labels': 'lab alert',
    'share-access': 'secret:LAB_ACCESS',
  }
  const given = Object.fromEntries(Object.keys(declared).map(name => [name, special[name] ?? `lab ${name}`]))
  expect(read(given)).toEqual({
    ...given,
    'lease-timeout': 420_000,
    'login-timeout': 300_000,
    'show-account': true,
    'alert-assignees': ['lab-one', 'lab-two'],
    'alert-labels': ['lab alert'],
    'min-lifetime': 28_800_000,
    'timeout-minutes': 540_000,
    'allow-account-change': true,
    'force-refresh': true,
    'allow-public-repository': true,
    'allow-bots': true,
    'allow-users': ['lab-one', 'lab-two'],
    'allow-bot-users': [],
  })
})

test('the defaults are those of action.yml', () => {
  const defaults = read(declared)
  expect(defaults).toEqual({
    ...read({}),
    token: declared.token,
    'job-id': declared['job-id'],
    'job-total': declared['job-total'],
    'lease-timeout': 600_000,
    'login-timeout': 900_000,
  })
  expect(defaults).toEqual({
    'seed-policy': 'newer',
    'allow-account-change': false,
    storage: 'auto',
    'login-name': 'default',
    token: declared.token,
    concurrency: 'shared',
    'force-refresh': false,
    'safety-strategy': 'sandbox',
    'allow-public-repository': false,
    'allow-bots': false,
    'allow-users': [],
    'allow-bot-users': [],
    'job-id': declared['job-id'],
    'job-total': declared['job-total'],
    'timeout-minutes': 3_600_000,
    'show-account': false,
    'on-unavailable': 'fail',
    'lease-timeout': 600_000,
    'login-timeout': 900_000,
    alert: 'none',
    'alert-assignees': [],
    'alert-labels': [],
  })
})

test('empty, or white space, is not given; around a value it does not count', () => {
  expect(read({ model: '', effort: '  ', mode: '\n' })).toEqual(read({}))
  expect(read({ storage: ' host\n', 'min-lifetime': ' 2h ' })).toMatchObject({
    storage: 'host',
    'min-lifetime': 7_200_000,
  })
})

test.each([
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['2h', 7_200_000],
  ['1.5h', 5_400_000],
  ['1d', 86_400_000],
  ['0s', 0],
])('a duration of %s is %i ms', (text, ms) => {
  expect(read({ 'lease-timeout': text, 'min-lifetime': text })).toMatchObject({
    'lease-timeout': ms,
    'min-lifetime': ms,
  })
})

describe('refused, by the name of the input', () => {
  test.each([
    ...['10', '-1s', '5 minutes', '1w', 'h', '1ms', '1e3s', '1h30m', '∞'].map(text => [
      'lease-timeout',
      text,
    ]),
    ...['2', 'never'].map(text => ['min-lifetime', text]),
    ...['0', '0.0', '-5', '1e3', '1000000', '1h', 'lab', 'Infinity', 'NaN', '0x10'].map(text => [
      'timeout-minutes',
      text,
    ]),
    ...['TRUE', 'yes', '1', 'no'].flatMap(text => [
      ['force-refresh', text],
      ['allow-account-change', text],
    ]),
    ['mode', 'login '.repeat(2)],
    ['mode', 'Run'],
    ['storage', 'artifact'],
    ['concurrency', 'none'],
    ['sandbox', 'none'],
    ['seed-policy', 'always'],
  ] as [string, string][])('%s: %s', (name, value) => {
    const error = refusal({ [name]: value })
    expect(error.message).toContain(`The input \`${name}\``)
    expect(error.message).toContain(`is "${value.trim()}"`)
    expect(error.explanation.remedy).toMatch(/^Give .*[`\w].*\.$/)
    expect(error.message).not.toMatch(/undefined|\[object|Invalid (input|option|string)/)
  })

  test('in a sentence of single spaces', () => {
    expect(refusal({ mode: 'lab' }).explanation.what).toBe('The input `mode` is "lab", which it can\'t be.')
  })

  test('and no refusal tells the seed or the prompt', () => {
    const error = refusal({ 'auth-json': authJson(), prompt: 'lab secret prompt', mode: 'lab' })
    expect(error.message).not.toMatch(/lab_|eyJ|secret prompt/)
  })
})

test('the mode is run with something to run, else setup, else what is given', () => {
  expect(modeOf(read({}))).toBe('setup')
  expect(modeOf(read({ prompt: 'lab' }))).toBe('run')
  expect(modeOf(read({ 'prompt-file': 'lab.md' }))).toBe('run')
  expect(modeOf(read({ review: 'uncommitted' }))).toBe('run')
  expect(modeOf(read({ mode: 'keep-fresh', prompt: 'lab' }))).toBe('keep-fresh')
})

function refusal(values: Record<string, string>): InputError {
  try {
    read(values)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('they were accepted')
}
