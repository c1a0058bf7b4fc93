import { describe, expect, test } from '@jest/globals'
import { diagnose, directoryWith, findingsIn } from './doctor-harness.js'

/** Without it the key is an input that the host's disk has no use for. */
const STORE = `          storage: command
          restore-command: cat login.age
          persist-command: cat > login.age
`

/** What is said of one input, beside what makes the rest of the workflow a good one. */
async function said(name: string, value: string): Promise<string[]> {
  const text = `on: workflow_dispatch
permissions: {contents: write, actions: read}
jobs:
  run:
    runs-on: self-hosted
    steps:
      - uses: org/codex-auth-action@v1
        with:
          ${name}: ${value}
${name === 'encryption-key' ? STORE : ''}`
  const diagnosis = await diagnose(directoryWith({ 'w.yml': text }), ['w.yml'])
  const found = findingsIn(diagnosis)
  expect(diagnosis.code).toBe(found.length > 0 ? 1 : 0)
  if (found.length > 0) expect(diagnosis.text).toMatch(/\n {2}The action refuses to start with it/)
  return found.map(line => line.replace(/^w\.yml:9:11: warning: /, ''))
}

describe('what the action would refuse', () => {
  test.each<[string, string, RegExp]>([
    ['mode', 'keepfresh', /^The input `mode` is "keepfresh"/],
    ['concurrency', 'exclusiv', /^The input `concurrency` is "exclusiv"/],
    ['lease-timeout', '10', /^The input `lease-timeout` is "10"/],
    ['timeout-minutes', '0', /^The input `timeout-minutes` is "0"/],
    ['login-name', 'a b', /^The input `login-name` is "a b"/],
    ['storage', 'HOST', /^The input `storage` is "HOST"/],
    ['force-refresh', 'yes', /^The input `force-refresh` is "yes"/],
    ['allow-bot-users', '"*"', /^The input `allow-bot-users` is "\*"/],
    ['Min-Lifetime', '3 days', /^The input `min-lifetime` is "3 days"/],
    ['codex-version', 'v0.169.0', /^codex-version "v0\.169\.0" is neither a version nor a range/],
    ['codex-version', 'next', /is neither a version nor a range/],
    ['encryption-key', 'short', /^The input `encryption-key` is a passphrase of fewer than 20/],
    ['encryption-key', 'age1lab', /^The input `encryption-key` is an age recipient/],
  ])('%s: %s', async (name, value, words) => {
    expect(await said(name, value)).toEqual([expect.stringMatching(words)])
  })

  test('a value that may be a secret is not printed', async () => {
    expect((await said('encryption-key', 'age1lab'))[0]).not.toContain('age1lab')
  })
})

describe('what it would take, and what nobody knows', () => {
  test.each([
    ['mode', 'keep-fresh'],
    ['mode', '""'],
    ['mode', '$' + '{{ inputs.mode }}'],
    ['mode', 'keep-$' + '{{ inputs.how }}'],
    ['lease-timeout', '10m'],
    ['force-refresh', 'True'],
    ['codex-version', '0.169.0'],
    ['codex-version', '0.170.0-alpha.1'],
    ['codex-version', 'latest'],
    ['codex-version', '^0.169.0'],
    ['codex-version', '$' + '{{ vars.CODEX }}'],
    ['encryption-key', 'a passphrase of many words'],
    ['prompt', 'Say hello.'],
  ])('%s: %s', async (name, value) => expect(await said(name, value)).toEqual([]))

  test('the environment is left as it was', async () => {
    process.env.INPUT_MODE = 'lab'
    await said('mode', 'keepfresh')
    expect(process.env.INPUT_MODE).toBe('lab')
    delete process.env.INPUT_MODE
    await said('mode', 'keepfresh')
    expect('INPUT_MODE' in process.env).toBe(false)
  })
})
