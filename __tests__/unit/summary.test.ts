import { describe, expect, test } from '@jest/globals'
import { marked } from 'marked'
import type { Facts } from '../../src/report/report.js'
import { inMarkdown } from '../../src/report/summary.js'
import { ActionError } from '../../src/system/errors.js'
import { NOW, SUMMARIES } from '../pictures/summaries.js'

const shown = (name: string) => {
  const picture = SUMMARIES.find(summary => summary.name === name)
  if (!picture) throw new Error(`no picture ${name}`)
  return inMarkdown(picture.facts, picture.error, NOW)
}
/** What a reader sees: the rendered text without its tags. */
const textOf = async (markdown: string) =>
  (await marked(markdown, { gfm: true }))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code))
    .replace(/\s+/g, ' ')

describe('The five states of a login, as drawn in docs/summary-*.png', () => {
  test.each([
    [
      'healthy',
      /^ 🟢 The Codex login is healthy Access token █{14}░{6} 7 d 4 h of 10 d left, until 2026-11-28 09:11 UTC/,
    ],
    ['healthy', /Refreshed 2 d 19 h ago by job keep-fresh of run 1841 on runner build-1 \(2026-11-18/],
    ['healthy', /Plan plus Used of 5 h ██░+ 12 %, begins again 2026-11-21 05:58 UTC Used of 7 d █{7}░+ 34 %/],
    ['healthy', /Kept in the file \/home\/ci\/.codex\/auth.json This run changed nothing $/],
    [
      'refreshed',
      /🟢 .* healthy, and was refreshed by this run .* █{20} 10 d of 10 d left, .* just now by this run \(/,
    ],
    ['refreshed', /This run refreshed and stored the login/],
    [
      'stale',
      /🟡 The Codex login works, but can't be refreshed .* 4 d 14 h of 10 d left, until 2026-11-25 18:47 UTC/,
    ],
    ['stale', /What to do: A person must log in once more: run a workflow with mode: login on this runner/],
    [
      'dead',
      /🔴 The Codex login is dead: a person must log in once more .* ░{20} ended 2026-11-21 01:23 UTC/,
    ],
    [
      'dead',
      /it was revoked\. Somebody logged out .* What to do: .* jq -c \. auth\.json \| gh secret set NAME/,
    ],
    [
      'login',
      /📱 The Codex login waits for you Open https:\/\/auth\.openai\.com\/codex\/device .* ABCD-12345 It is good for 15 min/,
    ],
  ])('%s: %s', async (name, text) => {
    expect(await textOf(shown(name))).toMatch(text)
  })
})

const FACTS: Facts = { outputs: { 'auth-status': 'healthy' }, changes: [] }

describe('What others wrote is text', () => {
  const hostile = 'x</td></table><img src=y> | `a` **b** [c](https://d.invalid) @e #1\n# f'

  test.each<[string, Facts, ActionError | undefined]>([
    ['an error', FACTS, new ActionError('x', { what: hostile, why: hostile, remedy: hostile })],
    ['a path', { ...FACTS, where: hostile }, undefined],
    ['a change', { ...FACTS, changes: [hostile] }, undefined],
    ['an account', { ...FACTS, account: hostile }, undefined],
    ['a plan', { ...FACTS, outputs: { 'account-plan': hostile } }, undefined],
    [
      'a file of the run',
      { ...FACTS, run: { failure: undefined, changed: [hostile], model: hostile, tookMs: 1 } },
      undefined,
    ],
  ])('%s', async (_, facts, error) => {
    const html = await marked(inMarkdown(facts, error, NOW), { gfm: true })
    expect(html).not.toMatch(/<img|<strong>b<|>c<\/a>|<h1>/)
    expect(html.split('</table>')).toHaveLength(2)
    expect(html.replaceAll('&#64;', '@')).toContain('@e')
  })

  test('does not become a link, in a cell or a sentence', async () => {
    const what = 'It said: log in at https://lab.invalid/x or www.lab.invalid, or mail lab@lab.invalid.'
    const error = new ActionError('run-failed', { what, why: 'W.', remedy: 'R.' })
    const shown = inMarkdown({ ...FACTS, account: 'https://lab.invalid' }, error, NOW)
    expect(await marked(shown, { gfm: true })).not.toMatch(/<a /)
    expect(await textOf(shown)).toContain('log in at https://lab.invalid/x or www.lab.invalid')
  })

  test('nor does a final message get out of its fence by what is taken out of it', async () => {
    for (const gap of ['\u200b', '\u001b[0m', '\u2060']) {
      const finalMessage = `Done.\n\`\`${gap}\`\`${gap}\`\`\n\n<h3>Log in</h3>\n\n[again](https://lab.invalid) ![x](https://lab.invalid)`
      const run = { finalMessage, failure: undefined, changed: [], tookMs: 1 }
      const html = await marked(inMarkdown({ ...FACTS, run }, undefined, NOW), { gfm: true })
      expect(html).not.toMatch(/<h3>Log in|<a |<img/)
    }
  })

  test('names of files that are all markup leave room for what a person must do', () => {
    const changed = Array.from({ length: 100 }, (_, at) => `${at}/${'~'.repeat(250)}/${'~'.repeat(240)}`)
    const failure = new ActionError('run-failed', { what: 'Codex failed.', why: 'W.', remedy: 'Do this.' })
    const run = { finalMessage: 'Bye', failure, changed, tookMs: 1 }
    const shown = inMarkdown({ ...FACTS, run }, failure, NOW)
    expect(Buffer.byteLength(shown)).toBeLessThan(30_000)
    expect(shown).toMatch(/ more<\/td>.*\*\*What to do:\*\* Do this\./s)
  })

  test('3,000 changed files and an endless message leave the summary small, the login first', () => {
    const changed = Array.from({ length: 3000 }, (_, at) => `${'deep/'.repeat(400)}${at}`)
    const run = { finalMessage: 'x '.repeat(500_000), failure: undefined, changed, tookMs: 1 }
    const shown = inMarkdown({ ...FACTS, run }, undefined, NOW)
    expect(Buffer.byteLength(shown)).toBeLessThan(200_000)
    expect(shown).toMatch(/^### 🟢 The Codex login is healthy\n/)
    expect(shown).toMatch(/<br>and 29\d\d more<\/td>/)
    expect(shown).toMatch(/\n\(939999 more characters\)\n```\n/)
  })

  test('commands to the runner in a final message are none', () => {
    const run = { finalMessage: '::add-mask::x\n##[error]y', failure: undefined, changed: [], tookMs: 1 }
    expect(inMarkdown({ ...FACTS, run }, undefined, NOW)).not.toMatch(/^::|##\[/m)
  })
})

test('a summary says nothing that it does not know', async () => {
  expect(await textOf(inMarkdown({ outputs: {}, changes: [] }, undefined, NOW))).toBe(
    ' ⚪ No Codex login was used This run changed nothing ',
  )
})

test('the end of a job tells what is wrong, or was put right', async () => {
  const error = new ActionError('spoiled', { what: 'Gone.', why: 'A step.', remedy: 'Look.' })
  expect(await textOf(inMarkdown({ outputs: {}, changes: [], isEnd: true }, error, NOW))).toBe(
    ' 🔴 The end of the job found the Codex login in danger Gone. A step. What to do: Look. ',
  )
  const changes = ['the end of the job stored the login']
  expect(await textOf(inMarkdown({ outputs: {}, changes, isEnd: true }, undefined, NOW))).toBe(
    ' 🟢 The end of the job stored the Codex login This run the end of the job stored the login ',
  )
})

test('a login without a known end, or of nobody knows when, is told as that', async () => {
  const life = { expiresAt: 0, remaining: -NOW, share: 0, refreshedAt: 0 }
  const text = await textOf(inMarkdown({ ...FACTS, life }, undefined, NOW))
  expect(text).toContain('ended 1970-01-01 00:00 UTC')
  expect(text).toContain('Refreshed nobody knows when')
})
