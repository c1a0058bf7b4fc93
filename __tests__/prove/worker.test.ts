import { writeFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { accessOf } from '../e2e/access-login.js'
import { inLab, type Lab } from '../e2e/lab.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const errorsOf = ({ annotations }: JobResult) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
const warningsOf = ({ annotations }: JobResult) =>
  annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)

/** A job that may do nothing at GitHub, on a runner that nothing has touched. */
const hosted = async (lab: Lab, inputs: Values, more: object = {}) =>
  lab.job(inputs, { on: await lab.fresh(), ...more })

const requestsOfTokens = ({ openai }: Lab) => openai.refreshes.length

test.concurrent(
  "an access login in a host's CODEX_HOME is refused, and gives way to a full login alone",
  inLab(async lab => {
    const full = lab.openai.login()
    const access = accessOf(full)
    await writeFile(lab.authFile, access)
    const refused = await lab.job({ mode: 'keep-fresh' })
    expect(errorsOf(refused).join()).toMatch(/Refused the file .*auth\.json: It is an access login/)
    expect(await lab.auth()).toBe(access)
    const seeded = await lab.job({ 'auth-json': full, mode: 'keep-fresh' })
    expect([seeded.conclusion, await lab.auth()]).toEqual(['success', full])
  }),
  60_000,
)

test.concurrent(
  'with too little life left Codex is not started; days before, and after a refused refresh, the job warns',
  inLab(async lab => {
    const run = (expInMs: number, note = {}, inputs = {}) =>
      hosted(lab, { 'auth-json': accessOf(lab.openai.login({ expInMs }), note), prompt: 'Say OK', ...inputs })
    const madeAt = Date.now() - 2 * DAY
    const over = await run(-HOUR, { madeAt })
    expect(errorsOf(over).join()).toMatch(
      /The access login ended at .* It was last published at .*, 2 d ago \(https:.*runs\/7\).*keep-fresh/s,
    )
    const short = await run(3 * HOUR, { madeAt }, { 'min-lifetime': '4h' })
    expect(errorsOf(short).join()).toMatch(/in 3 h, and this job wants 4 h \(`min-lifetime`\).*as a new run/s)
    expect([over, short].map(({ steps }) => steps[0]?.outputs['auth-reason'])).toEqual([
      'access-ends',
      'access-ends',
    ])
    expect(lab.openai.log).toEqual([])

    const late = await run(2 * DAY, { madeAt })
    expect([late.conclusion, warningsOf(late).join()]).toEqual([
      'success',
      expect.stringMatching(/The access login ends at .*, in 2 d/),
    ])
    const refused = await run(6 * DAY, { madeAt, refused: 'reused' })
    expect(warningsOf(refused).join()).toMatch(/OpenAI has refused to refresh the login \(`reused`\)/)
    expect(refused.steps[0]?.outputs).toMatchObject({
      'auth-status': 'stale',
      'auth-reason': 'access-refused',
    })
    expect(refused.conclusion).toBe('success')
    expect(requestsOfTokens(lab)).toBe(0)
  }),
  60_000,
)

test.concurrent(
  'a full login in the secret of a worker is a job with a full login: it wants a store, and says so',
  inLab(async lab => {
    const result = await hosted(lab, { 'auth-json': lab.openai.login(), prompt: 'Say OK' })
    expect(errorsOf(result).join()).toMatch(/GitHub-hosted runner, and the login would be kept on its disk/)
    expect(lab.openai.log).toEqual([])
  }),
  60_000,
)
