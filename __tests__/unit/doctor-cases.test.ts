import { expect, test } from '@jest/globals'
import { EXIT } from '../../src/doctor/report.js'
import { RULES } from '../../src/doctor/rules/rules.js'
import { judge, readCases } from '../cases/doctor-cases.js'

const cases = readCases()

test('every rule has at least three bad cases and three good ones', () => {
  const count = (rule: string, kind: string) =>
    cases.filter(({ name }) => name.startsWith(`${rule}/${kind}-`)).length
  const few = RULES.filter(({ id }) => count(id, 'bad') < 3 || count(id, 'good') < 3)
  expect(few.map(({ id }) => id)).toEqual([])
})

test('a bad case of a rule has it, and a good one has not', () => {
  const odd = cases.filter(({ name, expected }) => {
    const [, rule, kind] = /^([^/]+)\/(bad|good)-/.exec(name) ?? []
    const isThere = expected.some(entry => entry.endsWith(` ${rule}`))
    return RULES.some(({ id }) => id === rule) && isThere !== (kind === 'bad')
  })
  expect(odd.map(({ name }) => name)).toEqual([])
})

/**
 * What an early doctor got wrong on public workflows, by kind, each with cases that it failed. That one unreadable file ends
 * all, and that findings have no line, format or exit code of their own, is tested in doctor-output.test.ts.
 */
const ONCE_WRONG: Readonly<Record<string, readonly string[]>> = {
  'a look at a disk that is new in each run': [
    'seed-each-run/bad-hosted-look',
    'seed-each-run/bad-vendor-runner',
  ],
  'a condition that is about something else': ['seed-each-run/bad-condition-of-something-else'],
  'a login that is saved by a tool that it did not know': [
    'seed-each-run/good-saved-by-keyvault',
    'seed-each-run/good-saved-by-scp',
    'seed-each-run/good-saved-by-own-cli',
  ],
  'two runs at once': ['two-at-once/bad-pull-request', 'two-at-once/bad-two-workflows'],
  'a login that is handed on': ['unguarded/bad-handed', 'cancel-in-progress/bad-handed-to-an-action'],
  "another action's inputs": ['action/bad-other-vault-input', 'action/good-other-cache'],
  'words in messages': ['ends-login/good-message'],
  'a login that goes out of sight': ['unseen/bad-composite', 'unseen/bad-workflow-elsewhere'],
  'what is in the repository': ['unseen/good-script-here', 'refreshes-outside/bad-script-of-the-repository'],
  'a login that is printed, rarely used, in another home, an argument, or in the checkout': [
    'printed/bad-cat',
    'seldom/bad-monthly',
    'other-home/bad-exported-in-one-step',
    'on-command-line/bad-body',
    'in-checkout/bad-relative',
  ],
}

test.each(Object.entries(ONCE_WRONG))('%s: there are cases', (_, names) => {
  const known = new Set(cases.map(({ name }) => name))
  expect(names.filter(name => !known.has(name))).toEqual([])
})

test.each(cases.map(one => [one.name, one] as const))('%s', async (_, one) => {
  const { found, code, text } = await judge(one)
  expect(found).toEqual(one.expected)
  const isUnreadable = found.length > 0 && found.every(entry => entry.endsWith(' unreadable-workflow'))
  const isBad = text.includes('"level":"warning"')
  expect(code).toBe(isUnreadable ? EXIT.unreadable : isBad ? EXIT.found : EXIT.well)
})
