import { describe, expect, test } from '@jest/globals'
import { marked } from 'marked'
import { ActionError } from '../../src/errors.js'
import type { Facts } from '../../src/report/report.js'
import { inMarkdown } from '../../src/report/summary.js'
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
    ['healthy', /Plan plus Used of 5 h ██░+ 12 %, begins anew 2026-11-21 05:58 UTC Used of 7 d █{7}░+ 34 %/],
    ['healthy', /Kept in the file \/home\/ci\/.codex\/auth.json This run changed nothing $/],
    [
      'rotated',
      /🟢 .* healthy, and was refreshed by this run .* █{20} 10 d of 10 d left, .* just now by this run \(/,
    ],
    ['rotated', /This run refreshed and stored the login/],
    [
      'stale',
      /🟡 The Codex login works, but can not be refreshed .* 4 d 14 h of 10 d left, until 2026-11-25 18:47 UTC/,
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
