import { expect, test } from '@jest/globals'
import { judge, readCases } from '../cases/doctor-cases.js'

const cases = readCases()

test('every rule has at least three bad cases and three good ones', () => {
  const count = (rule: string, kind: string) =>
    cases.filter(({ name }) => name.startsWith(`${rule}/${kind}-`)).length
  const rules = [...new Set(cases.map(({ name }) => name.split('/')[0] ?? ''))]
  const few = rules.filter(
    rule => rule !== 'action' && rule !== 'found' && (count(rule, 'bad') < 3 || count(rule, 'good') < 3),
  )
  expect(few).toEqual([])
  expect(cases.length).toBeGreaterThanOrEqual(150)
})

test.each(cases.map(one => [one.name, one] as const))('%s', async (_, one) => {
  const { found, code, text } = await judge(one)
  expect(found).toEqual(one.expected)
  expect(code).toBe(text.includes('"level":"warning"') ? 1 : 0)
})
