import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { type AskedLogin, askPerson } from '../../src/action/ask-person.js'
import type { Stage } from '../../src/action/stage.js'
import type { Proof } from '../../src/codex/prove.js'
import { Report } from '../../src/report/report.js'

const MINUTE = 60_000
const NOW = Date.parse('2026-11-21T04:23:00Z')
const PROOF: Proof = { accepted: false, unauthorized: false, said: '' }

beforeEach(() => {
  jest.useFakeTimers({ now: NOW })
})
afterEach(() => {
  jest.useRealTimers()
})

/** Asks a person who has typed the code when `typed` is called; what the log says stands in `said`. */
function asked(timeoutMs?: number) {
  const said: string[] = []
  const say = (line: string) => {
    said.push(line)
  }
  const stage = {
    log: { info: say, notice: say, warning: say },
    report: new Report(),
    now: Date.now,
    inputs: () => ({ 'login-timeout': timeoutMs }),
    cancelled: new AbortController().signal,
  } as unknown as Stage
  let typed = () => {}
  let waitMs = Number.NaN
  const login: AskedLogin = request => {
    ;({ waitMs } = request)
    request.onCode('https://lab.invalid/device', 'LAB-CODE')
    return new Promise(resolve => {
      typed = () => resolve(PROOF)
    })
  }
  const result = askPerson(stage, login)
  return { said, result, waitMs, typed, facts: () => stage.report.facts }
}

const waits = (said: string[]) => said.filter(line => line.startsWith('Waiting'))

test('each minute a line says how long it still waits, and none comes when the code was typed', async () => {
  const { said, result, typed, waitMs, facts } = asked()
  expect(waitMs).toBe(15 * MINUTE)
  expect(facts().waiting).toMatchObject({ code: 'LAB-CODE', until: NOW + 15 * MINUTE })
  expect(said[0]).toContain('type the code LAB-CODE (good for 15 min)')
  jest.advanceTimersByTime(3 * MINUTE + 1000)
  const lines = [14, 13, 12].map(left => `Waiting for the code to be typed: ${left} min left.`)
  expect(waits(said)).toEqual(lines)
  typed()
  expect(await result).toBe(PROOF)
  jest.advanceTimersByTime(5 * MINUTE)
  expect(waits(said)).toEqual(lines)
  expect(facts().waiting).toBeUndefined()
})

test('login-timeout makes it shorter, and never longer than a code is good', () => {
  expect(asked(2 * MINUTE).waitMs).toBe(2 * MINUTE)
  expect(asked(60 * MINUTE).waitMs).toBe(15 * MINUTE)
})
